/** The picture a film's covers show: a moment of the film or a sentence, and a change that costs covers alone. */
import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Asset } from '../../src/domain/asset.ts'
import { changed, needsOf, spareNeeds } from '../../src/domain/cropping.ts'
import { coverMoment, latestMoment } from '../../src/domain/film-cover.ts'
import { plan } from '../../src/domain/plan.ts'
import { sentence } from '../../src/domain/problem.ts'
import { isMoment, sourceOfThumbnail, thumbnailKey } from '../../src/domain/thumbnail.ts'
import { campaign, honoree, idPhoto, landscape, portrait, workPhotos } from './sample.ts'

const planOf = (...films: readonly Asset[]) =>
  plan({ campaign, honoree, assets: [idPhoto, ...workPhotos, ...films], channels, screens: [] })

/** What a change makes anew, by kind and size. */
function news(before: readonly Asset[], after: readonly Asset[]): string[] {
  const known = new Set(planOf(...before).wanted.map(({ key }) => key))
  return planOf(...after)
    .wanted.filter(({ key }) => !known.has(key))
    .map(({ output }) => `${output.kind} ${'width' in output ? `${output.width}x${output.height}` : ''}`)
    .sort()
}

describe('the moment of a cover', () => {
  it.each([
    [null, null],
    [undefined, null],
    ['', null],
    [0, 0],
    [12.345, 12_345],
    [59.96, 59_960],
  ])('%o seconds are %o ms', (seconds, ms) => {
    expect(coverMoment(landscape, seconds)).toEqual({ ok: true, value: ms })
  })

  it.each([
    [60, '“王翀1.mp4”的封面画面填的是第 60 秒，应在 0 至 59.96 秒之间，请改正，或留空由系统自动选取。'],
    [-1, '“王翀1.mp4”的封面画面填的是第 -1 秒，应在 0 至 59.96 秒之间，请改正，或留空由系统自动选取。'],
    ['十秒', '“王翀1.mp4”的封面画面不是秒数，应在 0 至 59.96 秒之间，请改正，或留空由系统自动选取。'],
    [
      Number.POSITIVE_INFINITY,
      '“王翀1.mp4”的封面画面不是秒数，应在 0 至 59.96 秒之间，请改正，或留空由系统自动选取。',
    ],
  ])('is not at %o seconds of a film of a minute', (seconds, said) => {
    const moment = coverMoment(landscape, seconds)
    expect(moment.ok ? '' : sentence(moment.problem)).toBe(said)
  })

  it('is none of a photograph, and the only picture of a film of one', () => {
    const moment = coverMoment(idPhoto, 1)
    expect(moment.ok ? '' : sentence(moment.problem)).toContain('不是视频')
    expect(latestMoment({ durationMs: 40, fps: 1 })).toBe(0)
  })

  it('has a small picture of its own, which goes with the film', () => {
    const key = thumbnailKey('originals/ab.mp4', 12_345)
    expect(key).not.toBe(thumbnailKey('originals/ab.mp4'))
    expect([sourceOfThumbnail(key), isMoment(key)]).toEqual(['originals/ab.mp4', true])
    expect([
      sourceOfThumbnail(thumbnailKey('originals/ab.mp4')),
      isMoment(thumbnailKey('originals/ab.mp4')),
    ]).toEqual(['originals/ab.mp4', false])
  })
})

describe('a chosen picture', () => {
  const chosen = { ...landscape, coverMs: 1_000 }
  const covers = ['frame 1080x1440', 'frame 1440x1080', 'frame 1920x1080']

  it('costs the covers of its film and nothing else', () => {
    expect(news([landscape], [chosen])).toEqual(covers)
    expect(news([chosen], [{ ...chosen, coverMs: 1_040 }])).toEqual(covers)
    expect(news([chosen], [landscape])).toEqual(covers)
    // Upright covers come from the upright film.
    expect(news([landscape, portrait], [chosen, portrait])).toEqual(['frame 1440x1080', 'frame 1920x1080'])
  })

  it('is framed as a photograph is: a point for every ratio, a hand for one', () => {
    expect(news([chosen], [{ ...chosen, focal: { x: 0.2, y: 0.5 } }])).toEqual(covers)
    expect(news([chosen], [{ ...chosen, crops: { '3:4': { x: 0, y: 0, width: 0.4 } } }])).toEqual([
      'frame 1080x1440',
    ])
    const { wanted, refusals } = planOf({ ...chosen, crops: { '3:4': { x: 0, y: 0, width: 0.1 } } })
    expect(wanted.some(({ output }) => output.kind === 'frame' && output.width === 1080)).toBe(false)
    expect(
      refusals.flatMap(({ problem }) => (problem.kind === 'pixels-too-few' ? [problem.width] : [])),
    ).toContain(192)
  })

  it('is asked for in the ratios of its covers', () => {
    const needs = needsOf(landscape, planOf(landscape).wanted)
    expect(needs.map(({ ratio, use }) => `${use} ${ratio}`).sort()).toEqual([
      '视频封面 16:9',
      '视频封面 3:4',
      '视频封面 4:3',
    ])
    expect(needs.find(({ ratio }) => ratio === '3:4')?.channelIds).toEqual(['douyin', 'kuaishou'])
  })

  it('takes its framing along when it goes', () => {
    const framed = { ...chosen, focal: { x: 0.2, y: 0.5 } }
    expect(changed(framed, { focal: framed.focal, crops: {}, coverMs: null })).toEqual({
      ...landscape,
      crops: {},
    })
  })
})

it('lets a photograph that is not the lead one be framed for what it would be cut to', () => {
  const lead = needsOf(workPhotos[0] as Asset, planOf(landscape).wanted)
  expect(lead.map(({ ratio }) => ratio).sort()).toEqual(['16:9', '1:1', '3:2', '4:3', '7:9'])
  expect(spareNeeds('work-photo', lead)).toEqual(lead)
  expect(spareNeeds('id-photo', lead).map(({ ratio }) => ratio)).toEqual(['7:9'])
  expect(spareNeeds('poster', lead)).toEqual([])
})
