/**
 * Asks the studio's own endpoints while a page is drawn, as whoever looks at it: the same handlers, the same rights,
 * the same answers as over the wire, and no way around them.
 */
import { APIError, createLocalReq, type Endpoint, type Payload, type TypedUser } from 'payload'
import type { FirstAnswer } from './ask.ts'

export interface Asker {
  readonly payload: Payload
  readonly user: TypedUser
}

/** Null for whatever is no good answer: the page then asks itself, and shows what it is told; what nobody planned is logged. */
export async function firstAnswer(address: string, { payload, user }: Asker): Promise<FirstAnswer | null> {
  const { pathname, searchParams } = new URL(address, 'http://studio.invalid')
  const handler = handlerOf(pathname, payload)
  if (!handler) throw new Error(`asked first: no endpoint answers ${pathname}`)
  const req = await createLocalReq({ user, urlSuffix: address }, payload)
  req.query = Object.fromEntries(searchParams)
  try {
    const response = await handler(req)
    return response.ok ? { tag: response.headers.get('etag'), value: await response.json() } : null
  } catch (error) {
    if (!(error instanceof APIError && error.isPublic))
      payload.logger.error({ err: error }, `asked first: ${pathname} failed`)
    return null
  }
}

function handlerOf(pathname: string, { config, collections }: Payload): Endpoint['handler'] | undefined {
  const path = pathname.slice(config.routes.api.length)
  const slug = path.split('/')[1] ?? ''
  const own = Object.hasOwn(collections, slug) ? collections[slug as 'campaigns'].config.endpoints : null
  const found = (all: readonly Endpoint[], rest: string): Endpoint['handler'] | undefined =>
    all.find((one) => one.method === 'get' && one.path === rest)?.handler
  return own ? found(own, path.slice(slug.length + 1)) : found(config.endpoints, path)
}
