/** `/feeds` and `/packs`: what a token opens, for people and for programs. */
import type { Hono, MiddlewareHandler } from 'hono'
import { bestOf } from '../accept.ts'
import { indexJson, indexOf, openedBy } from '../directory.ts'
import { indexPage } from '../pages.ts'
import { problemResponse } from '../problem-response.ts'
import { type Delivered, type Env, enter, pageHeaders, queryOf, route, type Visit } from './route.ts'

const offers = ['application/json', 'text/html'] as const
const wanted = (context: Visit) => bestOf(context.req.header('accept') ?? null, offers)

const acceptable: MiddlewareHandler<Env> = async (context, next) =>
  wanted(context) ? await next() : problemResponse({ kind: 'accept', offers })

export function directoryRoutes(app: Hono<Env>, { channels, shelf, door, publicUrl }: Delivered): void {
  const directory = (hasFeeds: boolean) => async (context: Visit) => {
    const catalogue = await shelf.current()
    const opened = openedBy(context.get('partner'), channels, catalogue, hasFeeds)
    if (wanted(context) === 'application/json')
      return context.json(indexJson(opened, publicUrl), 200, pageHeaders)
    const token = queryOf(context).get('token')
    const address = (path: string): string => (token ? `${path}?token=${encodeURIComponent(token)}` : path)
    return context.html(indexPage(indexOf(opened, catalogue, address)), 200, pageHeaders)
  }
  route(app, 'GET', '/feeds', ['token'], acceptable, enter(door), directory(true))
  route(app, 'GET', '/packs', ['token'], acceptable, enter(door), directory(false))
}
