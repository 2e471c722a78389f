/** What finished files break of their channel's limits: the kind's own facts, and what was measured of the file. */
import type { ChannelId } from './channel.ts'
import { breaches, type Facts, isBinding, limitText } from './limit.ts'
import { fileKindOf } from './outputs/index.ts'
import type { Step } from './plan.ts'
import type { Problem } from './problem.ts'
import type { Spec } from './spec.ts'
import type { Variant, VariantKey } from './variant.ts'

export type Measured = Pick<Variant, 'bytes' | 'width' | 'height' | 'durationMs' | 'facts'>

export interface LimitProblem {
  /** Whether nothing may be released with it: the outlet's own rule is broken where it cannot be done without. */
  readonly isBinding: boolean
  readonly problem: Problem
}

/** Of a channel's specs; `measuredOf` knows what is finished. */
export const limitProblems = (
  channelId: ChannelId,
  specs: readonly Spec[],
  steps: readonly Step[],
  measuredOf: (key: VariantKey) => Measured | null,
): readonly LimitProblem[] =>
  specs.flatMap((spec) =>
    steps
      .filter(({ uses }) => uses.some((use) => use.channelId === channelId && use.specId === spec.id))
      .flatMap((step) => {
        const measured = measuredOf(step.key)
        return measured ? brokenBy(spec, step, measured) : []
      }),
  )

const brokenBy = (
  { limits, label, isRequired }: Spec,
  { output, asset }: Pick<Step, 'output' | 'asset'>,
  measured: Measured,
): readonly LimitProblem[] =>
  breaches(limits, { ...fileKindOf(output).facts(output, asset), ...factsOf(measured) }).map(
    ({ limit, found }) => ({
      isBinding: isRequired && isBinding(limit),
      problem: { kind: 'limit-broken', what: label, expected: limitText(limit), found },
    }),
  )

function factsOf({ bytes, width, height, durationMs, facts }: Measured): Facts {
  return {
    ...facts,
    bytes,
    ...(durationMs === null ? {} : { duration: durationMs }),
    ...(width === null || height === null
      ? {}
      : { width, lines: Math.min(width, height), size: `${width}×${height}`, ratio: ratioOf(width, height) }),
  }
}

function ratioOf(width: number, height: number): string {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  const common = divisor(width, height)
  return `${width / common}:${height / common}`
}
