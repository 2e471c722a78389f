/** An append-only fact that somebody fetched, confirmed, showed or failed (回执). Nothing flows back upstream. */

export type ReceiptKind = 'fetched' | 'acknowledged' | 'shown' | 'failed'

export interface Receipt {
  readonly id: string
  readonly kind: ReceiptKind
  readonly partnerId: string
  /** The release it speaks of, or null when it speaks of a whole pack. */
  readonly releaseId: string | null
  /** Pack version (its content hash) for screens, else null. */
  readonly packVersion: string | null
  readonly screenId: string | null
  readonly at: Date
  readonly note: string
}
