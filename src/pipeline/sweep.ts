/**
 * Holds rows and bytes against each other. Rows without bytes go back to work; what nobody wants any more leaves in
 * three steps, so that no plan, render or release under way can lose anything by it: the row at one sweep, its bytes
 * into quarantine at the next, and out of there after a week.
 */
import type { Channel } from '../domain/channel.ts'
import type { plan } from '../domain/plan.ts'
import type { SweepReport } from '../domain/sweep-report.ts'
import type { VariantKey } from '../domain/variant.ts'
import { batchesOf, gatherAll, groundOf, isJudged } from './gather.ts'
import type { BlobStore } from './ports.ts'
import { type IsKnown, quarantine, settleQuarantine } from './quarantine.ts'
import type { Records, VariantRow } from './records.ts'
import { sweepThumbnails } from './thumbnails.ts'

export interface SweepPorts {
  readonly records: Records
  readonly store: BlobStore
  readonly channels: readonly Channel[]
  readonly uncovered: (text: string) => readonly string[]
  /** Left out, everything is planned anew. */
  readonly plan?: typeof plan
}

const dayMs = 24 * 3_600_000

/**
 * One pass over everything; `now` is when it starts, and what was written since is spared. `isAlone` says that no
 * other process writes: else originals are spared for a day, since an upload stores its bytes before its row.
 */
export async function sweep(
  ports: SweepPorts,
  { isAlone, now }: { isAlone: boolean; now: Date },
): Promise<SweepReport> {
  const { records, store } = ports
  await records.forgetClaims(now)
  const isKnown = knownTo(records)
  const before = await settleQuarantine(now, isKnown, store)

  // Rows before plans: one that is announced later cannot be taken for one that no plan wants.
  const rows = await records.variantRows(null)
  const { wanted, isWhole, unread } = await whatIsWanted(ports)
  const stale = rows.filter(
    ({ key, state, honoreeId }) => !wanted.has(key) && state !== 'rendering' && isWhole(honoreeId),
  )
  const leaving = new Set(stale.map(({ key }) => key))
  let repaired = 0
  // What no plan wants cannot be made again.
  for (const row of rows) if (wanted.has(row.key) && (await isRepaired(row, ports))) repaired += 1

  const known = new Set([
    ...rows.flatMap(({ variant }) => (variant ? [variant.storageKey] : [])),
    ...(await records.originalKeys()),
  ])
  let orphans = 0
  const put = async (prefix: string, youngest: Date): Promise<void> => {
    for await (const { key, modifiedAt } of store.list(prefix)) {
      if (known.has(key) || modifiedAt >= youngest) continue
      if (await quarantine(key, isKnown, store)) orphans += 1
    }
  }
  await put('variants', now)
  await put('originals', isAlone ? now : new Date(now.getTime() - dayMs))

  const forgotten = await records.forgetVariants([...leaving], ['waiting', 'failed', 'done'])
  // What was released while this ran is shown already.
  const after = await settleQuarantine(now, isKnown, store)
  await sweepThumbnails(store)
  const report = {
    repaired,
    recalled: before.recalled + after.recalled,
    forgotten,
    orphans,
    deleted: before.deleted + after.deleted,
    unread,
  }
  await records.noteSweep(report, now)
  return report
}

interface Wanted {
  readonly wanted: ReadonlySet<VariantKey>
  /** Whether all is known of what this honoree wants; also of one there is no row of any more. */
  readonly isWhole: (honoreeId: string) => boolean
  readonly unread: number
}

async function whatIsWanted(ports: SweepPorts): Promise<Wanted> {
  const ground = await groundOf(ports)
  const wanted = new Set<VariantKey>()
  const unjudged = new Set(await ports.records.honoreeIds())
  for (const batch of batchesOf(await ports.records.honorees(null)))
    for (const [at, gathered] of (await gatherAll(batch, ground, ports)).entries()) {
      for (const { key } of gathered.wanted) wanted.add(key)
      if (isJudged(gathered)) unjudged.delete(batch[at]!.id)
    }
  return { wanted, isWhole: (id) => !unjudged.has(id), unread: unjudged.size }
}

/** True when a done row had lost its bytes and is waiting again. */
async function isRepaired({ key, variant }: VariantRow, { records, store }: SweepPorts): Promise<boolean> {
  const hasBytes = async ({ storageKey, bytes }: NonNullable<VariantRow['variant']>): Promise<boolean> =>
    (await store.size(storageKey)) === bytes
  if (!variant || (await hasBytes(variant))) return false
  // It may have been made anew since the rows were read.
  const [fresh] = await records.variantRowsByKey([key])
  if (!fresh?.variant || (await hasBytes(fresh.variant))) return false
  return records.retryVariant(key, 'done')
}

/** A row of any state keeps the files of its key: a render stores its bytes before it says so. */
function knownTo(records: Records): IsKnown {
  let position: string | null = null
  let shown: ReadonlySet<string> = new Set()
  return async (storageKey) => {
    if (!storageKey.startsWith('variants/')) return records.knowsOriginal(storageKey)
    const key = storageKey.split('/').at(-1)?.split('.')[0] ?? ''
    if ((await records.variantRowsByKey([key])).length > 0) return true
    const latest = await records.ledgerPosition()
    if (latest !== position) {
      // What was released of somebody who is no more (`removal`) is withdrawn for good.
      const people = new Set(await records.honoreeIds())
      const releases = (await records.releases()).filter(({ honoreeId }) => people.has(honoreeId))
      shown = new Set(releases.flatMap(({ snapshot }) => snapshot.media.map((media) => media.storageKey)))
      position = latest
    }
    return shown.has(storageKey)
  }
}
