/** What a day begins with, at given instants. */
import { expect, it } from 'vitest'
import { standings } from '../../src/domain/ledger.ts'
import type { ReleaseWindow } from '../../src/domain/release.ts'
import { todayOf } from '../../src/domain/today.ts'

const now = new Date('2026-05-20T01:00:00Z')
const hour = (count: number): Date => new Date(now.getTime() + count * 3_600_000)
const campaign = { submissionsUntil: new Date('2026-05-23T15:59:59Z') }
const shown = (honoreeId: string, from: number, over: Partial<ReleaseWindow> = {}): ReleaseWindow => ({
  id: `${honoreeId} ${over.version ?? 1}`,
  campaignId: 'c',
  honoreeId,
  channelId: 'bus',
  version: 1,
  validFrom: hour(from),
  validUntil: null,
  ...over,
})

it('has a deadline and nothing shown before anything is released', () => {
  expect(todayOf(campaign, [], now)).toEqual({
    until: '2026年5月23日 23:59',
    daysLeft: 4,
    live: 0,
    waiting: 0,
    next: null,
  })
  expect(todayOf(campaign, [], hour(24 * 30)).daysLeft).toBe(0)
})

it('counts people on channels, each by the newest version, and nothing that is over or withdrawn', () => {
  const releases = [
    shown('a', -5),
    shown('b', -5),
    shown('b', -5, { version: 2 }),
    shown('c', -5, { validUntil: hour(-1) }),
    shown('d', -5),
    shown('e', 3),
    shown('f', 3),
    shown('g', 9),
  ]
  const withdrawals = [{ releaseId: 'd 1', at: hour(-2), reason: '有误' }]
  const all = standings<ReleaseWindow>(releases, withdrawals)
  expect(todayOf(campaign, all, now)).toMatchObject({
    live: 2,
    waiting: 3,
    next: { at: hour(3).toISOString(), count: 2 },
  })
  // To the instant it begins.
  expect(todayOf(campaign, all, hour(3))).toMatchObject({ live: 4, waiting: 1 })
})
