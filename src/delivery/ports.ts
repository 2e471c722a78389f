/** What delivery asks of the outside. */
import type { Channel } from '../domain/channel.ts'
import type { StaffMember } from '../domain/role.ts'
import type { BlobStore } from '../pipeline/ports.ts'
import type { Records } from '../pipeline/records.ts'
import type { Thumbnails } from '../pipeline/thumbnails.ts'

/** Structured first, as pino wants it; delivery itself keeps secrets out of what it logs. */
export interface Log {
  info(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface DeliveryOptions {
  readonly records: Pick<
    Records,
    | 'releases'
    | 'withdrawals'
    | 'ledgerPosition'
    | 'unreadable'
    | 'isWritable'
    | 'partnerByTokenHash'
    | 'touchToken'
    | 'addReceipt'
    | 'receipt'
    | 'screens'
    | 'campaigns'
  >
  readonly store: BlobStore
  readonly thumbnails: Thumbnails
  readonly channels: readonly Channel[]
  readonly now: () => Date
  /** Signs links; links made with another secret open nothing. */
  readonly secret: string
  /** The member of staff whose session the request carries; null for everybody else. */
  readonly signedIn: (headers: Headers) => Promise<StaffMember | null>
  /** Without a trailing slash. */
  readonly publicUrl: string
  readonly log: Log
  /** New receipts believed of one partner within an hour. */
  readonly receiptsPerHour?: number
}
