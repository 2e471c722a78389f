/** Which campaign somebody works on: the one asked for, else the one chosen last, else what `chosenCampaign` says. */
import type { PayloadRequest } from 'payload'
import { type Campaign, campaignPreference, chosenCampaign } from '../domain/campaign.ts'

export async function campaignChosenBy(
  req: PayloadRequest,
  campaigns: readonly Campaign[],
  asked?: unknown,
): Promise<Campaign | null> {
  const wishes = [asked, await remembered(req)]
  const hasPeople = new Set<string>()
  for (const { id } of campaigns) if (await isPeopled(id, req)) hasPeople.add(id)
  return chosenCampaign(campaigns, wishes, hasPeople) ?? null
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
