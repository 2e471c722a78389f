/** One feed document per (channel, partner, instant); RSS, Atom, JSON Feed and ninjs are spellings of it. */
import { type Campaign, markedTitle } from './campaign.ts'
import type { Channel, ChannelId } from './channel.ts'
import type { Block } from './honoree.ts'
import { newest, nextAfter, type Standing, standings } from './ledger.ts'
import type { Partner } from './partner.ts'
import { type Release, type ReleaseMedia, statusAt, type Withdrawal } from './release.ts'

export interface FeedItem {
  /** `urn:`-style, stable across corrections, different on every channel (newsboat keeps one row per GUID across feeds). */
  readonly id: string
  /** The bare id, part of the item's address. */
  readonly itemId: string
  readonly releaseId: string
  readonly version: number
  readonly title: string
  readonly summary: string
  readonly body: readonly Block[]
  readonly topics: readonly string[]
  readonly honoree: {
    readonly name: string
    readonly workplace: string
    readonly position: string
    readonly category: string
  }
  readonly publishedAt: Date
  readonly updatedAt: Date
  readonly validFrom: Date
  readonly validUntil: Date | null
  /** Set while the embargo still runs: the item is shown to trusted partners only, marked. */
  readonly embargoedUntil: Date | null
  readonly media: readonly ReleaseMedia[]
}

export interface Tombstone {
  readonly id: string
  readonly releaseId: string
  readonly at: Date
  readonly reason: string
}

export interface FeedDocument {
  readonly channelId: ChannelId
  readonly channelLabel: string
  readonly title: string
  readonly description: string
  /** 主办单位, in the order of the notice. */
  readonly organisers: readonly string[]
  /** Newest of everything in it; a fixed instant for an empty feed. */
  readonly updatedAt: Date
  readonly items: readonly FeedItem[]
  readonly tombstones: readonly Tombstone[]
  /** The next instant at which the document changes by itself (a window or embargo edge); null when none lies ahead. */
  readonly nextEdge: Date | null
}

type FeedCampaign = Pick<Campaign, 'id' | 'title' | 'year' | 'organisers'> & { readonly isDemo?: boolean }

export interface FeedInput {
  /** The newest of which something is in the feed gives it its title. */
  readonly campaigns: readonly FeedCampaign[]
  readonly channel: Pick<Channel, 'id' | 'label'>
  readonly partner: Pick<Partner, 'isTrustedWithEmbargo'>
  readonly releases: readonly Release[]
  readonly withdrawals: readonly Withdrawal[]
  readonly now: Date
}

/** Every feed is older than its first item: the day the notice was issued. */
const emptySince = new Date('2021-05-01T00:00:00Z')

/** `urn:` form of an item's id; the bare id is part of its address. */
const itemUrn = (itemId: string): string => `urn:zuimei:item:${itemId}`

/** The instant from which this partner sees a release: the embargo holds back everyone who is not trusted with it. */
function shownFrom(release: Release, isTrusted: boolean): Date {
  const { validFrom, embargoedUntil } = release
  return isTrusted || embargoedUntil === null ? validFrom : newest(validFrom, embargoedUntil)
}

/** The feed as one partner sees it at `now`; newest first. Expired items leave it, withdrawn ones leave a tombstone. */
export function feedFor(input: FeedInput): FeedDocument {
  const { campaigns, channel, partner, releases, withdrawals, now } = input
  const items: FeedItem[] = []
  const tombstones: Tombstone[] = []
  const shown = new Set<string>()
  let updatedAt = emptySince
  const edges: (Date | null)[] = []

  for (const standing of standings(
    releases.filter((release) => release.channelId === channel.id),
    withdrawals,
  )) {
    const isDemo = campaigns.find(({ id }) => id === standing.release.campaignId)?.isDemo
    const view = viewOf(standing, partner.isTrustedWithEmbargo, isDemo, now)
    if (view.item) items.push(view.item)
    if (view.tombstone) tombstones.push(view.tombstone)
    if (view.item || view.tombstone) shown.add(standing.release.campaignId)
    if (view.changedAt) updatedAt = newest(updatedAt, view.changedAt)
    edges.push(view.nextEdge)
  }
  const campaign = titleCampaign(campaigns, shown, releases)
  const subject = campaign ? `${campaign.year}年“${markedTitle(campaign)}”` : '最美人物'
  return {
    channelId: channel.id,
    channelLabel: channel.label,
    title: campaign ? `${markedTitle(campaign)} · ${channel.label}` : channel.label,
    description: `${subject}集中宣传：供${channel.label}使用的事迹、图片与视频。`,
    organisers: campaign?.organisers ?? [],
    updatedAt,
    items: items.sort((a, b) => +b.updatedAt - +a.updatedAt || (a.id < b.id ? -1 : 1)),
    tombstones: tombstones.sort((a, b) => +b.at - +a.at || (a.id < b.id ? -1 : 1)),
    nextEdge: nextAfter(now, edges),
  }
}

/** A campaign that begins must not rename what is still read of the last: its first item does. */
export function titleCampaign<C extends FeedCampaign>(
  campaigns: readonly C[],
  shown: ReadonlySet<string>,
  releases: readonly Pick<Release, 'campaignId'>[],
): C | null {
  const newestFirst = campaigns.toSorted((a, b) => b.year - a.year)
  const released = new Set(releases.map(({ campaignId }) => campaignId))
  return (
    newestFirst.find(({ id }) => shown.has(id)) ??
    newestFirst.find(({ id }) => released.has(id)) ??
    newestFirst[0] ??
    null
  )
}

interface View {
  readonly item: FeedItem | null
  readonly tombstone: Tombstone | null
  /** When this item's part of the feed last changed; null when it never was in it. */
  readonly changedAt: Date | null
  readonly nextEdge: Date | null
}

function viewOf(standing: Standing, isTrusted: boolean, isDemo: boolean | undefined, now: Date): View {
  const { release, withdrawal } = standing
  const from = shownFrom(release, isTrusted)
  const isEverShown = release.validUntil === null || from < release.validUntil
  const firstShown = firstShownAt(standing, isTrusted, withdrawal?.at ?? null)

  const moments: Date[] = []
  if (isEverShown) {
    moments.push(from)
    if (release.validUntil) moments.push(release.validUntil)
    // For a trusted partner the end of the embargo takes the mark away.
    if (release.embargoedUntil && release.embargoedUntil > from) moments.push(release.embargoedUntil)
  }
  const scheduled = moments.filter((moment) => !withdrawal || moment < withdrawal.at)
  if (withdrawal && firstShown) scheduled.push(withdrawal.at)
  const past = scheduled.filter((moment) => moment <= now)
  const wasReplaced = standing.versions.length > 1 && firstShown !== null && firstShown < release.frozenAt
  if (past.length > 0 || wasReplaced) past.push(release.frozenAt)

  const isShown =
    isEverShown && statusAt(release, withdrawal, now) === 'live' && from <= now && firstShown !== null
  const isWithdrawn = withdrawal !== null && withdrawal.at <= now && firstShown !== null
  return {
    item: isShown ? itemOf(standing, isDemo, firstShown, newest(...past), now) : null,
    tombstone: isWithdrawn
      ? {
          id: itemUrn(standing.itemId),
          releaseId: release.id,
          at: withdrawal.at,
          reason: withdrawal.reason,
        }
      : null,
    changedAt: past.length > 0 ? newest(...past) : null,
    nextEdge: nextAfter(now, scheduled),
  }
}

function itemOf(
  standing: Standing,
  isDemo: boolean | undefined,
  publishedAt: Date,
  updatedAt: Date,
  now: Date,
): FeedItem {
  const { id, version, snapshot, validFrom, validUntil, embargoedUntil } = standing.release
  return {
    id: itemUrn(standing.itemId),
    itemId: standing.itemId,
    releaseId: id,
    version,
    title: markedTitle({ title: snapshot.title, isDemo }),
    summary: snapshot.summary,
    body: snapshot.body,
    topics: snapshot.topics,
    honoree: {
      name: snapshot.name,
      workplace: snapshot.workplace,
      position: snapshot.position,
      category: snapshot.category,
    },
    publishedAt,
    updatedAt,
    validFrom,
    validUntil,
    embargoedUntil: embargoedUntil && embargoedUntil > now ? embargoedUntil : null,
    media: snapshot.media,
  }
}

/**
 * When this partner could first see any version before `before`: what nobody saw needs no tombstone (and one would tell
 * of something embargoed). A version is seen from its window's start or its freezing, whichever is later, until the next.
 */
function firstShownAt(standing: Standing, isTrusted: boolean, before: Date | null): Date | null {
  for (const [index, release] of standing.versions.entries()) {
    const from = newest(shownFrom(release, isTrusted), release.frozenAt)
    const ends = [release.validUntil, standing.versions[index + 1]?.frozenAt ?? null, before]
    if (ends.every((end) => end === null || from < end)) return from
  }
  return null
}
