/**
 * GET /api/COLLECTION/:id/history?page=N — what was done to a document, newest first, for staff who may read it. Where
 * there are drafts it tells of them, so the right to their versions is needed too.
 */
import type { CollectionSlug, Endpoint } from 'payload'
import type { HistoryPage } from '../../domain/history.ts'
import type { CollectionName } from '../../domain/rights.ts'
import { isStaff, may } from '../access.ts'
import { entriesOf } from '../history.ts'
import { Refused } from '../refusal.ts'

const perPage = 50

export const historyOf = (collection: CollectionName & CollectionSlug): Omit<Endpoint, 'root'> => ({
  path: '/:id/history',
  method: 'get',
  handler: async (req) => {
    if (!isStaff(req)) throw new Refused('请先登录。', 401)
    const { config } = req.payload.collections[collection]
    const id = String(req.routeParams?.id ?? '')
    const mayRead =
      (!config.versions?.drafts || may(req, collection, 'readVersions')) &&
      (await req.payload.findByID({
        collection,
        id,
        depth: 0,
        overrideAccess: false,
        disableErrors: true,
        trash: true,
        req,
      }))
    if (!mayRead) throw new Refused('找不到这份资料，或者您没有查看其留痕的权限。', 404)
    const asked = Number(req.query.page)
    const found = await req.payload.find({
      collection: 'events',
      where: { and: [{ subjectCollection: { equals: collection } }, { subjectId: { equals: id } }] },
      sort: ['-at', '-createdAt'],
      limit: perPage,
      page: Number.isSafeInteger(asked) && asked > 0 ? asked : 1,
      depth: 0,
      select: { told: false },
      req,
    })
    const answer: HistoryPage = {
      entries: await entriesOf(found.docs, config, may(req, 'events', 'read'), req),
      page: found.page ?? 1,
      pages: found.totalPages,
      total: found.totalDocs,
    }
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  },
})
