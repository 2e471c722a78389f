/**
 * For what somebody asks for again with every word: of one asker only the latest is worth doing, and so many are done at
 * once in all.
 */

export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The same asker has asked anew, or left. */
  | { readonly kind: 'superseded' }
  /** So many others wait that nobody is helped by waiting more. */
  | { readonly kind: 'busy' }

export interface Latest {
  /** `run` should end soon once its signal says so; what it throws then is nobody's fault and told to nobody. */
  ask<T>(asker: string, run: (signal: AbortSignal) => Promise<T>, left?: AbortSignal): Promise<Outcome<T>>
}

export function createLatest({
  atOnce,
  waiting,
}: {
  readonly atOnce: number
  readonly waiting: number
}): Latest {
  const latest = new Map<string, AbortController>()
  const queue: (() => void)[] = []
  let running = 0

  const enter = async (): Promise<void> => {
    if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve))
    else running += 1
  }
  // A place goes from hand to hand, so that nobody slips in between.
  const leave = (): void => {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }

  return {
    async ask(asker, run, left) {
      latest.get(asker)?.abort()
      if (queue.length >= waiting) return { kind: 'busy' }
      const own = new AbortController()
      latest.set(asker, own)
      const signal = left ? AbortSignal.any([own.signal, left]) : own.signal
      await enter()
      try {
        if (signal.aborted) return { kind: 'superseded' }
        const value = await run(signal)
        return signal.aborted ? { kind: 'superseded' } : { kind: 'done', value }
      } catch (error) {
        if (signal.aborted) return { kind: 'superseded' }
        throw error
      } finally {
        if (latest.get(asker) === own) latest.delete(asker)
        leave()
      }
    },
  }
}
