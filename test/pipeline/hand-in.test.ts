/** A hand-in by the browser: files wait, are judged as often as somebody looks, and are taken when somebody says so. */
import { copyFile, cp, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { slugOf } from '../../src/cms/hooks/fill-slug.ts'
import { organisers2021 } from '../../src/domain/campaign.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import type { HandIn } from '../../src/domain/hand-in.ts'
import { acceptedOf, gapsOf } from '../../src/domain/material-rules.ts'
import { sentence } from '../../src/domain/problem.ts'
import type { Result } from '../../src/domain/result.ts'
import type { FileVerdict, Verdict } from '../../src/domain/verdict.ts'
import { type HandInPorts, judge, take } from '../../src/pipeline/hand-in/judge.ts'
import { leave } from '../../src/pipeline/hand-in/leave.ts'
import { receive } from '../../src/pipeline/hand-in/receive.ts'
import { createFileStore } from '../../src/platform/file-store.ts'
import { documentReader } from '../../src/render/documents/document-reader.ts'
import { createRenderer } from '../../src/render/renderer.ts'
import { examineOnce } from '../fixtures/examine-once.ts'
import { folderOf, heavyJpeg, makeHandIn, type Person } from '../fixtures/hand-in.ts'
import { createMemoryRecords } from '../fixtures/memory-records.ts'
import { utf8, zipOf } from '../fixtures/zip.ts'

const zhang: Person = { unit: '沈阳甲学会', name: '张䶮', workplace: '沈阳甲研究所' }
const now = new Date('2021-05-20T10:00:00+08:00')
const renderer = createRenderer({ ffmpegPath: null, ffprobePath: null, allowsBundled: true })

const examine = examineOnce(renderer.examine)

let workshop: string
let faultless: string
beforeAll(async () => {
  workshop = await mkdtemp(path.join(tmpdir(), 'hand-in-'))
  faultless = path.join(workshop, 'faultless')
  await makeHandIn(faultless, [zhang])
})
afterAll(() => rm(workshop, { recursive: true, force: true }))

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(sentence(result.problem))
  return result.value
}

async function openRoom(only: HandIn['only'] = null, freeBytes = () => Number.MAX_SAFE_INTEGER) {
  const root = await mkdtemp(path.join(workshop, 'room-'))
  const media = path.join(root, 'media')
  const records = createMemoryRecords()
  const campaignId = await records.ensureCampaign({
    year: 2021,
    title: '辽宁最美科技工作者',
    organisers: organisers2021,
    submissionsUntil: new Date('2021-05-24T00:00:00+08:00'),
  })
  const { uncovered } = renderer
  const store = { ...createFileStore(media), hasRoom: async (bytes = 0) => bytes <= freeBytes() }
  const scratch = path.join(root, 'scratch')
  const ports: HandInPorts = {
    records,
    store,
    reader: documentReader,
    examine,
    uncovered,
    slugOf,
    scratch,
    emit: () => {},
  }
  let arrivals = 0
  const openHandIn = async (whose: HandIn['only']) => {
    const id = await records.openHandIn({
      campaignId,
      only: whose,
      told: [],
      openedBy: 'users:1',
      openedAt: now,
    })
    const room = {
      records,
      media,
      /** Another hand-in of the same campaign. */
      beside: openHandIn,
      handIn: async () => (await records.handIn(id)) as HandIn,
      verdict: async () => done(await judge(await room.handIn(), ports, now)),
      take: async (chosen: readonly string[] | null = null) =>
        done(await take(await room.handIn(), chosen, ports, now)),
      files: () => records.handInFiles([id]),
      async arrive(file: string, below: string, arrival = `a${++arrivals}`) {
        const half = path.join(root, `half-${arrival}`)
        await copyFile(file, half)
        const at = new Date(now.getTime() + arrivals)
        await receive({ handInId: id, id: arrival, path: below, file: half }, { ...ports, store }, at)
      },
      /** Every file of a folder, below this name. */
      async arriveAll(folder: string, below = '') {
        for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
          if (entry.isFile()) {
            const file = path.join(entry.parentPath, entry.name)
            await room.arrive(file, `${below}${path.relative(folder, file)}`)
          }
      },
      aside: async (fileId: string) => {
        const file = (await room.files()).find((one) => one.id === fileId)
        return file ? leave(file, 'aside', { records, store }) : false
      },
      waiting: async () =>
        (
          await readdir(path.join(media, 'incoming'), { recursive: true, withFileTypes: true }).catch(
            () => [],
          )
        ).filter((entry) => entry.isFile()),
      id,
    }
    return room
  }
  return openHandIn(only)
}

const black = { channels: 3, background: { r: 0, g: 0, b: 0 } } as const
const texts = (remarks: readonly { text: string }[]): string[] => remarks.map(({ text }) => text)
const allFiles = ({ people, strangers }: Verdict): readonly FileVerdict[] => [
  ...people.flatMap(({ files }) => files),
  ...strangers,
]
const copy = async (): Promise<string> => {
  const folder = path.join(await mkdtemp(path.join(workshop, 'copy-')), '申报材料')
  await cp(faultless, folder, { recursive: true })
  return folder
}

it('shows what would be taken, takes it, and leaves nothing waiting', async () => {
  const room = await openRoom()
  await room.arriveAll(faultless)
  const verdict = await room.verdict()
  expect(verdict.strangers).toEqual([])
  expect(verdict.people).toHaveLength(1)
  expect(verdict.people[0]).toMatchObject({ name: '张䶮', unit: '沈阳甲学会', honoreeId: null, asks: [] })
  expect(allFiles(verdict).map(({ state }) => state)).toEqual(Array(9).fill('new'))
  expect(new Set(allFiles(verdict).map(({ takenFor }) => takenFor))).toEqual(
    new Set(['推荐表', '主要事迹', '廉政意见', '证件照（小2寸）', '生活工作照', '视频']),
  )
  expect(room.records.tables.assets).toEqual([])

  expect(await room.take()).toEqual({ added: 9, refused: 0, waiting: 0, replaced: 0 })
  expect(room.records.tables.assets).toHaveLength(9)
  expect((await room.files()).map(({ state }) => state)).toEqual(Array(10).fill('taken'))
  expect(await room.waiting()).toEqual([])
  expect(await room.take()).toEqual({ added: 0, refused: 0, waiting: 0, replaced: 0 })
})

it('keeps what is refused in sight, takes the rest, and takes the better file that comes in its place', async () => {
  const room = await openRoom()
  const folder = await copy()
  const person = folderOf(folder, zhang)
  await rename(path.join(person, '张䶮_证件照.jpg'), path.join(person, '张䶮4.jpg'))
  await room.arriveAll(folder)
  const [refused] = allFiles(await room.verdict()).filter(({ state }) => state === 'refused')
  expect(refused).toMatchObject({ path: '沈阳甲学会_张䶮/张䶮4.jpg', takenFor: '生活工作照' })
  expect(texts(refused?.remarks ?? [])).toEqual([expect.stringMatching(/^文件“张䶮4\.jpg”只有 \d+ KB/)])

  expect(await room.take()).toEqual({ added: 8, refused: 1, waiting: 0, replaced: 0 })
  const left = (await room.files()).filter(({ state }) => state !== 'taken')
  expect(left).toEqual([expect.objectContaining({ state: 'refused', path: '沈阳甲学会_张䶮/张䶮4.jpg' })])
  expect(left[0]?.problems).toEqual([expect.objectContaining({ kind: 'file-too-small' })])

  const better = path.join(folder, 'better.jpg')
  await writeFile(better, await heavyJpeg(77))
  await room.arrive(better, '沈阳甲学会_张䶮/张䶮4.jpg')
  expect(allFiles(await room.verdict()).map(({ state }) => state)).toEqual(['new'])
  expect(await room.take()).toEqual({ added: 1, refused: 0, waiting: 0, replaced: 0 })
  expect(await room.waiting()).toEqual([])
})

it('does without a table: folders say who, and what they do not say is asked', async () => {
  const room = await openRoom()
  const folder = await copy()
  await rm(path.join(folder, '候选人汇总表.xlsx'))
  await room.arriveAll(folder)
  const verdict = await room.verdict()
  expect(verdict.people).toMatchObject([
    { unit: '沈阳甲学会', name: '张䶮', asks: ['category', 'workplace', 'position', 'summary'] },
  ])
  expect(texts(verdict.remarks)).toEqual([expect.stringContaining('候选人汇总表.xlsx')])
  expect(verdict.remarks[0]?.severity).toBe('warning')

  await room.records.tell(room.id, [
    {
      unit: '沈阳甲学会',
      name: '张䶮',
      category: 'economy',
      workplace: '沈阳甲研究所',
      position: '研究员',
      summary: '二十年。',
    },
  ])
  expect((await room.verdict()).people[0]?.asks).toEqual([])
  expect(await room.take()).toEqual({ added: 9, refused: 0, waiting: 0, replaced: 0 })
  expect(room.records.tables.honorees).toMatchObject([
    { name: '张䶮', nominatedBy: '沈阳甲学会', category: 'economy', workplace: '沈阳甲研究所' },
  ])
})

it('knows somebody by the files in a folder, and asks for the unit before anything is taken', async () => {
  const room = await openRoom()
  await room.arriveAll(folderOf(faultless, zhang), '张䶮/')
  expect((await room.verdict()).people).toMatchObject([{ unit: '', name: '张䶮' }])
  expect(await room.take()).toEqual({ added: 0, refused: 0, waiting: 9, replaced: 0 })
  expect(room.records.tables.honorees).toEqual([])
  await room.records.tell(room.id, [
    {
      unit: '沈阳甲学会',
      name: '张䶮',
      category: null,
      workplace: '沈阳甲研究所',
      position: '',
      summary: '',
    },
  ])
  expect(await room.take()).toEqual({ added: 9, refused: 0, waiting: 0, replaced: 0 })
})

it('gives a supplement to whoever is recorded, by folder, by file name, or because it is handed in for them alone', async () => {
  const room = await openRoom()
  await room.arriveAll(faultless)
  await room.take()
  const photo = path.join(workshop, 'photo.jpg')
  for (const [seed, below] of [
    [81, '张䶮/张䶮5.jpg'],
    [82, '张䶮6.jpg'],
  ] as const) {
    await writeFile(photo, await heavyJpeg(seed))
    await room.arrive(photo, below)
  }
  const verdict = await room.verdict()
  // Nothing of what they handed in before is missing now.
  expect(texts(verdict.people[0]?.remarks ?? [])).toEqual([])
  expect(await room.take()).toEqual({ added: 2, refused: 0, waiting: 0, replaced: 0 })

  const own = await openRoom({ unit: '沈阳甲学会', name: '张䶮' })
  await own.arriveAll(folderOf(faultless, zhang))
  expect((await own.verdict()).people).toMatchObject([{ name: '张䶮', unit: '沈阳甲学会' }])
  expect(allFiles(await own.verdict())).toHaveLength(9)
})

it('takes what somebody says a file is over its name', async () => {
  const room = await openRoom({ unit: '沈阳甲学会', name: '张䶮' })
  const photo = path.join(workshop, 'IMG_2034.jpg')
  await writeFile(photo, await heavyJpeg(90))
  await room.arrive(photo, 'IMG_2034.jpg')
  const [file] = allFiles(await room.verdict())
  expect(file).toMatchObject({ state: 'new', takenFor: '生活工作照' })
  expect(texts(file?.remarks ?? [])).toEqual([expect.stringMatching(/将作为生活工作照收下.*改选/)])
  await room.records.changeHandInFile(file?.id ?? '', ['received'], { declared: 'poster' })
  expect(allFiles(await room.verdict())).toMatchObject([
    { state: 'new', takenFor: '成品海报', declared: 'poster', remarks: [] },
  ])
})

it('counts a scan for the paper somebody says it is, before and after it is taken', async () => {
  const folder = await copy()
  const own = folderOf(folder, zhang)
  const pdf = (await readdir(own)).find((name) => name.includes('推荐表') && name.endsWith('.pdf')) ?? ''
  await rename(path.join(own, pdf), path.join(own, '廉洁 扫描件.pdf'))
  const room = await openRoom()
  await room.arriveAll(folder)
  const missing = async () =>
    (await room.verdict()).people
      .flatMap(({ remarks }) => texts(remarks))
      .filter((text) => /缺少推荐表/.test(text))
  expect(await missing()).toEqual([expect.stringMatching(/盖章 PDF 版/)])
  const scan = allFiles(await room.verdict()).find(({ path: at }) => at.endsWith('扫描件.pdf'))
  await room.records.changeHandInFile(scan?.id ?? '', ['received'], { declared: 'form' })
  expect(await missing()).toEqual([])
  expect(allFiles(await room.verdict()).find(({ id }) => id === scan?.id)).toMatchObject({
    state: 'new',
    takenFor: '推荐表',
  })
  await room.take()
  const [person] = await room.records.honorees((await room.handIn()).campaignId)
  const assets = await room.records.assetsOf(person?.id ?? '')
  expect(assets.map(({ fileName }) => fileName)).toContain('推荐表_廉洁 扫描件.pdf')
  expect(
    gapsOf('张䶮', acceptedOf(assets), rules2021).map(({ problem }) => sentence(problem)),
  ).not.toContainEqual(expect.stringMatching(/推荐表|廉政/))
})

it('sends nobody to a choice of people where there are none yet', async () => {
  const room = await openRoom()
  const photo = path.join(workshop, 'nobody.jpg')
  await writeFile(photo, await heavyJpeg(94))
  await room.arrive(photo, 'DSC_1.jpg')
  await room.arrive(photo, '照片/DSC_2.jpg')
  const verdict = await room.verdict()
  expect(verdict.choices).toEqual([])
  const nobody = expect.stringMatching(/还没有人选，请放进“推荐单位_姓名”文件夹/)
  expect(verdict.strangers.map(({ remarks }) => texts(remarks))).toEqual([[nobody], [nobody]])
  expect(verdict.remarks).toMatchObject([{ severity: 'warning', text: expect.stringMatching(/汇总表/) }])
  // What was kept of a refusal follows whoever comes.
  await room.take()
  await room.arriveAll(faultless)
  await room.take()
  const still = (await room.verdict()).strangers.find(({ path: at }) => at === 'DSC_1.jpg')
  expect(texts(still?.remarks ?? [])).toEqual([expect.stringMatching(/请在这里选定人选/)])
})

it('asks what a photograph is whose name and shape leave it open, and says first what no name mends', async () => {
  const own = await openRoom({ unit: '沈阳甲学会', name: '张䶮' })
  const idPhoto = path.join(folderOf(faultless, zhang), '张䶮_证件照.jpg')
  await own.arrive(idPhoto, 'mmexport1.jpg')
  const small = path.join(workshop, 'small.jpg')
  await writeFile(
    small,
    await sharp({ create: { ...black, width: 640, height: 480 } })
      .jpeg()
      .toBuffer(),
  )
  await own.arrive(small, '微信图片_1.jpg')
  const empty = path.join(workshop, 'empty.docx')
  await writeFile(empty, '')
  await own.arrive(empty, '空.docx')
  const said = Object.fromEntries(
    allFiles(await own.verdict()).map(({ path: file, state, remarks }) => [file, [state, ...texts(remarks)]]),
  )
  expect(said).toEqual({
    'mmexport1.jpg': ['refused', expect.stringMatching(/请选定它的用途/)],
    '微信图片_1.jpg': ['refused', expect.stringMatching(/只有 \d+ KB，不应小于 2\.00 MB/)],
    '空.docx': ['refused', expect.stringMatching(/是空的/)],
  })

  // In a folder the name must say it.
  const room = await openRoom()
  const photo = path.join(workshop, 'IMG_7.jpg')
  await writeFile(photo, await heavyJpeg(95))
  await room.arrive(photo, '沈阳甲学会_张䶮/IMG_7.jpg')
  expect(allFiles(await room.verdict())).toMatchObject([{ state: 'refused', takenFor: null }])
})

it('ends a refusal with the file that comes in its place, by name or purpose, in whichever hand-in it waits', async () => {
  const room = await openRoom()
  const folder = await copy()
  const person = folderOf(folder, zhang)
  await writeFile(path.join(person, '张䶮3.jpg'), 'no photo')
  await writeFile(path.join(person, '主要事迹.docx'), 'no document')
  await writeFile(path.join(person, '张䶮_证件照.jpg'), 'no photo')
  await room.arriveAll(folder)
  expect(await room.take()).toEqual({ added: 6, refused: 3, waiting: 0, replaced: 0 })

  const own = folderOf(faultless, zhang)
  // By name beside the folder, and by purpose under another.
  const better = path.join(folder, 'better.jpg')
  await writeFile(better, await heavyJpeg(78))
  await room.arrive(better, '张䶮3.jpg')
  await room.arrive(path.join(own, '主要事迹.docx'), '张䶮/张䶮事迹（定稿）.docx')
  expect(await room.take()).toEqual({ added: 2, refused: 1, waiting: 0, replaced: 2 })
  const refused = async () => (await room.files()).filter(({ state }) => state === 'refused')
  expect((await refused()).map(({ path: file }) => path.basename(file))).toEqual(['张䶮_证件照.jpg'])
  const aside = (await room.files()).filter(({ state }) => state === 'aside')
  expect(aside.flatMap(({ problems }) => problems.map(sentence)).sort()).toEqual([
    '退回的“主要事迹.docx”已由“张䶮事迹（定稿）.docx”替换。',
    '退回的“张䶮3.jpg”已由“张䶮3.jpg”替换。',
  ])
  // The table came with the first drop.
  expect(texts((await room.verdict()).remarks)).toEqual([])

  const other = await room.beside({ unit: '沈阳甲学会', name: '张䶮' })
  await other.arrive(path.join(own, '张䶮_证件照.jpg'), '张䶮_证件照.jpg')
  expect(await other.take()).toEqual({ added: 1, refused: 0, waiting: 0, replaced: 1 })
  expect(await refused()).toEqual([])
  expect(await room.waiting()).toEqual([])
  const notes = room.records.tables.events.filter(({ kind }) => kind === 'refusal-replaced')
  expect(notes.map(({ subject, note }) => [subject.title, note])).toContainEqual([
    '张䶮',
    '退回的“张䶮_证件照.jpg”已由“张䶮_证件照.jpg”替换。',
  ])
})

it('says once of a refused photograph what is wrong, not also that it is missing', async () => {
  const room = await openRoom()
  const folder = await copy()
  await writeFile(path.join(folderOf(folder, zhang), '张䶮3.jpg'), 'no photo')
  await room.arriveAll(folder)
  const [person] = (await room.verdict()).people
  expect(texts(person?.remarks ?? [])).toEqual([])
  const [gone] = person?.files.filter(({ state }) => state === 'refused') ?? []
  await room.aside(gone?.id ?? '')
  const tooFew = [expect.stringMatching(/照片有 2 份，应为 3 至 5 份/)]
  const [after] = (await room.verdict()).people
  expect(texts(after?.remarks ?? [])).toEqual(tooFew)

  // Once the others are taken, the board says it too.
  const taken = await openRoom()
  await taken.arriveAll(folder)
  await taken.take()
  const [left] = (await taken.verdict()).people
  expect([left?.files.map(({ state }) => state), texts(left?.remarks ?? [])]).toEqual([['refused'], tooFew])
})

it('gives a stranger’s file to whom somebody says', async () => {
  const room = await openRoom()
  await room.arriveAll(faultless)
  await room.take()
  const photo = path.join(workshop, 'given.jpg')
  await writeFile(photo, await heavyJpeg(96))
  await room.arrive(photo, '路人/DSC_9.jpg')
  const before = await room.verdict()
  expect(before.choices).toEqual([{ unit: '沈阳甲学会', name: '张䶮' }])
  const [stranger] = before.strangers
  await room.records.changeHandInFile(stranger?.id ?? '', ['received'], {
    person: { unit: '沈阳甲学会', name: '张䶮' },
    declared: 'work-photo',
  })
  const verdict = await room.verdict()
  expect([verdict.strangers, verdict.people[0]?.files.map(({ state }) => state)]).toEqual([[], ['new']])
  expect(await room.take()).toMatchObject({ added: 1 })
})

it('wonders about deeds in which the person never stands, and takes them', async () => {
  const room = await openRoom()
  const deeds = path.join(folderOf(faultless, zhang), '主要事迹.docx')
  await room.arrive(deeds, '大连乙学会_李若水/主要事迹.docx')
  const [file] = allFiles(await room.verdict())
  expect([file?.state, ...texts(file?.remarks ?? [])]).toEqual([
    'new',
    expect.stringMatching(/全文没有出现“李若水”/),
  ])
})

it('opens a zip where it arrives, and says what a bad one is', async () => {
  const room = await openRoom()
  const zip = path.join(workshop, '材料.zip')
  await writeFile(zip, zipOf([utf8('沈阳甲学会_张䶮/张䶮1.jpg', await heavyJpeg(91))]))
  await room.arrive(zip, '材料.zip')
  await writeFile(zip, 'no zip at all')
  await room.arrive(zip, '坏的.zip')
  const verdict = await room.verdict()
  expect(verdict.people).toMatchObject([{ name: '张䶮', files: [{ state: 'new' }] }])
  expect(verdict.strangers).toMatchObject([{ path: '坏的.zip', state: 'refused' }])
  expect(texts(verdict.strangers[0]?.remarks ?? []).join()).toMatch(/“坏的\.zip”/)
})

it('unpacks a zip only where all of it has room, and takes it once there is', async () => {
  let free = 3_000_000
  const room = await openRoom(null, () => free)
  const zip = path.join(workshop, '两张.zip')
  const photos = [1, 2].map(async (n) => utf8(`沈阳甲学会_张䶮/张䶮${n}.jpg`, await heavyJpeg(n)))
  await writeFile(zip, zipOf(await Promise.all(photos)))
  await room.arrive(zip, '两张.zip')
  const [refused] = (await room.verdict()).strangers
  expect([refused?.path, refused?.state]).toEqual(['两张.zip', 'refused'])
  expect(texts(refused?.remarks ?? []).join()).toMatch(/“两张\.zip”没有保存：.*空间/)
  expect((await room.waiting()).map(({ name }) => name)).toHaveLength(1)

  free = 30_000_000
  await room.arrive(zip, '两张.zip')
  expect((await room.verdict()).people).toMatchObject([{ name: '张䶮', files: [{}, {}] }])
  expect((await room.verdict()).strangers).toEqual([])
})

it('says of every file that is nobody’s why, and takes only what was chosen', async () => {
  const room = await openRoom()
  await room.arriveAll(faultless)
  const photo = path.join(workshop, 'stray.jpg')
  await writeFile(photo, await heavyJpeg(92))
  await room.arrive(photo, 'DSC_0001.jpg')
  await room.arrive(photo, '路人/DSC_0002.jpg')
  const verdict = await room.verdict()
  expect(verdict.strangers.map(({ path: file, remarks }) => [file, remarks.length])).toEqual([
    ['DSC_0001.jpg', 1],
    ['路人/DSC_0002.jpg', 1],
  ])
  const chosen = verdict.people[0]?.files.find(({ path: file }) => file.endsWith('张䶮1.jpg'))
  expect(await room.take([chosen?.id ?? ''])).toEqual({ added: 1, refused: 0, waiting: 0, replaced: 0 })
  expect(room.records.tables.assets).toHaveLength(1)
  expect(await room.aside(verdict.strangers[0]?.id ?? '')).toBe(true)
  expect((await room.verdict()).strangers).toHaveLength(1)
})

it('keeps one of two that arrive under one name, and the same arrival once', async () => {
  const room = await openRoom()
  const photo = path.join(workshop, 'twice.jpg')
  await writeFile(photo, await heavyJpeg(93))
  await room.arrive(photo, '沈阳甲学会_张䶮/张䶮1.jpg', 'same')
  await room.arrive(photo, '沈阳甲学会_张䶮/张䶮1.jpg', 'same')
  expect(await room.files()).toHaveLength(1)
  await room.arrive(photo, '沈阳甲学会_张䶮/张䶮1.jpg')
  expect((await room.files()).map(({ state }) => state)).toEqual(['aside', 'received'])
  expect(await room.waiting()).toHaveLength(1)
})
