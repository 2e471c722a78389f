/** What intake works with and what it says while it works. */
import type { BlobStore, IntakeRecords, MaterialReader, Records, Renderer } from '../ports.ts'

export interface IntakePorts {
  readonly records: Pick<Records, 'campaigns' | 'honorees' | 'assetsOf' | 'addEvent'> & IntakeRecords
  readonly store: Pick<BlobStore, 'keep'>
  readonly reader: MaterialReader
  readonly examine: Renderer['examine']
  readonly uncovered: Renderer['uncovered']
  /** The ASCII name of a Chinese one, for public addresses. */
  readonly slugOf: (name: string) => string
  /** Folder for unpacked zips, emptied again. */
  readonly scratch: string
  readonly emit: (event: IntakeEvent) => void
}

export type IntakeEvent =
  | { readonly kind: 'opened'; readonly fileCount: number; readonly nomineeCount: number }
  /** `number` of `nomineeCount`, from 1. */
  | { readonly kind: 'nominee'; readonly name: string; readonly number: number }
  | { readonly kind: 'file'; readonly name: string; readonly file: string; readonly isAccepted: boolean }
