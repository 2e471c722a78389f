/**
 * Removal of what the demo made, for administrators.
 *
 *   GET  /api/campaigns/removals      what there is to remove, in counts, and how far a running removal is
 *   POST /api/campaigns/:id/removal   {phrase} asks for it; a worker does it, whoever is killed meanwhile
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { campaignLabel } from '../../domain/campaign.ts'
import { type RemovalState, removalPhrase, removalTold } from '../../domain/removal.ts'
import { may } from '../access.ts'
import { actorOf } from '../actor.ts'
import { recordEvent } from '../events.ts'
import { askedOf } from '../json-body.ts'
import { demoPeopleOf } from '../records/demo-people.ts'
import { demoPlacesOf } from '../records/demo-places.ts'
import { type AskedRemoval, demoUnits, removalCounts } from '../records/removal.ts'
import { changeRow } from '../records/rows.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

function adminOnly(req: PayloadRequest): void {
  if (!may(req, 'campaigns', 'delete')) throw new Refused('删除演示数据只能由管理员办理。', 403)
}

const list: Omit<Endpoint, 'root'> = {
  path: '/removals',
  method: 'get',
  handler: async (req) => {
    adminOnly(req)
    const records = recordsOf(req)
    const demo = (await records.campaigns()).filter(({ isDemo }) => isDemo)
    const state: RemovalState = {
      demo: await Promise.all(
        demo.map(async (one) => {
          const people = await demoPeopleOf(req, one.id)
          const counts = await removalCounts(req, people)
          // Of two years' demos the last takes them away.
          const places =
            demo.length > 1
              ? { going: [], kept: [] }
              : await demoPlacesOf(req, { without: people.going, by: actorOf(req) })
          return {
            campaignId: one.id,
            label: campaignLabel(one),
            counts,
            kept: people.kept,
            places: { going: places.going.map(({ label }) => label), kept: places.kept },
          }
        }),
      ),
      running: await Promise.all(
        (await records.removals()).map(async ({ campaignId, label, counts }) => ({
          campaignId,
          label,
          left: (await records.demoPeople(campaignId)).length,
          total: counts.people,
        })),
      ),
    }
    return Response.json(state, { headers: { 'Cache-Control': 'no-store' } })
  },
}

const ask: Omit<Endpoint, 'root'> = {
  path: '/:id/removal',
  method: 'post',
  handler: async (req) => {
    adminOnly(req)
    const { phrase } = await askedOf(req)
    if (phrase !== removalPhrase)
      throw new Refused(`请原样输入“${removalPhrase}”再确认；现在什么都没有删除。`)
    const id = String(req.routeParams?.id ?? '')
    const campaign = (await recordsOf(req).campaigns()).find((one) => one.id === id)
    if (!campaign) throw new Refused('找不到这项活动，或已经在删除，请刷新页面后再看。', 404)
    if (!campaign.isDemo)
      throw new Refused(`“${campaignLabel(campaign)}”不是演示数据，不能这样删除；它的人选请逐位处理。`, 409)
    const people = await demoPeopleOf(req, id)
    const counts = await removalCounts(req, people)
    const removal: AskedRemoval = { by: actorOf(req), counts, units: await demoUnits(req, people) }
    await changeRow(req, 'campaigns', { id: { equals: id } }, { removal })
    await recordEvent(req, {
      kind: 'demo-removal-asked',
      subject: { collection: 'campaigns', id, title: campaignLabel(campaign) },
      note: removalTold(counts),
    })
    runtime().wake(null)
    return Response.json({ counts }, { status: 202, headers: { 'Cache-Control': 'no-store' } })
  },
}

export const demoRemovalEndpoints = [list, ask]
