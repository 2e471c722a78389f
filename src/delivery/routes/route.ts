/** How every route is declared: its method, the only query parameters it knows, and who may enter. */
import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { Partner } from '../../domain/partner.ts'
import type { Door } from '../door.ts'
import type { createPacks } from '../packs.ts'
import type { DeliveryOptions } from '../ports.ts'
import { problemResponse } from '../problem-response.ts'
import type { ReceiptLog } from '../receipt-log.ts'
import type { Shelf } from '../shelf.ts'
import { type Audience, staffOf, verifyPath } from '../signed-link.ts'

/** What the middleware found out before a handler runs. */
export interface Env {
  Variables: {
    /** Set by `enter`; absent where a signed link opened. */
    partner: Partner
    /** Set by `followLink`. */
    audience: Audience
  }
}

export type Visit = Context<Env>

/** What routes share: one door, one catalogue, one receipt log, packs laid once. */
export interface Delivered extends DeliveryOptions {
  readonly shelf: Shelf
  readonly door: Door
  readonly receiptLog: ReceiptLog
  readonly packs: ReturnType<typeof createPacks>
}

/** A route with its methods; every other method and every unknown parameter is refused by name. */
export function route(
  app: Hono<Env>,
  method: 'GET' | 'POST',
  path: string,
  parameters: readonly string[],
  ...handlers: readonly MiddlewareHandler<Env>[]
): void {
  app.on(method, path, knownParameters(parameters), ...handlers)
  app.all(path, () => problemResponse({ kind: 'method', allow: method === 'GET' ? 'GET, HEAD' : method }))
}

const knownParameters =
  (parameters: readonly string[]): MiddlewareHandler<Env> =>
  async (context, next) => {
    const query = queryOf(context)
    const names = [...new Set(query.keys())]
    const odd = names.filter((name) => !parameters.includes(name) || query.getAll(name).length > 1)
    if (odd.length > 0) return problemResponse({ kind: 'query-unknown', names: odd })
    return await next()
  }

/** Nobody comes past without a valid token; who it was stands in `partner`. */
export const enter =
  (door: Door): MiddlewareHandler<Env> =>
  async (context, next) => {
    const entered = await door.enter(context.req.raw, queryOf(context))
    if (!entered.ok) return problemResponse(entered.problem)
    context.set('partner', entered.value)
    return await next()
  }

/** Nobody comes past without a link that was signed here and is not over; whom it was for stands in `audience`. */
export const followLink =
  ({ secret, now, signedIn }: Pick<DeliveryOptions, 'secret' | 'now' | 'signedIn'>): MiddlewareHandler<Env> =>
  async (context, next) => {
    const link = verifyPath(secret, pathOf(context), queryOf(context), now())
    if (!link.ok) return problemResponse({ kind: link.reason === 'expired' ? 'link-expired' : 'link-forged' })
    const person = staffOf(link.audience)
    const visitor = person && (await signedIn(context.req.raw.headers))
    if (person && (visitor?.id !== person.id || visitor.role !== person.role))
      return problemResponse({ kind: 'link-personal' })
    context.set('audience', link.audience)
    return await next()
  }

export const queryOf = (context: Context): URLSearchParams => new URL(context.req.url).searchParams
export const pathOf = (context: Context): string => new URL(context.req.url).pathname

/** Pages carry no script and load only from here; a token in the address goes nowhere else. */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
  vary: 'accept, authorization',
}
