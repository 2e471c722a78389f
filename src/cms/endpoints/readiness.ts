/**
 * GET /api/honorees/:id/readiness — per channel whether a release could be made now, and what stands in the way.
 * GET /api/campaigns/readiness?campaign=ID — the same of everybody; of the newest campaign when none is named.
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { channels } from '../../channels/index.ts'
import { campaignLabel } from '../../domain/campaign.ts'
import { type BoardPorts, campaignBoards, honoreeBoard } from '../../pipeline/board.ts'
import { may } from '../access.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

const headers = { 'Cache-Control': 'no-store' }

/** It tells of unpublished material, so the right to read published honorees alone is not enough. */
function portsFor(req: PayloadRequest): BoardPorts {
  if (!may(req, 'honorees', 'read')) throw new Refused('您没有查看就绪情况的权限。', 403)
  return { records: recordsOf(req), channels, uncovered: runtime().uncovered }
}

export const readiness: Omit<Endpoint, 'root'> = {
  path: '/:id/readiness',
  method: 'get',
  handler: async (req) => {
    const board = await honoreeBoard(String(req.routeParams?.id ?? ''), portsFor(req), runtime().now())
    if (!board) throw new Refused('资料还不完整：请先填写姓名、人选类别和活动并保存，再查看就绪情况。', 404)
    return Response.json(board, { headers })
  },
}

export const campaignReadiness: Omit<Endpoint, 'root'> = {
  path: '/readiness',
  method: 'get',
  handler: async (req) => {
    const ports = portsFor(req)
    const campaigns = (await ports.records.campaigns()).toReversed()
    const asked = req.query.campaign
    const campaign = asked ? campaigns.find(({ id }) => id === asked) : campaigns[0]
    if (asked && !campaign) throw new Refused('找不到这个活动，请刷新页面后再试。', 404)
    return Response.json(
      {
        campaigns: campaigns.map((one) => ({ id: one.id, label: campaignLabel(one) })),
        campaignId: campaign?.id ?? null,
        honorees: campaign ? await campaignBoards(campaign, ports, runtime().now()) : [],
      },
      { headers },
    )
  },
}
