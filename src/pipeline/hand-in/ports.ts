/** What hand-ins need of the database. */

import type { HandIn, HandInFile, HandInFileState, Told } from '../../domain/hand-in.ts'
import type { UnitLink } from '../../domain/unit-link.ts'

export interface HandInRecords {
  openHandIn(handIn: Omit<HandIn, 'id'>): Promise<string>
  /** The sender's own for the same person, or for nobody in particular; opened where there is none, of several at once by one. */
  ensureHandIn(handIn: Omit<HandIn, 'id'>): Promise<string>
  handIn(id: string): Promise<HandIn | null>
  /** Newest first. */
  handInsOf(campaignId: string): Promise<readonly HandIn[]>
  /** Replaces all that was told before. */
  tell(id: string, told: readonly Told[]): Promise<void>
  /** By path, or of one path; of several with one path the newest last, in one order whoever asks. */
  handInFiles(handInIds: readonly string[], path?: string): Promise<readonly HandInFile[]>
  /** The same storage key twice is one row. */
  addHandInFile(file: Omit<HandInFile, 'id'>): Promise<void>
  /** One conditional update: false when the file is in none of the states `from`. */
  changeHandInFile(
    id: string,
    from: readonly HandInFileState[],
    changes: Partial<Pick<HandInFile, 'state' | 'declared' | 'person' | 'problems'>>,
  ): Promise<boolean>
  /** Storage keys of every file that still waits. */
  incomingKeys(): Promise<readonly string[]>
}

export interface UnitLinkRecords {
  /** SHA-256 hex of the link's token. */
  unitLinkByHash(hash: string): Promise<UnitLink | null>
  unitLink(id: string): Promise<UnitLink | null>
  /** Newest first. */
  unitLinks(campaignId: string): Promise<readonly UnitLink[]>
}
