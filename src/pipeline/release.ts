/** Freezes an honoree for a channel and a window into one immutable record, or says what stands against it. */
import type { Channel } from '../domain/channel.ts'
import { freeze } from '../domain/freeze.ts'
import type { Release } from '../domain/release.ts'
import { type Result, refuse } from '../domain/result.ts'
import { type GatherPorts, gather, groundOf } from './gather.ts'
import type { Records } from './ports.ts'

export interface ReleaseOrder {
  readonly honoreeId: string
  readonly channel: Channel
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly embargoedUntil: Date | null
  /** `first` refuses when the channel has a release of the honoree; `correction` adds the next version. */
  readonly as: 'first' | 'correction'
}

export interface ReleasePorts extends Pick<GatherPorts, 'uncovered'> {
  readonly records: GatherPorts['records'] & Pick<Records, 'honoree' | 'latestVersion'>
}

/** The record as it would be stored; nothing is written. Throws when the honoree is not there. */
export async function prepareRelease(
  order: ReleaseOrder,
  ports: ReleasePorts,
  now: Date,
): Promise<Result<Omit<Release, 'id'>>> {
  const { records } = ports
  const { honoreeId, channel, as, ...window } = order
  const editions = await records.honoree(honoreeId)
  if (!editions) throw new Error(`release: no honoree ${honoreeId}`)

  const latest = await records.latestVersion(honoreeId, channel.id)
  if (as === 'first' && latest > 0)
    return refuse({ kind: 'release-exists', name: editions.name, channel: channel.label })

  const gathered = await gather(editions, await groundOf(ports), { ...ports, channels: [channel] })
  if (!gathered.published.ok) return gathered.published
  return freeze({ ...gathered, ...gathered.published.value, ...window, channel, version: latest + 1 }, now)
}
