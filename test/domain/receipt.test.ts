/** The rulebook of receipts: what may be said of a release, by whom, and when. */
import { describe, expect, it } from 'vitest'
import { standings } from '../../src/domain/ledger.ts'
import { packFor } from '../../src/domain/pack.ts'
import type { Partner } from '../../src/domain/partner.ts'
import { type Claim, type Given, receiptOf, receiptSentence, tellSame } from '../../src/domain/receipt.ts'
import type { Release, Withdrawal } from '../../src/domain/release.ts'
import type { Screen } from '../../src/domain/screen.ts'
import { media, release } from './release-sample.ts'

const at = (time: string): Date => new Date(`2026-11-${time}+08:00`)
const partner: Partner = {
  id: 'p1',
  name: '公交传媒',
  channelIds: ['bus', 'beiguo'],
  isTrustedWithEmbargo: false,
  tokenExpiresAt: null,
  tokenRevokedAt: null,
}
const screen: Screen = {
  id: 's1',
  slug: 'bus-bar',
  name: '车厢屏',
  channelId: 'bus',
  width: 640,
  height: 120,
  stillSeconds: 10,
  maxBytes: null,
  playsFilm: false,
}
const poster = media({ role: 'poster', width: 640, height: 120 })
/** 06:00 on the 23rd to 06:00 on the 30th, frozen on the 20th at 08:00. */
const shownWeek = release({ validUntil: at('30T06:00:00') }, [poster])

interface Case {
  readonly kind: Claim['kind']
  readonly says: string
  readonly now?: string
  readonly of?: Release
  readonly withdrawnAt?: string
  readonly on?: Screen
  readonly partner?: Partner
}
const judge = ({
  kind,
  says,
  now = '25T12:00:00',
  of = shownWeek,
  withdrawnAt,
  on,
  partner: who = partner,
}: Case) => {
  const withdrawals: Withdrawal[] = withdrawnAt
    ? [{ releaseId: of.id, at: at(withdrawnAt), reason: '有误' }]
    : []
  const [standing] = standings([of], withdrawals)
  const claim: Claim = {
    clientId: null,
    kind,
    releaseId: of.id,
    packVersion: null,
    screen: on?.slug ?? null,
    at: at(says),
    note: '',
  }
  const given: Given = {
    partner: who,
    release: { release: of, standing: standing! },
    screen: on ?? null,
    pack: null,
    hasTaken: false,
  }
  const judged = receiptOf(claim, given, at(now))
  return judged.ok ? 'believed' : judged.problem.kind
}

const embargoed = release({ embargoedUntil: at('24T06:00:00') }, [poster])
const trusted = { ...partner, isTrustedWithEmbargo: true }
const metro = { ...screen, channelId: 'metro', slug: 'hall' }

describe('a receipt of a release', () => {
  it.each<[string, Case, string]>([
    ['shown within the window', { kind: 'shown', says: '24T08:00:00' }, 'believed'],
    ['shown at its first instant', { kind: 'shown', says: '23T06:00:00' }, 'believed'],
    ['shown by a clock five minutes slow', { kind: 'shown', says: '23T05:55:00' }, 'believed'],
    ['shown an hour before', { kind: 'shown', says: '23T05:00:00' }, 'receipt-early'],
    [
      'shown just before, by both clocks',
      { kind: 'shown', says: '23T05:59:00', now: '23T05:59:00' },
      'receipt-early',
    ],
    ['shown before anything was released', { kind: 'shown', says: '01T05:00:00' }, 'receipt-early'],
    [
      'shown after the window, told late',
      { kind: 'shown', says: '29T05:00:00', now: '30T12:00:00' },
      'believed',
    ],
    ['shown when it was over', { kind: 'shown', says: '30T07:00:00', now: '30T12:00:00' }, 'receipt-late'],
    [
      'shown before its withdrawal, told after',
      { kind: 'shown', says: '24T08:00:00', withdrawnAt: '25T08:00:00' },
      'believed',
    ],
    [
      'shown in spite of a withdrawal',
      { kind: 'shown', says: '25T09:00:00', withdrawnAt: '25T08:00:00' },
      'receipt-after-withdrawal',
    ],
    [
      'fetched in spite of a withdrawal',
      { kind: 'fetched', says: '25T09:00:00', withdrawnAt: '25T08:00:00' },
      'receipt-after-withdrawal',
    ],
    [
      'acknowledged after a withdrawal',
      { kind: 'acknowledged', says: '25T09:00:00', withdrawnAt: '25T08:00:00' },
      'believed',
    ],
    ['failed', { kind: 'failed', says: '24T09:00:00' }, 'believed'],
    [
      'taken down after a withdrawal',
      { kind: 'withdrawn', says: '25T09:00:00', withdrawnAt: '25T08:00:00' },
      'believed',
    ],
    [
      'taken down before it was withdrawn',
      { kind: 'withdrawn', says: '25T07:00:00', withdrawnAt: '25T08:00:00' },
      'receipt-early',
    ],
    [
      'taken down though nobody withdrew it',
      { kind: 'withdrawn', says: '25T09:00:00' },
      'receipt-not-withdrawn',
    ],
    [
      'taken down for a withdrawal to come',
      { kind: 'withdrawn', says: '25T09:00:00', withdrawnAt: '26T08:00:00' },
      'receipt-not-withdrawn',
    ],
    [
      'fetched ahead of the window by a feed',
      { kind: 'fetched', says: '22T09:00:00', now: '22T09:00:00' },
      'receipt-early',
    ],
    [
      'fetched ahead of the window by a pack',
      { kind: 'fetched', says: '22T09:00:00', now: '22T09:00:00', on: screen },
      'believed',
    ],
    [
      'shown under embargo',
      { kind: 'shown', says: '23T09:00:00', of: embargoed, partner: trusted },
      'receipt-early',
    ],
    [
      'fetched under embargo by the trusted',
      { kind: 'fetched', says: '23T09:00:00', of: embargoed, partner: trusted },
      'believed',
    ],
    [
      'fetched under embargo by others',
      { kind: 'fetched', says: '23T09:00:00', of: embargoed },
      'receipt-early',
    ],
    ['by a clock a day ahead', { kind: 'shown', says: '26T12:00:00' }, 'receipt-clock'],
    [
      'of a channel not theirs',
      { kind: 'shown', says: '24T08:00:00', of: release({ channelId: 'metro' }) },
      'receipt-release-unknown',
    ],
    ['on a screen not theirs', { kind: 'shown', says: '24T08:00:00', on: metro }, 'receipt-screen-unknown'],
    [
      'on a screen of another channel',
      { kind: 'shown', says: '24T08:00:00', of: release({ channelId: 'beiguo' }), on: screen },
      'receipt-elsewhere',
    ],
  ])('%s', (_what, case_, expected) => {
    expect(judge(case_)).toBe(expected)
  })

  it('of an older version counts as withdrawn with the newer one', () => {
    const first = release({}, [poster])
    const second = release({ version: 2 }, [poster])
    const [standing] = standings(
      [first, second],
      [{ releaseId: second.id, at: at('25T08:00:00'), reason: '有误' }],
    )
    const claim = { clientId: null, packVersion: null, screen: null, note: '', releaseId: first.id }
    const given: Given = {
      partner,
      release: { release: first, standing: standing! },
      screen: null,
      pack: null,
      hasTaken: false,
    }
    const judged = receiptOf({ ...claim, kind: 'withdrawn', at: at('25T09:00:00') }, given, at('25T12:00:00'))
    expect(judged).toMatchObject({ ok: true, value: { kind: 'withdrawn', releaseId: first.id } })
  })
})

describe('a receipt of a pack', () => {
  const packAt = (now: Date, releases: readonly Release[]) =>
    packFor({
      screen,
      channel: { id: 'bus', label: '公交车' },
      standings: standings(releases, []),
      campaigns: [],
      now,
    })
  const say = (
    kind: Claim['kind'],
    says: string,
    releases: readonly Release[],
    packVersion?: string,
    hasTaken = false,
  ) => {
    const now = at('25T12:00:00')
    const pack = packAt(now, releases)
    const claim: Claim = {
      clientId: null,
      kind,
      releaseId: null,
      packVersion: packVersion ?? pack.version,
      screen: screen.slug,
      at: at(says),
      note: '',
    }
    const judged = receiptOf(claim, { partner, release: null, screen, pack, hasTaken }, now)
    return judged.ok ? 'believed' : judged.problem.kind
  }
  const later = release({ validFrom: at('28T06:00:00') }, [poster])
  it.each([
    ['shown', say('shown', '25T10:00:00', [shownWeek]), 'believed'],
    ['shown before its first window', say('shown', '22T10:00:00', [shownWeek]), 'receipt-early'],
    ['shown while all of it waits', say('shown', '25T10:00:00', [later]), 'receipt-early'],
    ['fetched while all of it waits', say('fetched', '25T10:00:00', [later]), 'believed'],
    ['shown with nothing in it', say('shown', '25T10:00:00', []), 'receipt-pack-empty'],
    [
      'of a version nobody made',
      say('shown', '25T10:00:00', [shownWeek], 'f'.repeat(40)),
      'receipt-pack-unknown',
    ],
    [
      'of an older version that was taken',
      say('shown', '25T10:00:00', [shownWeek], 'f'.repeat(40), true),
      'believed',
    ],
    ['taken down as a whole', say('withdrawn', '25T10:00:00', [shownWeek]), 'receipt-release-missing'],
  ])('%s', (_what, found, expected) => {
    expect(found).toBe(expected)
  })
})

it('a first fetch is the same fact whenever it was noted, anything else is bound to its time', () => {
  const fact = { key: 'k', partnerId: 'p1', releaseId: 'r1', packVersion: null, screenId: null, note: '' }
  const [early, late] = [at('23T06:00:00'), at('24T06:00:00')]
  expect(tellSame({ ...fact, kind: 'fetched', at: early }, { ...fact, kind: 'fetched', at: late })).toBe(true)
  expect(tellSame({ ...fact, kind: 'shown', at: early }, { ...fact, kind: 'shown', at: late })).toBe(false)
  expect(tellSame({ ...fact, kind: 'shown', at: early }, { ...fact, kind: 'failed', at: early })).toBe(false)
})

it('every doubt is one sentence that quotes what was found', () => {
  const sentence = receiptSentence({ kind: 'receipt-release-unknown', found: 'x'.repeat(90) })
  expect(sentence).toContain(`${'x'.repeat(60)}…`)
  expect(sentence.match(/。/g)).toHaveLength(1)
})
