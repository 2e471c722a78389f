/** How long each text is against what every channel takes: counted and fitted by what the plan and the feeds use. */
import type { Channel } from './channel.ts'
import { fitText, fitTitle, type TextCampaign } from './fitted-text.ts'
import type { Block, Honoree } from './honoree.ts'
import type { Spec } from './spec.ts'
import { lengthOf, lengthOfBlocks, textsOf } from './text.ts'
import { type LimitedWords, wordLimitOf } from './word-limits.ts'

export type CountedField = LimitedWords | 'deeds'

export interface CountRow {
  /** Who asks for it, channels of one limit together, e.g. 北国APP、北斗融媒. */
  readonly who: string
  /** In 字; 0 where nothing is too short. */
  readonly min: number
  readonly max: number
  readonly found: number
  readonly verdict: 'fits' | 'short' | 'long'
  /** What becomes of it where it does not fit; '' where it does. */
  readonly remedy: string
}

export interface TextCount {
  /** In 字, as newspapers count. */
  readonly found: number
  /** The nearest limit first. */
  readonly rows: readonly CountRow[]
}

export type TextCounts = Readonly<Record<CountedField, TextCount>>

export function countTexts(
  honoree: Honoree,
  campaign: TextCampaign,
  channels: readonly Channel[],
): TextCounts {
  const own = (field: LimitedWords, more: readonly CountRow[] = []): TextCount => {
    const found = lengthOf(honoree[field].trim())
    const { max, isRequired } = wordLimitOf(field, campaign.rules)
    return { found, rows: nearestFirst([row('本表', isRequired ? 1 : 0, max, found), ...more]) }
  }
  const specs = channels.flatMap((channel) => channel.specs.map((spec) => ({ spec, who: channel.label })))
  const found = lengthOfBlocks(honoree.deeds)
  const form = row('本表', 1, campaign.rules.deedsMax, found)
  const asBody = together(specs.flatMap(({ spec, who }) => bodyRow(honoree, campaign, spec, who)))
  return {
    name: own('name'),
    workplace: own('workplace'),
    position: own('position'),
    motto: own(
      'motto',
      together(specs.flatMap(({ spec, who }) => titleRow(honoree, campaign.title, spec, who))),
    ),
    summary: own('summary'),
    deeds: {
      found,
      rows: nearestFirst([
        // Longer deeds are taken, and each channel cuts what it needs.
        { ...form, remedy: form.verdict === 'long' ? '可以保存，各渠道只取各自的长度' : form.remedy },
        ...asBody,
      ]),
    },
  }
}

const row = (who: string, min: number, max: number, found: number): CountRow => {
  const verdict = found > max ? 'long' : found < min ? 'short' : 'fits'
  const remedy = {
    fits: '',
    short: found === 0 ? '还没有写' : `还差 ${min - found} 字`,
    long: `请删去 ${found - max} 字`,
  }
  return { who, min, max, found, verdict, remedy: remedy[verdict] }
}

function bodyRow(honoree: Honoree, campaign: TextCampaign, spec: Spec, who: string): readonly CountRow[] {
  const { output, limits, label } = spec
  if (output.kind !== 'text' && output.kind !== 'press-kit') return []
  const { bodyMin: min, bodyMax: max } = output
  const found = lengthOfBlocks(honoree.deeds)
  const bounds = { titleMax: Number.POSITIVE_INFINITY, bodyMin: min, bodyMax: max, topicsMax: 0 }
  const fitted = fitText(honoree, campaign, bounds, limits)
  const name = output.kind === 'press-kit' ? `${who}${label.replace(/（.*）$/, '')}` : who
  const plain = row(name, min, max, found)
  if (plain.verdict !== 'long') return [plain]
  const taken = fitted.ok ? fitted.value.body : []
  return [{ ...plain, remedy: takenText(taken, honoree.summary, found - max) }]
}

function takenText(taken: readonly Block[], summary: string, over: number): string {
  const length = lengthOfBlocks(taken)
  if (length === 0) return '没有一句放得下，请缩短第一句'
  const isSummary = summary.trim().startsWith(taken.flatMap(textsOf).join(''))
  return isSummary
    ? `超出 ${over} 字，改用事迹简介（${length} 字）`
    : `超出 ${over} 字，会按整句取 ${length} 字`
}

function titleRow(
  honoree: Honoree,
  campaignTitle: string,
  { output }: Spec,
  who: string,
): readonly CountRow[] {
  if (output.kind !== 'text' || !Number.isFinite(output.titleMax) || honoree.motto.trim() === '') return []
  const { titleMax: max } = output
  const found = lengthOf(`${honoree.name}：${honoree.motto}`)
  const title = fitTitle(honoree, campaignTitle, max)
  const plain = row(`${who}标题`, 0, max, found)
  return [
    plain.verdict === 'long'
      ? { ...plain, remedy: `标题放不下这句话，只用“${title ?? '（放不下）'}”` }
      : plain,
  ]
}

/** Channels that ask for and get the same, in one row. */
function together(rows: readonly CountRow[]): readonly CountRow[] {
  const groups = new Map<string, CountRow>()
  for (const one of rows) {
    const key = [one.min, one.max, one.found, one.verdict, one.remedy].join()
    const first = groups.get(key)
    groups.set(key, first ? { ...first, who: `${first.who}、${one.who}` } : one)
  }
  return [...groups.values()]
}

const nearestFirst = (rows: readonly CountRow[]): readonly CountRow[] =>
  [...rows].sort((a, b) => distance(a) - distance(b))

const distance = ({ found, min, max }: CountRow): number =>
  Math.min(Math.abs(max - found), min > 1 ? Math.abs(found - min) : Number.POSITIVE_INFINITY)
