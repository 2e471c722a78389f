import { describe, expect, it } from 'vitest'
import { canonical } from '../../src/domain/canonical.ts'
import { fingerprint } from '../../src/domain/fingerprint.ts'

describe('canonical', () => {
  it.each([
    [{ b: 1, a: [true, null, '·𠮷'] }, '{"a":[true,null,"·𠮷"],"b":1}'],
    [{ kept: 0, left: undefined }, '{"kept":0}'],
    [new Date('2026-11-22T06:00:00+08:00'), '"2026-11-21T22:00:00.000Z"'],
    [-0, '0'],
    ['引"号', '"引\\"号"'],
  ])('writes %o', (value, text) => {
    expect(canonical(value)).toBe(text)
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [10n], [Symbol('x')]])(
    'throws on %o',
    (value) => {
      expect(() => canonical({ value })).toThrow(TypeError)
    },
  )

  it('reads back as what was written', () => {
    const value = { z: [1, { y: '翀' }], a: { c: null, b: false } }
    expect(JSON.parse(canonical(value))).toEqual(value)
  })
})

describe('fingerprint', () => {
  it('does not depend on the order of members, only on their values', () => {
    const key = fingerprint({ a: 1, b: { c: 2, d: 3 } })
    expect(fingerprint({ b: { d: 3, c: 2 }, a: 1 })).toBe(key)
    expect(key).toMatch(/^[0-9a-f]{40}$/)
    for (const other of [{ a: 1, b: { c: 2, d: 4 } }, { a: '1', b: { c: 2, d: 3 } }, { a: 1, b: [2, 3] }, {}])
      expect(fingerprint(other)).not.toBe(key)
  })

  it('is the same on every machine', () => {
    // sha256sum of {"a":1}, first 40 digits.
    expect(fingerprint({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905e')
  })
})
