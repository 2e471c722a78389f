/** JSON Feed 1.1; what the format has no name for stands under `_zuimei`. */
import type { FeedDocument, FeedItem } from '../feed.ts'
import { type Links, leadPicture, markedTitle, seconds } from './format.ts'
import { htmlOf } from './html.ts'

export function toJsonFeed(doc: FeedDocument, links: Links): string {
  return `${JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: doc.title,
      home_page_url: links.home,
      feed_url: links.feed('json'),
      description: doc.description,
      language: 'zh-CN',
      ...(doc.organisers.length > 0 && { authors: doc.organisers.map((name) => ({ name })) }),
      _zuimei: {
        channel: doc.channelId,
        updated: doc.updatedAt,
        withdrawn: doc.tombstones.map(({ id, at, reason }) => ({ id, at, reason })),
      },
      items: doc.items.map((item) => jsonItem(item, links)),
    },
    null,
    1,
  )}\n`
}

function jsonItem(item: FeedItem, links: Links): object {
  const picture = leadPicture(item)
  return {
    id: item.id,
    url: links.item(item),
    title: markedTitle(item),
    summary: item.summary,
    content_html: htmlOf(item.body),
    ...(picture && { image: links.media(picture) }),
    date_published: item.publishedAt,
    date_modified: item.updatedAt,
    tags: [item.honoree.category, ...item.topics],
    language: 'zh-CN',
    attachments: item.media.map((media) => ({
      url: links.media(media),
      mime_type: media.mediaType,
      title: media.alt,
      size_in_bytes: media.bytes,
      ...(media.durationMs !== null && { duration_in_seconds: seconds(media) }),
      _zuimei: {
        sha256: media.sha256,
        spec: media.specId,
        role: media.role,
        width: media.width,
        height: media.height,
        credit: media.credit,
        ai_made: media.isAiMade,
      },
    })),
    _zuimei: {
      release: item.releaseId,
      version: item.version,
      honoree: item.honoree,
      valid_from: item.validFrom,
      valid_until: item.validUntil,
      embargoed_until: item.embargoedUntil,
    },
  }
}
