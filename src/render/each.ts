/** Outputs of a group one after the other, so that one which fails leaves the others alone. */
import { type Result, refuse } from '../domain/result.ts'
import type { VariantKey } from '../domain/variant.ts'
import type { Rendered, RenderResult } from '../pipeline/ports.ts'

/** Throws only when stopped. `what` is how the refusal of an output that threw calls it. */
export async function each<S extends { readonly key: VariantKey }>(
  steps: readonly S[],
  signal: AbortSignal,
  what: (step: S) => string,
  make: (step: S) => Promise<Result<Rendered>>,
): Promise<readonly RenderResult[]> {
  const results: RenderResult[] = []
  for (const step of steps) {
    signal.throwIfAborted()
    try {
      results.push({ key: step.key, result: await make(step) })
    } catch (error) {
      signal.throwIfAborted()
      const problem = {
        kind: 'render-failed',
        what: what(step),
        reason: '这一件制作时出错，详情已记入日志',
      } as const
      results.push({ key: step.key, result: refuse(problem), error })
    }
  }
  return results
}
