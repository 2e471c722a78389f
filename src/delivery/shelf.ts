/**
 * The released world in memory: read anew when the ledger moved (asked at most four times a second), so that answering
 * a request takes no work of the database.
 */
import type { Campaign } from '../domain/campaign.ts'
import type { ChannelId } from '../domain/channel.ts'
import { titleCampaign } from '../domain/feed.ts'
import { fingerprint } from '../domain/fingerprint.ts'
import { type Standing, standings } from '../domain/ledger.ts'
import type { Release, ReleaseMedia, Withdrawal } from '../domain/release.ts'
import type { Screen } from '../domain/screen.ts'
import type { DeliveryOptions } from './ports.ts'

/** One consistent view; caches hang on its identity and vanish with it. */
export interface Catalogue {
  readonly releasesOf: ReadonlyMap<ChannelId, readonly Release[]>
  readonly withdrawals: readonly Withdrawal[]
  readonly standingsOf: ReadonlyMap<ChannelId, readonly Standing[]>
  /** By item id. */
  readonly items: ReadonlyMap<string, Standing>
  readonly releases: ReadonlyMap<Release['id'], Release>
  /** By storage key: every release that shows the file. */
  readonly shownBy: ReadonlyMap<string, readonly { release: Release; media: ReleaseMedia }[]>
  readonly screens: readonly Screen[]
  /** Those of which something was released; all before that. What a year only just begun is called is nobody's business yet. */
  readonly campaigns: readonly Campaign[]
  /** The newest of them. */
  readonly campaign: Campaign | null
}

export interface Shelf {
  current(): Promise<Catalogue>
  /** Looks now; returns when what is on the shelf is at least as new as this call. */
  refresh(): Promise<void>
}

const askEveryMs = 250
/** Screens and campaigns do not move the ledger; a new screen is found within this time. */
const settingsEveryMs = 5_000

export function createShelf({ records, log }: Pick<DeliveryOptions, 'records' | 'log'>): Shelf {
  let catalogue: Catalogue | null = null
  let position: string | null = null
  let settings: string | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  let settingsAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null

  const look = async (isThorough: boolean): Promise<void> => {
    // Time for throttling only: the wall clock may jump, and tests hold it still.
    const started = performance.now()
    const found = await records.ledgerPosition()
    const isMoved = found !== position
    const isStale = isThorough || started - settingsAt >= settingsEveryMs
    if (isMoved || isStale) {
      // What the demo released is shown as the demo's until its last item is withdrawn.
      const [screens, campaigns] = await Promise.all([
        records.screens(),
        records.campaigns({ withRemovals: true }),
      ])
      const seen = fingerprint({ screens, campaigns })
      if (isMoved || seen !== settings) {
        const [releases, withdrawals] = await Promise.all([records.releases(), records.withdrawals()])
        catalogue = catalogueOf(releases, withdrawals, screens, campaigns)
        settings = seen
        // Read before the rows: what was added since moves it again.
        position = found
      }
      settingsAt = started
    }
    askedAt = started
  }

  const ask = (isThorough: boolean): Promise<void> => {
    asking ??= look(isThorough).finally(() => {
      asking = null
    })
    return asking
  }

  return {
    async current() {
      if (!catalogue || performance.now() - askedAt >= askEveryMs) {
        try {
          await ask(false)
        } catch (error) {
          // Nothing can be withdrawn either while the records are away, so what is known stays true.
          if (!catalogue) throw error
          askedAt = performance.now()
          log.error({ err: error }, 'delivery: the ledger cannot be read, the last known state is served')
        }
      }
      if (!catalogue) throw new Error('shelf: empty after a look')
      return catalogue
    },
    async refresh() {
      // A look under way may have begun before the change the caller knows of.
      await asking?.catch(() => undefined)
      await ask(true)
    },
  }
}

function catalogueOf(
  releases: readonly Release[],
  withdrawals: readonly Withdrawal[],
  screens: readonly Screen[],
  campaigns: readonly Campaign[],
): Catalogue {
  const releasesOf = new Map<ChannelId, Release[]>()
  const shownBy = new Map<string, { release: Release; media: ReleaseMedia }[]>()
  for (const release of releases) {
    append(releasesOf, release.channelId, release)
    for (const media of release.snapshot.media) append(shownBy, media.storageKey, { release, media })
  }
  const all = standings(releases, withdrawals)
  const begun = new Set(releases.map(({ campaignId }) => campaignId))
  const released = campaigns.filter(({ id }) => begun.has(id))
  // A release whose campaign is gone names no other: nothing of that has been released.
  const named = releases.length > 0 ? released : campaigns
  const standingsOf = new Map<ChannelId, Standing[]>()
  for (const standing of all) append(standingsOf, standing.release.channelId, standing)
  return {
    releasesOf,
    withdrawals,
    standingsOf,
    items: new Map(all.map((standing) => [standing.itemId, standing])),
    releases: new Map(releases.map((release) => [release.id, release])),
    shownBy,
    screens,
    campaigns: named,
    campaign: titleCampaign(named, new Set(), releases),
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
