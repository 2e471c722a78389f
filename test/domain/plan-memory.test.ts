/** Whoever is asked for again and again is planned once, however many they are; whoever is gone is forgotten. */
import { expect, it } from 'vitest'
import type { PlanInput } from '../../src/domain/plan.ts'
import { rememberPlans } from '../../src/domain/plan-memory.ts'
import { campaign, honoree } from './sample.ts'

const of = (id: string): PlanInput => ({
  campaign,
  honoree: { ...honoree, id, deeds: [] },
  assets: [],
  channels: [],
  screens: [],
})

it('plans thousands once for any number of passes, and anew who changed', () => {
  const plan = rememberPlans()
  const pass = () => Array.from({ length: 2_500 }, (_, n) => plan(of(`h-${n}`)))
  const first = pass()
  for (let n = 0; n < 5; n += 1) expect(pass().filter((one, at) => one !== first[at])).toEqual([])
  const before = of('h-7')
  expect(plan({ ...before, honoree: { ...before.honoree, motto: '新话' } })).not.toBe(first[7])
})

it('forgets who is asked for no more, while the others are', () => {
  const plan = rememberPlans({ turns: 3, atLeast: 10 })
  const gone = plan(of('gone'))
  expect(plan(of('gone'))).toBe(gone)
  const stays = plan(of('stays'))
  for (let n = 0; n < 100; n += 1) expect(plan(of('stays'))).toBe(stays)
  expect(plan(of('gone'))).not.toBe(gone)
})
