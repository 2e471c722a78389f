/** Bad input: one sentence each, the rest goes on, nothing half-made stays. */
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { writeTable } from '../../scripts/fixtures/sample/papers.ts'
import { bombJpeg, bombPng, cutShort, gbk, renamedPng, rot } from '../fixtures/bad-files.ts'
import { columns, folderOf, heavyJpeg, makeFilm, rowOf } from '../fixtures/hand-in.ts'
import { utf8, zipOf } from '../fixtures/zip.ts'
import {
  aili,
  allSentences,
  emptyFolder,
  expectStoreMatchesRows,
  filesEach,
  type House,
  handIn,
  makeHouse,
  openWorkshop,
  zhang,
} from './intake-house.ts'

openWorkshop()

/** Each spoils one file of 张䶮, beside three good photos, so that nothing else is missing. */
const spoilt: readonly {
  what: string
  spoil: (folder: string) => Promise<void>
  sentence: string | RegExp
  /** Of 张䶮's files. */
  added: number
}[] = [
  {
    what: 'a truncated photo',
    spoil: async (folder) => {
      await writeFile(path.join(folder, '张䶮4.jpg'), await heavyJpeg(50))
      await cutShort(path.join(folder, '张䶮4.jpg'))
    },
    sentence: '照片“张䶮4.jpg”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。',
    added: filesEach,
  },
  {
    what: 'a photo with rotten bytes',
    spoil: async (folder) => {
      await writeFile(path.join(folder, '张䶮4.jpg'), await heavyJpeg(51))
      await rot(path.join(folder, '张䶮4.jpg'))
    },
    sentence: '照片“张䶮4.jpg”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。',
    added: filesEach,
  },
  {
    what: 'a PNG named .jpg',
    spoil: async (folder) => writeFile(path.join(folder, '张䶮4.jpg'), await renamedPng()),
    sentence: /^文件“张䶮4\.jpg”的实际内容是 PNG.*，应为 .*，请另存为正确格式后再提交（只改扩展名无效）。$/,
    added: filesEach,
  },
  {
    what: 'an honest PNG where a JPG is asked for',
    spoil: async (folder) => writeFile(path.join(folder, '张䶮4.png'), await renamedPng()),
    sentence:
      '文件“张䶮4.png”的实际内容是 PNG 图片，应为 JPG 照片，请另存为正确格式后再提交（只改扩展名无效）。',
    added: filesEach,
  },
  {
    what: 'a photo that went through a chat program',
    spoil: (folder) => rename(path.join(folder, '张䶮_证件照.jpg'), path.join(folder, '张䶮4.jpg')),
    sentence: /^文件“张䶮4\.jpg”只有 0\.00 MB，不应小于 2\.00 MB/,
    added: filesEach - 1,
  },
  {
    what: 'an empty file',
    spoil: (folder) => writeFile(path.join(folder, '张䶮4.jpg'), ''),
    sentence: '文件“张䶮4.jpg”是空的（0 字节），请重新导出后再提交。',
    added: filesEach,
  },
  {
    what: 'a JPEG bomb',
    spoil: async (folder) => writeFile(path.join(folder, '张䶮4.jpg'), await bombJpeg()),
    sentence: /^照片“张䶮4\.jpg”声明的尺寸为 65000×65000 像素/,
    added: filesEach,
  },
  {
    what: 'a PNG bomb of 40 gigapixels',
    spoil: (folder) => writeFile(path.join(folder, '张䶮海报.png'), bombPng()),
    sentence: /^照片“张䶮海报\.png”声明的尺寸为 200000×200000 像素/,
    added: filesEach,
  },
  {
    what: 'the same photo twice',
    spoil: (folder) => copyFile(path.join(folder, '张䶮1.jpg'), path.join(folder, '张䶮4.jpg')),
    sentence: '文件“张䶮4.jpg”与“张䶮1.jpg”内容完全相同，请换成另一张照片或删去其中一个。',
    added: filesEach,
  },
  {
    what: 'a photo named by the camera',
    spoil: async (folder) => writeFile(path.join(folder, 'IMG_2034.jpg'), await heavyJpeg(52)),
    sentence: '文件名“IMG_2034.jpg”不符合要求，应为“张䶮1.jpg”这样的“姓名+序号”，请改名后再提交。',
    added: filesEach,
  },
  {
    what: 'a file of no kind',
    spoil: (folder) => writeFile(path.join(folder, '通讯录.xlsx'), 'x'),
    sentence: /^文件“通讯录\.xlsx”不属于任何一类申报材料/,
    added: filesEach,
  },
  {
    what: "somebody else's paper",
    spoil: (folder) => writeFile(path.join(folder, '艾力·买买提_廉政意见.pdf'), '%PDF-1.4 x'),
    sentence: '“艾力·买买提_廉政意见.pdf”里的姓名是“艾力·买买提”，与汇总表中的“张䶮”不一致，请核对后更正。',
    added: filesEach,
  },
  {
    what: 'a film of 3:01',
    spoil: (folder) => makeFilm(path.join(folder, '张䶮生活视频.mp4'), 181),
    sentence: '视频“张䶮生活视频.mp4”长 3 分 1 秒，不得超过 3 分 0 秒，请剪短后再提交。',
    added: filesEach,
  },
  {
    what: 'a film of another size',
    spoil: (folder) => makeFilm(path.join(folder, '张䶮生活视频.mp4'), 2, '1280x720'),
    sentence:
      '视频“张䶮生活视频.mp4”的画面为 1280×720，应为 1920×1080（横屏）或 1080×1920（竖屏），请按此尺寸重新导出。',
    added: filesEach,
  },
  {
    what: 'a truncated film',
    spoil: async (folder) => {
      await makeFilm(path.join(folder, '张䶮生活视频.mp4'), 60)
      await cutShort(path.join(folder, '张䶮生活视频.mp4'))
    },
    sentence: '视频“张䶮生活视频.mp4”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。',
    added: filesEach,
  },
  {
    what: 'a broken Word file',
    spoil: (folder) => cutShort(path.join(folder, '主要事迹.docx')),
    sentence: '文档“主要事迹.docx”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。',
    added: filesEach - 1,
  },
]

it.each(spoilt)('refuses $what in one sentence and takes the rest', async ({ spoil, sentence, added }) => {
  const house = await makeHouse()
  const folder = await handIn()
  await spoil(folderOf(folder, zhang))
  const report = await house.run(folder)
  // A refused paper is also a missing one; nothing else may be said.
  const said = allSentences(report).filter((one) => !/^张䶮缺少/.test(one))
  expect(said).toHaveLength(1)
  if (typeof sentence === 'string') expect(said[0]).toBe(sentence)
  else expect(said[0]).toMatch(sentence)
  expect(report.honorees.map((one) => [one.name, one.added])).toEqual([
    [zhang.name, added],
    [aili.name, filesEach],
  ])
  expect(report.honorees.map((one) => one.isComplete)).toEqual([false, true])
  await expectStoreMatchesRows(house)
})

it('counts photos that were refused as missing', async () => {
  const house = await makeHouse()
  const folder = await handIn()
  await cutShort(path.join(folderOf(folder, zhang), '张䶮2.jpg'))
  const report = await house.run(folder)
  expect(allSentences(report)).toEqual([
    '照片“张䶮2.jpg”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。',
    '张䶮的工作生活照片有 2 份，应为 3 至 5 份，请补交。',
  ])
})

it('names a character no font has', async () => {
  const house = await makeHouse()
  const folder = await handIn()
  const mongolian = { ...zhang, cells: { 海报语: '向光而行ᠮ' } }
  await writeTable(path.join(folder, '候选人汇总表.xlsx'), [
    [...columns],
    rowOf(mongolian, 1),
    rowOf(aili, 2),
  ])
  expect(allSentences(await house.run(folder))).toEqual([
    '“张䶮的海报语”中的“ᠮ”在现有字库里没有字形，海报上会显示成方框，请核对用字，或联系管理员补充字库。',
  ])
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
  expect(allSentences(await house.run(folder))).toEqual(['材料文件夹缺少“候选人汇总表.xlsx”，请补交。'])
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
