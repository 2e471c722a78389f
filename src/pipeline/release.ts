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
  readonly records: GatherPorts['records'] & Pick<Records, 'honoree' | 'releases'>
}

/** The record as it would be stored; nothing is written. Throws when the honoree is not there. */
export async function prepareRelease(
  order: ReleaseOrder,
  ports: ReleasePorts,
  now: Date,
): Promise<Result<Omit<Release, 'id'>>> {
  const { records } = ports
  const honoree = await records.honoree(order.honoreeId)
  const ground = await groundOf(honoree?.campaignId, ports)
  if (!honoree || !ground) throw new Error(`release: no honoree ${order.honoreeId}`)
  const { channel, validFrom, validUntil, embargoedUntil } = order

  const versions = (await records.releases())
    .filter(({ honoreeId, channelId }) => honoreeId === honoree.id && channelId === channel.id)
    .map(({ version }) => version)
  if (order.as === 'first' && versions.length > 0)
    return refuse({ kind: 'release-exists', name: honoree.name, channel: channel.label })

  const material = await gather(honoree, ground, { ...ports, channels: [channel] })
  const version = Math.max(0, ...versions) + 1
  return freeze({ ...material, channel, validFrom, validUntil, embargoedUntil, version }, now)
}
