/** What staff are told of a file or a person, and how serious it is. */
import type { Problem } from './problem.ts'

/** `error`: a file was refused, or something the notice requires is missing. `warning`: taken, but look at it. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  readonly problem: Problem
}

export const error = (problem: Problem): Finding => ({ severity: 'error', problem })
export const warning = (problem: Problem): Finding => ({ severity: 'warning', problem })
