/** Atom (RFC 4287): a complete feed (RFC 5005, section 2: what is not in it does not exist) with tombstones (RFC 6721). */
import type { FeedDocument, FeedItem } from '../feed.ts'
import { feedFormats, type Links, markedTitle, mediaTypeOf, ownNamespace } from './format.ts'
import { htmlOf } from './html.ts'
import { tag, type Xml, xmlDocument } from './xml.ts'

export const feedUrn = (doc: Pick<FeedDocument, 'channelId'>): string => `urn:zuimei:feed:${doc.channelId}`

export function toAtom(doc: FeedDocument, links: Links): string {
  return xmlDocument(
    tag(
      'feed',
      {
        xmlns: 'http://www.w3.org/2005/Atom',
        'xmlns:fh': 'http://purl.org/syndication/history/1.0',
        'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
        'xmlns:zm': ownNamespace,
        'xml:lang': 'zh-CN',
      },
      [
        tag('id', {}, feedUrn(doc)),
        tag('title', {}, doc.title),
        tag('subtitle', {}, doc.description),
        tag('updated', {}, doc.updatedAt.toISOString()),
        ...(doc.organisers.length > 0 ? doc.organisers : [doc.title]).map((name) =>
          tag('author', {}, tag('name', {}, name)),
        ),
        tag('link', { rel: 'self', type: typeOf('atom'), href: links.feed('atom') }),
        tag('link', { rel: 'alternate', type: 'text/html', href: links.home }),
        ...feedFormats
          .filter((format) => format !== 'atom')
          .map((format) => tag('link', { rel: 'alternate', type: typeOf(format), href: links.feed(format) })),
        tag('fh:complete'),
        ...doc.tombstones.map((stone) =>
          tag(
            'at:deleted-entry',
            { ref: stone.id, when: stone.at.toISOString() },
            tag('at:comment', {}, stone.reason),
          ),
        ),
        ...doc.items.map((item) => entry(item, links)),
      ],
    ),
  )
}

function entry(item: FeedItem, links: Links): Xml {
  return tag('entry', {}, [
    tag('id', {}, item.id),
    tag('title', {}, markedTitle(item)),
    tag('updated', {}, item.updatedAt.toISOString()),
    tag('published', {}, item.publishedAt.toISOString()),
    tag('link', { rel: 'alternate', type: 'text/html', href: links.item(item) }),
    tag('category', { term: item.honoree.category }),
    ...item.topics.map((topic) => tag('category', { term: topic })),
    tag('summary', {}, item.summary),
    tag('content', { type: 'html' }, htmlOf(item.body)),
    ...item.media.map((media) =>
      tag('link', {
        rel: 'enclosure',
        type: media.mediaType,
        href: links.media(media),
        length: media.bytes,
        title: media.alt,
        'zm:sha256': media.sha256,
        'zm:spec': media.specId,
        'zm:width': media.width,
        'zm:height': media.height,
        'zm:credit': media.credit || null,
        'zm:aiMade': media.isAiMade ? 'true' : null,
      }),
    ),
    tag('zm:validity', {
      from: item.validFrom.toISOString(),
      until: item.validUntil?.toISOString() ?? null,
    }),
    // What a receipt names.
    tag('zm:release', {}, item.releaseId),
    tag('zm:version', {}, String(item.version)),
    item.embargoedUntil && tag('zm:embargoedUntil', {}, item.embargoedUntil.toISOString()),
  ])
}

const typeOf = (format: keyof typeof mediaTypeOf): string => mediaTypeOf[format].split(';')[0] ?? ''
