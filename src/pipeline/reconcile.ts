/**
 * Hooks make it fast; reconcile makes it true. For every honoree: *wanted − done = to do*; what is missing is
 * announced as rows and queued, what failed for no fault of the material is tried again, and nothing is done twice.
 */

import { type Group, groupId } from '../domain/group.ts'
import type { Editions } from '../domain/honoree.ts'
import { labelOf } from '../domain/outputs/index.ts'
import { originalsOf, type Step } from '../domain/plan.ts'
import { costOf, expectedBytesOf } from '../domain/progress.ts'
import { isTriedAgain, waitsForSpace } from '../domain/variant.ts'
import { batchesOf, type Gathered, gather, gatherAll, groundOf } from './gather.ts'
import type { JobPorts } from './job.ts'
import type { BlobStore, WorkQueue } from './ports.ts'
import { finishRecall } from './recall.ts'
import type { VariantRow } from './records.ts'

export interface ReconcilePorts extends JobPorts {
  readonly queue: WorkQueue
}

/** Plans one honoree and queues what is to do; returns how many groups. Running it again adds nothing. */
export async function reconcileHonoree(honoreeId: string, ports: ReconcilePorts): Promise<number> {
  const editions = await ports.records.honoree(honoreeId)
  if (!editions) return 0
  return queueHonoree(editions, await gather(editions, await groundOf(ports), ports), ports)
}

/** The same for everybody. One honoree that cannot be planned holds nobody else up. */
export async function reconcile(ports: ReconcilePorts): Promise<number> {
  const ground = await groundOf(ports)
  let queued = 0
  for (const batch of batchesOf(await ports.records.honorees(null))) {
    // Where one of them cannot be planned, each is gathered by himself.
    const gathered = await gatherAll(batch, ground, ports).catch(() => null)
    for (const [at, editions] of batch.entries())
      try {
        await finishRecall(editions, ports, ports.clock())
        queued += await queueHonoree(
          editions,
          gathered?.[at] ?? (await gather(editions, ground, ports)),
          ports,
        )
      } catch (error) {
        ports.emit({ kind: 'crashed', what: `reconcile ${editions.id}`, error })
      }
  }
  return queued
}

async function queueHonoree(
  editions: Editions,
  { wanted, rows, superseded }: Gathered,
  ports: ReconcilePorts,
): Promise<number> {
  const { records, queue } = ports
  await forgetIdle(editions.id, superseded, ports)
  await markSuperseded(editions.id, { rows, superseded }, ports)
  const todo = wanted.filter(({ key }) => rows.get(key)?.state !== 'done')

  const unannounced = todo.filter(({ key }) => !rows.has(key))
  if (unannounced.length > 0) {
    await records.announceVariants(
      unannounced.map((step) => ({
        key: step.key,
        honoreeId: editions.id,
        assetId: step.asset?.id ?? null,
        label: labelOf(step.output),
        channelIds: [...new Set(step.uses.map(({ channelId }) => channelId))],
        cost: costOf(step),
      })),
    )
    ports.emit({ kind: 'announced', honoreeId: editions.id, count: unannounced.length })
  }

  let queued = 0
  for (const { group, steps } of byGroup(todo)) {
    let isOpen = false
    const room = expectedBytesOf(steps)
    for (const step of steps) if (await reopen(step, rows.get(step.key), room, ports)) isOpen = true
    if (isOpen && queue.add({ honoreeId: editions.id, group })) queued += 1
  }
  return queued
}

const idleStates = ['waiting', 'failed'] as const

/**
 * Nobody will make them, so nobody should wait for them; what is made already leaves with the sweep. The plan may be
 * of words that were newer when another worker announced theirs: what is known by now decides, asked after the rows.
 */
async function forgetIdle(
  honoreeId: string,
  superseded: readonly VariantRow[],
  ports: ReconcilePorts,
): Promise<void> {
  const idle = superseded.filter(({ state }) => idleStates.some((one) => one === state))
  if (idle.length === 0) return
  const editions = await ports.records.honoree(honoreeId)
  if (!editions) return
  const now = await gather(editions, await groundOf(ports), ports)
  const still = new Set(now.superseded.map(({ key }) => key))
  const keys = idle.map(({ key }) => key).filter((key) => still.has(key))
  if (keys.length > 0) await ports.records.forgetVariants(keys, idleStates)
}

/**
 * What is made and no longer wanted is no work that was done. Only the difference is written; where two worked from
 * plans of different words, the later reconcile sets it right.
 */
async function markSuperseded(
  honoreeId: string,
  { rows, superseded }: Pick<Gathered, 'rows' | 'superseded'>,
  { records }: ReconcilePorts,
): Promise<void> {
  const news = superseded.filter(({ isSuperseded }) => !isSuperseded)
  // Of a photograph that two people share, the row is one person's alone.
  const back = [...rows.values()].filter((row) => row.isSuperseded && row.honoreeId === honoreeId)
  if (news.length > 0) await records.supersedeVariants(keysOf(news), true)
  if (back.length > 0) await records.supersedeVariants(keysOf(back), false)
}

const keysOf = (rows: readonly VariantRow[]) => rows.map(({ key }) => key)

/** Whether the step is to be made: failed ones wait again when it was no fault of the material. `room`: bytes its group needs. */
async function reopen(
  step: Step,
  row: VariantRow | undefined,
  room: number,
  { records, store }: ReconcilePorts,
): Promise<boolean> {
  if (row?.state !== 'failed') return true
  const isOver = waitsForSpace(row)
    ? await store.hasRoom(room)
    : row.problem?.kind === 'original-missing'
      ? await hasOriginals(step, store)
      : isTriedAgain(row)
  if (!isOver) return false
  // The row is as old as the batch: what another made meanwhile is not made again.
  return records.retryVariant(step.key, 'failed')
}

async function hasOriginals(step: Step, store: Pick<BlobStore, 'size'>): Promise<boolean> {
  for (const key of originalsOf(step)) if ((await store.size(key)) === null) return false
  return true
}

function byGroup(steps: readonly Step[]): Iterable<{ group: Group; steps: Step[] }> {
  const groups = new Map<string, { group: Group; steps: Step[] }>()
  for (const step of steps) {
    const id = groupId(step.group)
    const known = groups.get(id)
    if (known) known.steps.push(step)
    else groups.set(id, { group: step.group, steps: [step] })
  }
  return groups.values()
}
