/**
 * The frozen decision to show an honoree on a channel in a window (发布). A release is immutable; a correction is a
 * release with the next version, a withdrawal is a fact beside it. What it is *now* is computed, never stored.
 */
import type { ChannelId } from './channel.ts'
import type { Block } from './honoree.ts'
import type { MediaRole } from './media-role.ts'
import type { Variant } from './variant.ts'

/** A variant as it was when the release was frozen, with the words that go with it. */
export interface ReleaseMedia extends Omit<Variant, 'facts'> {
  readonly specId: string
  readonly role: MediaRole
  /** For screen readers and captions; never empty. */
  readonly alt: string
  readonly credit: string
  readonly isAiMade: boolean
}

/** Everything a reader may see; built from an allow-list when the release is frozen. */
export interface Snapshot {
  readonly honoreeSlug: string
  readonly name: string
  readonly workplace: string
  readonly position: string
  readonly category: string
  readonly campaignTitle: string
  readonly year: number
  readonly title: string
  readonly summary: string
  readonly body: readonly Block[]
  readonly topics: readonly string[]
  readonly media: readonly ReleaseMedia[]
}

export interface Release {
  readonly id: string
  readonly campaignId: string
  readonly honoreeId: string
  readonly channelId: ChannelId
  /** From 1; the highest version of (honoree, channel) counts, the others are superseded. */
  readonly version: number
  /** Inclusive. */
  readonly validFrom: Date
  /** Exclusive; null stays for good. */
  readonly validUntil: Date | null
  /** Before this instant only partners trusted with embargoes see it, marked. */
  readonly embargoedUntil: Date | null
  readonly frozenAt: Date
  readonly snapshot: Snapshot
}

/** Where and when, without what readers see: enough to tell what is shown now. */
export type ReleaseWindow = Pick<
  Release,
  'id' | 'campaignId' | 'honoreeId' | 'channelId' | 'version' | 'validFrom' | 'validUntil'
>

/** A fact appended beside a release: it is no longer to be shown, anywhere, in any version up to this one. */
export interface Withdrawal {
  readonly releaseId: string
  readonly at: Date
  /** Public, in Chinese. */
  readonly reason: string
}

export type ReleaseStatus = 'waiting' | 'live' | 'expired' | 'withdrawn'

/** Of any version: a superseded one is shown by nobody, whatever its window says. */
export type VersionStatus = ReleaseStatus | 'superseded'

/** The release's state at `now`: the edges are exact, `validFrom` belongs to it and `validUntil` does not. */
export function statusAt(
  release: Pick<Release, 'validFrom' | 'validUntil'>,
  withdrawal: Withdrawal | null,
  now: Date,
): ReleaseStatus {
  if (withdrawal && withdrawal.at <= now) return 'withdrawn'
  if (now < release.validFrom) return 'waiting'
  if (release.validUntil && now >= release.validUntil) return 'expired'
  return 'live'
}

/** The same for all versions of one (honoree, channel): stable across corrections, so it is the item's public id. */
export const itemIdOf = (release: Pick<Release, 'campaignId' | 'honoreeId' | 'channelId'>): string =>
  `${release.campaignId}.${release.honoreeId}.${release.channelId}`
