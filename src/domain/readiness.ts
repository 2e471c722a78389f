/** What stands between an honoree and a channel: whether a release could be frozen now, and what is in the way. */

import { limitProblems, type Measured } from './breach.ts'
import type { Channel, ChannelId } from './channel.ts'
import { failureOf, type Gap, gapOf, inOrder, waitFor } from './gap.ts'
import { labelOf } from './outputs/index.ts'
import type { Plan } from './plan.ts'
import { type Problem, sentence } from './problem.ts'
import type { Screen } from './screen.ts'
import { specsOf } from './screen-specs.ts'
import type { VariantKey } from './variant.ts'

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

/** Of a variant's row, what the board needs. */
export interface RowState {
  readonly key: VariantKey
  readonly state: 'waiting' | 'rendering' | 'done' | 'failed'
  readonly problem: Problem | null
  /** Null unless done. */
  readonly variant: Measured | null
}

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
