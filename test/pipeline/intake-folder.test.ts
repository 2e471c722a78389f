/** A faultless hand-in becomes documents, once; a dry run only says so. */
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeDeeds, writeForm, writeTable } from '../../scripts/fixtures/sample/papers.ts'
import type { IntakeReport } from '../../src/pipeline/intake.ts'
import { columns, folderOf, heavyJpeg, rowOf } from '../fixtures/hand-in.ts'
import {
  aili,
  allSentences,
  emptyFolder,
  expectStoreMatchesRows,
  filesEach,
  type House,
  handIn,
  makeHouse,
  now,
  openWorkshop,
  sentences,
  zhang,
} from './intake-house.ts'

openWorkshop()

describe('a faultless hand-in', () => {
  let house: House
  let folder: string
  let first: IntakeReport
  beforeAll(async () => {
    house = await makeHouse()
    folder = await handIn()
    first = await house.run(folder)
  })

  it('is imported, everybody, completely, and a second run changes nothing', async () => {
    expect(allSentences(first)).toEqual([])
    expect(
      first.honorees.map(({ name, isNew, added, isComplete }) => [name, isNew, added, isComplete]),
    ).toEqual([
      [zhang.name, true, filesEach, true],
      [aili.name, true, filesEach, true],
    ])
    const { tables } = house.records
    const [honoree] = tables.honorees
    expect(honoree).toMatchObject({
      name: '张䶮',
      nominatedBy: '沈阳甲学会',
      workplace: '沈阳甲研究所',
      position: '研究员',
      category: 'frontier',
      consentGivenAt: new Date('2021-05-01T00:00:00+08:00'),
      deeds: [
        { kind: 'paragraph', text: '张䶮同志主要事迹' },
        { kind: 'heading', text: '一、起步' },
        { kind: 'paragraph', text: '那一年，实验室只有一盏灯。' },
        { kind: 'paragraph', text: '灯一直亮着。' },
      ],
    })
    const photos = tables.assets.filter((one) => one.honoreeId === honoree?.id && one.role === 'work-photo')
    expect(photos.map(({ fileName, order }) => [fileName, order])).toEqual([
      ['张䶮1.jpg', 1],
      ['张䶮2.jpg', 2],
      ['张䶮3.jpg', 3],
    ])
    await expectStoreMatchesRows(house)

    const told = [
      ['imported', 'system', zhang.name, `新建人选，导入 ${filesEach} 个文件`],
      ['imported', 'system', aili.name, `新建人选，导入 ${filesEach} 个文件`],
    ]
    const traces = () =>
      tables.events.map(({ kind, actor, subject, note }) => [kind, actor.kind, subject.title, note])
    expect(traces()).toEqual(told)

    const writes = tables.writes
    const second = await house.run(folder)
    expect(traces()).toEqual(told)
    expect(
      second.honorees.map(({ isNew, added, unchanged, isComplete }) => [isNew, added, unchanged, isComplete]),
    ).toEqual([
      [false, 0, filesEach, true],
      [false, 0, filesEach, true],
    ])
    expect(tables.writes).toBe(writes)
  })

  it('says of a file that lies in the trash where it lies, and leaves it there', async () => {
    const house = await makeHouse()
    const folder = await handIn()
    await house.run(folder)
    const { assets, trash } = house.records.tables
    const at = assets.findIndex(({ fileName }) => fileName === '张䶮2.jpg')
    trash.push(...assets.splice(at, 1))
    for (const isDryRun of [true, false]) {
      const [first] = (await house.run(folder, { isDryRun })).honorees
      expect([first?.added, first?.unchanged, first?.isComplete]).toEqual([0, filesEach - 1, false])
      expect(sentences(first?.problems ?? [])).toContain(
        '文件“张䶮2.jpg”此前已作为“张䶮2.jpg”提交，现在张䶮的素材回收站里，请到回收站恢复它；确要重新提交的，请先在回收站里彻底删除。',
      )
    }
    expect(trash).toHaveLength(1)
  })

  it('keeps private columns out of the honoree', () => {
    const { honorees, privateFields } = house.records.tables
    expect(JSON.stringify(honorees)).not.toMatch(/13800000000|210100197001010011/)
    expect(privateFields.get(honorees[0]?.id ?? '')).toEqual({
      手机: '13800000000',
      身份证号: '210100197001010011',
    })
  })

  it('adds only what is new when a nominee hands in more', async () => {
    await writeFile(path.join(folderOf(folder, zhang), '张䶮-04.jpg'), await heavyJpeg(77))
    const report = await house.run(folder)
    expect(report.honorees.map(({ added, unchanged }) => [added, unchanged])).toEqual([
      [1, filesEach],
      [0, filesEach],
    ])
    const added = house.records.tables.assets.find(({ fileName }) => fileName === '张䶮-04.jpg')
    expect(added?.order).toBe(4)
  })
})

describe('a dry run', () => {
  let house: House
  let report: IntakeReport
  beforeAll(async () => {
    house = await makeHouse()
    report = await house.run(await handIn(), { isDryRun: true })
  })

  it('writes nothing and says what would happen', async () => {
    expect(report.honorees.map(({ id, added, isComplete }) => [id, added, isComplete])).toEqual([
      [null, filesEach, true],
      [null, filesEach, true],
    ])
    expect(house.records.tables.writes).toBe(0)
    await expectStoreMatchesRows(house)
  })

  it('tells every nominee and every file while it works', () => {
    expect(house.events[0]).toEqual({ kind: 'opened', fileCount: 2 * filesEach + 1, nomineeCount: 2 })
    expect(house.events.filter(({ kind }) => kind === 'nominee')).toHaveLength(2)
    expect(house.events.filter(({ kind }) => kind === 'file')).toHaveLength(2 * filesEach)
  })
})

it('takes one table per unit folder, subfolders, a wrapping folder and what systems leave behind', async () => {
  const house = await makeHouse()
  const given = await handIn()
  const root = await emptyFolder('外层')
  for (const [at, person] of [zhang, aili].entries()) {
    const unitFolder = path.join(root, '申报', person.unit)
    const own = path.join(unitFolder, person.name)
    await mkdir(path.join(own, '照片'), { recursive: true })
    await cp(folderOf(given, person), own, { recursive: true })
    await rename(path.join(own, `${person.name}1.jpg`), path.join(own, '照片', `${person.name}1.jpg`))
    await writeTable(path.join(unitFolder, '候选人汇总表.xlsx'), [
      ['附件2', ...columns.slice(1).map(() => '')],
      [...columns],
      rowOf(person, at + 1),
    ])
    await writeFile(path.join(own, '.DS_Store'), 'x')
    await writeFile(path.join(own, 'Thumbs.db'), 'x')
    await writeFile(path.join(own, '~$推荐表.docx'), 'x')
    await mkdir(path.join(root, '__MACOSX'), { recursive: true })
    await writeFile(path.join(root, '__MACOSX', '._x'), 'x')
  }
  const report = await house.run(root)
  expect(allSentences(report)).toEqual([])
  expect(report.honorees.map(({ name, added }) => [name, added]).sort()).toEqual(
    [
      [zhang.name, filesEach],
      [aili.name, filesEach],
    ].sort(),
  )
})

it('fills in deeds that came later', async () => {
  const house = await makeHouse()
  const folder = await handIn()
  const deeds = path.join(folderOf(folder, zhang), '主要事迹.docx')
  await rm(deeds)
  const [first] = (await house.run(folder)).honorees
  expect(sentences(first?.problems ?? [])).toEqual(['张䶮缺少主要事迹（Word 版或 TXT），请补交。'])
  expect(first?.isComplete).toBe(false)
  expect(house.records.tables.honorees[0]?.deeds).toEqual([])

  await writeDeeds(deeds, '事迹', ['补上了。'])
  await house.run(folder)
  expect(house.records.tables.honorees[0]?.deeds.at(-1)).toEqual({ kind: 'paragraph', text: '补上了。' })
})

it('refuses what comes after the deadline, and not a moment before', async () => {
  const folder = await handIn()
  const punctual = await (await makeHouse()).run(folder, { at: new Date('2021-05-23T23:59:59.999+08:00') })
  expect(allSentences(punctual)).toEqual([])

  const house = await makeHouse()
  const late = await house.run(folder, { at: new Date('2021-05-24T00:00:01+08:00') })
  expect(sentences(late.problems)).toHaveLength(1)
  expect(sentences(late.problems)[0]).toContain('逾期的材料未被接收')
  // The deadline as staff write it, and the moment as a clock shows it.
  expect(sentences(late.problems)[0]).toMatch(/2021年5月23日 24:00.*2021年5月24日 00:00/)
  expect(house.records.tables.writes).toBe(0)
})

it('notices a form that names somebody else or another workplace', async () => {
  const house = await makeHouse()
  const folder = await handIn()
  await writeForm(path.join(folderOf(folder, zhang), '推荐表.docx'), '推荐表', [
    ['姓名', '张龙'],
    ['工作单位', zhang.workplace],
  ])
  await writeForm(path.join(folderOf(folder, aili), '推荐表.docx'), '推荐表', [
    ['姓名', aili.name.replace('·', '•')],
    ['工作单位', '别的单位'],
  ])
  const report = await house.run(folder)
  expect(report.honorees.map(({ problems }) => sentences(problems))).toEqual([
    [
      '“推荐表.docx”里的姓名是“张龙”，与填报的“张䶮”不一致，请核对后更正。',
      '张䶮缺少推荐表（Word 版），请补交。',
    ],
    ['“推荐表.docx”里的工作单位是“别的单位”，与填报的“大连乙研究所”不一致，请核对后更正。'],
  ])
  expect(report.honorees[1]?.isComplete).toBe(true)
})

it('reminds of a missing consent without holding anything back', async () => {
  const house = await makeHouse()
  const folder = await handIn()
  await writeTable(path.join(folder, '候选人汇总表.xlsx'), [
    [...columns],
    rowOf({ ...zhang, cells: { '同意公开（日期）': '' } }, 1),
    rowOf(aili, 2),
  ])
  const report = await house.run(folder, { at: now })
  expect(report.honorees[0]?.problems).toEqual([
    { severity: 'warning', problem: { kind: 'consent-missing', name: '张䶮' } },
  ])
  expect(report.honorees[0]?.added).toBe(filesEach)
})
