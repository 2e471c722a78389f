/** Hand-ins of a unit's link: opened for its own nominees, and what its page shows. */
import { campaignLabel } from '../../domain/campaign.ts'
import type { CampaignRules } from '../../domain/campaign-rules.ts'
import { type HandIn, isForSame, isOpen } from '../../domain/hand-in.ts'
import type { Editions } from '../../domain/honoree.ts'
import { plainName } from '../../domain/material-kind.ts'
import { acceptedOf, gapsOf, heldOf } from '../../domain/material-rules.ts'
import { baseOf } from '../../domain/nominee-folders.ts'
import { sentence } from '../../domain/problem.ts'
import { unitsOver } from '../../domain/quota.ts'
import { hasHiddenSigns } from '../../domain/text.ts'
import { deadlineOf, type UnitLink } from '../../domain/unit-link.ts'
import { asksOf } from '../../domain/verdict.ts'
import { isOwnOf } from '../../pipeline/intake/named.ts'
import type { Records } from '../../pipeline/records.ts'
import { type AllRecords, recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { campaignOf, endpoint } from './hand-in-endpoint.ts'

/** Those the unit has named, as its link sees them. */
const nomineesOf = async (
  { campaignId, unit }: UnitLink,
  records: Pick<Records, 'nomineesOf'>,
): Promise<readonly Editions[]> =>
  (await records.nomineesOf(campaignId, unit)).filter((one) => isOwnOf(one, unit))

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

/** The unit's hand-in for the person of that name, opened where there is none yet; its id. `key`: of the sender. */
export async function handInOfUnit(
  link: UnitLink,
  key: string,
  asked: unknown,
  records: AllRecords,
  now: Date,
): Promise<string> {
  const { campaignId, unit } = link
  const { rules } = await campaignOf(link, records)
  const names = (await nomineesOf(link, records)).map((one) => one.name)
  const name = nameOf(asked, names, rules)
  if (name === '') throw new Refused('请先填写人选姓名，再选择材料。')
  if ([...name].length > 30 || hasHiddenSigns(name))
    throw new Refused('姓名不应超过 30 字，也不应含有看不见的字符，请核对后重新填写。')
  refuseOver({ unit, name }, names, rules)
  const own = (await records.handInsOf(campaignId)).filter(({ openedBy }) => openedBy === key)
  const only = { unit, name }
  const mine = own.find((one) => isForSame(one, { only }))
  if (mine) return mine.id
  if (own.length >= rules.perUnit + misnamedMax)
    throw new Refused('这条链接上打开的收件太多，请从已有的姓名中继续，或联系活动主办方。', 409)
  return records.ensureHandIn({ campaignId, only, told: [], openedBy: key, openedAt: now })
}

/** Others of the unit may have come in since it was opened. */
export async function refuseOverTaken(link: UnitLink, { only }: HandIn, records: AllRecords): Promise<void> {
  const { rules } = await campaignOf(link, records)
  const recorded = (await nomineesOf(link, records)).map((one) => one.name)
  refuseOver({ unit: link.unit, name: only?.name ?? '' }, recorded, rules)
}

export const mine = endpoint('get', '/mine', async (req, sender) => {
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
