import { expect, it } from 'vitest'
import {
  beijingClock,
  beijingDay,
  beijingInstant,
  beijingMinute,
  beijingSentence,
  beijingStamp,
  beijingYear,
} from '../../src/domain/beijing.ts'

it('says an instant by the calendar and the clock of Beijing', () => {
  const at = new Date('2026-12-31T16:00:05.999Z')
  expect(beijingDay(at)).toBe('2027-01-01')
  expect(beijingMinute(at)).toBe('2027-01-01 00:00')
  expect(beijingClock(at)).toBe('00:00')
  expect(beijingStamp(at)).toBe('2027/01/01 00:00')
  expect(beijingSentence(at)).toBe('2027年1月1日 00:00')
  expect(beijingYear(at)).toBe(2027)
})

it('reads a wall clock back to the instant it was said for', () => {
  expect(beijingInstant('2027-01-01', '00:00').toISOString()).toBe('2026-12-31T16:00:00.000Z')
  expect(beijingInstant('2027-13-01', '00:00').getTime()).toBeNaN()
})
