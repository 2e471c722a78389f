/** An append-only fact that somebody fetched, confirmed, showed or failed (回执). Nothing flows back upstream. */
import { fingerprint } from './fingerprint.ts'

export const receiptKinds = ['fetched', 'acknowledged', 'shown', 'failed'] as const
export type ReceiptKind = (typeof receiptKinds)[number]

export interface Receipt {
  readonly id: string
  /** Unique: the same fact reported twice is one row, so a second `addReceipt` with an equal key changes nothing. */
  readonly key: string
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

/** The partner's own id for the fact decides when it gave one; else the fact itself. A first fetch is one fact, whenever. */
export function receiptKey(receipt: Omit<Receipt, 'id' | 'key'>, clientId: string | null): string {
  const { kind, partnerId, releaseId, packVersion, screenId, at } = receipt
  if (clientId !== null) return fingerprint({ partnerId, clientId })
  const fact = { kind, partnerId, releaseId, packVersion, screenId }
  return fingerprint(kind === 'fetched' ? fact : { ...fact, at })
}
