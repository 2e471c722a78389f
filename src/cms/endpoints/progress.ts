/** GET /api/progress — how far the work is, overall and per honoree, for any member of staff. */
import type { Endpoint } from 'payload'
import { progressAt } from '../../domain/progress.ts'
import { isStaff, may } from '../access.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const progress: Endpoint = {
  path: '/progress',
  method: 'get',
  handler: async (req) => {
    if (!isStaff(req)) throw new Refused('请先登录。', 401)
    const rows = await recordsOf(req).workRows()
    const { overall, honorees } = progressAt(rows, runtime().now())
    // Whose files are made tells who is coming: that is for those who may see drafts.
    const shown = may(req, 'honorees', 'read') ? honorees : []
    return Response.json({ overall, honorees: shown }, { headers: { 'Cache-Control': 'no-store' } })
  },
}
