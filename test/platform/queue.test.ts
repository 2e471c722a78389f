/** Bounded lanes, one job a group, and an orderly stop. */
import { expect, it } from 'vitest'
import type { Group } from '../../src/domain/group.ts'
import type { Job } from '../../src/pipeline/ports.ts'
import { createQueue } from '../../src/platform/queue.ts'

const unexpected = (id: string, error: unknown): never => {
  throw new Error(id, { cause: error })
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const job = (kind: Group['kind'], subject: string): Job => ({ honoreeId: 'h1', group: { kind, subject } })

it('runs no more at once than a lane has slots, images before posters', async () => {
  const order: string[] = []
  let running = 0
  let most = 0
  const run = async ({ group }: Job): Promise<void> => {
    running += 1
    most = Math.max(most, running)
    order.push(group.subject)
    await turn()
    running -= 1
  }
  const queue = createQueue({ stills: 2, films: 1 }, run, unexpected)
  queue.add(job('image', 'a'))
  queue.add(job('image', 'b'))
  queue.add(job('poster', 'late'))
  queue.add(job('image', 'soon'))
  await queue.idle()
  expect(most).toBe(2)
  expect(order).toEqual(['a', 'b', 'soon', 'late'])
})

it('takes a group once while it waits and again when it has ended, also after a crash', async () => {
  const crashed: string[] = []
  let runs = 0
  const run = async (): Promise<void> => {
    runs += 1
    throw new Error('boom')
  }
  const queue = createQueue({ stills: 1, films: 1 }, run, (id) => crashed.push(id))
  queue.add(job('film', 'w'))
  expect([queue.add(job('film', 'x')), queue.add(job('film', 'x'))]).toEqual([true, false])
  await queue.idle()
  expect(queue.add(job('film', 'x'))).toBe(true)
  await queue.idle()
  expect(runs).toBe(3)
  expect(crashed).toEqual(['film:w', 'film:x', 'film:x'])
})

it('runs a group once more that was asked for while it ran: it was planned before that', async () => {
  let isWritten = false
  const seen: boolean[] = []
  const run = async (): Promise<void> => {
    seen.push(isWritten)
    if (isWritten) return
    await turn()
    isWritten = true
    expect([queue.add(job('film', 'x')), queue.add(job('film', 'x'))]).toEqual([false, false])
  }
  const queue = createQueue({ stills: 1, films: 1 }, run, unexpected)
  queue.add(job('film', 'x'))
  await queue.idle()
  expect(seen).toEqual([false, true])
})

it('aborts what runs and drops what waits when it stops', async () => {
  const seen: string[] = []
  const run = ({ group }: Job, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      seen.push(group.subject)
      signal.addEventListener('abort', () => {
        seen.push('aborted')
        resolve()
      })
    })
  const queue = createQueue({ stills: 1, films: 1 }, run, unexpected)
  queue.add(job('film', 'long'))
  queue.add(job('film', 'next'))
  await turn()
  await queue.stop()
  expect(seen).toEqual(['long', 'aborted'])
  expect(queue.add(job('film', 'after'))).toBe(false)
})
