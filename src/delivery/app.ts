/**
 * The HTTP face for partners and screens: feeds, items, packs, files, receipts. Answers before Next is asked, from
 * memory, and says in Chinese (RFC 9457) why it does not.
 */
import { type Context, Hono } from 'hono'
import type { Channel } from '../domain/channel.ts'
import { feedFor } from '../domain/feed.ts'
import { type FeedFormat, feedFormats } from '../domain/formats/format.ts'
import type { Partner } from '../domain/partner.ts'
import type { Result } from '../domain/result.ts'
import type { Screen } from '../domain/screen.ts'
import { bestOf } from './accept.ts'
import { answerBytes } from './bytes.ts'
import { indexJson, indexOf } from './directory.ts'
import { createDoor, opens } from './door.ts'
import { audienceOf, createFeeds, mediaPath } from './feeds.ts'
import { createFiles, storageKeyOfPath } from './files.ts'
import { healthOf } from './health.ts'
import { createPacks, type PackedPack } from './packs.ts'
import { indexPage, itemPage } from './pages.ts'
import type { DeliveryOptions } from './ports.ts'
import { problemResponse, type Refusal } from './problem-response.ts'
import { bodyText, createReceiptBook, receiptFrom } from './receipts.ts'
import { openApi } from './schemas/openapi.ts'
import { packManifestSchema } from './schemas/pack-manifest.ts'
import { receiptSchema } from './schemas/receipt.ts'
import { createShelf } from './shelf.ts'
import { type Audience, gridExpiry, linkParameters, signPath, verifyPath } from './signed-link.ts'

type Env = { Variables: { partnerId: string } }
type Handler = (context: Context<Env>) => Promise<Response> | Response

export type Delivery = Hono<Env> & {
  /** Puts what was released up to this call on the shelf. */
  refresh(): Promise<void>
  /** When everything this process noted in the background is written. */
  settle(): Promise<void>
}

const receiptMaxBytes = 16_384

// Pages carry no script and load only from here; a token in the address goes nowhere else.
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
  vary: 'accept, authorization',
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { channels, store, now, secret, publicUrl, log } = options
  const shelf = createShelf(options)
  const door = createDoor(options)
  const feeds = createFeeds(options)
  const packs = createPacks(options)
  const fileFor = createFiles({ store })
  const book = createReceiptBook(options)
  const app = new Hono<Env>()

  const enter = async (context: Context<Env>): Promise<Result<Partner, Refusal>> => {
    const entered = await door.enter(context.req.raw, queryOf(context))
    if (entered.ok) context.set('partnerId', entered.value.id)
    return entered
  }
  const channelOf = (id: string): Channel | null => channels.find((channel) => channel.id === id) ?? null

  /** A route with its methods and the only query parameters it knows. */
  const route = (
    method: 'GET' | 'POST',
    path: string,
    parameters: readonly string[],
    handler: Handler,
  ): void => {
    app.on(method, path, (context) => {
      const query = queryOf(context)
      const names = [...new Set(query.keys())]
      const odd = names.filter((name) => !parameters.includes(name) || query.getAll(name).length > 1)
      return odd.length > 0 ? problemResponse({ kind: 'query-unknown', names: odd }) : handler(context)
    })
    app.all(path, () => problemResponse({ kind: 'method', allow: method === 'GET' ? 'GET, HEAD' : method }))
  }

  app.use(async (context, next) => {
    const started = performance.now()
    await next()
    log.info(
      {
        method: context.req.method,
        path: loggable(context),
        status: context.res.status,
        ms: Math.round((performance.now() - started) * 10) / 10,
        partner: context.get('partnerId'),
      },
      'delivery',
    )
  })

  route('GET', '/feeds', ['token'], async (context) => {
    const kind = bestOf(context.req.header('accept') ?? null, ['application/json', 'text/html'])
    if (!kind) return problemResponse({ kind: 'accept', offers: ['application/json', 'text/html'] })
    const entered = await enter(context)
    if (!entered.ok) return problemResponse(entered.problem)
    const stock = await shelf.current()
    const open = channels.filter((channel) => opens(entered.value, channel))
    const screens = stock.screens.filter((screen) => open.some(({ id }) => id === screen.channelId))
    if (kind === 'application/json')
      return context.json(indexJson(entered.value, open, screens, publicUrl), 200, pageHeaders)
    const token = queryOf(context).get('token')
    const address = (path: string): string => (token ? `${path}?token=${encodeURIComponent(token)}` : path)
    return context.html(indexPage(indexOf(entered.value, open, screens, stock, address)), 200, pageHeaders)
  })

  route('GET', '/feeds/:name', ['token'], async (context) => {
    const entered = await enter(context)
    if (!entered.ok) return problemResponse(entered.problem)
    const [, id = '', ending] = /^([a-z0-9-]+)\.([a-z]+)$/.exec(context.req.param('name') ?? '') ?? []
    const channel = channelOf(id)
    const format: FeedFormat | null = feedFormats.find((one) => one === ending) ?? null
    if (!channel || !format) return problemResponse({ kind: 'feed-unknown', known: entered.value.channelIds })
    if (!opens(entered.value, channel))
      return problemResponse({ kind: 'channel-closed', label: channel.label })
    const stock = await shelf.current()
    const at = now()
    const printed = feeds.printed(stock, channel, format, entered.value, at)
    const response = feeds.answer(context.req.raw, printed, channel, format, at)
    if (response.status === 200 && context.req.method === 'GET')
      book.noteFetched(entered.value, printed, () =>
        printed.releaseIds.map((releaseId) => ({ releaseId, packVersion: null, screenId: null, at })),
      )
    return response
  })

  route('GET', '/items/:id', ['token', ...linkParameters], async (context) => {
    if (!bestOf(context.req.header('accept') ?? null, ['text/html']))
      return problemResponse({ kind: 'accept', offers: ['text/html'] })
    const stock = await shelf.current()
    const at = now()
    const standing = stock.items.get(context.req.param('id') ?? '')
    const channel = standing ? channelOf(standing.release.channelId) : null
    let audience: Audience
    if (queryOf(context).has('sig')) {
      const link = verifyPath(secret, pathOf(context), queryOf(context), at)
      if (!link.ok)
        return problemResponse({ kind: link.reason === 'expired' ? 'link-expired' : 'link-forged' })
      audience = link.audience
    } else {
      const entered = await enter(context)
      if (!entered.ok) return problemResponse(entered.problem)
      if (channel && !opens(entered.value, channel))
        return problemResponse({ kind: 'channel-closed', label: channel.label })
      audience = audienceOf(entered.value)
    }
    if (!standing || !channel) return problemResponse({ kind: 'item-unknown' })
    const doc = feedFor({
      campaign: stock.campaign,
      channel,
      partner: { isTrustedWithEmbargo: audience !== 'partner' },
      releases: standing.versions,
      withdrawals: [...standing.withdrawals.values()],
      now: at,
    })
    const [stone] = doc.tombstones
    if (stone) return problemResponse({ kind: 'item-withdrawn', at: stone.at, reason: stone.reason })
    const [item] = doc.items
    if (!item) return problemResponse({ kind: 'item-unknown' })
    const expiry = gridExpiry(at)
    return context.html(
      itemPage({
        item,
        channel: channel.label,
        campaign: standing.release.snapshot.campaignTitle,
        href: (media) => signPath(secret, mediaPath(media), expiry, audience),
      }),
      200,
      pageHeaders,
    )
  })

  /** The pack behind `/packs/<screen>…`, once the token opens its channel. */
  const packOf = async (
    context: Context<Env>,
    slug: string,
  ): Promise<Result<{ packed: PackedPack; screen: Screen; partner: Partner; at: Date }, Refusal>> => {
    const entered = await enter(context)
    if (!entered.ok) return entered
    const stock = await shelf.current()
    const screen = stock.screens.find((one) => one.slug === slug)
    const channel = screen ? channelOf(screen.channelId) : null
    if (!screen || !channel) return { ok: false, problem: { kind: 'screen-unknown' } }
    if (!opens(entered.value, channel))
      return { ok: false, problem: { kind: 'channel-closed', label: channel.label } }
    const at = now()
    const packed = packs.packed(stock, screen, channel, at)
    if (!(await packs.isComplete(packed))) return { ok: false, problem: { kind: 'bytes-missing' } }
    return { ok: true, value: { packed, screen, partner: entered.value, at } }
  }

  route('GET', '/packs/:name', ['token'], async (context) => {
    const slug = /^(.+)\.zip$/.exec(context.req.param('name') ?? '')?.[1]
    const found = await packOf(context, slug ?? '')
    if (!found.ok) return problemResponse(found.problem)
    const { packed, screen, partner, at } = found.value
    const fact = { releaseId: null, packVersion: packed.pack.version, screenId: screen.id }
    return answerBytes(
      context.req.raw,
      packs.zip(packed, at, () => book.noteFetched(partner, packed, () => [{ ...fact, at: now() }])),
    )
  })

  route('GET', '/packs/:screen/:file', ['token'], async (context) => {
    const found = await packOf(context, context.req.param('screen') ?? '')
    if (!found.ok) return problemResponse(found.problem)
    const file = packs.file(found.value.packed, context.req.param('file') ?? '', found.value.at)
    return file ? answerBytes(context.req.raw, file) : problemResponse({ kind: 'screen-unknown' })
  })

  route('GET', '/files/*', linkParameters, async (context) => {
    const at = now()
    const link = verifyPath(secret, pathOf(context), queryOf(context), at)
    if (!link.ok) return problemResponse({ kind: link.reason === 'expired' ? 'link-expired' : 'link-forged' })
    const storageKey = storageKeyOfPath(pathOf(context))
    if (!storageKey) return problemResponse({ kind: 'file-unknown' })
    const file = await fileFor(await shelf.current(), storageKey, link.audience, at)
    return file.ok ? answerBytes(context.req.raw, file.value) : problemResponse(file.problem)
  })

  route('POST', '/receipts', ['token'], async (context) => {
    const entered = await enter(context)
    if (!entered.ok) return problemResponse(entered.problem)
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
      return problemResponse({ kind: 'body-type' })
    const text = await bodyText(context.req.raw, receiptMaxBytes)
    if (text === null) return problemResponse({ kind: 'body-too-large', maxBytes: receiptMaxBytes })
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      return problemResponse({ kind: 'body-invalid', errors: ['内容不是有效的 JSON。'] })
    }
    const receipt = receiptFrom(body, entered.value, channels, await shelf.current(), now())
    if (!receipt.ok) return problemResponse(receipt.problem)
    await book.write(receipt.value)
    const { partnerId: _own, screenId: _internal, ...shown } = receipt.value
    return context.json(shown, 201, { 'cache-control': 'no-store' })
  })

  route('GET', '/healthz', [], async (context) => {
    const health = await healthOf(options, shelf)
    return context.json(health, health.ok ? 200 : 503, { 'cache-control': 'no-store' })
  })
  route('GET', '/openapi.json', [], (context) => context.json(openApi(publicUrl)))
  const schemas = {
    '/schemas/pack-manifest.json': packManifestSchema,
    '/schemas/receipt.json': receiptSchema,
  }
  for (const [path, schema] of Object.entries(schemas))
    route('GET', path, [], (context) =>
      context.body(JSON.stringify(schema, null, 1), 200, { 'content-type': 'application/schema+json' }),
    )

  app.notFound(() => problemResponse({ kind: 'address-unknown' }))
  app.onError((error, context) => {
    log.error({ err: error, method: context.req.method, path: loggable(context) }, 'delivery: bug or I/O')
    return problemResponse({ kind: 'internal' })
  })
  return Object.assign(app, { refresh: () => shelf.refresh(), settle: () => book.settle() })
}

const queryOf = (context: Context): URLSearchParams => new URL(context.req.url).searchParams
const pathOf = (context: Context): string => new URL(context.req.url).pathname
/** Without the query, where tokens and signatures stand; a token put into the path by mistake is cut out. */
const loggable = (context: Context): string => context.req.path.replace(/zm_\w+/g, 'zm_***')
