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
import { categoryLabel } from '../../domain/campaign-rules.ts'
import { toldOf } from '../../domain/hand-in.ts'
import { isPurpose } from '../../domain/material-kind.ts'
import { baseOf } from '../../domain/nominee-folders.ts'
import { chosenPerson, judge, take } from '../../pipeline/hand-in/judge.ts'
import { leave } from '../../pipeline/hand-in/leave.ts'
import { tell } from '../../pipeline/hand-in/tell.ts'
import { askedOf } from '../json-body.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'
import { campaignOf, done, endpoint, handInOf, portsOf } from './hand-in-endpoint.ts'
import { handInOfUnit, mine, refuseOverTaken } from './hand-ins-of-unit.ts'
import { waitingOfCampaign } from './hand-ins-waiting.ts'

const open = endpoint('post', '/open', async (req, sender) => {
  const records = recordsOf(req)
  const asked = await askedOf(req)
  const now = runtime().now()
  if (sender.link) return { id: await handInOfUnit(sender.link, sender.key, asked.name, records, now) }
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
  if (declared !== null && !isPurpose(declared)) throw new Refused('请从列表中选择这个文件的用途。')
  const changes = { declared, state: 'received', problems: [] } as const
  await records.changeHandInFile(found.id, ['received', 'refused'], changes)
  return { message: '已更改用途。' }
})

const takeAll = endpoint('post', '/:id/take', async (req, sender) => {
  const handIn = await handInOf(req, sender)
  const { files } = await askedOf(req)
  const chosen = Array.isArray(files) ? files.filter((id): id is string => typeof id === 'string') : null
  if (sender.link) await refuseOverTaken(sender.link, handIn, recordsOf(req))
  return done(await take(handIn, chosen, portsOf(req, sender), runtime().now()))
})

const waiting = endpoint('get', '/waiting', async (req, sender) => {
  if (sender.link) throw new Refused('您没有查看全部收件的权限。', 403)
  return waitingOfCampaign(req, runtime().now())
})

export const handInEndpoints = [open, waiting, mine, verdict, tellOf, file, takeAll]
