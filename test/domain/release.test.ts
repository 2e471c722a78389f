import { describe, expect, it } from 'vitest'
import { type Release, statusAt } from '../../src/domain/release.ts'

const at = (clock: string): Date => new Date(`2021-06-01T${clock}+08:00`)
const release = { validFrom: at('06:00:00.000'), validUntil: at('18:00:00.000') } as Release
const withdrawal = { releaseId: 'release-1', at: at('12:00:00.000'), reason: '撤回' }

describe('statusAt', () => {
  it.each([
    ['05:59:59.999', 'waiting'],
    ['06:00:00.000', 'live'],
    ['17:59:59.999', 'live'],
    ['18:00:00.000', 'expired'],
  ])('at %s is %s', (clock, status) => {
    expect(statusAt(release, null, at(clock))).toBe(status)
  })

  it.each([
    ['05:59:59.999', 'waiting'],
    ['11:59:59.999', 'live'],
    ['12:00:00.000', 'withdrawn'],
    ['18:00:00.000', 'withdrawn'],
  ])('withdrawn at noon, at %s is %s', (clock, status) => {
    expect(statusAt(release, withdrawal, at(clock))).toBe(status)
  })

  it('may be withdrawn before it starts', () => {
    expect(statusAt(release, { ...withdrawal, at: at('05:00:00') }, at('05:30:00'))).toBe('withdrawn')
  })

  it('without an end stays for good', () => {
    expect(statusAt({ ...release, validUntil: null }, null, new Date('2121-01-01T00:00:00Z'))).toBe('live')
  })
})
