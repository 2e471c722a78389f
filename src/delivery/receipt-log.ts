/** Writes receipts, each fact once: what was reported, and what delivery itself saw fetched. */
import type { Partner } from '../domain/partner.ts'
import { type NewReceipt, type Receipt, receiptKey } from '../domain/receipt.ts'
import type { DeliveryOptions } from './ports.ts'

type Fact = Pick<Receipt, 'releaseId' | 'packVersion' | 'screenId' | 'at'>
type Taker = Pick<Partner, 'id'>

/** Keys seen by this process; the records' unique key decides across processes and restarts. */
const rememberAtMost = 20_000

export interface ReceiptLog {
  /** What is kept under the receipt's key: the receipt, or what was there before. Rejects when it could not be written. */
  write(receipt: NewReceipt): Promise<NewReceipt>
  /** What is kept under a key; null when nothing is. */
  find(key: Receipt['key']): Promise<NewReceipt | null>
  /** In the background: nobody waits for the log when fetching. `what` are the very bytes: fetched again, they cost nothing. */
  noteFetched(partner: Taker, what: object, facts: () => readonly Fact[]): void
  /** The list of a pack's files was handed out; whether they were all fetched is not known, so it is no receipt. */
  noteListed(partner: Taker, pack: Omit<Fact, 'at'>): void
  /** Whether this partner took this version of a screen's pack, or had its list from this process. */
  hasTaken(partner: Taker, pack: Omit<Fact, 'at'>): Promise<boolean>
  /** When everything noted so far is written. */
  settle(): Promise<void>
}

const fetchedOf = (partner: Taker, fact: Omit<Fact, 'at'>, at = new Date(0)): NewReceipt => {
  const receipt = { kind: 'fetched', partnerId: partner.id, ...fact, at, note: '' } as const
  return { ...receipt, key: receiptKey(receipt, null) }
}

export function createReceiptLog({ records, log }: Pick<DeliveryOptions, 'records' | 'log'>): ReceiptLog {
  const written = new Map<string, Promise<NewReceipt>>()
  const fetchedBy = new WeakMap<object, Set<Partner['id']>>()
  const listed = new Set<string>()
  /** Keys of what was fetched and waits its turn to be written. */
  const noted = new Set<string>()
  let queue: Promise<unknown> = Promise.resolve()

  const add = async (receipt: NewReceipt): Promise<NewReceipt> =>
    (await records.addReceipt(receipt)) ? receipt : ((await records.receipt(receipt.key)) ?? receipt)
  const write = (receipt: NewReceipt): Promise<NewReceipt> => {
    const known = written.get(receipt.key)
    if (known !== undefined) return known
    if (written.size >= rememberAtMost) written.clear()
    const writing = add(receipt)
    written.set(receipt.key, writing)
    writing.catch(() => written.delete(receipt.key))
    return writing
  }
  const find: ReceiptLog['find'] = async (key) => (await written.get(key)) ?? (await records.receipt(key))

  return {
    write,
    find,
    noteFetched(partner, what, facts) {
      const partners = fetchedBy.get(what) ?? new Set<Partner['id']>()
      fetchedBy.set(what, partners)
      if (partners.has(partner.id)) return
      partners.add(partner.id)
      for (const { at, ...fact } of facts()) {
        const receipt = fetchedOf(partner, fact, at)
        if (written.has(receipt.key)) continue
        noted.add(receipt.key)
        queue = queue
          .then(() => write(receipt))
          .catch((error: unknown) => {
            // The next fetch tries again.
            partners.delete(partner.id)
            log.error({ err: error }, 'delivery: receipt not written')
          })
          .finally(() => noted.delete(receipt.key))
      }
    },
    noteListed(partner, pack) {
      if (listed.size >= rememberAtMost) listed.clear()
      listed.add(fetchedOf(partner, pack).key)
    },
    async hasTaken(partner, pack) {
      const { key } = fetchedOf(partner, pack)
      // Its last byte may have gone out a moment ago: nobody waits for the notes of others.
      return listed.has(key) || noted.has(key) || (await find(key)) !== null
    },
    settle: async () => void (await queue),
  }
}
