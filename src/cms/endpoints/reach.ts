/** GET /api/releases/:id/reach — who has had or shown this version, in a sentence, before it is corrected or withdrawn. */
import type { Endpoint } from 'payload'
import { reachOf, reachSentence } from '../../domain/reach.ts'
import { may } from '../access.ts'
import type { Receipt, Release, Screen } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'

export const reach: Omit<Endpoint, 'root'> = {
  path: '/:id/reach',
  method: 'get',
  handler: async (req) => {
    if (!may(req, 'releases', 'read') || !may(req, 'receipts', 'read'))
      throw new Refused('您没有查看回执的权限。', 403)
    const { db } = req.payload
    const id = String(req.routeParams?.id ?? '')
    const release = await db.findOne<Release>({
      collection: 'releases',
      where: { id: { equals: id } },
      req,
    })
    if (!release) throw new Refused('找不到这项发布，请刷新页面后再试。', 404)
    const all = { pagination: false, limit: 0, req } as const
    const screens = await db.find<Screen & { id: string }>({
      collection: 'screens',
      where: { channelId: { equals: release.channelId } },
      ...all,
    })
    const packs = {
      and: [
        { screen: { in: screens.docs.map((screen) => screen.id) } },
        { kind: { equals: 'fetched' } },
        { at: { greater_than_equal: release.frozenAt } },
      ],
    }
    const { docs } = await db.find<Receipt & { id: string }>({
      collection: 'receipts',
      where:
        screens.docs.length > 0 ? { or: [{ release: { equals: id } }, packs] } : { release: { equals: id } },
      ...all,
    })
    const receipts = docs.map(({ kind, partner, release: of, screen }) => ({
      kind,
      partnerId: referenceId(partner) ?? '',
      releaseId: referenceId(of),
      screenId: referenceId(screen),
    }))
    return Response.json(
      { sentence: reachSentence(reachOf(receipts)) },
      { headers: { 'Cache-Control': 'no-store' } },
    )
  },
}
