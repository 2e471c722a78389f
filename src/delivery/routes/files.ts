/** `/files/…`: stored files behind signed links, and for staff their small pictures (`&small=1`), of a film also at a moment in ms (`&at=`). */
import type { Hono } from 'hono'
import { answerBytes } from '../bytes.ts'
import { createFiles, storageKeyOfPath } from '../files.ts'
import { problemResponse } from '../problem-response.ts'
import { linkParameters, staffOf } from '../signed-link.ts'
import { type Delivered, type Env, followLink, pathOf, queryOf, route } from './route.ts'

const ofStaff = ['small', 'at'] as const

export function fileRoutes(app: Hono<Env>, delivered: Delivered): void {
  const { shelf, now } = delivered
  const files = createFiles(delivered)

  route(app, 'GET', '/files/*', [...linkParameters, ...ofStaff], followLink(delivered), async (context) => {
    const audience = context.get('audience')
    const query = queryOf(context)
    const names = ofStaff.filter((name) => query.has(name))
    const staff = staffOf(audience)
    if (names.length > 0 && staff === null) return problemResponse({ kind: 'query-unknown', names })
    const storageKey = storageKeyOfPath(pathOf(context))
    if (!storageKey) return problemResponse({ kind: 'file-unknown' })
    const file = await files.file(await shelf.current(), storageKey, audience, now())
    const at = query.get('at')
    if (at !== null && !/^\d{1,8}$/.test(at)) return problemResponse({ kind: 'file-unknown' })
    const moment = staff && at !== null ? { atMs: Number(at), asker: staff.id } : undefined
    const found = file.ok && query.has('small') ? await files.small(storageKey, moment) : file
    return found.ok ? await answerBytes(context.req.raw, found.value) : problemResponse(found.problem)
  })
}
