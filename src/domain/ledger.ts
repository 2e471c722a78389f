/** What counts in the append-only log: the highest version of every item, and what was withdrawn of it. */
import { grouped } from './grouped.ts'
import { itemIdOf, type Release, type Withdrawal } from './release.ts'
import type { VariantKey } from './variant.ts'

/** What tells one version of an item from the others. */
type Version = Pick<Release, 'id' | 'campaignId' | 'honoreeId' | 'channelId' | 'version'>

/** All versions of one (honoree, channel). */
export interface Standing<R extends Version = Release> {
  readonly itemId: string
  /** Ascending; never empty. */
  readonly versions: readonly R[]
  /** The highest version: it alone may be shown. */
  readonly release: R
  /** The first withdrawal of the highest version, also one that lies ahead; null when there is none. */
  readonly withdrawal: Withdrawal | null
  readonly withdrawals: ReadonlyMap<Release['id'], Withdrawal>
}

export function standings<R extends Version>(
  releases: readonly R[],
  withdrawals: readonly Withdrawal[],
): readonly Standing<R>[] {
  const first = new Map<string, Withdrawal>()
  for (const withdrawal of withdrawals) {
    const known = first.get(withdrawal.releaseId)
    if (!known || withdrawal.at < known.at) first.set(withdrawal.releaseId, withdrawal)
  }
  return [...grouped(releases, itemIdOf)].map(([itemId, group]) => {
    const versions = group.toSorted((a, b) => a.version - b.version)
    const release = versions.at(-1)!
    return { itemId, versions, release, withdrawal: first.get(release.id) ?? null, withdrawals: first }
  })
}

/** Withdrawing a version withdraws every version up to it, so an older one is looked up through the newer ones. */
const withdrawalsOf = ({ versions, withdrawals }: Standing, { version }: Release): readonly Withdrawal[] =>
  versions.flatMap((one) => (one.version >= version ? (withdrawals.get(one.id) ?? []) : []))

export const withdrawalOf = (standing: Standing, release: Release, now: Date): Withdrawal | null =>
  withdrawalsOf(standing, release).find(({ at }) => at <= now) ?? null

/**
 * Variants that a version not withdrawn shows: what operators may see. Whoever asks may have a slower clock than whoever
 * withdrew, so that any withdrawal counts.
 */
export const shownKeys = (standing: Standing): readonly VariantKey[] =>
  standing.versions
    .filter((release) => withdrawalsOf(standing, release).length === 0)
    .flatMap(({ snapshot }) => snapshot.media.map(({ key }) => key))

export const newest = (...instants: readonly Date[]): Date =>
  instants.reduce((a, b) => (b.getTime() > a.getTime() ? b : a))

/** The first of the instants that lies after `now`; null when none does. */
export function nextAfter(now: Date, instants: readonly (Date | null)[]): Date | null {
  let next: Date | null = null
  for (const instant of instants) if (instant && instant > now && (!next || instant < next)) next = instant
  return next
}
