/** GET /api/progress — how far the work is, overall and per honoree, for any member of staff. */
import type { Endpoint } from 'payload'
import { progressAt } from '../../domain/progress.ts'
import { isStaff } from '../access.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const progress: Endpoint = {
  path: '/progress',
  method: 'get',
  handler: async (req) => {
    if (!isStaff(req)) throw new Refused('请先登录。', 401)
    const rows = await recordsOf(req).workRows()
    return Response.json(progressAt(rows, runtime().now()), { headers: { 'Cache-Control': 'no-store' } })
  },
}
