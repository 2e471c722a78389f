/** Feeds as bytes: computed once for everyone who sees the same, kept until the ledger moves or the next edge comes. */
import { createHash } from 'node:crypto'
import type { Channel } from '../domain/channel.ts'
import { type FeedDocument, type FeedItem, feedFor } from '../domain/feed.ts'
import { toAtom } from '../domain/formats/atom.ts'
import { type FeedFormat, feedFormats, type Links, mediaTypeOf } from '../domain/formats/format.ts'
import { toJsonFeed } from '../domain/formats/json-feed.ts'
import { toNinjs } from '../domain/formats/ninjs.ts'
import { toRss } from '../domain/formats/rss.ts'
import { nextAfter } from '../domain/ledger.ts'
import type { Partner } from '../domain/partner.ts'
import type { ReleaseMedia } from '../domain/release.ts'
import type { StaffMember } from '../domain/role.ts'
import { isUnchanged } from './conditional.ts'
import type { DeliveryOptions } from './ports.ts'
import type { Catalogue } from './shelf.ts'
import { type Audience, gridExpiry, nextLinkEdge, signPath } from './signed-link.ts'

/** A feed's bytes with everything a response says of them. */
export interface RenderedFeed {
  readonly body: Uint8Array<ArrayBuffer>
  readonly etag: string
  readonly updatedAt: Date
  readonly releaseIds: readonly string[]
  /** Valid from… */
  readonly madeAt: Date
  /** …up to here. */
  readonly until: Date
}

const write: Record<FeedFormat, (doc: FeedDocument, links: Links) => string> = {
  rss: toRss,
  atom: toAtom,
  json: toJsonFeed,
  ninjs: toNinjs,
}

/** A withdrawal must reach a polite reader soon. */
const maxAgeSeconds = 60
/**
 * A release may be frozen a moment before its row can be read, and Last-Modified counts whole seconds: until an instant
 * is so old it is no validator (RFC 9110, section 8.8.2.2). The ETag has no such weakness.
 */
const settledAfterMs = 5_000

export const itemPath = (item: Pick<FeedItem, 'itemId'>): string =>
  `/items/${encodeURIComponent(item.itemId)}`
export const mediaPath = (media: Pick<ReleaseMedia, 'storageKey'>): string =>
  `/files/v/${media.storageKey.slice(media.storageKey.lastIndexOf('/') + 1)}`
export const audienceOf = (partner: Pick<Partner, 'isTrustedWithEmbargo'>): Exclude<Audience, StaffMember> =>
  partner.isTrustedWithEmbargo ? 'trusted' : 'partner'

export function createFeeds({ secret, publicUrl }: Pick<DeliveryOptions, 'secret' | 'publicUrl'>) {
  const made = new WeakMap<Catalogue, Map<string, RenderedFeed>>()

  const linksBy = (channel: Channel, sign: (path: string) => string): Links => ({
    home: `${publicUrl}/feeds`,
    feed: (format) => publicUrl + feedPath(channel, format),
    item: (item) => publicUrl + sign(itemPath(item)),
    media: (media) => publicUrl + sign(mediaPath(media)),
  })

  function renderFeed(
    catalogue: Catalogue,
    channel: Channel,
    format: FeedFormat,
    isTrusted: boolean,
    now: Date,
  ): RenderedFeed {
    const doc = feedFor({
      campaigns: catalogue.campaigns,
      channel,
      partner: { isTrustedWithEmbargo: isTrusted },
      releases: catalogue.releasesOf.get(channel.id) ?? [],
      withdrawals: catalogue.withdrawals,
      now,
    })
    const expiry = gridExpiry(now)
    const audience = audienceOf({ isTrustedWithEmbargo: isTrusted })
    const signed = linksBy(channel, (path) => signPath(secret, path, expiry, audience))
    // The tag covers every byte but the signatures, and moves with the links' period: a client that lives on 304 gets
    // new links before its old ones end.
    const plain = write[format](
      doc,
      linksBy(channel, (path) => `${path}?until=${expiry.getTime()}`),
    )
    return {
      body: new TextEncoder().encode(write[format](doc, signed)),
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 32)}"`,
      updatedAt: doc.updatedAt,
      releaseIds: doc.items.map(({ releaseId }) => releaseId),
      madeAt: now,
      until: nextAfter(now, [doc.nextEdge, nextLinkEdge(now)]) ?? nextLinkEdge(now),
    }
  }

  return {
    /** Who sees the same shares it: the partner enters only by being trusted with embargoes. */
    rendered(
      catalogue: Catalogue,
      channel: Channel,
      format: FeedFormat,
      partner: Pick<Partner, 'isTrustedWithEmbargo'>,
      now: Date,
    ): RenderedFeed {
      const feeds = made.get(catalogue) ?? new Map<string, RenderedFeed>()
      made.set(catalogue, feeds)
      const key = `${channel.id} ${format} ${audienceOf(partner)}`
      const kept = feeds.get(key)
      if (kept && kept.madeAt <= now && now < kept.until) return kept
      const rendered = renderFeed(catalogue, channel, format, partner.isTrustedWithEmbargo, now)
      feeds.set(key, rendered)
      return rendered
    },
    answer(
      request: Request,
      rendered: RenderedFeed,
      channel: Channel,
      format: FeedFormat,
      now: Date,
    ): Response {
      const lastModified =
        now.getTime() - rendered.updatedAt.getTime() >= settledAfterMs ? rendered.updatedAt : null
      const headers = {
        etag: rendered.etag,
        ...(lastModified && { 'last-modified': lastModified.toUTCString() }),
        'cache-control': `private, max-age=${maxAge(now, rendered.until)}`,
        link: feedFormats
          .map((other) => {
            const rel = other === format ? 'self' : 'alternate'
            const type = mediaTypeOf[other].split(';')[0]
            return `<${publicUrl}${feedPath(channel, other)}>; rel="${rel}"; type="${type}"`
          })
          .join(', '),
        vary: 'authorization',
      }
      if (isUnchanged(request.headers, { etag: rendered.etag, lastModified }))
        return new Response(null, { status: 304, headers })
      return new Response(request.method === 'HEAD' ? null : rendered.body, {
        headers: {
          ...headers,
          'content-type': mediaTypeOf[format],
          'content-length': String(rendered.body.length),
          'content-language': 'zh-CN',
          'x-content-type-options': 'nosniff',
        },
      })
    },
  }
}

/** Whole seconds a copy may be kept: never past the next edge. */
export const maxAge = (now: Date, until: Date | null): number =>
  until === null
    ? maxAgeSeconds
    : Math.min(maxAgeSeconds, Math.floor((until.getTime() - now.getTime()) / 1000))

export const feedPath = (channel: Pick<Channel, 'id'>, format: FeedFormat): string =>
  `/feeds/${channel.id}.${format}`
