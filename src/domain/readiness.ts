/** What an editor's board shows for an honoree and a channel: whether a release could be frozen now, and what stands in the way. */

import type { Asset } from './asset.ts'
import { beijingDay } from './beijing.ts'
import { limitProblems, type Measured } from './breach.ts'
import { type CampaignRules, categoriesField, categoryLabel } from './campaign-rules.ts'
import type { Channel, ChannelId } from './channel.ts'
import { failureOf, type Gap, gapOf, inOrder, waitFor } from './gap.ts'
import type { Editions, Honoree } from './honoree.ts'
import { acceptedOf, gapsOf, waiversOf } from './material-rules.ts'
import { labelOf } from './outputs/index.ts'
import type { Plan } from './plan.ts'
import { type Problem, sentence } from './problem.ts'
import type { Screen } from './screen.ts'
import { specsOf } from './screen-specs.ts'
import type { VariantKey } from './variant.ts'
import { wordsOver } from './word-limits.ts'

type ReadinessState = 'ready' | 'working' | 'failed' | 'refused'

export interface Readiness {
  readonly channelId: ChannelId
  readonly label: string
  /** Whether a release could be frozen; the board asks for more (`gaps`). */
  readonly state: ReadinessState
  /** What somebody has to do before it can be ready, as Chinese sentences, each once. */
  readonly missing: readonly string[]
  /** What only has to be waited for, or null. */
  readonly waiting: string | null
  /** Optional specs that get nothing, and figures that are not met; they hold nothing up. */
  readonly hints: readonly string[]
  /** Everything that keeps the channel from green: what is missing, waited for, and words shorter than it asks for. */
  readonly gaps: readonly Gap[]
  /** Variants made, of those wanted. */
  readonly done: number
  readonly wanted: number
}

/** All that an editor's board shows of one honoree. */
export interface Board {
  readonly honoreeId: string
  readonly name: string
  readonly nominatedBy: string
  /** What the notice asks units for and is not there, as Chinese sentences. */
  readonly papers: readonly string[]
  /** What stands against any release: empty fields, consent, review. */
  readonly person: readonly string[]
  /** Why nothing can be said of this person at all, or of the newest words: else null. */
  readonly problem: string | null
  /** That the newest words are not published yet; null where they are, and where none are. */
  readonly draft: string | null
  readonly channels: readonly Readiness[]
}

/** Of a variant's row, what the board needs. */
export interface RowState {
  readonly key: VariantKey
  readonly state: 'waiting' | 'rendering' | 'done' | 'failed'
  readonly problem: Problem | null
  /** Null unless done. */
  readonly variant: Measured | null
}

/** What stands against showing this person anywhere, whatever the channel. */
export function personProblems(honoree: Honoree, rules: CampaignRules, now: Date): readonly Problem[] {
  const { name, consentGivenAt } = honoree
  const fields: readonly (readonly [string, string])[] = [
    ['姓名', name],
    ['工作单位', honoree.workplace],
    ['职务职称', honoree.position],
    // A class that the campaign has not, or no more, is none.
    [categoriesField, categoryLabel(rules, honoree.category) ?? ''],
  ]
  return [
    ...fields
      .filter(([, value]) => value.trim() === '')
      .map(([field]) => ({ kind: 'field-missing', field }) as const),
    ...(consentGivenAt && consentGivenAt <= now ? [] : [consentProblem(honoree)]),
    ...(honoree.edition === 'published' ? [] : [{ kind: 'honoree-draft', name } as const]),
  ]
}

const consentProblem = ({ name, consentWithdrawnAt }: Honoree): Problem =>
  consentWithdrawnAt
    ? { kind: 'consent-withdrawn', name, on: beijingDay(consentWithdrawnAt) }
    : { kind: 'consent-missing', name }

/** `judged` is the edition a release would be frozen from; null where none can be read. */
export function boardOf(
  { id, name, nominatedBy, newest, published }: Editions,
  judged: {
    readonly honoree: Honoree
    readonly assets: readonly Asset[]
    readonly rules: CampaignRules
    readonly channels: readonly Readiness[]
  } | null,
  now: Date,
): Board {
  const papers = judged
    ? [...gapsOf(name, acceptedOf(judged.assets), judged.rules), ...waiversOf(judged.assets)].map(
        ({ problem }) => sentence(problem),
      )
    : []
  const over = judged ? wordsOver(judged.honoree, judged.rules) : null
  const hasDraft = published.ok && newest.ok && newest.value.edition === 'draft'
  const unread = published.ok || published.problem.kind === 'honoree-draft' ? newest : published
  return {
    honoreeId: id,
    name,
    nominatedBy,
    papers: [...new Set(papers)],
    person: judged
      ? [
          ...personProblems(judged.honoree, judged.rules, now),
          ...[over?.summary ?? [], over?.deeds ?? []].flat(),
        ].map(sentence)
      : [],
    problem: unread.ok ? null : sentence(unread.problem),
    draft: hasDraft ? draftNote : null,
    channels: judged?.channels ?? [],
  }
}

const draftNote = '有尚未定稿的修改：现在安排发布或更正，用的仍是已定稿的文字；要用新文字，请先点“定稿”。'

/** One entry per channel, in the channels' order. Nothing gets better by waiting when it is `refused` or `failed`. */
export function readiness(
  plan: Pick<Plan, 'wanted' | 'refusals' | 'hints'>,
  rows: readonly RowState[],
  channels: readonly Channel[],
  screens: readonly Screen[],
): readonly Readiness[] {
  const rowOf = new Map(rows.map((row) => [row.key, row]))
  return channels.map((channel) => {
    const { id, label } = channel
    const steps = plan.wanted.filter(({ uses }) => uses.some(({ channelId }) => channelId === id))
    const refusals = plan.refusals.filter(({ channelId }) => channelId === id)
    const required = refusals.filter(({ isRequired }) => isRequired)
    const failed = steps.filter(({ key }) => rowOf.get(key)?.state === 'failed')
    const open = steps.filter(({ key }) => !['done', 'failed'].includes(rowOf.get(key)?.state ?? 'waiting'))

    const measuredOf = (key: VariantKey) => rowOf.get(key)?.variant ?? null
    const broken = limitProblems(id, specsOf(channel, screens), steps, measuredOf)
    const binding = broken.filter(({ isBinding }) => isBinding)
    const stops = [...required, ...binding].map(({ problem }) => problem)
    const failures = failed.map(({ key, output }) =>
      failureOf(rowOf.get(key)?.problem ?? unrecorded(labelOf(output)), key),
    )
    const missing = new Set([...stops.map(sentence), ...failures.map(({ text }) => text)])
    const labels = [...new Set(open.map(({ output }) => labelOf(output)))].join('、')
    const waiting = open.length > 0 ? `还有 ${open.length} 个成品正在生成：${labels}。` : null
    const optional = refusals.filter(({ isRequired }) => !isRequired)
    const advised = plan.hints.filter(({ channelId }) => channelId === id)
    const short = advised.filter(({ problem }) => problem.kind === 'text-too-short')
    const hints = new Set([...optional, ...advised, ...broken].map(({ problem }) => sentence(problem)))
    return {
      channelId: id,
      label,
      state: stateOf(stops.length, failed.length, open.length),
      missing: [...missing],
      waiting,
      hints: [...hints].filter((hint) => !missing.has(hint)),
      gaps: inOrder([
        ...[...stops, ...short.map(({ problem }) => problem)].map(gapOf),
        ...failures,
        ...(waiting ? [waitFor(waiting)] : []),
      ]),
      done: steps.length - failed.length - open.length,
      wanted: steps.length,
    }
  })
}

const unrecorded = (what: string): Problem => ({ kind: 'render-failed', what, reason: '原因没有记录' })

const stateOf = (refused: number, failed: number, open: number): ReadinessState => {
  if (refused > 0) return 'refused'
  if (failed > 0) return 'failed'
  return open > 0 ? 'working' : 'ready'
}
