/** A campaign while it is being set up, step by step: kept by whoever types, and no campaign before it is whole. */
import { beijingInstant } from './beijing.ts'
import { campaignLabel, organisers2021, titleProblem } from './campaign.ts'
import { rules2021 } from './campaign-rules.ts'
import type { ChannelId } from './channel.ts'
import { sentence } from './problem.ts'
import { type RulesForm, readRulesForm, rulesForm, rulesProblems } from './rules-form.ts'

export const setupSteps = [
  'campaign',
  'rules',
  'organisers',
  'channels',
  'check',
  'colleagues',
  'next',
] as const
export type SetupStep = (typeof setupSteps)[number]

export const setupStepLabel: Record<SetupStep, string> = {
  campaign: '活动',
  rules: '通知的规则',
  organisers: '主办单位',
  channels: '渠道',
  check: '核对并新建',
  colleagues: '邀请同事',
  next: '接下来',
}

export interface CampaignDraft {
  readonly step: SetupStep
  /** As typed. */
  readonly year: string
  readonly title: string
  /** YYYY-MM-DD and HH:mm in Beijing, as typed. */
  readonly deadlineDay: string
  readonly deadlineTime: string
  readonly rules: RulesForm
  readonly organisers: readonly string[]
  readonly unusedChannels: readonly ChannelId[]
  /** Once it is made. */
  readonly campaignId: string | null
}

/** Key of the preference that keeps a person's draft. */
export const draftPreference = 'campaign-draft'

export const emptyDraft = (year: number): CampaignDraft => ({
  step: 'campaign',
  year: String(year),
  title: '辽宁最美科技工作者',
  deadlineDay: '',
  deadlineTime: '23:59',
  rules: rulesForm(rules2021),
  organisers: organisers2021,
  unusedChannels: [],
  campaignId: null,
})

/** What was kept, or the empty one where it cannot be read. */
export function readDraft(value: unknown, empty: CampaignDraft): CampaignDraft {
  const kept = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  const text = (name: 'year' | 'title' | 'deadlineDay' | 'deadlineTime'): string =>
    typeof kept[name] === 'string' ? kept[name] : empty[name]
  const texts = (name: 'organisers' | 'unusedChannels'): readonly string[] => {
    const list = kept[name]
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : empty[name]
  }
  return {
    step: setupSteps.find((step) => step === kept.step) ?? empty.step,
    year: text('year'),
    title: text('title'),
    deadlineDay: text('deadlineDay'),
    deadlineTime: text('deadlineTime'),
    rules: readRulesForm(kept.rules, empty.rules),
    organisers: texts('organisers'),
    unusedChannels: texts('unusedChannels'),
    campaignId: typeof kept.campaignId === 'string' ? kept.campaignId : null,
  }
}

/** The last instant that is still in time: the whole minute counts. Null for what is no time. */
export function deadlineAt({
  deadlineDay,
  deadlineTime,
}: Pick<CampaignDraft, 'deadlineDay' | 'deadlineTime'>): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(deadlineDay) || !/^\d{2}:\d{2}$/.test(deadlineTime)) return null
  const at = beijingInstant(deadlineDay, `${deadlineTime}:59.999`)
  return Number.isNaN(at.getTime()) ? null : at
}

export const namedOrganisers = ({ organisers }: Pick<CampaignDraft, 'organisers'>): readonly string[] =>
  organisers.map((name) => name.trim()).filter((name) => name !== '')

/** Labels of the campaigns there are, and how many channels the table has. */
interface Bounds {
  readonly taken: readonly string[]
  readonly channelCount: number
}

/** How far somebody gets who wants `to`: the first step that lacks something holds up, and what is made stays made. */
export function stepTowards(draft: CampaignDraft, to: SetupStep, bounds: Bounds): SetupStep {
  const [wanted, colleagues] = [setupSteps.indexOf(to), setupSteps.indexOf('colleagues')]
  if (draft.campaignId !== null) return wanted < colleagues ? 'colleagues' : to
  const before = setupSteps.slice(0, Math.min(wanted, colleagues - 1))
  const lacking = before.find((step) => stepProblems(draft, step, bounds).length > 0)
  return lacking ?? (wanted < colleagues ? to : 'check')
}

/** What a step still lacks, as sentences. */
export function stepProblems(
  draft: CampaignDraft,
  step: SetupStep,
  { taken, channelCount }: Bounds,
): readonly string[] {
  switch (step) {
    case 'campaign':
      return [
        ...yearProblems(draft.year.trim(), taken),
        ...[titleProblem(draft.title)].flatMap((problem) => (problem ? [sentence(problem)] : [])),
      ]
    case 'rules':
      return [
        ...(deadlineAt(draft) ? [] : ['请填写材料报送的截止日期和时间（北京时间），例如 2026-05-23 23:59。']),
        ...rulesProblems(draft.rules).map(sentence),
      ]
    case 'organisers': {
      const names = namedOrganisers(draft)
      const twice = names.find((name, at) => names.indexOf(name) !== at)
      if (twice) return [`主办单位“${twice}”出现了两次，请去掉一个。`]
      return names.length > 0 ? [] : ['请至少填写一个主办单位；海报按这里的顺序排列。']
    }
    case 'channels':
      return draft.unusedChannels.length < channelCount ? [] : ['请至少使用一个渠道。']
    case 'check':
      return setupSteps
        .slice(0, setupSteps.indexOf('check'))
        .flatMap((earlier) => stepProblems(draft, earlier, { taken, channelCount }))
    default:
      return []
  }
}

function yearProblems(year: string, taken: readonly string[]): readonly string[] {
  const number = Number(year)
  if (!/^\d{4}$/.test(year) || number < 2000 || number > 2100)
    return [`年份“${year}”不对，请填 2000 到 2100 之间的四位数字，例如 2026。`]
  const known = labelOfYear(number, taken)
  return known ? [takenYear(known)] : []
}

/** A label begins with its year, and a year has one campaign. */
const labelOfYear = (year: number, taken: readonly string[]): string | undefined =>
  taken.find((label) => label.startsWith(campaignLabel({ year, title: '' })))

const takenYear = (label: string): string =>
  `已有“${label}”，每年只有一项活动：请改年份，或直接打开那项活动修改。`

/** As soon as it is typed: null, or the sentence that its campaign is there already. */
export function yearRemark(year: string, taken: readonly string[]): string | null {
  const known = labelOfYear(Number(year.trim()), taken)
  return known ? takenYear(known) : null
}

/** The first from `year` on that has no campaign yet. */
export const freeYear = (year: number, taken: readonly string[]): number =>
  labelOfYear(year, taken) ? freeYear(year + 1, taken) : year
