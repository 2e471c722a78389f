/** Bad input: one sentence each, the rest goes on, nothing half-made stays. */
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeTable } from '../../scripts/fixtures/sample/papers.ts'
import type { IntakeReport } from '../../src/pipeline/intake.ts'
import { bombJpeg, bombPng, cutShort, gbk, renamedPng, rot } from '../fixtures/bad-files.ts'
import { columns, folderOf, heavyJpeg, makeFilm, noisyJpeg, type Person, rowOf } from '../fixtures/hand-in.ts'
import { utf8, zipOf } from '../fixtures/zip.ts'
import {
  aili,
  allSentences,
  emptyFolder,
  expectStoreMatchesRows,
  filesEach,
  type House,
  handIn,
  handInOf,
  makeHouse,
  openWorkshop,
  sentences,
  zhang,
} from './intake-house.ts'

openWorkshop()

interface Spoilt {
  readonly what: string
  readonly spoil: (folder: string, name: string) => Promise<void>
  readonly sentence: (name: string) => string | RegExp
  /** Of the nominee's files. */
  readonly added: number
}

/** Each spoils one file of a nominee, beside three good photos, so that nothing else is missing. */
const spoilt: readonly Spoilt[] = [
  {
    what: 'a truncated photo',
    spoil: async (folder, name) => {
      await writeFile(path.join(folder, `${name}4.jpg`), await noisyJpeg(50))
      await cutShort(path.join(folder, `${name}4.jpg`))
    },
    sentence: (name) => `照片“${name}4.jpg”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。`,
    added: filesEach,
  },
  {
    what: 'a photo with rotten bytes',
    spoil: async (folder, name) => {
      await writeFile(path.join(folder, `${name}4.jpg`), await noisyJpeg(51))
      await rot(path.join(folder, `${name}4.jpg`))
    },
    sentence: (name) => `照片“${name}4.jpg”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。`,
    added: filesEach,
  },
  {
    what: 'a PNG named .jpg',
    spoil: async (folder, name) => writeFile(path.join(folder, `${name}4.jpg`), await renamedPng()),
    sentence: (name) =>
      new RegExp(
        `^文件“${name}4\\.jpg”的实际内容是 PNG.*，应为 .*，请另存为正确格式后再提交（只改扩展名无效）。$`,
      ),
    added: filesEach,
  },
  {
    what: 'an honest PNG where a JPG is asked for',
    spoil: async (folder, name) => writeFile(path.join(folder, `${name}4.png`), await renamedPng()),
    sentence: (name) =>
      `文件“${name}4.png”的实际内容是 PNG 图片，应为 JPG 照片，请另存为正确格式后再提交（只改扩展名无效）。`,
    added: filesEach,
  },
  {
    what: 'a photo that went through a chat program',
    spoil: (folder, name) =>
      rename(path.join(folder, `${name}_证件照.jpg`), path.join(folder, `${name}4.jpg`)),
    sentence: (name) => new RegExp(`^文件“${name}4\\.jpg”只有 \\d+ KB，不应小于 2\\.00 MB`),
    added: filesEach - 1,
  },
  {
    what: 'an empty file',
    spoil: (folder, name) => writeFile(path.join(folder, `${name}4.jpg`), ''),
    sentence: (name) => `文件“${name}4.jpg”是空的（0 字节），请重新导出后再提交。`,
    added: filesEach,
  },
  {
    what: 'a JPEG bomb',
    spoil: async (folder, name) => writeFile(path.join(folder, `${name}4.jpg`), await bombJpeg()),
    sentence: (name) => new RegExp(`^照片“${name}4\\.jpg”声明的尺寸为 65000×65000 像素`),
    added: filesEach,
  },
  {
    what: 'a PNG bomb of 40 gigapixels',
    spoil: (folder, name) => writeFile(path.join(folder, `${name}海报.png`), bombPng()),
    sentence: (name) => new RegExp(`^照片“${name}海报\\.png”声明的尺寸为 200000×200000 像素`),
    added: filesEach,
  },
  {
    what: 'the same photo twice',
    spoil: (folder, name) => copyFile(path.join(folder, `${name}1.jpg`), path.join(folder, `${name}4.jpg`)),
    sentence: (name) => `文件“${name}4.jpg”与“${name}1.jpg”内容完全相同，请换成另一张照片或删去其中一个。`,
    added: filesEach,
  },
  {
    what: 'a photo named by the camera',
    spoil: async (folder) => writeFile(path.join(folder, 'IMG_2034.jpg'), await heavyJpeg(52)),
    sentence: (name) =>
      `文件名“IMG_2034.jpg”不符合要求，应为“${name}1.jpg”这样的“姓名+序号”，请选定它的用途，或改名后再提交。`,
    added: filesEach,
  },
  {
    what: 'a file of no kind',
    spoil: (folder) => writeFile(path.join(folder, '通讯录.xlsx'), 'x'),
    sentence: () => /^文件“通讯录\.xlsx”不属于任何一类申报材料/,
    added: filesEach,
  },
  {
    what: "somebody else's paper",
    spoil: (folder) => writeFile(path.join(folder, '艾力·买买提_廉政意见.pdf'), '%PDF-1.4 x'),
    sentence: (name) =>
      `“艾力·买买提_廉政意见.pdf”里的姓名是“艾力·买买提”，与填报的“${name}”不一致，请核对后更正。`,
    added: filesEach,
  },
  {
    what: 'a film of 3:01',
    spoil: (folder, name) => makeFilm(path.join(folder, `${name}生活视频.mp4`), 181),
    sentence: (name) => `视频“${name}生活视频.mp4”长 3 分 1 秒，不得超过 3 分 0 秒，请剪短后再提交。`,
    added: filesEach,
  },
  {
    what: 'a film of another size',
    spoil: (folder, name) => makeFilm(path.join(folder, `${name}生活视频.mp4`), 2, '1280x720'),
    sentence: (name) =>
      `视频“${name}生活视频.mp4”的画面为 1280×720，应为 1920×1080（横屏）或 1080×1920（竖屏），请按此尺寸重新导出。`,
    added: filesEach,
  },
  {
    what: 'a truncated film',
    spoil: async (folder, name) => {
      await makeFilm(path.join(folder, `${name}生活视频.mp4`), 60)
      await cutShort(path.join(folder, `${name}生活视频.mp4`))
    },
    sentence: (name) =>
      `视频“${name}生活视频.mp4”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。`,
    added: filesEach,
  },
  {
    what: 'a broken Word file',
    spoil: (folder) => cutShort(path.join(folder, '主要事迹.docx')),
    sentence: () => '文档“主要事迹.docx”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。',
    added: filesEach - 1,
  },
]

/** Of a unit each: one for every case, one who lacks a photo, one whose motto no font has. */
const familyNames = [...'赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许']
const nominees = [...spoilt.map((_, at) => `${familyNames[at]}立行`), '何少照', '吕无字'].map(
  (name, at): Person => ({
    unit: `第${at + 1}学会`,
    name,
    workplace: `第${at + 1}研究所`,
    ...(name === '吕无字' ? { cells: { 海报语: '向光而行ᠮ' } } : {}),
  }),
)
const everybody = [...nominees, aili]

describe('a hand-in of many, each with one fault', () => {
  let house: House
  let report: IntakeReport
  const saidOf = (name: string) => sentences(honoreeOf(name).problems)
  const honoreeOf = (name: string) => {
    const found = report.honorees.find((one) => one.name === name)
    if (!found) throw new Error(`${name} is not in the report`)
    return found
  }

  beforeAll(async () => {
    house = await makeHouse()
    const folder = await handInOf(everybody)
    for (const [at, { spoil }] of spoilt.entries()) {
      const nominee = nominees[at] as Person
      await spoil(folderOf(folder, nominee), nominee.name)
    }
    const second = path.join(folderOf(folder, nominees.at(-2) as Person), '何少照2.jpg')
    await writeFile(second, await noisyJpeg(53))
    await cutShort(second)
    report = await house.run(folder)
  })

  it.each(spoilt.map((one, at) => ({ ...one, name: nominees[at]?.name ?? '' })))(
    'refuses $what in one sentence and takes the rest',
    ({ name, sentence, added }) => {
      // A refused paper is also a missing one; nothing else may be said.
      const said = saidOf(name).filter((one) => !one.startsWith(`${name}缺少`))
      expect(said).toHaveLength(1)
      const expected = sentence(name)
      if (typeof expected === 'string') expect(said[0]).toBe(expected)
      else expect(said[0]).toMatch(expected)
      expect(honoreeOf(name)).toMatchObject({ added, isComplete: false })
    },
  )

  it('counts photos that were refused as missing', () => {
    expect(saidOf('何少照')).toEqual([
      '照片“何少照2.jpg”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。',
      '何少照的工作生活照片有 2 份，应为 3 至 5 份，请补交。',
    ])
  })

  it('names a character no font has', () => {
    expect(saidOf('吕无字')).toEqual([
      '“吕无字的海报语”中的“ᠮ”在现有字库里没有字形，海报上会显示成方框，请核对用字，或联系管理员补充字库。',
    ])
  })

  it('takes whoever is whole and leaves nothing half-made', async () => {
    expect(report.honorees.map(({ name }) => name)).toEqual(everybody.map(({ name }) => name))
    expect(report.problems).toEqual([])
    expect(honoreeOf(aili.name)).toMatchObject({ added: filesEach, isComplete: true, problems: [] })
    await expectStoreMatchesRows(house)
  })
})

async function withTable(
  rows: readonly (readonly string[])[],
): Promise<{ house: House; said: string[]; names: string[] }> {
  const house = await makeHouse()
  const folder = await handIn()
  await writeTable(path.join(folder, '候选人汇总表.xlsx'), rows)
  const report = await house.run(folder)
  return { house, said: allSentences(report), names: report.honorees.map(({ name }) => name) }
}

it('refuses an unknown column, naming it and the known ones', async () => {
  const { said, house } = await withTable([
    [...columns, '血型'],
    [...rowOf(zhang, 1), 'O'],
  ])
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(
    /^表格“候选人汇总表\.xlsx”中有无法识别的列“血型”，可用的列是：姓名、推荐单位、类别、.*；请改正列名或删去该列。$/,
  )
  expect(house.records.tables.writes).toBe(0)
})

it('refuses a row that is not right and takes the others', async () => {
  const { said, names } = await withTable([
    [...columns],
    rowOf({ ...zhang, cells: { 类别: '9', '同意公开（日期）': '2021-02-30' } }, 1),
    rowOf(aili, 2),
  ])
  expect(said).toEqual([
    '表格“候选人汇总表.xlsx”第 2 行“类别”填的是“9”，应为通知所列三类之一（可填 1、2、3），请更正。',
    '表格“候选人汇总表.xlsx”第 2 行“同意公开（日期）”填的是“2021-02-30”，应为已经过去的日期，如 2021-05-10，请更正。',
  ])
  expect(names).toEqual([aili.name])
})

it('takes nobody of a unit that names two', async () => {
  const { said, names } = await withTable([
    [...columns],
    rowOf(zhang, 1),
    rowOf({ ...aili, unit: zhang.unit }, 2),
  ])
  expect(said).toEqual([
    '推荐单位“沈阳甲学会”报了 2 人（张䶮、艾力·买买提），每个单位限报一人，请只保留一人。',
  ])
  expect(names).toEqual([])
})

it('takes nobody else of a unit that has named somebody before', async () => {
  const house = await makeHouse()
  await house.run(await handIn())
  const report = await house.run(await handInOf([{ ...aili, name: '王五', unit: zhang.unit }]))
  expect(allSentences(report)).toContain(
    `推荐单位“${zhang.unit}”已推荐“${zhang.name}”，每个单位限报一人，不能再登记“王五”：改报的，请先把“${zhang.name}”移入回收站；单位有误的，请更正推荐单位。`,
  )
  expect(report.honorees.map(({ id, added }) => [id, added])).toEqual([[null, 0]])
})

it('says whose folder is in no table and whose row has no folder', async () => {
  const { said } = await withTable([[...columns], rowOf(aili, 1), rowOf({ ...zhang, name: '王五' }, 2)])
  expect(said).toEqual([
    '文件“沈阳甲学会_张䶮”对应的“张䶮”不在汇总表里，请在汇总表中补上此人，或更正文件夹名。',
    '王五缺少全部材料（没有名为“王五”的文件夹），请补交。',
  ])
})

it('says that a folder is empty, missing or without a table', async () => {
  const house = await makeHouse()
  const empty = await emptyFolder('空文件夹')
  expect(allSentences(await house.run(empty))).toEqual([
    '文件夹“空文件夹”是空的，没有可导入的材料，请放入申报材料后再试。',
  ])
  expect(allSentences(await house.run(path.join(empty, '不存在')))).toEqual([
    '找不到文件夹或压缩包“不存在”，请检查路径是否写对。',
  ])

  const folder = await handIn()
  await rm(path.join(folder, '候选人汇总表.xlsx'))
  // Folders say who; what nothing says is asked.
  const untold = await house.run(folder, { isDryRun: true })
  expect(untold.problems).toMatchObject([{ severity: 'warning', problem: { what: '“候选人汇总表.xlsx”' } }])
  expect(untold.honorees.map(({ name, unit, added }) => [name, unit, added])).toEqual([
    [aili.name, aili.unit, filesEach],
    [zhang.name, zhang.unit, filesEach],
  ])
  expect(allSentences(untold)).toContain('缺少“张䶮的人选类别”，请填写。')
  expect(house.records.tables.writes).toBe(0)

  const hollow = await handIn()
  await rename(folderOf(hollow, zhang), path.join(hollow, '..', '别处'))
  await mkdir(folderOf(hollow, zhang))
  expect(allSentences(await house.run(hollow))).toEqual([
    '文件夹“沈阳甲学会_张䶮”是空的，没有可导入的材料，请放入申报材料后再试。',
  ])
})

const jpeg = Buffer.from('not looked at')
const badZips: readonly { what: string; zip: () => Buffer; sentence: RegExp }[] = [
  {
    what: 'a ../ name',
    zip: () => zipOf([utf8('a.txt', jpeg), utf8('../逃出.txt', jpeg)]),
    sentence: /有不安全的路径“\.\.\/逃出\.txt”/,
  },
  {
    what: 'an absolute name',
    zip: () => zipOf([utf8('/etc/x.txt', jpeg)]),
    sentence: /有不安全的路径“\/etc\/x\.txt”/,
  },
  {
    what: 'a drive letter',
    zip: () => zipOf([utf8('C:/x.txt', jpeg)]),
    sentence: /有不安全的路径“C:\/x\.txt”/,
  },
  { what: 'a backslash', zip: () => zipOf([utf8('a\\..\\x.txt', jpeg)]), sentence: /有不安全的路径/ },
  {
    what: 'a link',
    zip: () => zipOf([{ ...utf8('x', Buffer.from('/etc/passwd')), isSymlink: true }]),
    sentence: /有不安全的路径“x”/,
  },
  {
    what: 'one name twice',
    zip: () => zipOf([utf8('a.txt', jpeg), utf8('a.txt', jpeg)]),
    sentence: /有不安全的路径“a\.txt”/,
  },
  {
    what: 'a bomb',
    zip: () => zipOf([{ ...utf8('a.txt', jpeg), declaredBytes: 210_000_000 }]),
    sentence: /解开后达 210\.0 MB，上限为 200\.0 MB/,
  },
  {
    what: 'a lie about its size',
    zip: () => zipOf([{ ...utf8('a.txt', Buffer.alloc(1_000_000)), declaredBytes: 10 }]),
    sentence: /^压缩包“材料\.zip”已损坏或不完整/,
  },
  {
    what: 'a wrong checksum',
    zip: () => zipOf([{ ...utf8('a.txt', Buffer.from('changed on the way')), declaredCrc: 1 }]),
    sentence: /^压缩包“材料\.zip”已损坏或不完整/,
  },
  {
    what: 'a password',
    zip: () => zipOf([{ ...utf8('a.txt', jpeg), isEncrypted: true }]),
    sentence: /设了密码，无法打开/,
  },
  {
    what: 'another packer',
    zip: () => Buffer.from('Rar!\x1a\x07\x01\x00 and so on', 'latin1'),
    sentence: /实际内容是 RAR 压缩包/,
  },
  {
    what: 'no zip at all',
    zip: () => Buffer.from('这不是压缩包'),
    sentence: /^压缩包“材料\.zip”已损坏或不完整/,
  },
]

it.each(badZips)('refuses a zip with $what as a whole', async ({ zip, sentence }) => {
  const house = await makeHouse()
  const file = path.join(await emptyFolder('收件'), '材料.zip')
  await writeFile(file, zip())
  const said = allSentences(await house.run(file))
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(sentence)
  expect(house.records.tables.writes).toBe(0)
  await expectStoreMatchesRows(house)
})

it.each([
  { what: 'UTF-8 without the flag', encode: (name: string) => Buffer.from(name) },
  { what: 'GBK', encode: gbk },
])('reads a zip with Chinese names in $what', async ({ encode }) => {
  const house = await makeHouse()
  const folder = await handIn()
  // GBK has no 䶮, so the other nominee hands in.
  await writeTable(path.join(folder, '候选人汇总表.xlsx'), [[...columns], rowOf(aili, 1)])
  const names = [
    '候选人汇总表.xlsx',
    ...(await readdir(folderOf(folder, aili))).map((name) => `${aili.unit}_${aili.name}/${name}`),
  ]
  const entries = await Promise.all(
    names.map(async (name) => ({
      name: encode(`申报材料/${name}`),
      data: await readFile(path.join(folder, name)),
    })),
  )
  const file = path.join(await emptyFolder('收件'), '材料.zip')
  await writeFile(file, zipOf(entries))
  const report = await house.run(file)
  expect(allSentences(report)).toEqual([])
  expect(report.honorees.map(({ name, added }) => [name, added])).toEqual([[aili.name, filesEach]])
  await expectStoreMatchesRows(house)
})
