/** Bounded lanes, one job an id, and an orderly stop. */
import { expect, it } from 'vitest'
import { createQueue } from '../../src/platform/queue.ts'

const unexpected = (id: string, error: unknown): never => {
  throw new Error(id, { cause: error })
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('runs no more at once than a lane has slots, lower priorities first', async () => {
  const queue = createQueue({ stills: 2, films: 1 }, unexpected)
  const order: string[] = []
  let running = 0
  let most = 0
  const job = (id: string, priority: number) => ({
    id,
    priority,
    lane: 'still' as const,
    run: async () => {
      running += 1
      most = Math.max(most, running)
      order.push(id)
      await turn()
      running -= 1
    },
  })
  for (const [id, priority] of [
    ['a', 0],
    ['b', 0],
    ['late', 5],
    ['soon', 1],
  ] as const)
    queue.add(job(id, priority))
  await queue.idle()
  expect(most).toBe(2)
  expect(order).toEqual(['a', 'b', 'soon', 'late'])
})

it('takes a job once while it waits or runs and again when it has ended, also after a crash', async () => {
  const crashed: string[] = []
  const queue = createQueue({ stills: 1, films: 1 }, (id) => crashed.push(id))
  let runs = 0
  const job = {
    id: 'x',
    priority: 0,
    lane: 'film' as const,
    run: async () => {
      runs += 1
      throw new Error('boom')
    },
  }
  expect([queue.add(job), queue.add(job)]).toEqual([true, false])
  await queue.idle()
  expect(queue.add(job)).toBe(true)
  await queue.idle()
  expect(runs).toBe(2)
  expect(crashed).toEqual(['x', 'x'])
})

it('aborts what runs and drops what waits when it stops', async () => {
  const queue = createQueue({ stills: 1, films: 1 }, unexpected)
  const seen: string[] = []
  queue.add({
    id: 'long',
    priority: 0,
    lane: 'film',
    run: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          seen.push('aborted')
          resolve()
        })
      }),
  })
  queue.add({ id: 'next', priority: 0, lane: 'film', run: async () => void seen.push('next') })
  await turn()
  await queue.stop()
  expect(seen).toEqual(['aborted'])
  expect(queue.add({ id: 'after', priority: 0, lane: 'film', run: async () => {} })).toBe(false)
})
