/** A disk without space, a real one: what senders, monitors and the worker make of it, and what comes back by itself. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { storageFault } from '../../src/domain/storage-fault.ts'
import { createFileStore } from '../../src/platform/file-store.ts'
import { FfmpegFailed, runFfmpeg } from '../../src/render/ffmpeg-run.ts'
import { findTools } from '../../src/render/ffmpeg-tools.ts'
import { openStudio, type Studio } from '../cms/databases.ts'
import { makePhoto } from '../cms/photo.ts'
import { sampleCampaign, sampleHonoree } from '../cms/samples.ts'
import { signIn } from '../cms/staff.ts'
import { openHouse } from '../delivery/house.ts'
import { mountSmallDisk } from '../fixtures/small-disk.ts'
import { uploadForm } from '../fixtures/upload.ts'
import { openPaperHouse } from '../pipeline/paper-house.ts'

const disk = mountSmallDisk(64)
const usual = process.env.TMPDIR

beforeAll(() => {
  // Every house of the tests opens its folder there.
  if (disk) process.env.TMPDIR = disk.folder
})
afterAll(async () => {
  if (usual === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usual
  disk?.close()
})

it.each([
  [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'full'],
  [new Error('query failed', { cause: Object.assign(new Error('x'), { code: 'SQLITE_FULL' }) }), 'full'],
  [new Error('a.jpg: write error\nsystem error: No space left on device'), 'full'],
  [Object.assign(new Error('x'), { code: 'EIO' }), 'broken'],
  [Object.assign(new Error('x'), { code: 'ENOENT' }), null],
  [new Error('Invalid data found when processing input'), null],
  ['no error', null],
])('tells %o: %s', (error, expected) => {
  expect(storageFault(error)).toBe(expected)
})

describe.skipIf(!disk)('a full disk', () => {
  const fill = () => disk?.fill()
  const empty = () => disk?.empty()

  describe('for staff', () => {
    let studio: Studio
    let honoreeId: string
    let token: string
    const noSpace = '没有保存：服务器的存储空间已满，请联系管理员处理后再提交，内容不必改动。'

    beforeAll(async () => {
      studio = await openStudio('SQLite')
      token = await signIn(studio, 'editor')
      const campaignId = await studio.records.ensureCampaign(sampleCampaign)
      honoreeId = (await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})).id
    })
    afterAll(() => studio.close())

    async function upload(fileName: string): Promise<{ status: number; sentence: string | undefined }> {
      const form = uploadForm(await makePhoto(320, 240, 'jpeg'), fileName, { honoree: honoreeId })
      const response = await studio.request('POST', '/api/assets', { token, form })
      const { errors } = (await response.json()) as { errors?: { message: string }[] }
      return { status: response.status, sentence: errors?.[0]?.message }
    }

    it('refuses an upload that would take the last room, by name', async () => {
      expect(await upload('李明.jpg')).toEqual({ status: 507, sentence: `文件“李明.jpg”${noSpace}` })
    })

    it('says so where space ends under way, keeps nothing of it, and takes the file when there is space', async () => {
      Object.assign(studio.store, { hasRoom: createFileStore(studio.folder, 0).hasRoom })
      fill()
      const before = await studio.records.assetsOf(honoreeId)
      const { status, sentence } = await upload('李明.jpg')
      expect(status).toBe(507)
      expect(sentence).toContain(noSpace)
      expect(await readdir(path.join(studio.folder, 'work', 'uploads'))).toEqual([])
      expect(await studio.records.assetsOf(honoreeId)).toEqual(before)
      empty()
      expect((await upload('李明.jpg')).status).toBe(201)
    })

    it('says so of words that the database cannot store', async () => {
      fill()
      const save = (n: number) =>
        studio.request('POST', '/api/units', { token, body: { name: `${n}${'长'.repeat(39_000)}` } })
      let response = await save(0)
      // The database's journal has pages of its own to give before it asks the disk.
      for (let n = 1; response.status === 201 && n < 200; n += 1) response = await save(n)
      empty()
      expect([response.status, await response.json()]).toEqual([
        507,
        { errors: [{ message: `内容${noSpace}` }] },
      ])
    })
  })

  it('is told to a monitor, while what is there is served', async () => {
    const house = await openHouse()
    const health = await house.get('/healthz')
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { ok: true, degraded: true, disk: 'full', store: 'ok' },
    ])
    await house.close()
  })

  describe('for the worker', () => {
    beforeEach(() => empty())

    it('is what sharp and ffmpeg ran into, not a fault of the material', async () => {
      fill()
      const pixels = { create: { width: 900, height: 900, channels: 3 as const, background: '#246' } }
      const still = sharp(pixels)
        .png({ compressionLevel: 0 })
        .toFile(path.join(disk?.folder ?? '', 'a.png'))
      expect(storageFault(await still.catch((error: unknown) => error))).toBe('full')
      const tools = await findTools({ ffmpegPath: null, ffprobePath: null, allowsBundled: true })
      const film = runFfmpeg({
        ffmpeg: tools.ffmpeg,
        inputs: [{ file: 'testsrc2=size=1280x720:duration=2', options: ['-f', 'lavfi'] }],
        filter: null,
        outputs: [{ file: path.join(disk?.folder ?? '', 'a.mp4'), options: ['-c:v', 'libx264'] }],
        logLevel: 'error',
        timeoutMs: 120_000,
        niceness: 0,
        signal: null,
      })
      const failure = await film.catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(FfmpegFailed)
      expect(storageFault(failure)).toBe('full')
    })

    it('fails no material: what was not made waits for space and returns by itself, uncounted', async () => {
      const house = await openPaperHouse({ reserve: 1, onCrash: () => {} })
      const { assets } = house.records.tables
      // What is expected of a film's master alone is more than this disk.
      assets.splice(0, assets.length, ...assets.filter(({ probe }) => probe.kind !== 'film'))
      fill()
      for (let round = 0; round < 4; round += 1) await house.settle()
      const rows = () => [...house.records.tables.variants.values()]
      expect(rows().length).toBeGreaterThan(3)
      for (const row of rows())
        expect(row).toMatchObject({
          state: 'failed',
          attempts: 0,
          problem: { kind: 'output-unsaved', fault: 'full' },
        })
      empty()
      await house.settle()
      expect(new Set(rows().map(({ state }) => state))).toEqual(new Set(['done']))
    })

    it('renders nothing again and again where there is room, but not for what is to be made', async () => {
      const house = await openPaperHouse({ reserve: 1, onCrash: () => {} })
      fill()
      await house.settle()
      disk?.leave(300_000)
      expect(await house.store.hasRoom()).toBe(true)
      const { writes } = house.records.tables
      await house.settle()
      await house.settle()
      expect(house.records.tables.writes).toBe(writes)
      expect([...house.records.tables.variants.values()].map(({ state }) => state)).not.toContain('done')
    })
  })
})
