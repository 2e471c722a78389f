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

  /** False for whoever has left before it was his turn, and his place in the queue at once. */
  const enter = async (signal: AbortSignal): Promise<boolean> => {
    if (signal.aborted) return false
    if (running < atOnce) {
      running += 1
      return true
    }
    return await new Promise<boolean>((resolve) => {
      const turn = (): void => resolve(true)
      queue.push(turn)
      signal.addEventListener('abort', () => {
        const place = queue.indexOf(turn)
        if (place < 0) return
        queue.splice(place, 1)
        resolve(false)
      })
    })
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
      const isIn = await enter(signal)
      try {
        if (!isIn || signal.aborted) return { kind: 'superseded' }
        const value = await run(signal)
        return signal.aborted ? { kind: 'superseded' } : { kind: 'done', value }
      } catch (error) {
        if (signal.aborted) return { kind: 'superseded' }
        throw error
      } finally {
        if (latest.get(asker) === own) latest.delete(asker)
        if (isIn) leave()
      }
    },
  }
}
