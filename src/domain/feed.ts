/** One feed document per (channel, partner, instant); RSS, Atom, JSON Feed and ninjs are spellings of it. */
import type { ChannelId } from './channel.ts'
import type { Block } from './honoree.ts'
import type { ReleaseMedia } from './release.ts'

export interface FeedItem {
  /** `urn:`-style, stable across corrections, different on every channel (newsboat keeps one row per GUID across feeds). */
  readonly id: string
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
  /** Newest of everything in it; a fixed instant for an empty feed. */
  readonly updatedAt: Date
  readonly items: readonly FeedItem[]
  readonly tombstones: readonly Tombstone[]
  /** The next instant at which the document changes by itself (a window or embargo edge); null when none lies ahead. */
  readonly nextEdge: Date | null
}
