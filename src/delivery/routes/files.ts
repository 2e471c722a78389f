/** `/files/…`: stored files behind signed links. */
import type { Hono } from 'hono'
import { answerBytes } from '../bytes.ts'
import { createFiles, storageKeyOfPath } from '../files.ts'
import { problemResponse } from '../problem-response.ts'
import { linkParameters } from '../signed-link.ts'
import { type Delivered, type Env, followLink, pathOf, route } from './route.ts'

export function fileRoutes(app: Hono<Env>, delivered: Delivered): void {
  const { shelf, now } = delivered
  const fileFor = createFiles(delivered)

  route(app, 'GET', '/files/*', linkParameters, followLink(delivered), async (context) => {
    const storageKey = storageKeyOfPath(pathOf(context))
    if (!storageKey) return problemResponse({ kind: 'file-unknown' })
    const file = await fileFor(await shelf.current(), storageKey, context.get('audience'), now())
    return file.ok ? await answerBytes(context.req.raw, file.value) : problemResponse(file.problem)
  })
}
