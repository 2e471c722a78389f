/**
 * What is being handed in (收件), by staff or by the holder of a unit's link (`Authorization: Unit TOKEN`). The files
 * themselves arrive at `/uploads`.
 *
 *   POST /api/hand-ins/open         {campaign, honoree?} | link: {name?}   → {id}
 *   GET  /api/hand-ins/:id/verdict  → Verdict; nothing is written
 *   POST /api/hand-ins/:id/tell     {told}                                 what no table says
 *   POST /api/hand-ins/:id/file     {file, declared} | {file, person: {unit, name}} | {file, aside: true}
 *   POST /api/hand-ins/:id/take     {files: ids | null}                    → {added, refused, waiting, replaced}
 *   GET  /api/hand-ins/waiting?campaign=ID   staff: everything that waits or was refused, whoever handed it in
 *   GET  /api/hand-ins/mine         link: whose it is and until when, what is there, what waits and what is missing
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { type AssetRole, assetRoleLabel } from '../../domain/asset.ts'
import { type Campaign, campaignLabel } from '../../domain/campaign.ts'
import { type CampaignRules, categoryLabel } from '../../domain/campaign-rules.ts'
import { type HandIn, isOpen, toldOf } from '../../domain/hand-in.ts'
import type { Editions } from '../../domain/honoree.ts'
import { plainName } from '../../domain/material-kind.ts'
import { acceptedOf, gapsOf, heldOf } from '../../domain/material-rules.ts'
import { baseOf } from '../../domain/nominee-folders.ts'
import { sentence } from '../../domain/problem.ts'
import { unitsOver } from '../../domain/quota.ts'
import type { Result } from '../../domain/result.ts'
import { hasHiddenSigns } from '../../domain/text.ts'
import { deadlineOf, type UnitLink } from '../../domain/unit-link.ts'
import { asksOf } from '../../domain/verdict.ts'
import { chosenPerson, judge, take } from '../../pipeline/hand-in/judge.ts'
import { leave } from '../../pipeline/hand-in/leave.ts'
import { tell } from '../../pipeline/hand-in/tell.ts'
import type { Records } from '../../pipeline/records.ts'
import { actingFor } from '../actor.ts'
import { type HandInSender, handInSender, mayReach } from '../hand-in-sender.ts'
import { askedOf } from '../json-body.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'
import { waitingOfCampaign } from './hand-ins-waiting.ts'

type Handler = (req: PayloadRequest, sender: HandInSender) => Promise<unknown>

const headers = { 'Cache-Control': 'no-store' }
const gone = '找不到这次收件，请回到“收件”页重新打开。'

const endpoint = (method: 'get' | 'post', path: string, handle: Handler): Omit<Endpoint, 'root'> => ({
  path,
  method,
  handler: async (req) => {
    const sender = await handInSender(req, recordsOf(req), runtime().now())
    if (!sender) throw new Refused('登录已失效或链接无效，请重新登录，或向活动主办方索取新的交件链接。', 401)
    actingFor(req, sender.actor)
    return Response.json(await handle(req, sender), { headers })
  },
})

const portsOf = (req: PayloadRequest, sender: HandInSender) => ({
  ...runtime().intake,
  records: recordsOf(req),
  store: runtime().store,
  actor: sender.actor,
})

/** E.g. a removal that began meanwhile has taken the campaign away under the hand-in. */
function done<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Refused(sentence(result.problem), 409)
}

/** Another's hand-in looks like none. */
async function handInOf(req: PayloadRequest, sender: HandInSender): Promise<HandIn> {
  const handIn = await recordsOf(req).handIn(String(req.routeParams?.id ?? ''))
  if (!handIn || !mayReach(sender, handIn)) throw new Refused(gone, 404)
  return handIn
}

/** Of a hand-in or a link; refused once the campaign is being removed. */
async function campaignOf(
  { campaignId }: { readonly campaignId: string },
  records: Pick<Records, 'campaigns'>,
): Promise<Campaign> {
  const found = (await records.campaigns()).find(({ id }) => id === campaignId)
  if (!found) throw new Refused(sentence({ kind: 'campaign-gone' }), 409)
  return found
}

/** Those the unit has named; of one that another spelling makes, it sees nobody. */
const nomineesOf = async (
  { campaignId, unit }: UnitLink,
  records: Pick<Records, 'nomineesOf'>,
): Promise<readonly Editions[]> =>
  (await records.nomineesOf(campaignId, unit)).filter(({ nominatedBy }) => nominatedBy === unit)

/** How many names a unit may get wrong: every one of them opens a hand-in. */
const misnamedMax = 20

/** As it is recorded, where it is; of a unit that may name one alone, that one. */
function nameOf(asked: unknown, recorded: readonly string[], { perUnit }: CampaignRules): string {
  const typed = typeof asked === 'string' ? asked.trim().normalize('NFC') : ''
  if (perUnit === 1) return recorded[0] ?? typed
  return recorded.find((one) => plainName(one) === plainName(typed)) ?? typed
}

/** Before anything is uploaded, and once more when it is taken: others may have come in between. */
function refuseOver(
  { unit, name }: { readonly unit: string; readonly name: string },
  recorded: readonly string[],
  rules: CampaignRules,
): void {
  const names = unitsOver(
    [...recorded, name].map((one) => ({ name: one, unit })),
    rules,
  ).get(unit)
  if (names) throw new Refused(sentence({ kind: 'unit-has-several', unit, names, max: rules.perUnit }))
}

const open = endpoint('post', '/open', async (req, sender) => {
  const records = recordsOf(req)
  const asked = await askedOf(req)
  const now = runtime().now()
  if (sender.link) {
    const { campaignId, unit } = sender.link
    const { rules } = await campaignOf(sender.link, records)
    const names = (await nomineesOf(sender.link, records)).map((one) => one.name)
    const name = nameOf(asked.name, names, rules)
    if (name === '') throw new Refused('请先填写人选姓名，再选择材料。')
    if ([...name].length > 30 || hasHiddenSigns(name))
      throw new Refused('姓名不应超过 30 字，也不应含有看不见的字符，请核对后重新填写。')
    refuseOver({ unit, name }, names, rules)
    const only = { unit, name }
    const own = (await records.handInsOf(campaignId)).filter(({ openedBy }) => openedBy === sender.key)
    const mine = own.find((one) => plainName(one.only?.name ?? '') === plainName(name))
    if (!mine && own.length >= rules.perUnit + misnamedMax)
      throw new Refused('这条链接上打开的收件太多，请从已有的姓名中继续，或联系活动主办方。', 409)
    return {
      id:
        mine?.id ??
        (await records.openHandIn({ campaignId, only, told: [], openedBy: sender.key, openedAt: now })),
    }
  }
  const honoree = typeof asked.honoree === 'string' ? await records.honoree(asked.honoree) : null
  if (asked.honoree && !honoree) throw new Refused('找不到这位人选，请刷新页面后再试。', 404)
  // Whoever is named is of one campaign, whichever the page shows.
  const campaignId = honoree?.campaignId ?? asked.campaign
  const campaign = (await records.campaigns()).find(({ id }) => id === campaignId)
  if (!campaign) throw new Refused('请先选择活动，再收材料。', 404)
  const only = honoree ? { unit: honoree.nominatedBy, name: honoree.name } : null
  return {
    id: await records.openHandIn({
      campaignId: campaign.id,
      only,
      told: [],
      openedBy: sender.key,
      openedAt: now,
    }),
  }
})

const verdict = endpoint('get', '/:id/verdict', async (req, sender) =>
  done(await judge(await handInOf(req, sender), portsOf(req, sender), runtime().now())),
)

const tellOf = endpoint('post', '/:id/tell', async (req, sender) => {
  const handIn = await handInOf(req, sender)
  const { rules } = await campaignOf(handIn, recordsOf(req))
  const told = toldOf((await askedOf(req)).told, handIn.only, rules.summaryMax)
  if (!told?.every(({ category }) => category === null || categoryLabel(rules, category)))
    throw new Refused(
      `补填的资料有误：姓名、推荐单位和类别应填写完整，类别须是本活动所列的，事迹简介不应超过 ${rules.summaryMax} 字，其余各项不应超过 300 字。`,
    )
  const recorded = await tell(handIn, told, portsOf(req, sender))
  const message =
    recorded.length > 0
      ? `已把填写的资料记入人选“${recorded.join('”“')}”，主办方原有的内容没有改动；要更改请联系主办方。`
      : '已保存填写的资料，提交或收下材料时一并记入。'
  return { told, message }
})

const file = endpoint('post', '/:id/file', async (req, sender) => {
  const handIn = await handInOf(req, sender)
  const { file: id, declared, person, aside } = await askedOf(req)
  const records = recordsOf(req)
  const found = (await records.handInFiles([handIn.id])).find((one) => one.id === id)
  if (!found) throw new Refused('找不到这个文件，请刷新页面后再试。', 404)
  if (aside === true) {
    if (!(await leave(found, 'aside', portsOf(req, sender))))
      throw new Refused(`文件“${found.path}”已经处理过，请刷新页面查看。`, 409)
    return { message: `已移出“${found.path}”。` }
  }
  if (person !== undefined) {
    // The holder of a link hands in for its own person alone.
    const [asked] = (handIn.only ? null : toldOf([person], null)) ?? []
    if (!asked) throw new Refused('请从列表中选定这个文件是哪位人选的。')
    const whose = done(await chosenPerson(handIn, found, asked, portsOf(req, sender), runtime().now()))
    const changes = { person: whose, state: 'received', problems: [] } as const
    if (!(await records.changeHandInFile(found.id, ['received', 'refused'], changes)))
      throw new Refused(`文件“${found.path}”已经处理过，请刷新页面查看。`, 409)
    return { message: `已把“${baseOf(found.path)}”归到${whose.name}名下。` }
  }
  if (declared !== null && !(typeof declared === 'string' && Object.hasOwn(assetRoleLabel, declared)))
    throw new Refused('请从列表中选择这个文件的用途。')
  const changes = { declared: declared as AssetRole | null, state: 'received', problems: [] } as const
  await records.changeHandInFile(found.id, ['received', 'refused'], changes)
  return { message: '已更改用途。' }
})

const takeAll = endpoint('post', '/:id/take', async (req, sender) => {
  const handIn = await handInOf(req, sender)
  const { files } = await askedOf(req)
  const chosen = Array.isArray(files) ? files.filter((id): id is string => typeof id === 'string') : null
  const records = recordsOf(req)
  if (sender.link) {
    const { unit } = sender.link
    const { rules } = await campaignOf(handIn, records)
    const recorded = (await nomineesOf(sender.link, records)).map((one) => one.name)
    refuseOver({ unit, name: handIn.only?.name ?? '' }, recorded, rules)
  }
  return done(await take(handIn, chosen, portsOf(req, sender), runtime().now()))
})

const waiting = endpoint('get', '/waiting', async (req, sender) => {
  if (sender.link) throw new Refused('您没有查看全部收件的权限。', 403)
  return waitingOfCampaign(req, runtime().now())
})

const mine = endpoint('get', '/mine', async (req, sender) => {
  if (!sender.link) throw new Refused('请从交件链接打开本页。', 403)
  const { unit, campaignId, until } = sender.link
  const records = recordsOf(req)
  const campaign = await campaignOf(sender.link, records)
  const { rules } = campaign
  const people = await nomineesOf(sender.link, records)
  const missing = await Promise.all(
    people.map(async ({ id, name }) => gapsOf(name, acceptedOf(await records.assetsOf(id)), rules)),
  )
  const own = (await records.handInsOf(campaignId)).filter(({ openedBy }) => openedBy === sender.key)
  const files = await records.handInFiles(own.map(({ id }) => id))
  const held = await Promise.all(people.map(async ({ id, name }) => heldOf(name, await records.assetsOf(id))))
  return {
    unit,
    campaign: campaignLabel(campaign),
    until: deadlineOf(until),
    names: people.map(({ name }) => name),
    lacking: people.flatMap(({ name, facts }) =>
      facts && asksOf({ ...facts, unit }).length > 0 ? [name] : [],
    ),
    rules,
    // What staff added beside it is not the unit's to see.
    taken: [...new Set(files.filter(({ state }) => state === 'taken').map(({ path }) => baseOf(path)))],
    held: held.flat(),
    waiting: own.flatMap(({ id, only }) =>
      only && files.some((one) => one.handInId === id && isOpen(one)) ? [{ id, name: only.name }] : [],
    ),
    missing: missing.flat().map(({ problem }) => sentence(problem)),
  }
})

export const handInEndpoints = [open, waiting, mine, verdict, tellOf, file, takeAll]
