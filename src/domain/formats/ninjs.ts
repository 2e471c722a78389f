/**
 * IPTC ninjs 3.1. The feed is one composite whose associations are its items, so that the whole validates as it stands;
 * a withdrawn item stays in it as `canceled`, an embargoed one is `withheld` until its time.
 */
import type { FeedDocument, FeedItem, Tombstone } from '../feed.ts'
import type { ReleaseMedia } from '../release.ts'
import { feedUrn } from './atom.ts'
import { type Links, seconds } from './format.ts'
import { htmlOf } from './html.ts'

const standard = {
  name: 'ninjs',
  version: '3.1',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
}

export function toNinjs(doc: FeedDocument, links: Links): string {
  return `${JSON.stringify(
    {
      uri: feedUrn(doc),
      type: 'composite',
      standard,
      language: 'zh-CN',
      versionCreated: doc.updatedAt,
      pubStatus: 'usable',
      title: doc.title,
      headlines: [{ role: 'main', value: doc.title }],
      descriptions: [{ role: 'summary', value: doc.description }],
      ...(doc.organisers.length > 0 && {
        organisations: doc.organisers.map((name) => ({ name, rel: 'organiser' })),
      }),
      associations: [...doc.items.map((item) => ninjsItem(item, links)), ...doc.tombstones.map(canceled)],
    },
    null,
    1,
  )}\n`
}

function ninjsItem(item: FeedItem, links: Links): object {
  return {
    uri: item.id,
    name: item.title,
    rel: 'item',
    type: 'text',
    representationType: 'full',
    version: String(item.version),
    language: 'zh-CN',
    firstCreated: item.publishedAt,
    versionCreated: item.updatedAt,
    pubStatus: item.embargoedUntil ? 'withheld' : 'usable',
    ...(item.embargoedUntil && { embargoedUntil: item.embargoedUntil }),
    ...(item.validUntil && { expires: item.validUntil }),
    title: item.title,
    headlines: [{ role: 'main', value: item.title }],
    descriptions: [{ role: 'summary', contentType: 'text/plain', value: item.summary }],
    bodies: [{ role: 'main', contentType: 'text/html', value: htmlOf(item.body) }],
    people: [{ name: item.honoree.name, rel: 'subject', literal: item.honoree.position }],
    organisations: [{ name: item.honoree.workplace, rel: 'workplace' }],
    subjects: [item.honoree.category, ...item.topics].map((name) => ({ name })),
    altIds: [{ role: 'release', value: item.releaseId }],
    associations: item.media.map((media) => ninjsMedia(media, links)),
    renditions: [{ name: 'web', href: links.item(item), contentType: 'text/html' }],
  }
}

function ninjsMedia(media: ReleaseMedia, links: Links): object {
  return {
    uri: `urn:zuimei:media:${media.key}`,
    name: media.specId,
    rel: media.role,
    type: typeOf(media),
    descriptions: [{ role: 'caption', value: media.alt }],
    ...(media.credit && { by: media.credit }),
    ...(media.isAiMade && {
      digitalSourceType: {
        name: '人工智能生成',
        uri: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      },
    }),
    // A rendition has no place for a hash, and unknown properties are refused.
    altIds: [{ role: 'sha256', value: media.sha256 }],
    renditions: [
      {
        name: media.specId,
        href: links.media(media),
        contentType: media.mediaType,
        sizeInBytes: media.bytes,
        ...(media.width !== null && { width: media.width }),
        ...(media.height !== null && { height: media.height }),
        ...(media.durationMs !== null && { duration: seconds(media) }),
      },
    ],
  }
}

function typeOf(media: ReleaseMedia): 'picture' | 'video' | 'component' {
  if (media.mediaType.startsWith('image/')) return 'picture'
  return media.role === 'film' || media.role === 'loop' ? 'video' : 'component'
}

const canceled = (stone: Tombstone): object => ({
  uri: stone.id,
  name: '已撤回',
  rel: 'item',
  type: 'text',
  pubStatus: 'canceled',
  versionCreated: stone.at,
  edNote: stone.reason,
})
