/** The demo's sample hand-in: whole, importable, incomplete exactly where it means to be. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { people } from '../../scripts/fixtures/sample/people.ts'
import { makeSampleCampaign } from '../../scripts/fixtures/sample-campaign.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { lengthOf, lengthOfBlocks } from '../../src/domain/text.ts'
import { uncovered } from '../../src/render/fonts.ts'
import { holdsGps } from '../render/exif.ts'
import { allSentences, expectStoreMatchesRows, makeHouse, openWorkshop } from './intake-house.ts'

openWorkshop()
let root = ''
let folder = ''
// Drawing and encoding all of it takes a minute of CPU, which two busy cores may stretch.
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sample-'))
  folder = path.join(root, 'sample')
  await mkdir(path.join(root, 'sample.killed.part'))
  await makeSampleCampaign(folder, { secondsPerShot: 0.2, longSide: 2_900 })
}, 900_000)
afterAll(() => rm(root, { recursive: true, force: true }))

it('is whole under its name, with nothing left beside it, and is not made twice', async () => {
  expect(await readdir(root)).toEqual(['sample'])
  const photo = path.join(folder, `${people[0]?.unit}_${people[0]?.name}`, `${people[0]?.name}1.jpg`)
  const before = await stat(photo)
  await makeSampleCampaign(folder)
  expect((await stat(photo)).mtimeMs).toBe(before.mtimeMs)
})

it('holds texts as the notice wants them, in characters posters can draw', () => {
  for (const { deeds, summary, name, motto, workplace, position } of people) {
    expect(lengthOfBlocks(deeds.map((text) => ({ kind: 'paragraph', text })))).toBeGreaterThan(600)
    expect(lengthOfBlocks(deeds.map((text) => ({ kind: 'paragraph', text })))).toBeLessThanOrEqual(1500)
    expect(lengthOf(summary)).toBeLessThanOrEqual(300)
    expect(uncovered([name, motto, workplace, position, summary, ...deeds].join(''))).toEqual([])
  }
})

it('is imported with the one gap it means to show', async () => {
  const house = await makeHouse()
  const report = await house.run(folder, { at: new Date('2026-05-01T00:00:00+08:00') })
  const recorded = house.records.tables.honorees
  // The workshop's campaign closed in 2021.
  expect(allSentences(report)).toHaveLength(1)
  expect(recorded).toEqual([])

  house.records.tables.campaigns.push({
    id: 'campaign',
    year: 2021,
    title: '辽宁最美科技工作者',
    organisers: [],
    submissionsUntil: new Date('2026-06-01T00:00:00+08:00'),
    unusedChannels: [],
    rules: rules2021,
    isDemo: true,
  })
  const imported = await house.run(folder, { at: new Date('2026-05-01T00:00:00+08:00') })
  expect(allSentences(imported)).toEqual([
    '照片“周行远2.jpg”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。',
    '周行远的工作生活照片有 1 份，应为 3 至 5 份，请补交。',
    '周行远缺少视频（MP4 或 MOV），请补交。',
  ])
  expect(imported.honorees.map(({ name, isComplete }) => [name, isComplete])).toEqual(
    people.map(({ name, isIncomplete }) => [name, !isIncomplete]),
  )
  const { assets } = house.records.tables
  const films = assets.flatMap(({ probe }) =>
    probe.kind === 'film' ? [`${probe.width}×${probe.height} ${probe.fps} ${probe.hasAudio}`] : [],
  )
  expect(films.sort()).toEqual([
    '1080×1920 30 true',
    '1080×1920 30 true',
    '1920×1080 25 true',
    '1920×1080 25 true',
    '1920×1080 30 true',
  ])
  // The second photo of each carries a position and lies on its side, for publication to prove both are taken off.
  const second = assets.filter(({ role, order }) => role === 'work-photo' && order === 2)
  expect(second).toHaveLength(4)
  for (const { probe, storageKey } of second) {
    expect(probe).toMatchObject({ kind: 'image', width: 2900, height: 2175 })
    expect(await holdsGps(path.join(house.media, storageKey))).toBe(true)
  }
  await expectStoreMatchesRows(house)
})

it('opens as real office files', async () => {
  const own = path.join(folder, `${people[2]?.unit}_${people[2]?.name}`)
  const pdf = await readFile(path.join(own, '廉政意见.pdf'))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  // The cross-reference table is where the trailer says, and its offsets hit their objects.
  const text = pdf.toString('latin1')
  const at = Number(/startxref\n(\d+)/.exec(text)?.[1])
  expect(text.slice(at, at + 4)).toBe('xref')
  const offsets = [...text.slice(at).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset))
  expect(offsets.map((offset, index) => text.startsWith(`${index + 1} 0 obj`, offset))).toEqual(
    offsets.map(() => true),
  )
})
