import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Asset } from '../../src/domain/asset.ts'
import { boardRow } from '../../src/domain/board.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import type { Editions, Honoree } from '../../src/domain/honoree.ts'
import { type Plan, plan } from '../../src/domain/plan.ts'
import { type RowState, readiness } from '../../src/domain/readiness.ts'
import { ok, refuse } from '../../src/domain/result.ts'
import { campaign, honoree, idPhoto, landscape, workPhoto, workPhotos } from './sample.ts'

const planOf = (assets: readonly Asset[]): Plan => plan({ campaign, honoree, assets, channels, screens: [] })
const full = planOf([idPhoto, ...workPhotos, landscape])
const rowsOf = ({ wanted }: Plan, over: (index: number) => Partial<RowState> = () => ({})): RowState[] =>
  wanted.map(({ key }, index) => ({ key, state: 'done', problem: null, variant: null, ...over(index) }))
const board = (planned: Plan, rows: readonly RowState[], channelId: string) => {
  const found = readiness(planned, rows, channels, []).find((one) => one.channelId === channelId)
  if (!found) throw new Error(`no ${channelId}`)
  return found
}

describe('readiness', () => {
  it('has one entry per channel, in their order', () => {
    expect(readiness(full, [], channels, []).map(({ channelId }) => channelId)).toEqual(
      channels.map(({ id }) => id),
    )
  })

  it('is ready when everything is made', () => {
    for (const { state, missing, done, wanted } of readiness(full, rowsOf(full), channels, [])) {
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
    expect(douyin.missing).toEqual([])
    expect(douyin.waiting).toBe(
      '还有 3 个成品正在生成：竖版视频 1080×1920、视频封面 1080×1440、视频封面 1440×1080。',
    )
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
    const failed = readiness(full, rows, channels, []).filter(({ state }) => state === 'failed')
    expect(failed.map(({ channelId }) => channelId)).toEqual(['douyin', 'kuaishou'])
    expect(failed[0]?.missing).toEqual([expect.stringContaining('“竖版视频”生成失败：超时')])
  })

  it('is refused where a required source is missing, and says it once', () => {
    const noFilm = planOf([idPhoto, ...workPhotos])
    expect(board(noFilm, rowsOf(noFilm), 'douyin')).toMatchObject({
      state: 'refused',
      missing: ['王翀缺少视频（MP4 或 MOV），请补交。'],
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

describe('the board of one honoree', () => {
  const now = new Date('2021-06-01T00:00:00Z')
  const paper = (fileName: string, format: 'docx' | 'pdf'): Asset => ({
    ...idPhoto,
    id: fileName,
    role: 'document',
    fileName,
    probe: { kind: 'document', format, bytes: 40_000 },
  })
  const papers = [
    paper('推荐表.docx', 'docx'),
    paper('推荐表（盖章）.pdf', 'pdf'),
    paper('王翀主要事迹.docx', 'docx'),
    paper('廉政意见.pdf', 'pdf'),
  ]
  const whole = [idPhoto, ...workPhotos, landscape, ...papers]

  const boardWith = (of: Honoree, assets: readonly Asset[]) => {
    const { edition } = of
    const published =
      edition === 'published'
        ? ok({ ...of, edition })
        : refuse({ kind: 'honoree-draft', name: of.name } as const)
    return saidOf(
      { ...of, newest: ok(of), published, facts: of, isWithdrawn: false, undeclared: [] },
      { honoree: of, assets, rules: rules2021, channels: [] },
    )
  }
  const saidOf = (editions: Editions, judged: Parameters<typeof boardRow>[1]) => {
    const { gaps, notes } = boardRow(editions, judged, [], now)
    return { gaps: gaps.map(({ text }) => text), notes }
  }

  it('lacks nothing when all the notice asks for is there', () => {
    expect(boardWith(honoree, whole)).toEqual({ gaps: [], notes: [] })
  })

  it.each([
    ['推荐表.docx', '王翀缺少推荐表（Word 版），请补交。'],
    ['推荐表（盖章）.pdf', '王翀缺少推荐表（盖章 PDF 版），请补交。'],
    ['王翀主要事迹.docx', '王翀缺少主要事迹（Word 版或 TXT），请补交。'],
    ['廉政意见.pdf', '王翀缺少廉政意见（盖章 PDF 版），请补交。'],
    ['王翀.jpg', '王翀缺少小2寸证件照，请补交。'],
    ['王翀3.jpg', '王翀的工作生活照片有 2 份，应为 3 至 5 份，请补交。'],
    ['王翀1.mp4', '王翀缺少视频（MP4 或 MOV），请补交。'],
  ])('says it when %s is not there', (fileName, text) => {
    const rest = whole.filter((asset) => asset.fileName !== fileName)
    const { gaps, notes } = boardWith(honoree, rest)
    expect([...gaps, ...notes]).toEqual([text])
  })

  it('takes what staff called a picture by its role, whatever its name', () => {
    const renamed = whole.map((asset) => (asset === idPhoto ? { ...asset, fileName: 'IMG_0001.jpg' } : asset))
    expect(boardWith(honoree, renamed)).toEqual({ gaps: [], notes: [] })
  })

  it('says everything that stands against the person at once', () => {
    const draft = { ...honoree, position: ' ', consentGivenAt: null, edition: 'draft' } as const
    expect(boardWith(draft, whole).gaps).toEqual([
      '缺少“职务职称”，请填写。',
      expect.stringContaining('尚未登记本人对公开展示的单独同意'),
      expect.stringContaining('还是草稿'),
    ])
  })

  it('judges what was published, and says that a newer draft is not', () => {
    const draft = { ...honoree, position: '', edition: 'draft' } as const
    const judged = { honoree, assets: whole, rules: rules2021, channels: [] }
    const editions = {
      ...honoree,
      published: ok(honoree),
      facts: honoree,
      isWithdrawn: false,
      undeclared: [],
    }
    expect(saidOf({ ...editions, newest: ok(draft) }, judged)).toEqual({
      gaps: [],
      notes: [expect.stringContaining('已定稿的文字')],
    })
    const unread = refuse({ kind: 'field-missing', field: '姓名' } as const)
    expect(saidOf({ ...editions, newest: unread }, judged)).toEqual({
      gaps: [],
      notes: ['缺少“姓名”，请填写。'],
    })
  })

  it('says why where nothing can be read', () => {
    const unread = refuse({
      kind: 'record-unreadable',
      what: '人选',
      name: '王翀',
      reason: '“同意日期”不是日期',
    } as const)
    const { gaps } = saidOf(
      { ...honoree, newest: unread, published: unread, facts: null, isWithdrawn: false, undeclared: [] },
      null,
    )
    expect(gaps).toEqual([expect.stringMatching(/^人选“王翀”的记录无法读取：“同意日期”不是日期；请/)])
  })
})
