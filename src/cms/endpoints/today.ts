/** GET /api/campaigns/today?campaign=ID → Today — for any member of staff: it tells of numbers alone. */
import type { Endpoint } from 'payload'
import { todayOf } from '../../domain/today.ts'
import { standingsOf } from '../../pipeline/ledger-memory.ts'
import { isStaff } from '../access.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'
import { ledger } from './readiness.ts'

export const today: Omit<Endpoint, 'root'> = {
  path: '/today',
  method: 'get',
  handler: async (req) => {
    if (!isStaff(req)) throw new Refused('请先登录。', 401)
    const records = recordsOf(req)
    const campaign = (await records.campaigns()).find(({ id }) => id === req.query.campaign)
    if (!campaign) throw new Refused('找不到这个活动，请刷新页面后再试。', 404)
    const answer = todayOf(campaign, await standingsOf(campaign.id, { records, ledger }), runtime().now())
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  },
}
