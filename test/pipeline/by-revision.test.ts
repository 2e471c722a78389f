/** What was worked out is kept while nothing changes, and not for ever. */
import { expect, it } from 'vitest'
import { keepByRevision } from '../../src/pipeline/by-revision.ts'

const minutes = (count: number): Date => new Date(Date.UTC(2026, 5, 1, 8, count))

it('is worked out anew a quarter of an hour after it was, and by a clock that went back', async () => {
  const pass = keepByRevision<number>()
  const sight = { revisions: [{ honoreeId: 'p1', of: 'a', changedAt: minutes(-60) }] }
  let made = 0
  const valueAt = async (now: Date): Promise<number | undefined> => {
    const make = async () => new Map([['p1', ++made]])
    return (await pass({ sight, now, make, look: async () => sight })).get('p1')
  }
  const values: (number | undefined)[] = []
  for (const at of [0, 10, 14, 15, 29, 31, 20]) values.push(await valueAt(minutes(at)))
  expect(values).toEqual([1, 1, 1, 2, 2, 3, 4])
})
