/** The title, summary, body and topics of one channel: chosen and cut from the honoree's own words, never rewritten. */
import type { Campaign } from './campaign.ts'
import type { Block, Honoree } from './honoree.ts'
import { type Limit, roomFor } from './limit.ts'
import type { Problem } from './problem.ts'
import { ok, type Result, refuse } from './result.ts'
import { cutBlocks, cutText, graphemes, lengthOf, lengthOfBlocks, textsOf } from './text.ts'

export interface FittedText {
  readonly title: string
  readonly summary: string
  readonly body: readonly Block[]
  /** Without the leading #. */
  readonly topics: readonly string[]
}

/** In 字. */
export interface TextBounds {
  readonly titleMax: number
  readonly bodyMin: number
  readonly bodyMax: number
  /** 话题, 0 when the channel has none. */
  readonly topicsMax: number
}

/** A summary taken from the deeds stays short, so that it does not repeat the body. */
const derivedSummaryMax = 120

/** What of a campaign texts are fitted by. */
export type TextCampaign = Pick<Campaign, 'title' | 'rules'>

/** Refuses when there is no text, when not even one sentence fits, or when it is shorter than a limit of severity `error` allows. */
export function fitText(
  honoree: Honoree,
  campaign: TextCampaign,
  bounds: TextBounds,
  limits: readonly Limit[],
): Result<FittedText> {
  const { title: campaignTitle, rules } = campaign
  const title = fitTitle(honoree, campaignTitle, bounds.titleMax)
  if (title === null)
    return refuse({
      kind: 'text-too-long',
      field: '姓名',
      found: lengthOf(honoree.name),
      max: bounds.titleMax,
    })
  const body = fitBody(honoree, bounds, limits, rules.summaryMax)
  if (!body.ok) return body
  return ok({
    title,
    summary: fitSummary(honoree, bounds.bodyMax, rules.summaryMax),
    body: body.value,
    topics: topicsOf(honoree, campaignTitle).slice(0, bounds.topicsMax),
  })
}

/** The fullest title that fits; null when the name alone does not. */
export function fitTitle(honoree: Honoree, campaignTitle: string, max: number): string | null {
  const { name, motto } = honoree
  const titles = [
    ...(motto === '' ? [] : [`${campaignTitle}${name}：${motto}`, `${name}：${motto}`]),
    `${campaignTitle}${name}`,
    name,
  ]
  return titles.find((title) => lengthOf(title) <= max) ?? null
}

/** Within `summaryMax`, as long as the campaign's own 事迹简介 may be. Never empty: without words of its own it says who the person is. */
export function fitSummary(honoree: Honoree, bodyMax: number, summaryMax: number): string {
  const own = cutText(honoree.summary.trim(), Math.min(summaryMax, Math.max(bodyMax, derivedSummaryMax)))
  if (own !== '') return own
  const opening = writtenBlocks(honoree.deeds).find(({ kind }) => kind === 'paragraph')
  const derived = opening ? cutText(textsOf(opening).join(''), derivedSummaryMax) : ''
  return derived === '' ? `${honoree.name}，${honoree.workplace}${honoree.position}。` : derived
}

function fitBody(
  honoree: Honoree,
  { bodyMax }: TextBounds,
  limits: readonly Limit[],
  summaryMax: number,
): Result<readonly Block[]> {
  const { asBlocks, deeds } = bodiesOf(honoree)
  const found = lengthOfBlocks(deeds)
  if (found === 0) return refuse({ kind: 'field-missing', field: '主要事迹' })

  // Where no more fits, the 事迹简介 is the better text than the opening of the long one.
  const prefersSummary = found > bodyMax && bodyMax <= summaryMax
  const [first, second] = prefersSummary ? [asBlocks, deeds] : [deeds, asBlocks]
  const cut = cutBlocks(first, bodyMax)
  const body = cut.length > 0 ? cut : cutBlocks(second, bodyMax)
  if (body.length === 0) return refuse({ kind: 'text-too-long', field: '主要事迹', found, max: bodyMax })

  const short = tooShort(
    honoree,
    limits.filter(({ severity }) => severity === 'error'),
  )
  return short ? refuse(short) : ok(body)
}

/** Null when the words are as many as the limits ask for. */
export function tooShort(honoree: Honoree, limits: readonly Limit[]): Problem | null {
  const { min } = roomFor(limits, 'body')
  const found = lengthOfBlocks(bodiesOf(honoree).deeds)
  return found < min ? { kind: 'text-too-short', field: '主要事迹', found, min } : null
}

/** The 事迹简介 as a body, and the deeds, for which it stands where there are none. */
function bodiesOf({ summary, deeds }: Honoree): { asBlocks: readonly Block[]; deeds: readonly Block[] } {
  const text = summary.trim()
  const asBlocks: readonly Block[] = text === '' ? [] : [{ kind: 'paragraph', text }]
  const written = writtenBlocks(deeds)
  return { asBlocks, deeds: written.length > 0 ? written : asBlocks }
}

/** Paragraphs with something in them, as fresh objects of known fields: editors leave empty ones, and nothing else may ride along. */
function writtenBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind === 'list') {
      const items = block.items.map((item) => item.trim()).filter((item) => item !== '')
      return items.length > 0 ? [{ kind: 'list', items }] : []
    }
    const text = block.text.trim()
    return text === '' ? [] : [{ kind: block.kind, text }]
  })
}

/** Platforms end a topic at the first mark or space, so only unbroken words qualify; `·` of a name included. */
function topicsOf(honoree: Honoree, campaignTitle: string): readonly string[] {
  const words = [
    campaignTitle,
    honoree.name,
    ...honoree.field.split(/[、，,；;/\s]+/u),
    honoree.workplace,
    '科学家精神',
  ]
  const usable = words.filter((word) => /^[\p{L}\p{N}]+$/u.test(word) && graphemes(word).length <= 20)
  return [...new Set(usable)]
}
