/** Counts, weights and estimates of the work, at given instants. */
import { describe, expect, it } from 'vitest'
import { progressAt, type WorkRow } from '../../src/domain/progress.ts'

const now = new Date('2026-05-20T01:00:00Z')
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000)
const row = (over: Partial<WorkRow> = {}): WorkRow => ({
  honoreeId: 'a',
  honoreeName: '王翀',
  state: 'waiting',
  progress: 0,
  cost: 1,
  doneAt: null,
  ...over,
})

describe('progressAt', () => {
  it('has nothing to say of nothing', () => {
    expect(progressAt([], now)).toEqual({
      overall: { done: 0, failed: 0, total: 0, fraction: 1, etaSeconds: null },
      honorees: [],
    })
  })

  it('weighs a film by its cost and counts what failed as finished', () => {
    const rows = [
      row({ state: 'done', doneAt: ago(10) }),
      row({ state: 'failed' }),
      row({ honoreeId: 'b', honoreeName: '李䶮', cost: 8, state: 'rendering', progress: 0.25 }),
    ]
    const { overall, honorees } = progressAt(rows, now)
    expect(overall).toMatchObject({ done: 1, failed: 1, total: 3, fraction: 0.4 })
    expect(honorees.map(({ name, fraction }) => [name, fraction])).toEqual([
      ['王翀', 1],
      ['李䶮', 0.25],
    ])
  })

  it.each([
    [
      'ten of twenty in ten seconds',
      Array.from({ length: 10 }, (_, at) => row({ state: 'done', doneAt: ago(10 - at) })),
      10,
      10,
    ],
    ['nothing finished lately', [row({ state: 'done', doneAt: ago(900) })], 5, null],
    ['nothing left', [row({ state: 'done', doneAt: ago(5) })], 0, null],
  ])('estimates: %s', (_, done, left, expected) => {
    const rows = [...done, ...Array.from({ length: left }, () => row())]
    expect(progressAt(rows, now).overall.etaSeconds).toBe(expected)
  })
})
