/** Long work of the one thread that also answers everybody: between its steps others have their turn. */
import { setImmediate } from 'node:timers/promises'

/** Everything that waits by now has its turn first. */
export const othersFirst = (): Promise<void> => setImmediate()

/** Runs to the end, and lets others have their turn after each step. */
export async function inTurns<T>(steps: Iterator<unknown, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await othersFirst()
  }
}
