/** Intake with the real readers and the real renderer, and records in memory. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { writeTable } from '../../scripts/fixtures/sample/papers.ts'
import { slugOf } from '../../src/cms/hooks/fill-slug.ts'
import { organisers2021 } from '../../src/domain/campaign.ts'
import type { Finding } from '../../src/domain/finding.ts'
import { sentence } from '../../src/domain/problem.ts'
import type { IntakeEvent } from '../../src/pipeline/intake/ports.ts'
import { type IntakeReport, intake } from '../../src/pipeline/intake.ts'
import { createFileStore } from '../../src/platform/file-store.ts'
import { documentReader } from '../../src/render/documents/document-reader.ts'
import { createRenderer } from '../../src/render/renderer.ts'
import { examineOnce } from '../fixtures/examine-once.ts'
import { columns, copyFolder, folderOf, makeHandIn, type Person, rowOf } from '../fixtures/hand-in.ts'
import { createMemoryRecords, type MemoryRecords } from '../fixtures/memory-records.ts'

export const zhang: Person = { unit: '沈阳甲学会', name: '张䶮', workplace: '沈阳甲研究所' }
export const aili: Person = { unit: '大连乙学会', name: '艾力·买买提', workplace: '大连乙研究所' }
/** Files of each in a faultless hand-in. */
export const filesEach = 9

export const now = new Date('2021-05-20T10:00:00+08:00')
const campaign = {
  year: 2021,
  title: '辽宁最美科技工作者',
  organisers: organisers2021,
  submissionsUntil: new Date('2021-05-24T00:00:00+08:00'),
}

const { examine: look, uncovered } = createRenderer({
  ffmpegPath: null,
  ffprobePath: null,
  allowsBundled: true,
})
/** Most of a test's files are those of the faultless hand-in. */
const examine = examineOnce(look)

export interface House {
  readonly records: MemoryRecords
  readonly media: string
  readonly scratch: string
  readonly events: IntakeEvent[]
  run(folder: string, options?: { isDryRun?: boolean; at?: Date }): Promise<IntakeReport>
}

let workshop = ''
let faultless: Promise<string> | null = null

/** Call once in a test file: the faultless hand-in is made for the first test that asks and copied for each. */
export function openWorkshop(): void {
  beforeAll(async () => {
    workshop = await mkdtemp(path.join(tmpdir(), 'intake-'))
    faultless = null
  })
  afterAll(() => rm(workshop, { recursive: true, force: true }))
}

async function makeFaultless(): Promise<string> {
  const folder = path.join(workshop, 'faultless')
  await makeHandIn(folder, [zhang, aili])
  return folder
}
function faultlessHandIn(): Promise<string> {
  faultless ??= makeFaultless()
  return faultless
}

/** A copy of the faultless hand-in to spoil. */
export async function handIn(): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(workshop, 'copy-')), '申报材料')
  await cp(await faultlessHandIn(), folder, { recursive: true })
  return folder
}

/** A faultless hand-in of these, of the same photos, film and scans. */
export async function handInOf(people: readonly Person[]): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(workshop, 'many-')), '申报材料')
  await mkdir(folder)
  await writeTable(path.join(folder, '候选人汇总表.xlsx'), [
    [...columns],
    ...people.map((one, at) => rowOf(one, at + 1)),
  ])
  for (const person of people)
    await copyFolder(folderOf(await faultlessHandIn(), zhang), zhang.name, folderOf(folder, person), person)
  return folder
}

/** An empty folder with this name. */
export async function emptyFolder(name: string): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(workshop, 'new-')), name)
  await mkdir(folder)
  return folder
}

export async function makeHouse(): Promise<House> {
  const root = await mkdtemp(path.join(workshop, 'house-'))
  const media = path.join(root, 'media')
  const scratch = path.join(root, 'scratch')
  await mkdir(media)
  await mkdir(scratch)
  const records = createMemoryRecords()
  const events: IntakeEvent[] = []
  return {
    records,
    media,
    scratch,
    events,
    run(folder, { isDryRun = false, at = now } = {}) {
      const ports = {
        records,
        store: createFileStore(media),
        reader: documentReader,
        examine,
        uncovered,
        slugOf,
        scratch,
        emit: (event: IntakeEvent) => {
          events.push(event)
        },
      }
      return intake({ path: folder, campaign }, ports, { isDryRun }, at)
    },
  }
}

export const sentences = (findings: readonly Finding[]): string[] =>
  findings.map(({ problem }) => sentence(problem))

/** Every sentence of a report, of the hand-in and of everybody. */
export const allSentences = ({ problems, honorees }: IntakeReport): string[] =>
  sentences([...problems, ...honorees.flatMap((one) => one.problems)])

/** What lies in the store is what the rows say, no more and no less. */
export async function expectStoreMatchesRows({ media, records, scratch }: House): Promise<void> {
  const lying = (await readdir(media, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  expect(lying.map(({ name }) => name).sort()).toEqual(
    [...new Set(records.tables.assets.map(({ storageKey }) => path.basename(storageKey)))].sort(),
  )
  for (const { storageKey, probe } of records.tables.assets)
    expect((await readFile(path.join(media, storageKey))).length).toBe(probe.bytes)
  expect(await readdir(scratch)).toEqual([])
}
