/**
 * The HTTP face for partners and screens: feeds, items, packs, files, receipts. Answers before Next is asked, from
 * memory, and says in Chinese (RFC 9457) why it does not.
 */
import { type Context, Hono } from 'hono'
import type { Partner } from '../domain/partner.ts'
import { storageFault } from '../domain/storage-fault.ts'
import { createDoor } from './door.ts'
import { createPacks } from './packs.ts'
import type { DeliveryOptions } from './ports.ts'
import { problemResponse } from './problem-response.ts'
import { createReceiptLog } from './receipt-log.ts'
import { aboutRoutes } from './routes/about.ts'
import { directoryRoutes } from './routes/directory.ts'
import { feedRoutes } from './routes/feeds.ts'
import { fileRoutes } from './routes/files.ts'
import { itemRoutes } from './routes/items.ts'
import { packRoutes } from './routes/packs.ts'
import { receiptRoutes } from './routes/receipts.ts'
import type { Env } from './routes/route.ts'
import { createShelf } from './shelf.ts'

export type Delivery = Hono<Env> & {
  /** Puts what was released up to this call on the shelf. */
  refresh(): Promise<void>
  /** When everything this process noted in the background is written. */
  settle(): Promise<void>
}

/** Everything below these belongs to delivery and never enters Next. */
export const deliveryPath = /^\/(feeds|items|packs|files|receipts|healthz|schemas|openapi\.json)(?=[/.?]|$)/

const groups = [
  directoryRoutes,
  feedRoutes,
  itemRoutes,
  packRoutes,
  fileRoutes,
  receiptRoutes,
  aboutRoutes,
] as const

export function createDelivery(options: DeliveryOptions): Delivery {
  const { log } = options
  const shelf = createShelf(options)
  const receiptLog = createReceiptLog(options)
  const app = new Hono<Env>()

  app.use(async (context, next) => {
    const started = performance.now()
    await next()
    log.info(
      {
        method: context.req.method,
        path: loggable(context),
        status: context.res.status,
        ms: Math.round((performance.now() - started) * 10) / 10,
        partner: (context.get('partner') as Partner | undefined)?.id,
      },
      'delivery',
    )
  })
  const delivered = { ...options, shelf, receiptLog, door: createDoor(options), packs: createPacks(options) }
  for (const addRoutes of groups) addRoutes(app, delivered)
  app.notFound(() => problemResponse({ kind: 'address-unknown' }))
  app.onError((error, context) => {
    log.error({ err: error, method: context.req.method, path: loggable(context) }, 'delivery: bug or I/O')
    return problemResponse({ kind: storageFault(error) === 'busy' ? 'records-busy' : 'internal' })
  })
  return Object.assign(app, { refresh: () => shelf.refresh(), settle: () => receiptLog.settle() })
}

/** Without the query, where tokens and signatures stand; a token put into the path by mistake is cut out. */
const loggable = (context: Context): string => context.req.path.replace(/zm_\w+/g, 'zm_***')
