/** Names, facts and folders by the notice's rules, as tables of cases. */
import { describe, expect, it } from 'vitest'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { classify, type Material, plainName } from '../../src/domain/material-kind.ts'
import { check, gapsOf } from '../../src/domain/material-rules.ts'
import { assign, isRoster, wrapperOf } from '../../src/domain/nominee-folders.ts'
import type { FilmProbe, ImageProbe } from '../../src/domain/probe.ts'
import { sentence } from '../../src/domain/problem.ts'
import { type Nominee, readRoster, rosterColumns } from '../../src/domain/roster.ts'

const kindOf = (fileName: string, name = '张三', others: readonly string[] = ['张三', '李四']): string => {
  const found = classify(fileName, name, others)
  return found.ok ? `${found.value.kind} ${found.value.number}` : found.problem.kind
}

it.each([
  ['张三1.jpg', 'work-photo 1'],
  ['张三-1.jpg', 'work-photo 1'],
  ['张三01.JPG', 'work-photo 1'],
  ['张三（12）.jpeg', 'work-photo 12'],
  ['张三 (2).jpg', 'work-photo 2'],
  ['张三＿３.jpg', 'work-photo 3'],
  ['张三4.heic', 'work-photo 4'],
  ['张三.jpg', 'photo-name'],
  ['IMG_0001.jpg', 'photo-name'],
  ['李四1.jpg', 'photo-name'],
  ['张三丰1.jpg', 'photo-name'],
  ['张三_证件照.jpg', 'id-photo 0'],
  ['小2寸.png', 'id-photo 0'],
  ['李四_证件照.jpg', 'words-disagree'],
  ['海报.png', 'poster 0'],
  ['张三封面.jpg', 'poster 0'],
  ['工作.mp4', 'film 0'],
  ['生活.MOV', 'film 0'],
  ['旧片.avi', 'film 0'],
  ['推荐表.docx', 'form 0'],
  ['“辽宁最美科技工作者”推荐表（张三）.pdf', 'form 0'],
  ['主要事迹.txt', 'deeds 0'],
  ['廉洁自律意见.pdf', 'integrity 0'],
  ['开展情况表.xlsx', 'activity 0'],
  ['推荐表.doc', 'form 0'],
  ['说明.docx', 'file-unknown'],
  ['推荐表', 'file-unknown'],
  ['张三1', 'file-unknown'],
])('takes %s for %s', (fileName, expected) => {
  expect(kindOf(fileName)).toBe(expected)
})

it('knows a name however it was composed or dotted', () => {
  expect(kindOf('乌兰•其木格2.jpg', '乌兰·其木格')).toBe('work-photo 2')
  expect(kindOf('José1.jpg', 'José')).toBe('work-photo 1')
  expect(kindOf('𠮷田䶮3.jpg', '𠮷田䶮')).toBe('work-photo 3')
  expect(plainName('乌兰 ・ 其木格')).toBe('乌兰·其木格')
})

const image = (facts: Partial<ImageProbe>): ImageProbe => ({
  kind: 'image',
  format: 'jpeg',
  bytes: 3_000_000,
  width: 4000,
  height: 3000,
  ...facts,
})
const film = (facts: Partial<FilmProbe>): FilmProbe => ({
  kind: 'film',
  container: 'mp4',
  bytes: 9_000_000,
  width: 1920,
  height: 1080,
  durationMs: 60_000,
  fps: 25,
  hasAudio: true,
  ...facts,
})
const material = (kind: Material['kind'], role: Material['role']): Material => ({ kind, role, number: 0 })

describe('checks', () => {
  it.each([
    [1_999_999, 'file-too-small'],
    [2_000_000, 'ok'],
  ])('a work photo of %i bytes: %s', (bytes, expected) => {
    const checked = check(material('work-photo', 'work-photo'), image({ bytes }), 'x.jpg', rules2021)
    expect(checked.ok ? 'ok' : checked.problem.kind).toBe(expected)
  })

  it.each([
    [180_000, 'ok'],
    [180_049, 'ok'],
    [180_050, 'film-too-long'],
    [181_000, 'film-too-long'],
  ])('a film of %i ms: %s', (durationMs, expected) => {
    const checked = check(material('film', 'film'), film({ durationMs }), 'x.mp4', rules2021)
    expect(checked.ok ? 'ok' : checked.problem.kind).toBe(expected)
  })

  it.each([
    [413, 531, []],
    [413, 579, []],
    [354, 515, []],
    [413, 413, ['id-photo-shape', 'pixels-too-few']],
    [200, 257, ['pixels-too-few']],
  ])('an ID photo of %i×%i: %j', (width, height, expected) => {
    const checked = check(
      material('id-photo', 'id-photo'),
      image({ width, height, bytes: 90_000 }),
      'x.jpg',
      rules2021,
    )
    expect(checked.ok && checked.value.map(({ problem }) => problem.kind)).toEqual(expected)
    expect(checked.ok && checked.value.every(({ severity }) => severity === 'warning')).toBe(true)
  })

  it('mentions a silent film and takes it', () => {
    const checked = check(material('film', 'film'), film({ hasAudio: false }), 'x.mp4', rules2021)
    expect(checked.ok && checked.value.map(({ problem }) => sentence(problem))).toEqual([
      '视频“x.mp4”没有声音，如非有意，请补上现场声或解说后再提交。',
    ])
  })

  it('lists every gap of an empty hand-in', () => {
    expect(
      gapsOf('张三', [], rules2021).map(({ severity, problem }) => `${severity} ${sentence(problem)}`),
    ).toEqual([
      'error 张三缺少推荐表（Word 版），请补交。',
      'error 张三缺少推荐表（盖章 PDF 版），请补交。',
      'error 张三缺少主要事迹（Word 版或 TXT），请补交。',
      'error 张三缺少廉政意见（盖章 PDF 版），请补交。',
      'error 张三缺少小2寸证件照，请补交。',
      'error 张三的工作生活照片有 0 份，应为 3 至 5 份，请补交。',
      'warning 张三缺少视频（MP4 或 MOV），请补交。',
    ])
  })

  it.each([
    [2, true],
    [3, false],
    [5, false],
    [6, true],
  ])('%i work photos are a gap: %j', (count, isGap) => {
    const photos = Array.from({ length: count }, () => ({
      material: material('work-photo', 'work-photo'),
      probe: image({}),
    }))
    expect(gapsOf('张三', photos, rules2021).some(({ problem }) => problem.kind === 'material-count')).toBe(
      isGap,
    )
  })
})

describe('the table', () => {
  const now = new Date('2021-05-20T00:00:00+08:00')
  const read = (...rows: string[][]) => readRoster(rows, '汇总表.xlsx', rules2021, now)

  it('reads the official form: title rows above, one column for workplace and position, numbered empty rows', () => {
    const roster = read(
      ['附件2'],
      ['推荐单位：沈阳市医学会', '联系人：赵'],
      ['序号', '姓 名', '推荐单位', '工作单位及职务职称', '类别', '事迹摘要', '同意公开(日期)'],
      [
        '1',
        '张三',
        '沈阳市医学会',
        '某医院 主任医师',
        '面向经济主战场、面向人民生命健康',
        '摘要',
        '2021年5月9日',
      ],
      ['2', '', '', '', '', '', ''],
    )
    expect(roster.ok && roster.value.nominees).toEqual([
      {
        unit: '沈阳市医学会',
        name: '张三',
        workplace: '某医院',
        position: '主任医师',
        field: '',
        category: 'economy',
        motto: '',
        summary: '摘要',
        consentGivenAt: new Date('2021-05-09T00:00:00+08:00'),
        privateFields: {},
      },
    ])
  })

  it('names an unknown column and the known ones', () => {
    const roster = read(['姓名', '推荐单位', '类别', '工作单位', '星座'])
    expect(roster).toEqual({
      ok: false,
      problem: { kind: 'column-unknown', file: '汇总表.xlsx', column: '星座', known: rosterColumns },
    })
  })

  it.each([
    [['推荐单位', '类别', '工作单位'], '姓名'],
    [['姓名', '类别', '工作单位'], '推荐单位'],
    [['姓名', '推荐单位', '类别'], '工作单位'],
  ])('%j lacks %s', (header, column) => {
    expect(read(header)).toMatchObject({ ok: false, problem: { kind: 'column-missing', column } })
  })

  it.each(['2021-02-30', '2021-13-01', '昨天', '2021-05-21'])('refuses a consent of %s', (day) => {
    const roster = read(
      ['姓名', '推荐单位', '类别', '工作单位', '同意公开（日期）'],
      ['张三', '甲', '1', '乙', day],
    )
    expect(roster.ok && roster.value.problems.map(({ kind }) => kind)).toEqual(['cell-invalid'])
    expect(roster.ok && roster.value.nominees).toEqual([])
  })
})

describe('folders', () => {
  const nominee = (unit: string, name: string): Nominee => ({
    unit,
    name,
    workplace: '',
    position: '',
    field: '',
    category: 'economy',
    motto: '',
    summary: '',
    consentGivenAt: null,
    privateFields: {},
  })
  const owners = (files: string[], nominees: Nominee[]): Record<string, readonly string[]> => {
    const { filesOf } = assign(files, [], [{ folder: '', nominees, refusedNames: [] }])
    return Object.fromEntries([...filesOf].map(([{ unit, name }, found]) => [`${unit} ${name}`, found]))
  }

  it('finds the owner by 姓名, 单位_姓名 and in a unit folder', () => {
    const files = ['张三/a', '乙_协会_李四/照片/b', '丙/王五/c', '01_赵六/d']
    expect(
      owners(files, [
        nominee('甲', '张三'),
        nominee('乙_协会', '李四'),
        nominee('丙', '王五'),
        nominee('丁', '赵六'),
      ]),
    ).toEqual({
      '甲 张三': ['张三/a'],
      '乙_协会 李四': ['乙_协会_李四/照片/b'],
      '丙 王五': ['丙/王五/c'],
      '丁 赵六': ['01_赵六/d'],
    })
  })

  it('tells namesakes by their units', () => {
    expect(owners(['甲_张伟/a', '乙/张伟/b'], [nominee('甲', '张伟'), nominee('乙', '张伟')])).toEqual({
      '甲 张伟': ['甲_张伟/a'],
      '乙 张伟': ['乙/张伟/b'],
    })
  })

  it('goes by what somebody said over folders and names; where no unit was known, by the only one of the name', () => {
    const files = ['甲_张三/a', '张三1.jpg', 'b', 'c']
    const nominees = [nominee('甲', '张三'), nominee('乙', '李四')]
    const li = { unit: '乙', name: '李四' }
    const whose = new Map([
      ['甲_张三/a', li],
      ['张三1.jpg', li],
      ['b', { unit: '', name: '张三' }],
      ['c', { unit: '丙', name: '王五' }],
    ])
    const { filesOf, findings } = assign(files, [], [{ folder: '', nominees, refusedNames: [] }], whose)
    expect([...filesOf.values()]).toEqual([['b'], ['甲_张三/a', '张三1.jpg']])
    expect(findings).toEqual([])
    const twice = [nominee('甲', '张三'), nominee('乙', '张三')]
    const undecided = assign(['b'], [], [{ folder: '', nominees: twice, refusedNames: [] }], whose)
    expect([...undecided.filesOf.values()]).toEqual([[], []])
  })

  it('warns when the folder names another unit', () => {
    const one = nominee('甲', '张三')
    const { findingsOf } = assign(['乙_张三/a'], [], [{ folder: '', nominees: [one], refusedNames: [] }])
    expect(findingsOf.get(one)?.map(({ severity, problem }) => [severity, sentence(problem)])).toEqual([
      ['warning', '“乙_张三”里的推荐单位是“乙”，与填报的“甲”不一致，请核对后更正。'],
    ])
  })

  it('says nothing about the folders of a refused table', () => {
    expect(
      assign(['甲/张三/a', '甲/张三/b'], [], [{ folder: '甲', nominees: null, refusedNames: [] }]).findings,
    ).toEqual([])
  })

  it('reports a stranger once and a stray file by name', () => {
    const { findings } = assign(
      ['张三/a', '张三/b', '说明.docx', '候选人汇总表.pdf'],
      [],
      [{ folder: '', nominees: [], refusedNames: [] }],
    )
    expect(findings.map(({ problem }) => problem.kind)).toEqual(['file-unknown', 'honoree-unknown'])
  })

  it.each([
    [['a/b/候选人汇总表.xlsx', 'a/b/张三/x'], 'a/b'],
    [['候选人汇总表.xlsx', '张三/x'], ''],
    [['a/x', 'b/y'], ''],
    [[], ''],
  ])('%j is wrapped in %j', (files, wrapper) => {
    expect(wrapperOf(files)).toBe(wrapper)
  })

  it('knows a table by its name', () => {
    expect(isRoster('甲/2021年候选人汇总表（甲）.xlsx')).toBe(true)
    expect(isRoster('候选人汇总表.pdf')).toBe(false)
  })
})
