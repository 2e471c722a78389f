/** GET /api/honorees/:id/readiness — per channel whether a release could be made now, and what stands in the way. */
import type { Endpoint } from 'payload'
import { channels } from '../../channels/index.ts'
import { plan } from '../../domain/plan.ts'
import { sentence } from '../../domain/problem.ts'
import { readiness as readinessOf } from '../../domain/readiness.ts'
import { may } from '../access.ts'
import { createRecords } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const readiness: Omit<Endpoint, 'root'> = {
  path: '/:id/readiness',
  method: 'get',
  handler: async (req) => {
    // It tells of unpublished material, so the right to read published honorees alone is not enough.
    if (!may(req, 'honorees', 'read')) throw new Refused('您没有查看就绪情况的权限。', 403)
    const records = createRecords(req.payload)
    const honoree = await records.honoree(String(req.routeParams?.id ?? ''))
    const campaign = (await records.campaigns()).find(({ id }) => id === honoree?.campaignId)
    if (!honoree || !campaign)
      throw new Refused('资料还不完整：请先填写姓名、人选类别和活动并保存，再查看就绪情况。', 404)
    const planned = plan({
      campaign,
      honoree,
      assets: await records.assetsOf(honoree.id),
      channels,
      screens: await records.screens(),
      done: new Set(),
      uncovered: runtime().uncovered,
    })
    const rows = await records.variantRowsByKey(planned.wanted.map(({ key }) => key))
    const label = new Map(channels.map((channel) => [channel.id, channel.label]))
    return Response.json(
      {
        consent: honoree.consentGivenAt ? null : sentence({ kind: 'consent-missing', name: honoree.name }),
        channels: readinessOf(planned, rows, channels).map((entry) => ({
          ...entry,
          label: label.get(entry.channelId) ?? entry.channelId,
        })),
      },
      { headers: { 'Cache-Control': 'no-store' } },
    )
  },
}
