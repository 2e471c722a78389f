/** What an editor's board shows for an honoree and a channel: whether a release could be frozen now, and what stands in the way. */
import type { Channel, ChannelId } from './channel.ts'
import type { Plan } from './plan.ts'
import { type Problem, sentence } from './problem.ts'
import { labelOf, type VariantKey } from './variant.ts'

type ReadinessState = 'ready' | 'working' | 'failed' | 'refused'

export interface Readiness {
  readonly channelId: ChannelId
  readonly state: ReadinessState
  /** Why it is not ready, as Chinese sentences, each once. */
  readonly missing: readonly string[]
  /** Optional specs that get nothing, and why; they hold nothing up. */
  readonly hints: readonly string[]
  /** Variants made, of those wanted. */
  readonly done: number
  readonly wanted: number
}

/** Of a variant's row, what the board needs. */
export interface Progress {
  readonly key: VariantKey
  readonly state: 'waiting' | 'rendering' | 'done' | 'failed'
  readonly problem: Problem | null
}

/** One entry per channel, in the channels' order. Nothing gets better by waiting when it is `refused` or `failed`. */
export function readiness(
  plan: Pick<Plan, 'wanted' | 'refusals'>,
  rows: readonly Progress[],
  channels: readonly Channel[],
): readonly Readiness[] {
  const rowOf = new Map(rows.map((row) => [row.key, row]))
  return channels.map(({ id }) => {
    const steps = plan.wanted.filter(({ uses }) => uses.some(({ channelId }) => channelId === id))
    const refusals = plan.refusals.filter(({ channelId }) => channelId === id)
    const required = refusals.filter(({ isRequired }) => isRequired)
    const failed = steps.filter(({ key }) => rowOf.get(key)?.state === 'failed')
    const open = steps.filter(({ key }) => !['done', 'failed'].includes(rowOf.get(key)?.state ?? 'waiting'))

    const missing = new Set(required.map(({ problem }) => sentence(problem)))
    for (const { key, output } of failed)
      missing.add(
        sentence(
          rowOf.get(key)?.problem ?? {
            kind: 'render-failed',
            what: labelOf(output),
            reason: '原因没有记录',
          },
        ),
      )
    if (open.length > 0)
      missing.add(
        `还有 ${open.length} 个成品正在生成：${[...new Set(open.map(({ output }) => labelOf(output)))].join('、')}。`,
      )
    const hints = new Set(
      refusals.filter(({ isRequired }) => !isRequired).map(({ problem }) => sentence(problem)),
    )
    return {
      channelId: id,
      state: stateOf(required.length, failed.length, open.length),
      missing: [...missing],
      hints: [...hints].filter((hint) => !missing.has(hint)),
      done: steps.length - failed.length - open.length,
      wanted: steps.length,
    }
  })
}

const stateOf = (refused: number, failed: number, open: number): ReadinessState => {
  if (refused > 0) return 'refused'
  if (failed > 0) return 'failed'
  return open > 0 ? 'working' : 'ready'
}
