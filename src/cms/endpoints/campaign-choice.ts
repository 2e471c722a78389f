/**
 * GET /api/campaigns/choice?campaign=ID — every campaign with its year, and which of them this person works on: the one
 * asked for, else the one chosen last (`payload-preferences`), else what `chosenCampaign` says.
 */
import type { Endpoint, PayloadRequest } from 'payload'
import {
  type CampaignChoice,
  campaignLabel,
  campaignPreference,
  chosenCampaign,
} from '../../domain/campaign.ts'
import { isStaff } from '../access.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'

export const campaignChoice: Omit<Endpoint, 'root'> = {
  path: '/choice',
  method: 'get',
  handler: async (req) => {
    if (!isStaff(req)) throw new Refused('请先登录。', 401)
    const campaigns = await recordsOf(req).campaigns()
    const wishes = [req.query.campaign, await remembered(req)]
    const hasPeople = new Set<string>()
    for (const { id } of campaigns) if (await isPeopled(id, req)) hasPeople.add(id)
    const answer: CampaignChoice = {
      campaigns: campaigns
        .toReversed()
        .map((one) => ({ id: one.id, label: campaignLabel(one), isDemo: one.isDemo })),
      campaignId: chosenCampaign(campaigns, wishes, hasPeople)?.id ?? null,
    }
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  },
}

async function remembered({ payload, user }: PayloadRequest): Promise<unknown> {
  const { docs } = await payload.db.find<{ value?: unknown }>({
    collection: 'payload-preferences',
    where: {
      and: [
        { key: { equals: campaignPreference } },
        { 'user.value': { equals: user?.id } },
        { 'user.relationTo': { equals: 'users' } },
      ],
    },
    limit: 1,
    pagination: false,
  })
  return docs[0]?.value
}

async function isPeopled(campaign: string, { payload }: PayloadRequest): Promise<boolean> {
  const { totalDocs } = await payload.db.count({
    collection: 'honorees',
    where: { campaign: { equals: campaign } },
  })
  return totalDocs > 0
}
