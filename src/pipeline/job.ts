/** Does a queued job: what its group comes to is planned now, not when it was queued, and claims decide who makes it. */
import type { Channel } from '../domain/channel.ts'
import { groupId } from '../domain/group.ts'
import type { plan } from '../domain/plan.ts'
import { gather, groundOf } from './gather.ts'
import type { Job } from './ports.ts'
import type { Records } from './records.ts'
import { type RenderPorts, renderGroup } from './render.ts'

export interface JobPorts extends Omit<RenderPorts, 'records'> {
  readonly records: Records
  readonly channels: readonly Channel[]
  readonly uncovered: (text: string) => readonly string[]
  /** Left out, everything is planned anew. */
  readonly plan?: typeof plan
}

/** Nothing happens when the group is done, or wanted no more. */
export async function runJob({ honoreeId, group }: Job, ports: JobPorts, signal: AbortSignal): Promise<void> {
  const editions = await ports.records.honoree(honoreeId)
  if (!editions) return
  const { wanted, rows, assets } = await gather(editions, await groundOf(ports), ports)
  const steps = wanted.filter(
    (step) => groupId(step.group) === groupId(group) && rows.get(step.key)?.state !== 'done',
  )
  await renderGroup(steps, assets, ports, signal)
}
