/**
 * Hooks make it fast; reconcile makes it true. For every honoree: *wanted − done = to do*; what is missing is
 * announced as rows and queued, what failed for no fault of the material is tried again, and nothing is done twice.
 */

import type { Channel } from '../domain/channel.ts'
import { type Group, groupId, queueOf } from '../domain/group.ts'
import type { Editions } from '../domain/honoree.ts'
import { labelOf } from '../domain/outputs/index.ts'
import type { Step } from '../domain/plan.ts'
import { costOf } from '../domain/progress.ts'
import { type Ground, gather, groundOf } from './gather.ts'
import type { Records, VariantRow, WorkQueue } from './ports.ts'
import { type RenderPorts, renderGroup } from './render.ts'

export interface ReconcilePorts extends Omit<RenderPorts, 'records'> {
  readonly records: Records
  readonly queue: WorkQueue
  readonly channels: readonly Channel[]
  readonly uncovered: (text: string) => readonly string[]
}

/** A render that failed although the material was fine is tried so often by itself; then a person decides. */
const maxAttempts = 3

/** Plans one honoree and queues what is to do; returns how many groups. Running it again adds nothing. */
export async function reconcileHonoree(honoreeId: string, ports: ReconcilePorts): Promise<number> {
  const editions = await ports.records.honoree(honoreeId)
  return editions ? queueHonoree(editions, await groundOf(ports), ports) : 0
}

/** The same for everybody. One honoree that cannot be planned holds nobody else up. */
export async function reconcile(ports: ReconcilePorts): Promise<number> {
  const ground = await groundOf(ports)
  let queued = 0
  for (const editions of await ports.records.honorees(null)) {
    try {
      queued += await queueHonoree(editions, ground, ports)
    } catch (error) {
      ports.emit({ kind: 'crashed', what: `reconcile ${editions.id}`, error })
    }
  }
  return queued
}

async function queueHonoree(editions: Editions, ground: Ground, ports: ReconcilePorts): Promise<number> {
  const { records, queue } = ports
  const { wanted, rows } = await gather(editions, ground, ports)
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
    const open: Step[] = []
    for (const step of steps) if (await isOpen(step, rows.get(step.key), ports)) open.push(step)
    if (open.length === 0) continue
    const added = queue.add({
      id: groupId(group),
      ...queueOf[group.kind],
      run: (signal) => renderGroup(open, ports, signal),
    })
    if (added) queued += 1
  }
  return queued
}

async function isOpen(
  step: Step,
  row: VariantRow | undefined,
  { records }: ReconcilePorts,
): Promise<boolean> {
  if (row?.state !== 'failed') return true
  if (row.problem?.kind !== 'render-failed' || row.attempts >= maxAttempts) return false
  await records.retryVariant(step.key)
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
