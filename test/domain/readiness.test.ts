import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Asset } from '../../src/domain/asset.ts'
import { type Plan, plan } from '../../src/domain/plan.ts'
import { type Progress, readiness } from '../../src/domain/readiness.ts'
import { campaign, honoree, idPhoto, landscape, workPhoto, workPhotos } from './sample.ts'

const planOf = (assets: readonly Asset[]): Plan =>
  plan({ campaign, honoree, assets, channels, screens: [], done: new Set() })
const full = planOf([idPhoto, ...workPhotos, landscape])
const rowsOf = ({ wanted }: Plan, over: (index: number) => Partial<Progress> = () => ({})): Progress[] =>
  wanted.map(({ key }, index) => ({ key, state: 'done', problem: null, ...over(index) }))
const board = (planned: Plan, rows: readonly Progress[], channelId: string) => {
  const found = readiness(planned, rows, channels).find((one) => one.channelId === channelId)
  if (!found) throw new Error(`no ${channelId}`)
  return found
}

describe('readiness', () => {
  it('has one entry per channel, in their order', () => {
    expect(readiness(full, [], channels).map(({ channelId }) => channelId)).toEqual(
      channels.map(({ id }) => id),
    )
  })

  it('is ready when everything is made', () => {
    for (const { state, missing, done, wanted } of readiness(full, rowsOf(full), channels)) {
      expect({ state, missing }).toEqual({ state: 'ready', missing: [] })
      expect(done).toBe(wanted)
    }
  })

  it.each([
    ['nothing is announced', []],
    ['all wait', rowsOf(full, () => ({ state: 'waiting' }))],
    ['all render', rowsOf(full, () => ({ state: 'rendering' }))],
  ])('is working while %s', (_, rows) => {
    const douyin = board(full, rows, 'douyin')
    expect(douyin).toMatchObject({ state: 'working', done: 0, wanted: 3 })
    expect(douyin.missing).toEqual([
      '还有 3 个成品正在生成：竖版视频 1080×1920、视频封面 1080×1440、视频封面 1440×1080。',
    ])
  })

  it('is failed by one failure, with its reason, on every channel that uses it and no other', () => {
    const film = full.wanted.findIndex(
      ({ output }) => output.kind === 'film' && output.height === 1920 && output.profile === 'h264',
    )
    const rows = rowsOf(full, (index) =>
      index === film
        ? { state: 'failed', problem: { kind: 'render-failed', what: '竖版视频', reason: '超时' } }
        : {},
    )
    const failed = readiness(full, rows, channels).filter(({ state }) => state === 'failed')
    expect(failed.map(({ channelId }) => channelId)).toEqual(['douyin', 'kuaishou'])
    expect(failed[0]?.missing).toEqual([expect.stringContaining('“竖版视频”生成失败：超时')])
  })

  it('is refused where a required source is missing, and says it once', () => {
    const noFilm = planOf([idPhoto, ...workPhotos])
    expect(board(noFilm, rowsOf(noFilm), 'douyin')).toMatchObject({
      state: 'refused',
      missing: ['王翀缺少视频，请补交。'],
      wanted: 0,
    })
  })

  it('only hints at what is optional', () => {
    const small = planOf([idPhoto, workPhoto(1, 1300, 900), landscape])
    const mall = board(small, rowsOf(small), 'mall')
    expect(mall).toMatchObject({ state: 'ready', missing: [] })
    expect(mall.hints).toEqual(['“王翀1.jpg”只有 1300×900 像素，至少需要 1440×1440，请提交更大的原图。'])
  })
})
