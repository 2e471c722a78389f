/** Bytes of hand-ins that wait for nobody: a row was decided on and its copy left behind by a crash, or never got its row. */
import type { BlobStore } from '../ports.ts'
import type { HandInRecords } from './ports.ts'

const dayMs = 24 * 3_600_000

/** Spares what is younger than a day: its row may be on its way. Returns how many files went. */
export async function sweepIncoming(
  {
    records,
    store,
  }: {
    readonly records: Pick<HandInRecords, 'incomingKeys'>
    readonly store: Pick<BlobStore, 'list' | 'delete'>
  },
  now: Date,
): Promise<number> {
  let count = 0
  const old: string[] = []
  for await (const { key, modifiedAt } of store.list('incoming'))
    if (now.getTime() - modifiedAt.getTime() > dayMs) old.push(key)
  // Read after the list: what arrived in between is younger.
  const waiting = new Set(old.length > 0 ? await records.incomingKeys() : [])
  for (const key of old) {
    if (waiting.has(key)) continue
    await store.delete(key)
    count += 1
  }
  return count
}
