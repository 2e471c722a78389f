/**
 * GET /api/progress?campaign=ID → {overall}: how far the work for a campaign's people is, for everybody's where no
 * campaign is named; for any member of staff. It names nobody.
 */
import type { Endpoint } from 'payload'
import { grouped } from '../../domain/grouped.ts'
import { progressAt, type WorkRow } from '../../domain/progress.ts'
import { keepByRevision } from '../../pipeline/by-revision.ts'
import { isStaff } from '../access.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

/** Every 今天 that is open asks every few seconds. */
const passes = keepByRevision<readonly WorkRow[]>()

export const progress: Endpoint = {
  path: '/progress',
  method: 'get',
  handler: async (req) => {
    if (!isStaff(req)) throw new Refused('请先登录。', 401)
    const records = recordsOf(req)
    const now = runtime().now()
    const rows = await passes({
      sight: { revisions: await records.fileRevisions() },
      look: async () => ({ revisions: await records.fileRevisions() }),
      now,
      async make(ids) {
        const found = grouped(await records.workRows(ids), ({ honoreeId }) => honoreeId)
        return new Map(ids.map((id) => [id, found.get(id) ?? []]))
      },
    })
    const campaignId = req.searchParams?.get('campaign')
    const own = campaignId ? await records.honoreeIdsOf(campaignId) : [...rows.keys()]
    const { overall } = progressAt(
      own.flatMap((id) => rows.get(id) ?? []),
      now,
    )
    return Response.json({ overall }, { headers: { 'Cache-Control': 'no-store' } })
  },
}
