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
  /** The version the caller saw and wants to replace; null when he knows of none, or of a withdrawn one. */
  readonly corrects: number | null
}

export interface ReleasePorts extends Pick<GatherPorts, 'uncovered'> {
  readonly records: GatherPorts['records'] & Pick<Records, 'honoree' | 'latestRelease'>
}

/** The record as it would be stored; nothing is written. Throws when the honoree is not there. */
export async function prepareRelease(
  order: ReleaseOrder,
  ports: ReleasePorts,
  now: Date,
): Promise<Result<Omit<Release, 'id'>>> {
  const { records } = ports
  const { honoreeId, channel, corrects, ...window } = order
  const editions = await records.honoree(honoreeId)
  if (!editions) throw new Error(`release: no honoree ${honoreeId}`)

  const latest = await records.latestRelease(honoreeId, channel.id)
  const version = latest?.version ?? 0
  const named = { name: editions.name, channel: channel.label }
  if (corrects === null && latest && !latest.isWithdrawn) return refuse({ kind: 'release-exists', ...named })
  if (corrects !== null && corrects !== version)
    return refuse({ kind: 'release-moved', ...named, seen: corrects, found: version })

  const gathered = await gather(editions, await groundOf(ports), { ...ports, channels: [channel] })
  if (!gathered.published.ok) return gathered.published
  return freeze({ ...gathered, ...gathered.published.value, ...window, channel, version: version + 1 }, now)
}
