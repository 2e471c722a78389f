/** The reader of receipts and their published schema, of the same claims. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, it } from 'vitest'
import { claimFrom } from '../../src/delivery/receipt-body.ts'
import { receiptSchema } from '../../src/delivery/schemas/receipt.ts'

const ajv = new Ajv2020({ strict: true, strictRequired: false })
addFormats.default(ajv)
const fulfils = ajv.compile(receiptSchema)

const at = '2026-11-23T06:00:00+08:00'
const claim = { kind: 'shown', releaseId: 'r1', at }
const packVersion = '0a'.repeat(20)

const cases: readonly [string, unknown, boolean][] = [
  ['a claim', claim, true],
  ['a claim of a pack', { kind: 'shown', packVersion, screen: 'bus-bar', at }, true],
  ['all members', { ...claim, id: 'a-1', packVersion, screen: 'bus-bar', note: '已展示' }, true],
  ['no kind', { releaseId: 'r1', at }, false],
  ['another kind', { ...claim, kind: 'seen' }, false],
  ['another member', { ...claim, more: 1 }, false],
  ['neither release nor pack', { kind: 'shown', at }, false],
  ['a pack without its screen', { kind: 'shown', packVersion, at }, false],
  ['a pack without its screen, and a release', { ...claim, packVersion }, false],
  ['a pack version in capitals', { ...claim, packVersion: packVersion.toUpperCase(), screen: 's' }, false],
  ['no time', { kind: 'shown', releaseId: 'r1' }, false],
  ['a number as a time', { ...claim, at: 1_764_000_000 }, false],
  ...(
    [
      ['2026-11-23T06:00:00Z', true],
      ['2026-11-23t06:00:00z', true],
      ['2026-11-23T06:00:00.123456789-03:30', true],
      ['2028-02-29T06:00:00Z', true],
      ['2026-02-29T06:00:00Z', false],
      ['2026-02-31T06:00:00Z', false],
      ['2026-13-01T06:00:00Z', false],
      ['2026-00-10T06:00:00Z', false],
      ['2026-11-23T24:00:00Z', false],
      ['2026-11-23T06:60:00Z', false],
      ['2026-12-31T23:59:60Z', false],
      ['2026-11-23T06:00:00+24:00', false],
      ['2026-11-23T06:00:00+0800', false],
      ['2026-11-23T06:00:00+08', false],
      ['2026-11-23T06:00:00', false],
      ['2026-11-23 06:00:00Z', false],
      ['2026-11-23T06:00:00.Z', false],
      ['2026-11-23T06:00Z', false],
      ['2026-11-23', false],
      ['2026-11-23T06:00:00Z\n', false],
      ['', false],
    ] as const
  ).map(([time, isTaken]): [string, unknown, boolean] => [
    `the time ${JSON.stringify(time)}`,
    { ...claim, at: time },
    isTaken,
  ]),
  ...(['id', 'releaseId', 'screen'] as const).flatMap((name): [string, unknown, boolean][] => [
    [`a long ${name}`, { ...claim, [name]: 'x'.repeat(100) }, true],
    [`a ${name} too long`, { ...claim, [name]: 'x'.repeat(101) }, false],
    [`an empty ${name}`, { ...claim, [name]: '' }, false],
    [`a ${name} in Chinese`, { ...claim, [name]: '屏幕' }, false],
    [`a ${name} with a line’s end`, { ...claim, [name]: 'x\n' }, false],
    [`a number as ${name}`, { ...claim, [name]: 7 }, false],
  ]),
  ['an empty note', { ...claim, note: '' }, true],
  ['a note of lines', { ...claim, note: '一\n二' }, true],
  ['a note of 500 signs', { ...claim, note: '好'.repeat(500) }, true],
  ['a note of 500 emoji', { ...claim, note: '😀'.repeat(500) }, true],
  ['a note of 501 emoji', { ...claim, note: '😀'.repeat(501) }, false],
  ['a note of 501 signs', { ...claim, note: '好'.repeat(501) }, false],
  ['a list as a note', { ...claim, note: ['x'] }, false],
  ['text', 'shown', false],
]

it.each(cases)('%s: both say the same', (_name, body, isTaken) => {
  expect({ reader: claimFrom(body).ok, schema: fulfils(body) }).toEqual({ reader: isTaken, schema: isTaken })
})

it('reads a time whatever the size of its letters', () => {
  const read = claimFrom({ ...claim, at: '2026-11-23t06:00:00z' })
  expect(read.ok && read.value.at).toEqual(new Date('2026-11-23T06:00:00Z'))
})

it('says of a time what is wrong with it, once', () => {
  const errors = (at_: unknown) => {
    const read = claimFrom({ ...claim, at: at_ })
    return !read.ok && read.problem.kind === 'body-invalid' ? read.problem.errors : []
  }
  expect(errors('2026-02-31T06:00:00Z')).toEqual([
    '“at”是“2026-02-31T06:00:00Z”，应为有效的时间，带时区，如 2026-11-23T06:00:00+08:00',
  ])
  expect(errors('gestern')).toEqual(['“at”是“gestern”，应为有效的时间，带时区，如 2026-11-23T06:00:00+08:00'])
  expect(errors(undefined)).toEqual(['没有“at”，应为事实发生的时间'])
})
