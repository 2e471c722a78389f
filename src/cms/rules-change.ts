/**
 * What changed rules do to a campaign's people, told before they are saved.
 *
 *   POST /api/campaigns/:id/rules-change   {rules} as the form holds them → RulesChange; nothing is written
 *
 * A change that somebody feels is saved only by who says that it is meant: in the form, or by `?confirm=1`.
 */
import type { CollectionBeforeChangeHook, Endpoint, PayloadRequest } from 'payload'
import type { CampaignRules } from '../domain/campaign-rules.ts'
import { grouped } from '../domain/grouped.ts'
import { type Judgeable, type RulesChange, rulesChange } from '../domain/rules-change.ts'
import { readRules } from '../domain/rules-form.ts'
import { batchesOf, fewAtOnce } from '../pipeline/gather.ts'
import { inTurns, othersFirst } from '../pipeline/turns.ts'
import { may } from './access.ts'
import { askedOf } from './json-body.ts'
import type { Campaign } from './payload-types.ts'
import { type AllRecords, recordsOf } from './records.ts'
import { Refused } from './refusal.ts'

async function changeOf(
  id: string,
  old: CampaignRules,
  after: unknown,
  req: PayloadRequest,
): Promise<RulesChange> {
  const next = readRules(after)
  // Most saves change no rule, and need nobody read.
  if (JSON.stringify(old) === JSON.stringify(next)) return { sentences: [], isFelt: false }
  return inTurns(rulesChange(old, next, await peopleOf(id, recordsOf(req))))
}

/** Few are read at once, so that others have their turn between them. */
async function peopleOf(campaignId: string, records: AllRecords): Promise<readonly Judgeable[]> {
  const people: Judgeable[] = []
  for (const ids of batchesOf(await records.honoreeIdsOf(campaignId), fewAtOnce)) {
    const batch = (await records.honoreesOf(ids)).filter((one) => one.campaignId === campaignId)
    const assets = grouped(await records.assetsOfAll(ids), ({ honoreeId }) => honoreeId)
    for (const { id, name, nominatedBy: unit, newest } of batch)
      people.push({ name, unit, honoree: newest.ok ? newest.value : null, assets: assets.get(id) ?? [] })
    await othersFirst()
  }
  return people
}

export const askRulesChange: Omit<Endpoint, 'root'> = {
  path: '/:id/rules-change',
  method: 'post',
  handler: async (req) => {
    if (!may(req, 'campaigns', 'update')) throw new Refused('修改活动只能由终审或管理员办理。', 403)
    const id = String(req.routeParams?.id ?? '')
    const campaign = (await recordsOf(req).campaigns()).find((one) => one.id === id)
    if (!campaign) throw new Refused('找不到这项活动，请刷新页面后再试。', 404)
    const { rules } = await askedOf(req)
    return Response.json(await changeOf(id, campaign.rules, rules, req), {
      headers: { 'Cache-Control': 'no-store' },
    })
  },
}

const isConfirmed = (confirm: unknown, { query }: PayloadRequest): boolean =>
  confirm === true || ['1', 'true'].includes(String(query?.confirm))

export const confirmRules: CollectionBeforeChangeHook<Campaign> = async ({
  data: { confirmRules: confirm, ...data },
  originalDoc,
  operation,
  req,
}) => {
  // Without a person it is our own code.
  if (operation !== 'update' || !originalDoc || !req.user || !data.rules || isConfirmed(confirm, req))
    return data
  const { isFelt, sentences } = await changeOf(
    String(originalDoc.id),
    readRules(originalDoc.rules),
    data.rules,
    req,
  )
  if (!isFelt) return data
  throw new Refused(
    `规则的改动还没有保存。${sentences.join('')}确要改动，请勾选“确认规则的改动”后再保存（接口请加 ?confirm=1）。`,
    409,
  )
}
