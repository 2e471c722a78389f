/**
 * GET /api/honorees/:id/newest — when and by whom the newest words were saved, and who else is changing them just now:
 * an open form asks it now and then.
 * POST /api/honorees/:id/editing {isEditing, form} — whether the caller's open form, a UUID, holds changes not saved yet.
 * POST /api/honorees/:id/merge — an open form against the newest words: what to take over, and what both changed.
 * GET /api/honorees/:id/editions — the versions, newest first, with who wrote them and what they changed.
 * GET /api/honorees/:id/editions/:version?against=VERSION — what differs, character by character; without `against`
 * from the version before.
 */
import type { Endpoint, PayloadRequest, TypeWithVersion } from 'payload'
import type { Edition, FieldChange, MergeReport } from '../../domain/edition.ts'
import type { Facts } from '../../domain/event.ts'
import { may } from '../access.ts'
import { changesIn } from '../compare.ts'
import { labelAt } from '../history.ts'
import { mergeIn, versionAt } from '../hooks/keep-both.ts'
import { askedOf } from '../json-body.ts'
import type { HonoreesSelect } from '../payload-types.ts'
import { othersEditing, tellEditing } from '../presence.ts'
import { Refused } from '../refusal.ts'

const headers = { 'Cache-Control': 'no-store' }
type Saved = Facts & { readonly id: string; readonly updatedAt: string; readonly savedBy?: string | null }

/** It becomes a part of a key. */
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

const configOf = (req: PayloadRequest) => req.payload.collections.honorees.config
const idOf = (req: PayloadRequest): string => String(req.routeParams?.id ?? '')
const gone = new Refused('找不到这位人选，请刷新页面后再试。', 404)

/** As the caller may see it, or of it only what is named. */
async function newestFor(req: PayloadRequest, select?: HonoreesSelect): Promise<Saved> {
  if (!may(req, 'honorees', 'readVersions')) throw new Refused('您没有查看未发布文字的权限。', 403)
  const found = await req.payload.findByID({
    collection: 'honorees',
    id: idOf(req),
    draft: true,
    depth: 0,
    overrideAccess: false,
    disableErrors: true,
    trash: true,
    showHiddenFields: true,
    ...(select ? { select } : {}),
    req,
  })
  if (!found) throw gone
  return found as unknown as Saved
}

const authorOf = ({ savedBy }: Saved): string => savedBy || '同事'

export const newest: Omit<Endpoint, 'root'> = {
  path: '/:id/newest',
  method: 'get',
  handler: async (req) => {
    const found = await newestFor(req, { updatedAt: true, savedBy: true })
    const others = await othersEditing(req, 'honorees', idOf(req))
    return Response.json({ updatedAt: found.updatedAt, by: authorOf(found), others }, { headers })
  },
}

export const editing: Omit<Endpoint, 'root'> = {
  path: '/:id/editing',
  method: 'post',
  handler: async (req) => {
    const { id } = await newestFor(req, { updatedAt: true })
    if (!req.user || !may(req, 'honorees', 'update')) throw new Refused('您没有修改人选的权限。', 403)
    const { isEditing, form } = await askedOf(req)
    if (typeof form !== 'string' || !uuid.test(form)) throw new Refused('请求有误，请刷新页面后再试。')
    const who = { collection: 'honorees', id: String(id), userId: String(req.user.id), form }
    await tellEditing(req, who, isEditing === true)
    return Response.json({ isEditing: isEditing === true }, { headers })
  },
}

const valueAt = (doc: Facts, path: string): unknown => {
  const [head = '', part] = path.split('.')
  return part === undefined ? doc[head] : (doc[head] as Facts | null | undefined)?.[part]
}

export const merged: Omit<Endpoint, 'root'> = {
  path: '/:id/merge',
  method: 'post',
  handler: async (req) => {
    const theirs = await newestFor(req)
    const config = configOf(req)
    const mine = await askedOf(req)
    const base = await versionAt(config, idOf(req), mine.updatedAt, req)
    const { taken, conflicts } = mergeIn(config, base, mine, theirs)
    const changes = await changesIn(config, mine, theirs, conflicts, req)
    const report: MergeReport = {
      updatedAt: theirs.updatedAt,
      by: authorOf(theirs),
      at: theirs.updatedAt,
      taken: taken.map((path) => ({
        path,
        label: labelAt(config.flattenedFields, path, req) ?? '',
        value: valueAt(theirs, path) ?? null,
      })),
      conflicts: changes.map((change) => ({ ...change, value: valueAt(theirs, change.path) ?? null })),
    }
    return Response.json(report, { headers })
  },
}

/** Of the person, newest first, without what the caller may not see. */
async function versionsFor(req: PayloadRequest): Promise<readonly TypeWithVersion<Saved>[]> {
  await newestFor(req)
  const { docs } = await req.payload.findVersions({
    collection: 'honorees',
    where: { parent: { equals: idOf(req) } },
    sort: '-updatedAt',
    pagination: false,
    depth: 0,
    overrideAccess: false,
    showHiddenFields: true,
    trash: true,
    req,
  })
  return docs as unknown as readonly TypeWithVersion<Saved>[]
}

const differing = (req: PayloadRequest, older: Facts, newer: Facts): readonly string[] => {
  const { taken, conflicts } = mergeIn(configOf(req), null, older, newer)
  return [...taken, ...conflicts]
}

export const editions: Omit<Endpoint, 'root'> = {
  path: '/:id/editions',
  method: 'get',
  handler: async (req) => {
    const versions = await versionsFor(req)
    const { flattenedFields } = configOf(req)
    const list = versions.map(({ id, updatedAt, version }, index): Edition => {
      const before = versions[index + 1]
      const paths = before ? differing(req, before.version, version) : []
      return {
        id: String(id),
        at: updatedAt,
        by: version.savedBy || null,
        isPublished: version._status === 'published',
        changed: paths.flatMap((path) => labelAt(flattenedFields, path, req) ?? []),
      }
    })
    return Response.json({ editions: list }, { headers })
  },
}

export const comparedEditions: Omit<Endpoint, 'root'> = {
  path: '/:id/editions/:version',
  method: 'get',
  handler: async (req) => {
    const versions = await versionsFor(req)
    const place = versions.findIndex(({ id }) => String(id) === req.routeParams?.version)
    const shown = versions[place]
    const { against } = req.query
    const other = against ? versions.find(({ id }) => String(id) === against) : versions[place + 1]
    if (!shown || (against && !other))
      throw new Refused('找不到这个版本：只留最近 50 个，请刷新页面后再试。', 404)
    const older = other?.version ?? {}
    const changes: readonly FieldChange[] = await changesIn(
      configOf(req),
      older,
      shown.version,
      differing(req, older, shown.version),
      req,
    )
    return Response.json({ changes }, { headers })
  },
}
