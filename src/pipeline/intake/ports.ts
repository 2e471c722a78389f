/** What intake works with and what it says while it works. */

import type { Asset } from '../../domain/asset.ts'
import type { NewCampaign } from '../../domain/campaign.ts'
import type { Digest } from '../../domain/digest.ts'
import type { Actor } from '../../domain/event.ts'
import type { Editions, NewHonoree } from '../../domain/honoree.ts'
import type { BlobStore, DocumentReader, Renderer } from '../ports.ts'
import type { Records } from '../records.ts'

export interface IntakePorts {
  readonly records: Pick<Records, 'campaigns' | 'honorees' | 'nomineesOf' | 'assetsOf' | 'addEvent'> &
    IntakeRecords
  readonly store: Pick<BlobStore, 'keep' | 'hasRoom'>
  readonly reader: DocumentReader
  readonly examine: Renderer['examine']
  /** Hashes a local file; reads it where this is absent. */
  readonly digest?: (file: string) => Promise<Digest>
  readonly uncovered: Renderer['uncovered']
  /** The ASCII name of a Chinese one, for public addresses. */
  readonly slugOf: (name: string) => string
  /** Folder for unpacked zips, emptied again. */
  readonly scratch: string
  readonly emit: (event: IntakeEvent) => void
  /** For the history; the system where this is absent. */
  readonly actor?: Actor
}

/** What may come later than the person. */
export type Missing = Pick<NewHonoree, 'category' | 'workplace' | 'position' | 'summary' | 'deeds'>

export type IntakeEvent =
  | { readonly kind: 'opened'; readonly fileCount: number; readonly nomineeCount: number }
  /** `number` of `nomineeCount`, from 1. */
  | { readonly kind: 'nominee'; readonly name: string; readonly number: number }
  | { readonly kind: 'file'; readonly name: string; readonly file: string; readonly isAccepted: boolean }

/** What intake needs beyond Records: the one way materials become documents. */
export interface IntakeRecords {
  /** Finds or creates by (campaign year). */
  ensureCampaign(campaign: NewCampaign): Promise<string>
  /** What is looked at and written in `use` nobody changes meanwhile: who is recorded of this unit. Waits for its turn. */
  naming<T>(campaignId: string, unit: string, use: () => Promise<T>): Promise<T>
  /** Finds or creates by (campaign, name, unit). An existing honoree is filled in as by `fillHonoree`. */
  ensureHonoree(
    honoree: NewHonoree,
    privateFields: Readonly<Record<string, string>>,
  ): Promise<{ id: string; isNew: boolean }>
  /** Writes what nobody has written of them yet, never over what somebody has; false where nothing came of it. */
  fillHonoree(id: string, words: Missing): Promise<boolean>
  /** People of the campaign who lie in the trash. */
  trashedHonorees(campaignId: string): Promise<readonly Pick<Editions, 'name' | 'nominatedBy'>[]>
  /** What was taken for the honoree and lies in the trash: its bytes are taken still. */
  trashedAssets(honoreeId: string): Promise<readonly Pick<Asset, 'sha256' | 'fileName'>[]>
  /** False when the honoree already has an asset with this sha256. Writes the row alone: its bytes lie in the store already. */
  addAsset(asset: Omit<Asset, 'id'>): Promise<boolean>
  publishHonoree(honoreeId: string): Promise<void>
}
