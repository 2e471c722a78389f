/** What the four spellings of a feed share: their names and media types, the addresses they need, the words they mark things with. */
import { beijingStamp } from '../beijing.ts'
import type { FeedItem } from '../feed.ts'
import { mediaRoles } from '../media-role.ts'
import type { ReleaseMedia } from '../release.ts'

export const feedFormats = ['rss', 'atom', 'json', 'ninjs'] as const
export type FeedFormat = (typeof feedFormats)[number]

export const formatLabel: Record<FeedFormat, string> = {
  rss: 'RSS 2.0',
  atom: 'Atom',
  json: 'JSON Feed 1.1',
  ninjs: 'ninjs 3.1',
}

export const mediaTypeOf: Record<FeedFormat, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json',
  // ninjs has no registered media type.
  ninjs: 'application/json',
}

/** Absolute addresses. */
export interface Links {
  /** The page that lists the feeds. */
  readonly home: string
  feed(format: FeedFormat): string
  item(item: FeedItem): string
  media(media: ReleaseMedia): string
}

/** Our own names in other people's formats: sha256, versions, embargo, the mark of machine-made content. */
export const ownNamespace = 'urn:zuimei:feed:1'

/** Readers show titles and little else, so the mark of an embargo stands there. */
export const markedTitle = (item: FeedItem): string =>
  item.embargoedUntil ? `【${beijingStamp(item.embargoedUntil)} 前禁发】${item.title}` : item.title

export const seconds = (media: ReleaseMedia): number | null =>
  media.durationMs === null ? null : media.durationMs / 1000

/** The one file a reader takes that knows of only one. */
export const leadMedia = (item: FeedItem): ReleaseMedia | null =>
  item.media.toSorted((a, b) => mediaRoles.indexOf(a.role) - mediaRoles.indexOf(b.role))[0] ?? null

/** The picture that stands for the item. */
export const leadPicture = (item: FeedItem): ReleaseMedia | null =>
  item.media.find((media) => media.role === 'cover' && media.mediaType !== 'image/tiff') ??
  item.media.find((media) => media.mediaType === 'image/jpeg' || media.mediaType === 'image/png') ??
  null
