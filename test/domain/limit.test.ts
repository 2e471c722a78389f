/** One typed limit gives the sentence and the check; what it may stop is what the outlet itself has published. */
import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { freeze } from '../../src/domain/freeze.ts'
import {
  advice,
  atLeast,
  atMost,
  type Basis,
  between,
  breaches,
  type Facts,
  type Limit,
  limitText,
  oneOf,
  roomFor,
} from '../../src/domain/limit.ts'
import type { FilmOutput } from '../../src/domain/outputs/film.ts'
import { storageKeyOf } from '../../src/domain/outputs/index.ts'
import { plan } from '../../src/domain/plan.ts'
import { sentence } from '../../src/domain/problem.ts'
import { readiness } from '../../src/domain/readiness.ts'
import type { FilmFacts } from '../../src/domain/variant.ts'
import { campaign, honoree, idPhoto, landscape, portrait, screen, workPhotos } from './sample.ts'

const basis: Basis = { severity: 'error', firmness: 'O', source: 'test', asOf: '2026' }
const one = 'test.limit'

describe('a limit', () => {
  it.each<readonly [string, Limit]>([
    ['时长不超过 3 分钟', atMost(one, 'duration', 180_000, basis)],
    ['时长不超过 15 秒', atMost(one, 'duration', 15_000, basis)],
    ['文件不超过 4 GB', atMost(one, 'bytes', 4_000_000_000, basis)],
    ['文件不超过 512 MB', atMost(one, 'bytes', 512_000_000, basis)],
    ['画面不低于 1080p', atLeast(one, 'lines', 1080, basis)],
    ['码率 8 Mb/s 至 12 Mb/s', between(one, 'kbps', [8_000, 12_000], basis)],
    ['码率为 50 Mb/s', between(one, 'kbps', [50_000, 50_000], basis)],
    ['平均响度 −26 LKFS 至 −22 LKFS', between(one, 'loudness', [-26, -22], basis)],
    ['正文 300 至 800 字', between(one, 'body', [300, 800], basis)],
    ['画幅为 16:9 或 9:16', oneOf(one, 'ratio', ['16:9', '9:16'], basis)],
    ['不得有二维码', advice(one, '不得有二维码', basis)],
  ])('says %s', (text, limit) => {
    expect(limitText(limit)).toBe(text)
  })

  it.each<readonly [Limit, Facts, string | null]>([
    [atLeast(one, 'fps', 30, basis), { fps: 25 }, '25 帧'],
    [atLeast(one, 'fps', 30, basis), { fps: 29.97 }, null],
    [atLeast(one, 'fps', 30, basis), {}, null],
    [atMost(one, 'bytes', 2_000_000, basis), { bytes: 2_000_001 }, '2 MB'],
    [atMost(one, 'duration', 15_000, basis), { duration: 15_040 }, null],
    [atMost(one, 'duration', 15_000, basis), { duration: 16_000 }, '16 秒'],
    [between(one, 'loudness', [-26, -22], basis), { loudness: -19.5 }, '−19.5 LKFS'],
    [atLeast(one, 'kbps', 8_000, basis), { kbps: 7_800 }, '7.8 Mb/s'],
    [atLeast(one, 'kbps', 8_000, basis), { kbps: 7_950 }, null],
    // What a buffer of 17.8 Mbit adds to a constant rate within a few seconds.
    [between(one, 'kbps', [50_000, 50_000], basis), { kbps: 50_900 }, null],
    [between(one, 'kbps', [50_000, 50_000], basis), { kbps: 43_210 }, '43.21 Mb/s'],
    [atMost(one, 'truePeak', -2, basis), { truePeak: -0.4 }, '−0.4 dBTP'],
    [oneOf(one, 'container', ['MP4'], basis), { container: 'MXF OP1a' }, 'MXF OP1a'],
    [advice(one, '不得有二维码', basis), { bytes: 1 }, null],
  ])('%o judges %o', (limit, facts, found) => {
    expect(breaches([limit], facts).map((breach) => breach.found)).toEqual(found === null ? [] : [found])
  })

  it('leaves the room all of them leave', () => {
    const limits = [
      between(one, 'body', [300, 800], basis),
      atMost(one, 'body', 500, basis),
      atMost(one, 'title', 30, basis),
    ]
    expect(roomFor(limits, 'body')).toEqual({ min: 300, max: 500 })
    expect(roomFor(limits, 'topics').max).toBe(Number.POSITIVE_INFINITY)
  })
})

const input = {
  ...{ campaign, honoree, channels, screens: [screen({ playsFilm: true })] },
  assets: [idPhoto, ...workPhotos, landscape, portrait],
}
const planned = plan(input)
/** A film as the encoder was told to make it, from a source of 25 frames. */
const filmFactsOf = ({ kbps, loudness }: FilmOutput): FilmFacts => ({
  ...{ fps: 25, kbps },
  ...(loudness && { loudness: loudness.lkfs, truePeak: loudness.dbtp }),
})
const made = (bytes: number, changes: FilmFacts = {}) =>
  planned.wanted.map(({ key, output }) => ({
    ...{ key, storageKey: storageKeyOf(key, output), mediaType: 'image/jpeg', sha256: key, crc32: 1 },
    bytes: output.kind === 'frame' ? bytes : 1_000_000,
    width: 'width' in output ? output.width : null,
    height: 'height' in output ? output.height : null,
    durationMs: output.kind === 'film' ? Math.min(60_000, output.maxMs ?? 60_000) : null,
    facts: output.kind === 'film' ? { ...filmFactsOf(output), ...changes } : {},
  }))
const board = (id: string, bytes: number, from = planned, changes: FilmFacts = {}) => {
  const rows = made(bytes, changes).map((variant) => ({
    ...{ key: variant.key, state: 'done', problem: null, variant },
  })) as Parameters<typeof readiness>[1]
  const found = readiness(from, rows, channels, input.screens).find(({ channelId }) => channelId === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}
const freezeOn = (id: string, bytes: number, changes: FilmFacts = {}) => {
  const channel = channels.find((candidate) => candidate.id === id)
  if (!channel) throw new Error(`no ${id}`)
  const now = new Date('2021-06-01T00:00:00Z')
  const variants = new Map(made(bytes, changes).map((variant) => [variant.key, variant]))
  const window = { validFrom: now, validUntil: null, embargoedUntil: null, version: 1 }
  return freeze({ ...input, channel, variants, plan: planned, ...window }, now)
}

describe('what was made', () => {
  it('shows a warning of the outlet as a hint and is ready all the same', () => {
    expect(board('xuexi', 1_000)).toMatchObject({
      state: 'ready',
      hints: [expect.stringContaining('帧率不低于 30 帧，现为 25 帧')],
    })
  })

  it('has no hints on the other channels, screens of their own sizes included', () => {
    for (const { id } of channels) {
      if (id === 'xuexi') continue
      expect([id, board(id, 1_000, { ...planned, hints: [] }).hints]).toEqual([id, []])
    }
  })

  it('is refused where it breaks what the outlet itself calls for, on that channel and no other', () => {
    const kuaishou = board('kuaishou', 10_000_001)
    expect(kuaishou.state).toBe('refused')
    expect(kuaishou.missing).toEqual([expect.stringContaining('文件不超过 10 MB')])
    const frozen = freezeOn('kuaishou', 10_000_001)
    expect(frozen.ok ? 'frozen' : frozen.problem.kind).toBe('limit-broken')
    expect(board('douyin', 10_000_001).state).toBe('ready')
    for (const id of ['kuaishou', 'douyin']) {
      const other = freezeOn(id, id === 'douyin' ? 10_000_001 : 1_000)
      expect(other.ok ? 'frozen' : sentence(other.problem)).toBe('frozen')
    }
  })

  const about = '请更换原始材料，或事先与渠道商定。'
  it.each([
    ['xuexi', { fps: 24 }, `“横版视频 1920×1080”不合渠道的要求：帧率不低于 30 帧，现为 24 帧；${about}`],
    [
      'xuexi',
      { kbps: 26 },
      `“横版视频 1920×1080”不合渠道的要求：码率不低于 8 Mb/s，现为 0.03 Mb/s；${about}`,
    ],
    [
      'liaoning-tv',
      { loudness: -31.2 },
      `“播出视频（MXF，XDCAM HD422）”不合渠道的要求：平均响度 −26 LKFS 至 −22 LKFS，现为 −31.2 LKFS；${about}`,
    ],
    [
      'liaoning-tv',
      { truePeak: 0.3 },
      `“播出视频（MXF，XDCAM HD422）”不合渠道的要求：真峰值不超过 −2 dBTP，现为 0.3 dBTP；${about}`,
    ],
    [
      'douyin',
      { loudness: -48 },
      `“竖版视频 1080×1920”不合渠道的要求：平均响度 −18 LKFS 至 −14 LKFS，现为 −48 LKFS；${about}`,
    ],
  ] as const)(
    'says to %s of a film of %o what is wrong with it, and holds up nothing the outlet does not',
    (id, facts, said) => {
      const { state, hints } = board(id, 1_000, planned, facts)
      expect(state).toBe('ready')
      expect(hints).toContain(said)
      expect(freezeOn(id, 1_000, facts).ok).toBe(true)
    },
  )

  it('is not released to television at another rate than its delivery is by', () => {
    const said = expect.stringContaining('码率为 50 Mb/s，现为 43.21 Mb/s')
    expect(board('liaoning-tv', 1_000, planned, { kbps: 43_210 })).toMatchObject({
      state: 'refused',
      missing: [said],
    })
    const frozen = freezeOn('liaoning-tv', 1_000, { kbps: 43_210 })
    expect(frozen.ok ? 'frozen' : sentence(frozen.problem)).toEqual(said)
  })

  it('says how many words are wanting, where nothing published makes that a reason to refuse', () => {
    const short = {
      ...honoree,
      deeds: [{ kind: 'paragraph', text: '长期在田间从事育种工作，成绩显著。' }],
    } as const
    const hinted = plan({ ...input, honoree: short })
    expect(hinted.refusals).toEqual([])
    const { state, hints } = board('liaoning-daily', 1_000, { ...planned, hints: hinted.hints })
    expect(state).toBe('ready')
    expect(hints).toContain('“主要事迹”只有 17 字，至少需要 1200 字，请补充。')
  })
})
