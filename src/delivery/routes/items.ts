/** `/items/ID`: one item as a page, by token or by a signed link out of a feed. */
import type { Hono, MiddlewareHandler } from 'hono'
import { markedTitle } from '../../domain/campaign.ts'
import { feedFor } from '../../domain/feed.ts'
import type { Partner } from '../../domain/partner.ts'
import { bestOf } from '../accept.ts'
import { opens } from '../door.ts'
import { audienceOf, mediaPath } from '../feeds.ts'
import { itemPage } from '../pages.ts'
import { problemResponse } from '../problem-response.ts'
import { gridExpiry, linkParameters, opensAll, signPath } from '../signed-link.ts'
import { type Delivered, type Env, enter, followLink, pageHeaders, queryOf, route } from './route.ts'

const offers = ['text/html'] as const

const acceptable: MiddlewareHandler<Env> = async (context, next) =>
  bestOf(context.req.header('accept') ?? null, offers)
    ? await next()
    : problemResponse({ kind: 'accept', offers })

export function itemRoutes(app: Hono<Env>, delivered: Delivered): void {
  const { channels, shelf, door, now, secret } = delivered
  const byLink = followLink(delivered)
  const byToken = enter(door)
  const byEither: MiddlewareHandler<Env> = async (context, next) =>
    await (queryOf(context).has('sig') ? byLink(context, next) : byToken(context, next))

  route(app, 'GET', '/items/:id', ['token', ...linkParameters], acceptable, byEither, async (context) => {
    const at = now()
    const catalogue = await shelf.current()
    const standing = catalogue.items.get(context.req.param('id') ?? '')
    const channel = standing && channels.find(({ id }) => id === standing.release.channelId)
    const partner = context.get('partner') as Partner | undefined
    if (partner && channel && !opens(partner, channel))
      return problemResponse({ kind: 'channel-closed', label: channel.label })
    if (!standing || !channel) return problemResponse({ kind: 'item-unknown' })
    const audience = partner ? audienceOf(partner) : context.get('audience')
    const doc = feedFor({
      campaigns: catalogue.campaigns,
      channel,
      partner: { isTrustedWithEmbargo: audience === 'trusted' || opensAll(audience) },
      releases: standing.versions,
      withdrawals: [...standing.withdrawals.values()],
      now: at,
    })
    const [stone] = doc.tombstones
    if (stone) return problemResponse({ kind: 'item-withdrawn', at: stone.at, reason: stone.reason })
    const [item] = doc.items
    if (!item) return problemResponse({ kind: 'item-unknown' })
    const expiry = gridExpiry(at)
    const { campaignId, snapshot } = standing.release
    const isDemo = catalogue.campaigns.find(({ id }) => id === campaignId)?.isDemo
    const page = itemPage({
      item,
      channel: channel.label,
      campaign: markedTitle({ title: snapshot.campaignTitle, isDemo }),
      href: (media) => signPath(secret, mediaPath(media), expiry, audience),
    })
    return context.html(page, 200, pageHeaders)
  })
}
