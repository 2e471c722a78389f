/** A planned outcome: expected refusals are values, exceptions are left for bugs and I/O. */
import type { Problem } from './problem.ts'

export type Result<T, P = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const refuse = <P>(problem: P): { readonly ok: false; readonly problem: P } => ({ ok: false, problem })
