/** What the page says of a verdict: how many would be taken, how many sentences are to be looked at, and whom first. */
import { expect, it } from 'vitest'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import {
  countsOf,
  type FileVerdict,
  type PersonVerdict,
  peopleShown,
  type Remark,
  takeable,
  type Verdict,
} from '../../src/domain/verdict.ts'

const amber: Remark = { severity: 'warning', text: '请核对。' }
const red: Remark = { severity: 'error', text: '请补交。' }
const file = (id: string, state: FileVerdict['state'], remarks: readonly Remark[] = []): FileVerdict => ({
  id,
  path: `${id}.jpg`,
  bytes: 1,
  takenFor: null,
  declared: null,
  state,
  remarks,
})
const person = (name: string, files: readonly FileVerdict[], remarks: readonly Remark[] = []) =>
  ({ unit: '甲学会', name, honoreeId: null, asks: [], remarks, files }) satisfies PersonVerdict
const verdict: Verdict = {
  people: [
    person('无事', [file('a', 'new')]),
    person('提醒', [file('b', 'new')], [amber]),
    person('不合', [file('c', 'refused', [red]), file('d', 'known')]),
    { ...person('未知单位', [file('e', 'new')]), asks: ['unit'] },
    person('缺件', [file('f', 'new', [amber])], [red]),
  ],
  strangers: [file('g', 'refused', [red])],
  choices: [],
  remarks: [amber],
  told: [],
  rules: rules2021,
}

it('counts as takeable what taking would add', () => {
  expect(takeable(verdict)).toEqual(['a', 'b', 'f'])
  expect(countsOf(verdict).ready).toBe(3)
})

it('counts sentences about people and the whole among what is to be looked at', () => {
  expect(countsOf(verdict)).toEqual({ ready: 3, look: 4, refused: 2, known: 1 })
})

it('shows those first of whom something is wrong, and under a filter those alone whom it concerns', () => {
  const names = (only: Parameters<typeof peopleShown>[1]) =>
    peopleShown(verdict.people, only).map(({ name }) => name)
  expect(names(null)).toEqual(['不合', '缺件', '提醒', '无事', '未知单位'])
  expect(names('refused')).toEqual(['不合'])
  expect(names('ready')).toEqual(['缺件', '提醒', '无事', '未知单位'])
  expect(names('look')).toEqual(['缺件', '提醒'])
  expect(peopleShown(verdict.people, 'refused')[0]?.files.map(({ id }) => id)).toEqual(['c'])
})
