import { describe, expect, it } from 'vitest'
import { type FeedDocument, type FeedInput, feedFor } from '../../src/domain/feed.ts'
import { itemIdOf } from '../../src/domain/release.ts'
import { release } from './release-sample.ts'

const six = new Date('2026-11-23T06:00:00.000+08:00')
const minus = (instant: Date, ms = 1): Date => new Date(instant.getTime() - ms)
const plus = (instant: Date, ms = 1): Date => new Date(instant.getTime() + ms)
const hours = (count: number): number => count * 3_600_000

function feed(changes: Partial<FeedInput>): FeedDocument {
  return feedFor({
    campaigns: [{ id: '2026', title: '辽宁最美科技工作者', year: 2026, organisers: ['省委宣传部'] }],
    channel: { id: 'bus', label: '公交车' },
    partner: { isTrustedWithEmbargo: false },
    releases: [],
    withdrawals: [],
    now: six,
    ...changes,
  })
}
const shown = (doc: FeedDocument): string[] => doc.items.map(({ releaseId }) => releaseId)
const stones = (doc: FeedDocument): string[] => doc.tombstones.map(({ releaseId }) => releaseId)

describe('the edges of a window', () => {
  const one = release({ validFrom: six, validUntil: plus(six, hours(1)) })
  const cases = [
    { at: minus(six), live: false, next: six, updated: null },
    { at: six, live: true, next: one.validUntil, updated: six },
    { at: minus(one.validUntil!), live: true, next: one.validUntil, updated: six },
    { at: one.validUntil!, live: false, next: null, updated: one.validUntil },
    { at: plus(one.validUntil!, hours(24)), live: false, next: null, updated: one.validUntil },
  ]
  it.each(cases)('$at', ({ at, live, next, updated }) => {
    const doc = feed({ releases: [one], now: at })
    expect(shown(doc)).toEqual(live ? [one.id] : [])
    expect(doc.nextEdge).toEqual(next)
    expect(doc.updatedAt).toEqual(updated ?? new Date('2021-05-01T00:00:00Z'))
    // What expires leaves without a tombstone: nothing was wrong with it.
    expect(doc.tombstones).toEqual([])
  })

  it.each(['+08:00', 'Z', '-05:00'])('is the same instant wherever it was written (%s)', (zone) => {
    const from = new Date(`2026-03-08T02:30:00.000${zone}`)
    const there = release({ validFrom: from })
    expect(shown(feed({ releases: [there], now: minus(from) }))).toEqual([])
    expect(shown(feed({ releases: [there], now: from }))).toEqual([there.id])
    expect(feed({ releases: [there], now: minus(from) }).nextEdge).toEqual(from)
  })

  it('does not depend on the zone of the machine', () => {
    const zone = process.env.TZ
    const docs = ['Asia/Shanghai', 'UTC', 'America/New_York'].map((name) => {
      process.env.TZ = name
      return feed({ releases: [one] })
    })
    process.env.TZ = zone
    expect(docs[1]).toEqual(docs[0])
    expect(docs[2]).toEqual(docs[0])
  })
})

describe('versions', () => {
  const first = release({ validFrom: minus(six, hours(2)), frozenAt: minus(six, hours(10)) })
  const second = release({ version: 2, validFrom: first.validFrom, frozenAt: minus(six, hours(1)) })

  it('shows the highest only, under the id of the first, published when the first was', () => {
    const doc = feed({ releases: [second, first] })
    expect(shown(doc)).toEqual([second.id])
    expect(doc.items[0]).toMatchObject({
      id: `urn:zuimei:item:${itemIdOf(first)}`,
      version: 2,
      publishedAt: first.validFrom,
      updatedAt: second.frozenAt,
    })
    expect(doc.updatedAt).toEqual(second.frozenAt)
  })

  it('never falls back to a superseded version', () => {
    const later = release({ version: 2, validFrom: plus(six, hours(1)), frozenAt: minus(six, hours(1)) })
    const waiting = feed({ releases: [first, later] })
    expect(shown(waiting)).toEqual([])
    // The first left when the second was frozen: that is a change of the feed.
    expect(waiting.updatedAt).toEqual(later.frozenAt)
    expect(waiting.nextEdge).toEqual(later.validFrom)
    const over = release({
      version: 2,
      validFrom: first.validFrom,
      validUntil: minus(six),
      frozenAt: minus(six, hours(1)),
    })
    expect(shown(feed({ releases: [first, over] }))).toEqual([])
  })

  it('keeps channels apart', () => {
    const metro = release({ channelId: 'metro', version: 9, validFrom: first.validFrom })
    expect(shown(feed({ releases: [first, metro] }))).toEqual([first.id])
    const there = feed({ releases: [first, metro], channel: { id: 'metro', label: '地铁' } })
    expect(there.items[0]?.id).not.toEqual(feed({ releases: [first] }).items[0]?.id)
  })
})

describe('withdrawals', () => {
  const one = release({ validFrom: minus(six, hours(2)) })
  const kill = (releaseId: string, at: Date) => ({ releaseId, at, reason: '当事人要求' })

  it('take the item away at their instant and leave a tombstone', () => {
    const withdrawals = [kill(one.id, six)]
    const still = feed({ releases: [one], withdrawals, now: minus(six) })
    expect([shown(still), stones(still), still.nextEdge]).toEqual([[one.id], [], six])
    const gone = feed({ releases: [one], withdrawals })
    expect([shown(gone), stones(gone), gone.nextEdge]).toEqual([[], [one.id], null])
    expect(gone.tombstones[0]).toMatchObject({ id: still.items[0]?.id, at: six, reason: '当事人要求' })
    expect(gone.updatedAt).toEqual(six)
  })

  it('leave nothing behind when nobody had seen it', () => {
    const later = release({ validFrom: plus(six, hours(1)) })
    const doc = feed({ releases: [later], withdrawals: [kill(later.id, six)], now: plus(six, hours(2)) })
    expect([shown(doc), stones(doc)]).toEqual([[], []])
    expect(doc.updatedAt).toEqual(feed({}).updatedAt)
  })

  it('leave a tombstone when only an earlier version was seen', () => {
    const second = release({ version: 2, validFrom: plus(six, hours(5)), frozenAt: minus(six, hours(1)) })
    const doc = feed({ releases: [one, second], withdrawals: [kill(second.id, six)] })
    expect(stones(doc)).toEqual([second.id])
  })

  it('of an old version do not touch a newer one', () => {
    const second = release({ version: 2, validFrom: one.validFrom, frozenAt: minus(six, hours(1)) })
    const doc = feed({ releases: [one, second], withdrawals: [kill(one.id, minus(six, hours(1.5)))] })
    expect([shown(doc), stones(doc)]).toEqual([[second.id], []])
  })

  it('stay in the feed after the window would have ended', () => {
    const short = release({ validFrom: minus(six, hours(2)), validUntil: plus(six, hours(1)) })
    const doc = feed({ releases: [short], withdrawals: [kill(short.id, six)], now: plus(six, hours(9)) })
    expect([stones(doc), doc.updatedAt]).toEqual([[short.id], six])
  })
})

describe('embargo', () => {
  const held = release({ validFrom: minus(six, hours(2)), embargoedUntil: six })
  const trusted = { isTrustedWithEmbargo: true }

  it('shows the item early and marked to the trusted, to nobody else', () => {
    const early = minus(six)
    expect(shown(feed({ releases: [held], now: early }))).toEqual([])
    expect(feed({ releases: [held], now: early }).nextEdge).toEqual(six)
    const doc = feed({ releases: [held], now: early, partner: trusted })
    expect(doc.items[0]).toMatchObject({ releaseId: held.id, embargoedUntil: six })
    expect(doc.nextEdge).toEqual(six)
  })

  it('ends at its instant for everyone', () => {
    for (const partner of [trusted, { isTrustedWithEmbargo: false }]) {
      const doc = feed({ releases: [held], partner })
      expect(doc.items[0]).toMatchObject({ releaseId: held.id, embargoedUntil: null, updatedAt: six })
    }
  })

  it('does not open a window that has not begun', () => {
    const later = release({ validFrom: plus(six, hours(3)), embargoedUntil: plus(six, hours(5)) })
    expect(shown(feed({ releases: [later], partner: trusted }))).toEqual([])
    expect(feed({ releases: [later], partner: trusted }).nextEdge).toEqual(later.validFrom)
    expect(feed({ releases: [later] }).nextEdge).toEqual(later.embargoedUntil)
  })

  it('that outlasts the window hides the item from the others for good', () => {
    const never = release({
      validFrom: minus(six, hours(2)),
      validUntil: plus(six),
      embargoedUntil: plus(six, hours(1)),
    })
    for (const now of [six, plus(six, hours(1)), plus(six, hours(2))]) {
      const doc = feed({ releases: [never], now })
      expect([shown(doc), doc.nextEdge, doc.updatedAt]).toEqual([[], null, feed({}).updatedAt])
    }
  })

  it('withdrawn before its end tells the others nothing', () => {
    const withdrawals = [{ releaseId: held.id, at: minus(six, hours(1)), reason: '更正' }]
    expect(stones(feed({ releases: [held], withdrawals }))).toEqual([])
    expect(stones(feed({ releases: [held], withdrawals, partner: trusted }))).toEqual([held.id])
  })
})

it('puts the newest first and names its next edge', () => {
  const at = (honoreeId: string, hoursAgo: number) =>
    release({ honoreeId, validFrom: minus(six, hours(hoursAgo)) })
  const soon = release({ honoreeId: 'h9', validFrom: plus(six, 500) })
  const doc = feed({ releases: [at('h1', 3), at('h2', 1), at('h3', 2), soon] })
  expect(shown(doc)).toEqual(['r-h2-bus-1', 'r-h3-bus-1', 'r-h1-bus-1'])
  expect(doc.nextEdge).toEqual(soon.validFrom)
  expect(doc.title).toBe('辽宁最美科技工作者 · 公交车')
})

it('equals itself between edges', () => {
  const one = release({ validFrom: six, validUntil: plus(six, hours(1)) })
  expect(feed({ releases: [one], now: six })).toEqual(feed({ releases: [one], now: plus(six, hours(0.9)) }))
})

describe('a campaign that begins', () => {
  const last = { id: 'last', title: '最美科技工作者', year: 2026, organisers: ['省科协'] }
  const next = { id: 'next', title: '新一届最美', year: 2027, organisers: [] }
  const old = release({ validFrom: minus(six, hours(2)), campaignId: 'last' })

  it('does not rename the feed of the last, however empty or early it is', () => {
    const campaigns = [last, next]
    const waiting = release({
      id: 'r-next',
      honoreeId: 'h-next',
      validFrom: plus(six, hours(1)),
      campaignId: 'next',
    })
    for (const releases of [[old], [old, waiting]]) {
      const doc = feed({ campaigns, releases })
      expect([doc.title, doc.organisers]).toEqual(['最美科技工作者 · 公交车', ['省科协']])
    }
    expect(feed({ campaigns, releases: [old, waiting], now: plus(six, hours(1)) }).title).toBe(
      '新一届最美 · 公交车',
    )
    expect(feed({ campaigns }).title).toBe('新一届最美 · 公交车')
  })
})

it('marks every item of the demo, whatever campaign gives the feed its title', () => {
  const [invented, real] = [release({}), release({ honoreeId: 'h2', campaignId: 'own' })]
  const campaign = { title: '辽宁最美科技工作者', organisers: [] }
  const campaigns = [
    { ...campaign, id: 'own', year: 2027, isDemo: false },
    { ...campaign, id: invented.campaignId, year: 2026, isDemo: true },
  ]
  const titles = feed({ campaigns, releases: [invented, real], now: new Date(8e15) }).items
  expect(new Map(titles.map(({ releaseId, title }) => [releaseId, title]))).toEqual(
    new Map([
      [invented.id, `${invented.snapshot.title}（演示数据）`],
      [real.id, real.snapshot.title],
    ]),
  )
})
