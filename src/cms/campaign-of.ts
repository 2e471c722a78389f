/** The rules a document is judged by: those of the campaign it belongs to. */
import type { PayloadRequest } from 'payload'
import type { Campaign } from '../domain/campaign.ts'
import { type CampaignRules, rules2021 } from '../domain/campaign-rules.ts'
import { recordsOf } from './records.ts'
import { type Reference, referenceId } from './reference.ts'

/** Read once a request: a form asks it for every field, and a change of many for every document. */
function campaignsOf(req: PayloadRequest): Promise<readonly Campaign[]> {
  req.context.campaigns ??= recordsOf(req).campaigns()
  return req.context.campaigns as Promise<readonly Campaign[]>
}

/** Of a form as it stands; where no campaign is chosen yet, those every campaign begins with. */
export async function rulesFor(data: unknown, req: PayloadRequest): Promise<CampaignRules> {
  const id = referenceId((data as { campaign?: Reference } | null)?.campaign)
  return (await campaignsOf(req)).find((one) => one.id === id)?.rules ?? rules2021
}

/** The same of somebody recorded, as the newest draft says; null where there is nobody yet. */
export async function rulesOfPerson(honoree: string | null, req: PayloadRequest): Promise<CampaignRules> {
  if (honoree === null) return rules2021
  const found = await recordsOf(req).honoree(honoree)
  return rulesFor({ campaign: found?.campaignId ?? null }, req)
}
