/** RSS 2.0 with Media RSS, content, dcterms and tombstones; sha256 stands in our own namespace (media:hash knows only md5 and sha-1). */
import type { FeedDocument, FeedItem } from '../feed.ts'
import type { ReleaseMedia } from '../release.ts'
import {
  type Links,
  leadMedia,
  leadPicture,
  markedTitle,
  mediaTypeOf,
  ownNamespace,
  seconds,
} from './format.ts'
import { htmlOf } from './html.ts'
import { tag, type Xml, xmlDocument } from './xml.ts'

export function toRss(doc: FeedDocument, links: Links): string {
  return xmlDocument(
    tag(
      'rss',
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
        'xmlns:media': 'http://search.yahoo.com/mrss/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
        'xmlns:zm': ownNamespace,
      },
      tag('channel', {}, [
        tag('title', {}, doc.title),
        tag('link', {}, links.home),
        tag('description', {}, doc.description),
        tag('language', {}, 'zh-CN'),
        tag('lastBuildDate', {}, doc.updatedAt.toUTCString()),
        tag('atom:link', { rel: 'self', type: bare(mediaTypeOf.rss), href: links.feed('rss') }),
        ...doc.tombstones.map((stone) =>
          tag(
            'at:deleted-entry',
            { ref: stone.id, when: stone.at.toISOString() },
            tag('at:comment', {}, stone.reason),
          ),
        ),
        ...doc.items.map((item) => rssItem(item, links)),
      ]),
    ),
  )
}

function rssItem(item: FeedItem, links: Links): Xml {
  const lead = leadMedia(item)
  const contents = item.media.map((media) => mediaContent(media, media === lead, links))
  const picture = leadPicture(item)
  return tag('item', {}, [
    tag('title', {}, markedTitle(item)),
    tag('link', {}, links.item(item)),
    tag('guid', { isPermaLink: 'false' }, item.id),
    tag('pubDate', {}, item.publishedAt.toUTCString()),
    // The description comes before the full text: some readers take whichever stands last.
    tag('description', {}, item.summary),
    tag('content:encoded', {}, htmlOf(item.body)),
    tag('category', {}, item.honoree.category),
    ...item.topics.map((topic) => tag('category', {}, topic)),
    lead && tag('enclosure', { url: links.media(lead), length: lead.bytes, type: lead.mediaType }),
    tag('atom:updated', {}, item.updatedAt.toISOString()),
    tag('dcterms:valid', {}, validity(item)),
    // What a receipt names.
    tag('zm:release', {}, item.releaseId),
    tag('zm:version', {}, String(item.version)),
    item.embargoedUntil && tag('zm:embargoedUntil', {}, item.embargoedUntil.toISOString()),
    picture &&
      tag('media:thumbnail', { url: links.media(picture), width: picture.width, height: picture.height }),
    // A group needs two members at least.
    contents.length > 1 ? tag('media:group', {}, contents) : (contents[0] ?? null),
  ])
}

function mediaContent(media: ReleaseMedia, isDefault: boolean, links: Links): Xml {
  return tag(
    'media:content',
    {
      url: links.media(media),
      fileSize: media.bytes,
      type: media.mediaType,
      medium: mediumOf(media),
      isDefault: String(isDefault),
      width: media.width,
      height: media.height,
      duration: seconds(media),
      'zm:sha256': media.sha256,
      'zm:spec': media.specId,
      'zm:aiMade': media.isAiMade ? 'true' : null,
    },
    tag('media:description', { type: 'plain' }, media.alt),
    media.credit ? tag('media:credit', { role: 'photographer', scheme: 'urn:ebu' }, media.credit) : null,
  )
}

function mediumOf(media: ReleaseMedia): 'image' | 'video' | 'document' {
  if (media.mediaType.startsWith('image/')) return 'image'
  return media.role === 'film' || media.role === 'loop' ? 'video' : 'document'
}

function validity(item: FeedItem): string {
  const end = item.validUntil ? `end=${item.validUntil.toISOString()};` : ''
  return `start=${item.validFrom.toISOString()};${end}scheme=W3C-DTF`
}

const bare = (mediaType: string): string => mediaType.split(';')[0] ?? mediaType
