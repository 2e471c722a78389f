/** Everything a screen shows in a window (海报包): manifest and files, laid out before a byte is read. */
import { type Campaign, markedTitle } from './campaign.ts'
import type { Channel } from './channel.ts'
import { fingerprint } from './fingerprint.ts'
import { newest, nextAfter, type Standing, withdrawalOf } from './ledger.ts'
import { extensionOfMedia } from './media-type.ts'
import { type Release, type ReleaseMedia, statusAt, type Withdrawal } from './release.ts'
import type { Screen } from './screen.ts'

export interface PackItem {
  /** ASCII file name inside the zip. */
  readonly file: string
  readonly media: ReleaseMedia
  readonly releaseId: string
  readonly title: string
  readonly altText: string
  readonly playSeconds: number
  readonly validFrom: Date
  readonly validUntil: Date | null
  /** Within its window now: players that know no windows are given these only. */
  readonly isLive: boolean
  readonly order: number
}

export interface Pack {
  /** The same for all versions of a screen's pack. */
  readonly packId: string
  /** 活动与渠道, for people. */
  readonly title: string
  /** Hash of its content: equal content, equal version. */
  readonly version: string
  readonly screen: {
    readonly slug: string
    readonly name: string
    readonly width: number
    readonly height: number
  }
  readonly items: readonly PackItem[]
  /** Released for this channel but not at this screen's pixels (yet): honoree names, shown to the operator. */
  readonly missing: readonly string[]
  /** Something in it was made up by the demo and is shown to no public; its titles say so too. */
  readonly isDemo: boolean
  readonly withdraws: readonly { readonly releaseId: string; readonly at: Date; readonly reason: string }[]
  readonly nextEdge: Date | null
}

export interface PackInput {
  readonly screen: Screen
  readonly channel: Pick<Channel, 'id' | 'label'>
  /** Of this channel. */
  readonly standings: readonly Standing[]
  /** Of which something may be packed. */
  readonly campaigns: readonly Pick<Campaign, 'id' | 'isDemo'>[]
  readonly now: Date
}

/** How far ahead releases are packed, so that a screen fetched for weekly is never empty. */
const aheadMs = 7 * 24 * 3_600_000

/** When a release first enters packs: a week ahead of its window, never under embargo. */
export function packedFrom({
  validFrom,
  embargoedUntil,
}: Pick<Release, 'validFrom' | 'embargoedUntil'>): Date {
  const ahead = new Date(validFrom.getTime() - aheadMs)
  return newest(ahead, embargoedUntil ?? ahead)
}

/** What the screen is to show from `now` to a week ahead. Nothing under embargo is packed: a pack cannot be called back. */
export function packFor(input: PackInput): Pack {
  const { screen, channel, now, standings } = input
  const demos = new Set(input.campaigns.filter(({ isDemo }) => isDemo).map(({ id }) => id))
  const packed = standings
    .filter((standing) => isPacked(standing, now))
    .map(({ release }) => release)
    .sort((a, b) => +a.validFrom - +b.validFrom || (a.snapshot.honoreeSlug < b.snapshot.honoreeSlug ? -1 : 1))

  const items: PackItem[] = []
  const missing: string[] = []
  const names = new Set<string>()
  for (const release of packed) {
    const poster = posterFor(screen, release)
    if (!poster) missing.push(release.snapshot.name)
    const isDemo = demos.has(release.campaignId)
    for (const media of [poster, loopFor(screen, release)]) {
      if (media) items.push(itemOf(release, isDemo, media, screen, now, items.length + 1, names))
    }
  }
  const withdraws = standings
    .filter(({ release, withdrawal }) => {
      const isOver = release.validUntil !== null && release.validUntil <= now
      return withdrawal !== null && withdrawal.at <= now && !isOver
    })
    .map(({ release, withdrawal }) => ({
      releaseId: release.id,
      at: withdrawal?.at ?? now,
      reason: withdrawal?.reason ?? '',
    }))
    .sort((a, b) => (a.releaseId < b.releaseId ? -1 : 1))

  const isDemo = packed.some(({ campaignId }) => demos.has(campaignId))
  const content = {
    packId: `urn:zuimei:pack:${screen.slug}`,
    title: markedTitle({ title: `${channel.label} · ${screen.name}`, isDemo }),
    screen: { slug: screen.slug, name: screen.name, width: screen.width, height: screen.height },
    items,
    missing,
    withdraws,
  }
  return {
    ...content,
    isDemo,
    version: fingerprint(content),
    nextEdge: nextAfter(
      now,
      standings.flatMap(({ release, withdrawal }) => [
        packedFrom(release),
        release.validFrom,
        release.validUntil,
        withdrawal?.at ?? null,
      ]),
    ),
  }
}

/** Of what is shown on the screen's channel now or later: the releases that have a poster for this screen, and those that lack it. */
export function coverOf(
  screen: Screen,
  standings: readonly Standing[],
  now: Date,
): { readonly shown: readonly Release[]; readonly lacking: readonly Release[] } {
  const releases = standings
    .filter(({ release, withdrawal }) => ['live', 'waiting'].includes(statusAt(release, withdrawal, now)))
    .map(({ release }) => release)
    .filter(({ channelId }) => channelId === screen.channelId)
  return {
    shown: releases.filter((release) => posterFor(screen, release) !== null),
    lacking: releases.filter((release) => posterFor(screen, release) === null),
  }
}

function isPacked({ release, withdrawal }: Standing, now: Date): boolean {
  const status = statusAt(release, withdrawal, now)
  return (status === 'live' || status === 'waiting') && packedFrom(release) <= now
}

/** At exactly the screen's pixels; the heaviest it takes, which is the best of equal pixels. */
function posterFor(screen: Screen, release: Release): ReleaseMedia | null {
  const fitting = release.snapshot.media.filter(
    ({ role, width, height, bytes }) =>
      role === 'poster' &&
      width === screen.width &&
      height === screen.height &&
      bytes <= (screen.maxBytes ?? Number.POSITIVE_INFINITY),
  )
  return fitting.sort((a, b) => b.bytes - a.bytes)[0] ?? null
}

function loopFor(screen: Screen, release: Release): ReleaseMedia | null {
  if (!screen.playsFilm) return null
  // H.264 4:2:0 has even sides only, so loops for odd screens are one pixel smaller.
  const [width, height] = [screen.width - (screen.width % 2), screen.height - (screen.height % 2)]
  const { media } = release.snapshot
  return media.find((one) => one.role === 'loop' && one.width === width && one.height === height) ?? null
}

function itemOf(
  release: Release,
  isDemo: boolean,
  media: ReleaseMedia,
  screen: Screen,
  now: Date,
  order: number,
  names: Set<string>,
): PackItem {
  return {
    file: nameOf(release, media, names),
    media,
    releaseId: release.id,
    title: markedTitle({ title: release.snapshot.title, isDemo }),
    altText: media.alt,
    playSeconds: media.durationMs === null ? screen.stillSeconds : media.durationMs / 1000,
    validFrom: release.validFrom,
    validUntil: release.validUntil,
    isLive: statusAt(release, null, now) === 'live',
    order,
  }
}

/** Why a file that a pack held is in none now; null where no release that was withdrawn showed one of that name. */
export function withdrawalOfFile(file: string, standings: readonly Standing[], now: Date): Withdrawal | null {
  for (const standing of standings)
    for (const release of standing.versions) {
      const withdrawal = withdrawalOf(standing, release, now)
      const isNamed = release.snapshot.media.some((media) => nameOf(release, media, new Set()) === file)
      if (withdrawal && isNamed) return withdrawal
    }
  return null
}

/** Bears the content's hash, so that a player which caches by name never shows an old picture under a new order. */
function nameOf(release: Release, media: ReleaseMedia, names: Set<string>): string {
  const slug = release.snapshot.honoreeSlug.replace(/[^A-Za-z0-9-]/g, '-')
  const stem = `${slug}-${media.width}x${media.height}-${media.sha256.slice(0, 8)}`
  const ending = extensionOfMedia(media.mediaType)
  let name = `${stem}.${ending}`
  for (let twin = 2; names.has(name); twin += 1) name = `${stem}-${twin}.${ending}`
  names.add(name)
  return name
}
