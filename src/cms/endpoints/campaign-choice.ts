/**
 * GET /api/campaigns/choice?campaign=ID — every campaign with its year, and which of them this person works on: the one
 * asked for, else the one chosen last (`payload-preferences`), else what `chosenCampaign` says.
 */
import type { Endpoint } from 'payload'
import { type CampaignChoice, campaignLabel } from '../../domain/campaign.ts'
import { isStaff } from '../access.ts'
import { campaignChosenBy } from '../chosen-campaign.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'

export const campaignChoice: Omit<Endpoint, 'root'> = {
  path: '/choice',
  method: 'get',
  handler: async (req) => {
    if (!isStaff(req)) throw new Refused('请先登录。', 401)
    const campaigns = await recordsOf(req).campaigns()
    const chosen = await campaignChosenBy(req, campaigns, req.query.campaign)
    const answer: CampaignChoice = {
      campaigns: campaigns
        .toReversed()
        .map((one) => ({ id: one.id, label: campaignLabel(one), isDemo: one.isDemo })),
      campaignId: chosen?.id ?? null,
    }
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  },
}
