/** Everything a request passes before a room answers it: who it is from, what every answer says, how much it may send. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Payload } from 'payload'
import type { Logger } from '../platform/log.ts'
import { clientAddress } from './address.ts'
import { type AdmissionLimits, admissionLimits, createAdmission, hasBody } from './admission.ts'
import { secure } from './security-headers.ts'
import { createSetup } from './setup.ts'
import type { Uploads } from './uploads.ts'

export interface FrontDoorOptions {
  readonly payload: Payload
  readonly secret: string
  readonly publicUrl: string
  readonly trustedProxies: number
  readonly log: Logger
  readonly limits?: AdmissionLimits
  /** True for what delivery answers. */
  isForDelivery(path: string): boolean
  delivery(req: IncomingMessage, res: ServerResponse): unknown
  /** Files that arrive in pieces; absent where the studio is. */
  readonly uploads?: Pick<Uploads, 'answer'>
  /** Null where the studio has no place in this process. */
  readonly studio: ((req: IncomingMessage, res: ServerResponse) => unknown) | null
}

/** Payload's pages for an account without one, whose interfaces are closed, and where to go instead. */
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [/^\/admin\/create-first-user(?=[/?]|$)/, '/setup'],
  [/^\/admin\/(forgot|reset)(?=[/?]|$)/, '/setup/help'],
]

export function createFrontDoor(options: FrontDoorOptions): RequestListener {
  const { payload, secret, publicUrl, trustedProxies, log, studio } = options
  const admission = createAdmission(options.limits ?? admissionLimits)
  const setup = createSetup({ payload, secret })
  const isHttps = publicUrl.startsWith('https:')

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = req.url ?? '/'
    const address = clientAddress(req.socket.remoteAddress, req.headers['x-forwarded-for'], trustedProxies)
    // The one address there is from here on, in hooks and endpoints too.
    req.headers['x-forwarded-for'] = address
    const isForDelivery = options.isForDelivery(url)
    secure(req, res, { isHttps, isForDelivery })
    const held = hasBody(req) ? admission.hold(req, res, address) : undefined
    if (held === null) return
    if (isForDelivery) {
      await options.delivery(req, res)
      return
    }
    if (!studio) {
      res.writeHead(404, { 'cache-control': 'no-store' })
      res.end()
      return
    }
    if (options.uploads && /^\/uploads(?=[/?]|$)/.test(url))
      return options.uploads.answer(req, res, () => held?.trust())
    if (/^\/setup(\/(help|invite))?(?=\?|$)/.test(url)) return setup.answer(req, res, address)
    const target = elsewhere.find(([pattern]) => pattern.test(url))?.[1]
    if (target) {
      res.writeHead(303, { location: target, 'cache-control': 'no-store' })
      res.end()
      return
    }
    if (held && !(await admission.admit(req, res, held, payload))) return
    await studio(req, res)
  }

  return (req, res) => {
    answer(req, res).catch((error: unknown) => {
      log.error({ err: error }, 'front door')
      if (!res.headersSent) res.writeHead(500, { 'cache-control': 'no-store' })
      res.end()
    })
  }
}
