/** `/feeds/CHANNEL.FORMAT`. */
import type { Hono } from 'hono'
import { feedFormats } from '../../domain/formats/format.ts'
import { opens } from '../door.ts'
import { createFeeds } from '../feeds.ts'
import { problemResponse } from '../problem-response.ts'
import { type Delivered, type Env, enter, route } from './route.ts'

export function feedRoutes(app: Hono<Env>, delivered: Delivered): void {
  const { channels, shelf, door, receiptLog, now } = delivered
  const feeds = createFeeds(delivered)

  route(app, 'GET', '/feeds/:name', ['token'], enter(door), async (context) => {
    const partner = context.get('partner')
    const [, id = '', ending] = /^([a-z0-9-]+)\.([a-z]+)$/.exec(context.req.param('name') ?? '') ?? []
    const channel = channels.find((one) => one.id === id)
    const format = feedFormats.find((one) => one === ending)
    if (!channel || !format) return problemResponse({ kind: 'feed-unknown', known: partner.channelIds })
    if (!opens(partner, channel)) return problemResponse({ kind: 'channel-closed', label: channel.label })
    const catalogue = await shelf.current()
    const at = now()
    const feed = feeds.rendered(catalogue, channel, format, partner, at)
    const response = feeds.answer(context.req.raw, feed, channel, format, at)
    if (response.status === 200 && context.req.method === 'GET')
      receiptLog.noteFetched(partner, feed, () =>
        feed.releaseIds.map((releaseId) => ({ releaseId, packVersion: null, screenId: null, at })),
      )
    return response
  })
}
