/** `/files/…`: stored files behind signed links, and for staff their small pictures (`&small=1`). */
import type { Hono } from 'hono'
import { answerBytes } from '../bytes.ts'
import { createFiles, storageKeyOfPath } from '../files.ts'
import { problemResponse } from '../problem-response.ts'
import { linkParameters, staffOf } from '../signed-link.ts'
import { type Delivered, type Env, followLink, pathOf, queryOf, route } from './route.ts'

export function fileRoutes(app: Hono<Env>, delivered: Delivered): void {
  const { shelf, now } = delivered
  const files = createFiles(delivered)

  route(app, 'GET', '/files/*', [...linkParameters, 'small'], followLink(delivered), async (context) => {
    const audience = context.get('audience')
    const isSmall = queryOf(context).has('small')
    if (isSmall && staffOf(audience) === null)
      return problemResponse({ kind: 'query-unknown', names: ['small'] })
    const storageKey = storageKeyOfPath(pathOf(context))
    if (!storageKey) return problemResponse({ kind: 'file-unknown' })
    const file = await files.file(await shelf.current(), storageKey, audience, now())
    const found = file.ok && isSmall ? await files.small(storageKey) : file
    return found.ok ? await answerBytes(context.req.raw, found.value) : problemResponse(found.problem)
  })
}
