/** Everything of a campaign that waits or was refused, whoever handed it in, for the page of the staff. */
import type { PayloadRequest } from 'payload'
import { campaignLabel } from '../../domain/campaign.ts'
import { type HandIn, waitingOf } from '../../domain/hand-in.ts'
import { batchName } from '../../domain/nominee-folders.ts'
import { sentence } from '../../domain/problem.ts'
import { lateness } from '../../pipeline/intake.ts'
import { recordsOf } from '../records.ts'

/** Of the campaign asked for, else of the newest. */
export async function waitingOfCampaign(req: PayloadRequest, now: Date) {
  const records = recordsOf(req)
  const campaigns = (await records.campaigns()).toReversed()
  const campaign = campaigns.find(({ id }) => id === req.query.campaign) ?? campaigns[0]
  if (!campaign) return { campaigns: [], campaignId: null, late: null, files: [] }
  const handIns = await records.handInsOf(campaign.id)
  const all = await records.handInFiles(handIns.map(({ id }) => id))
  const names = await sendersOf(req, handIns)
  const late = lateness(campaign.submissionsUntil, now)
  return {
    campaigns: campaigns.map((one) => ({ id: one.id, label: campaignLabel(one) })),
    campaignId: campaign.id,
    late: late && sentence(late),
    files: handIns.flatMap((handIn) => {
      const own = all.filter(({ handInId }) => handInId === handIn.id)
      // By all that ever came: a name that changed with every taking would be none.
      const batch = handIn.only?.name ?? batchName(own.map(({ path }) => path))
      return waitingOf(own).map(({ id, path, state, problems, arrivedAt }) => ({
        id,
        handInId: handIn.id,
        path,
        state,
        batch,
        sender: names.get(handIn.openedBy) ?? '工作人员',
        arrivedAt: arrivedAt.toISOString(),
        sentences: problems.map(sentence),
      }))
    }),
  }
}

async function sendersOf(
  req: PayloadRequest,
  handIns: readonly HandIn[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const key of new Set(handIns.map(({ openedBy }) => openedBy))) {
    const [kind, first = '', second = ''] = key.split(':')
    const collection = kind === 'units' ? 'units' : 'users'
    const where = { id: { equals: kind === 'units' ? second : first } }
    const found = await req.payload.db.findOne<{ id: string; name?: string }>({ collection, where, req })
    names.set(key, found?.name ?? (kind === 'units' ? '推荐单位' : '已离任的工作人员'))
  }
  return names
}
