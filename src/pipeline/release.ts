/** Freezes an honoree for a channel and a window into one immutable record, or says what stands against it. */
import type { Channel } from '../domain/channel.ts'
import { freeze } from '../domain/freeze.ts'
import type { Release } from '../domain/release.ts'
import { changesBetween } from '../domain/release-changes.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { type GatherPorts, gather, groundOf } from './gather.ts'
import type { Records } from './records.ts'

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
  readonly records: GatherPorts['records'] & Pick<Records, 'honoree' | 'latestRelease' | 'releases'>
}

export interface PreparedRelease {
  /** The record as it would be stored. */
  readonly release: Omit<Release, 'id'>
  /** What readers would see otherwise than in the version corrected, in the words of staff; empty for none corrected. */
  readonly changes: readonly string[]
  /** Newer words that are not published, and so not in it. */
  readonly hasDraft: boolean
}

/** Nothing is written. A correction that changes nothing is refused. Throws when the honoree is not there. */
export async function prepareRelease(
  order: ReleaseOrder,
  ports: ReleasePorts,
  now: Date,
): Promise<Result<PreparedRelease>> {
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
  const { published, newest } = gathered
  if (!published.ok) return published
  const frozen = freeze({ ...gathered, ...published.value, ...window, channel, version: version + 1 }, now)
  if (!frozen.ok) return frozen

  const hasDraft = !newest.ok || newest.value.honoree.edition === 'draft'
  const shown = corrects === null ? null : await versionOf(order, ports)
  const changes = shown ? changesBetween(shown, frozen.value) : []
  if (shown && changes.length === 0) return refuse({ kind: 'release-same', ...named, version, hasDraft })
  return ok({ release: frozen.value, changes, hasDraft })
}

const versionOf = async (
  { honoreeId, channel, corrects }: ReleaseOrder,
  { records }: ReleasePorts,
): Promise<Release | null> =>
  (await records.releases(honoreeId)).find(
    ({ channelId, version }) => channelId === channel.id && version === corrects,
  ) ?? null
