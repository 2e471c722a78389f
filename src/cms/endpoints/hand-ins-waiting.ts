/** Everything of a campaign that waits or was refused, whoever handed it in, for the page of the staff. */
import type { PayloadRequest } from 'payload'
import { campaignLabel } from '../../domain/campaign.ts'
import { waitingOf } from '../../domain/hand-in.ts'
import { batchName } from '../../domain/nominee-folders.ts'
import { sentence } from '../../domain/problem.ts'
import { lateness } from '../../pipeline/intake.ts'
import { senderNames } from '../hand-in-sender.ts'
import { recordsOf } from '../records.ts'

/** Of the campaign asked for, else of the newest. */
export async function waitingOfCampaign(req: PayloadRequest, now: Date) {
  const records = recordsOf(req)
  const campaigns = (await records.campaigns()).toReversed()
  const campaign = campaigns.find(({ id }) => id === req.query.campaign) ?? campaigns[0]
  if (!campaign) return { campaigns: [], campaignId: null, late: null, files: [] }
  const handIns = await records.handInsOf(campaign.id)
  const all = await records.handInFiles(handIns.map(({ id }) => id))
  const senderOf = await senderNames(
    req,
    handIns.map(({ openedBy }) => openedBy),
  )
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
        sender: senderOf(handIn.openedBy).name,
        arrivedAt: arrivedAt.toISOString(),
        sentences: problems.map(sentence),
      }))
    }),
  }
}
