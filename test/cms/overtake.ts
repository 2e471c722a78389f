/** One writes a row while another has begun: what the second one did has to stand, whichever way they take turns. */
import { vi } from 'vitest'
import type { Studio } from './databases.ts'

/**
 * `first` is held before it writes to the collection, until `second` is done, or looks a second time whether its turn
 * has come. Their answers.
 */
export async function overtaken<A, B>(
  { payload: { db } }: Studio,
  collection: 'users' | 'partners',
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<readonly [A, B]> {
  const { updateOne, find } = db
  const [reached, isReached] = signal()
  const [waiting, isWaiting] = signal()
  const [going, goOn] = signal()
  let isHeld = false
  const writes = vi.spyOn(db, 'updateOne').mockImplementation(async (asked) => {
    if (asked.collection === collection && !isHeld) {
      isHeld = true
      isReached()
      await going
    }
    return updateOne.call(db, asked)
  })
  let looks = 0
  const reads = vi.spyOn(db, 'find').mockImplementation((asked) => {
    if (isHeld && asked.collection === 'claims' && ++looks === 2) isWaiting()
    return find.call(db, asked) as never
  })
  try {
    const one = first()
    await Promise.race([reached, one])
    const two = second()
    await Promise.race([waiting, two])
    goOn()
    return await Promise.all([one, two])
  } finally {
    writes.mockRestore()
    reads.mockRestore()
  }
}

function signal(): readonly [Promise<void>, () => void] {
  let tell = (): void => {}
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  return [told, tell]
}
