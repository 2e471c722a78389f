/** Holds rows and bytes against each other: rows without bytes go back to work, what nobody wants any more leaves. */
import type { Channel } from '../domain/channel.ts'
import type { VariantKey } from '../domain/variant.ts'
import { gather, groundOf } from './gather.ts'
import type { BlobStore, Records, VariantRow } from './ports.ts'

export interface SweepPorts {
  readonly records: Records
  readonly store: BlobStore
  readonly channels: readonly Channel[]
  readonly uncovered: (text: string) => readonly string[]
}

export interface SweepReport {
  /** Done rows whose file was gone or of another size: queued again by the next reconcile. */
  readonly repaired: number
  /** Rows removed because no plan and no release wants them. */
  readonly forgotten: number
  /** Files removed because no row knows them. */
  readonly orphans: number
}

/**
 * One pass over everything. `isAlone` says that no other process writes: only then are originals without a row taken
 * for leftovers of a crash, since an upload stores its bytes before its row. Variants of other processes are spared
 * by the claim their row still holds.
 */
export async function sweep(
  { records, store, channels, uncovered }: SweepPorts,
  { isAlone }: { isAlone: boolean },
): Promise<SweepReport> {
  const wanted = new Set<VariantKey>()
  for (const release of await records.releases())
    for (const media of release.snapshot.media) wanted.add(media.key)

  const ground = await groundOf({ records })
  const rows: VariantRow[] = []
  for (const editions of await records.honorees(null)) {
    const gathered = await gather(editions, ground, { records, channels, uncovered })
    for (const { key } of gathered.wanted) wanted.add(key)
    rows.push(...(await records.variantRows(editions.id)))
  }

  const kept = new Map<VariantKey, string | null>()
  const stale: VariantKey[] = []
  let repaired = 0
  for (const row of rows) {
    if (!wanted.has(row.key) && row.state !== 'rendering') {
      stale.push(row.key)
      continue
    }
    kept.set(row.key, row.variant?.storageKey ?? null)
    if (!row.variant || (await store.size(row.variant.storageKey)) === row.variant.bytes) continue
    await records.retryVariant(row.key)
    repaired += 1
  }
  for (const storageKey of await records.forgetVariants(stale)) await store.delete(storageKey)

  let orphans = 0
  for await (const { key: storageKey } of store.list('variants')) {
    const key = storageKey.split('/').at(-1)?.split('.')[0] ?? ''
    const known = kept.get(key)
    if (known === storageKey || known === null) continue
    await store.delete(storageKey)
    orphans += 1
  }
  if (isAlone) {
    const originals = new Set(await records.originalKeys())
    for await (const { key: storageKey } of store.list('originals')) {
      if (originals.has(storageKey)) continue
      await store.delete(storageKey)
      orphans += 1
    }
  }
  return { repaired, forgotten: stale.length, orphans }
}
