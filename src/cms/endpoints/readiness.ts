/** GET /api/honorees/:id/readiness — of one person, channel by channel: what is missing, who must act, what is shown. */
import type { Endpoint, PayloadRequest } from 'payload'
import { channels } from '../../channels/index.ts'
import type { PersonStanding } from '../../domain/board.ts'
import { rememberPlans } from '../../domain/plan-memory.ts'
import { type BoardPorts, honoreeBoard, rememberJudgements } from '../../pipeline/board.ts'
import { rememberLedger } from '../../pipeline/ledger-memory.ts'
import { may } from '../access.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

/** The board stays open, and little changes while it does. */
const plan = rememberPlans()
const judgements = rememberJudgements()
/** What is shown, by campaign. */
export const ledger = rememberLedger()

/** It tells of unpublished material, so the right to read published honorees alone is not enough. */
export function boardPorts(req: PayloadRequest) {
  if (!may(req, 'honorees', 'read')) throw new Refused('您没有查看就绪情况的权限。', 403)
  const ports = {
    records: recordsOf(req),
    channels,
    uncovered: runtime().uncovered,
    plan,
    judgements,
    ledger,
  }
  return ports satisfies BoardPorts
}

export const readiness: Omit<Endpoint, 'root'> = {
  path: '/:id/readiness',
  method: 'get',
  handler: async (req) => {
    const found = await honoreeBoard(String(req.routeParams?.id ?? ''), boardPorts(req), runtime().now())
    if (!found) throw new Refused('资料还不完整：请先填写姓名、人选类别和活动并保存，再查看就绪情况。', 404)
    // The row names a photograph and where it lies: that stays here.
    const { photo: _, ...told } = found
    return Response.json(told satisfies PersonStanding, { headers: { 'Cache-Control': 'no-store' } })
  },
}
