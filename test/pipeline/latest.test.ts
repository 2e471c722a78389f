/** Of what one person asks for with every letter, the latest alone is done. */
import { expect, it } from 'vitest'
import { createLatest } from '../../src/pipeline/latest.ts'

/** Work that ends when it is told to. */
function held() {
  let end: (value: string) => void = () => {}
  const work = new Promise<string>((resolve) => {
    end = resolve
  })
  return { work, end }
}

it('does the latest and tells the earlier ones that they are superseded', async () => {
  const latest = createLatest({ atOnce: 1, waiting: 10 })
  const ran: string[] = []
  const first = held()
  const signals: AbortSignal[] = []
  const ask = (what: string, work: Promise<string>) =>
    latest.ask('editor', async (signal) => {
      ran.push(what)
      signals.push(signal)
      return await work
    })
  const earliest = ask('a', first.work)
  await new Promise(setImmediate)
  const answers = [earliest, ask('b', Promise.resolve('b')), ask('c', Promise.resolve('c'))]
  expect(signals[0]?.aborted).toBe(true)
  first.end('a')
  expect((await Promise.all(answers)).map(({ kind }) => kind)).toEqual(['superseded', 'superseded', 'done'])
  expect(ran).toEqual(['a', 'c'])
})

it('lets askers wait for each other, as many as there is room for', async () => {
  const latest = createLatest({ atOnce: 1, waiting: 1 })
  const first = held()
  const ran: string[] = []
  const ask = (who: string) =>
    latest.ask(who, async () => {
      ran.push(who)
      return await first.work
    })
  const [one, two, three] = [ask('one'), ask('two'), ask('three')]
  expect((await three).kind).toBe('busy')
  expect(ran).toEqual(['one'])
  first.end('done')
  expect([(await one).kind, (await two).kind]).toEqual(['done', 'done'])
  expect(ran).toEqual(['one', 'two'])
  expect((await ask('three')).kind).toBe('done')
})

it('forgets whoever has left, and throws what nobody asked to end', async () => {
  const latest = createLatest({ atOnce: 1, waiting: 1 })
  const left = new AbortController()
  const gone = latest.ask(
    'one',
    (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('ended')))),
    left.signal,
  )
  await Promise.resolve()
  left.abort()
  expect((await gone).kind).toBe('superseded')
  const broken = latest.ask('one', () => Promise.reject(new Error('broken')))
  await expect(broken).rejects.toThrow('broken')
  expect((await latest.ask('one', async () => 1)).kind).toBe('done')
})
