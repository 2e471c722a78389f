/** How far the work is, per honoree and overall, with an honest estimate of what is left. */
import { grouped } from './grouped.ts'
import { fileKindOf } from './outputs/index.ts'
import type { Step } from './plan.ts'
import type { VariantState } from './variant.ts'

/** One variant's row as far as progress is concerned. */
export interface WorkRow {
  readonly honoreeId: string
  readonly honoreeName: string
  readonly state: VariantState
  /** 0…1 while rendering. */
  readonly progress: number
  /** Expected CPU seconds. */
  readonly cost: number
  readonly doneAt: Date | null
}

export interface Progress {
  readonly overall: ProgressCount & {
    /** Null when nothing is left or nothing was finished lately to measure by. */
    readonly etaSeconds: number | null
  }
  readonly honorees: readonly (ProgressCount & { readonly id: string; readonly name: string })[]
}

export interface ProgressCount {
  readonly done: number
  readonly failed: number
  readonly total: number
  /** 0…1, weighed by cost: a film counts for more than a thumbnail. */
  readonly fraction: number
}

/** The speed is measured over what was finished in this time: long enough for a film of minutes to fall into it. */
const speedWindowMs = 600_000

/** Counts rows; failed ones count as finished, since no time will be spent on them. */
export function progressAt(rows: readonly WorkRow[], now: Date): Progress {
  const left = rows.reduce((sum, row) => sum + row.cost * (1 - fractionOf(row)), 0)
  const since = now.getTime() - speedWindowMs
  const first = rows.reduce((least, { doneAt }) => Math.min(least, doneAt?.getTime() ?? least), now.getTime())
  const spent = rows.reduce((sum, row) => {
    if (row.state === 'rendering') return sum + row.cost * row.progress
    return row.doneAt && row.doneAt.getTime() > since ? sum + row.cost : sum
  }, 0)
  // From the first finish of all, not of the window: a film that ends now was not made in no time.
  const elapsed = Math.min(speedWindowMs, now.getTime() - first) / 1000
  const etaSeconds = left > 0 && elapsed >= 1 && spent > 0 ? Math.ceil((left * elapsed) / spent) : null

  return {
    overall: { ...count(rows), etaSeconds },
    honorees: [...grouped(rows, ({ honoreeId }) => honoreeId)].map(([id, own]) => ({
      id,
      name: own[0]?.honoreeName ?? '',
      ...count(own),
    })),
  }
}

function count(rows: readonly WorkRow[]): ProgressCount {
  const cost = rows.reduce((sum, row) => sum + row.cost, 0)
  const finished = rows.reduce((sum, row) => sum + row.cost * fractionOf(row), 0)
  return {
    done: rows.filter(({ state }) => state === 'done').length,
    failed: rows.filter(({ state }) => state === 'failed').length,
    total: rows.length,
    fraction: cost > 0 ? finished / cost : rows.length > 0 ? 0 : 1,
  }
}

function fractionOf({ state, progress }: WorkRow): number {
  switch (state) {
    case 'done':
    case 'failed':
      return 1
    case 'rendering':
      return progress
    case 'waiting':
      return 0
  }
}

type Work = Pick<Step, 'output' | 'asset'>

/** Expected CPU seconds of a step. */
export const costOf = (step: Work): number => fileKindOf(step.output).cost(step.output, secondsOf(step))

/** Bytes that steps made together take on the disk, rather too many. */
export const expectedBytesOf = (steps: readonly Work[]): number =>
  steps.reduce((sum, step) => sum + fileKindOf(step.output).expectedBytes(step.output, secondsOf(step)), 0)

const secondsOf = ({ asset }: Work): number =>
  asset?.probe.kind === 'film' ? asset.probe.durationMs / 1000 : 0
