/** The whole story on real media: a folder is handed in, a reader reads the feed, an operator unpacks the posters. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import RssParser from 'rss-parser'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realMedia } from '../../scripts/fixtures/real-media.ts'
import { writeTable } from '../../scripts/fixtures/sample/papers.ts'
import type { Server } from '../../src/server.ts'

const run = promisify(execFile)
const port = 32_000 + (process.pid % 20_000)
const base = `http://127.0.0.1:${port}`
const hasTool = (name: string): Promise<boolean> =>
  run('sh', ['-c', `command -v ${name}`]).then(
    () => true,
    () => false,
  )

let folder: string
let server: Server
let token: string
let ffmpeg: string
let ffprobe: string

/** One nominee with real photographs and a real film, and one whose only photograph is cut off in the middle. */
async function writeMaterials(materials: string): Promise<void> {
  const media = await realMedia()
  console.log(`story: media from ${media.source}`)
  const about =
    '他扎根一线二十年，带领团队解决了一批关键技术难题，成果在全省推广应用。他常说，论文要写在大地上。'
  await mkdir(materials, { recursive: true })
  await writeTable(path.join(materials, '候选人汇总表.xlsx'), [
    [
      '姓名',
      '推荐单位',
      '类别',
      '工作单位',
      '职务职称',
      '研究领域',
      '海报语',
      '事迹简介',
      '同意公开（日期）',
      '手机',
      '身份证号',
    ],
    [
      '王翀',
      '沈阳市科学技术协会',
      '1',
      '某天文台',
      '研究员',
      '天体物理',
      '仰望星空，脚踏实地',
      about,
      '2026-01-05',
      '13800138000',
      '210102197001011234',
    ],
    [
      '赵喆',
      '大连市科学技术协会',
      '2',
      '某医院',
      '主任医师',
      '内科学',
      '',
      about,
      '2026-01-05',
      '13900139000',
      '',
    ],
  ])
  const own = path.join(materials, '沈阳市科学技术协会_王翀')
  await mkdir(own)
  await writeFile(path.join(own, '主要事迹.txt'), Array.from({ length: 20 }, () => about).join('\n'))
  const photos = [...media.landscapePhotos, ...media.portraitPhotos].slice(0, 3)
  for (const [at, photo] of photos.entries()) {
    const file = path.join(own, `王翀${at + 1}.jpg`)
    // Cameras write where the picture was taken and how the camera was held; both must be gone from every variant.
    await sharp(photo)
      .resize({ width: 4000, withoutEnlargement: false })
      .jpeg({ quality: 98 })
      .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 48/1 0/1' } })
      .toFile(file)
  }
  // The beginning, as it is: all of it is encoded for every output.
  await run(ffmpeg, [
    ...['-v', 'error', '-nostdin', '-i', media.film, '-t', '0.6', '-c', 'copy', '-movflags', '+faststart'],
    path.join(own, '王翀1.mp4'),
  ])
  const broken = path.join(materials, '大连市科学技术协会_赵喆')
  await mkdir(broken)
  const whole = await readFile(path.join(own, '王翀1.jpg'))
  await writeFile(path.join(broken, '赵喆1.jpg'), whole.subarray(0, Math.floor(whole.length * 0.6)))
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-story-'))
  Object.assign(process.env, {
    MEDIA_DIR: path.join(folder, 'media'),
    DATABASE_URL: '',
    PORT: String(port),
    PUBLIC_URL: base,
    ZUIMEI_ROLES: 'delivery,worker',
  })
  const { startServer } = await import('../../src/server.ts')
  const { createLog } = await import('../../src/platform/log.ts')
  const { findTools } = await import('../../src/render/ffmpeg-tools.ts')
  ;({ ffmpeg, ffprobe } = await findTools({ ffmpegPath: null, ffprobePath: null, allowsBundled: true }))
  await writeMaterials(path.join(folder, 'materials'))
  server = await startServer({ log: createLog('error') })
}, 600_000)

afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const get = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${base}${address}`, { headers: { authorization: `Bearer ${token}`, ...headers } })

describe('from a folder of materials to feed and pack', () => {
  it('imports what is right and says what is not, in a sentence that names the file', async () => {
    const { importMaterials, problemLines } = await import('../../scripts/import-materials.ts')
    const { sampleCampaign } = await import('../../scripts/fixtures/sample-campaign.ts')
    const options = { campaign: sampleCampaign(new Date()), isDryRun: false, onStep: () => {} }
    const report = await importMaterials(path.join(folder, 'materials'), server, options)
    expect(report.honorees.map(({ name, added }) => [name, added])).toEqual([
      ['王翀', 5],
      ['赵喆', 0],
    ])
    const broken = problemLines(report).find((line) => line.includes('赵喆1.jpg'))
    expect(broken).toMatch(/照片“.*赵喆1\.jpg”已损坏或不完整/)
    expect(problemLines(report).join('')).not.toContain(folder)

    const again = await importMaterials(path.join(folder, 'materials'), server, options)
    expect(again.honorees.map(({ added, unchanged }) => [added, unchanged])).toEqual([
      [0, 5],
      [0, 0],
    ])
  })

  it('makes every variant, measured: pixels, codec, duration, no place, no camera', async () => {
    server.worker?.wake(null)
    await server.worker?.idle()
    const [campaign] = await server.records.campaigns()
    const [honoree] = (await server.records.honorees(campaign?.id ?? '')).filter(
      ({ name }) => name === '王翀',
    )
    const rows = await server.records.variantRows(honoree?.id ?? '')
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter(({ state }) => state !== 'done').map(({ problem }) => problem)).toEqual([])
    const source = (await server.records.assetsOf(honoree?.id ?? '')).find(({ role }) => role === 'film')
    const seconds = source?.probe.kind === 'film' ? source.probe.durationMs / 1000 : 0

    for (const { variant } of rows) {
      if (!variant) continue
      const file = await server.store.withLocal(variant.storageKey, async (lent) => lent)
      if (variant.mediaType.startsWith('image/')) {
        const { width, height, exif, xmp, space } = await sharp(file).metadata()
        expect([width, height, space]).toEqual([variant.width, variant.height, 'srgb'])
        expect(exif?.toString('latin1') ?? '').not.toMatch(/GPS|Camera/)
        expect(xmp).toBeUndefined()
      }
      if (/^(video|application\/mxf)/.test(variant.mediaType)) {
        const { stdout } = await run(ffprobe, [
          '-v',
          'error',
          '-show_format',
          '-show_streams',
          '-of',
          'json',
          file,
        ])
        const probed = JSON.parse(stdout) as {
          format: { duration: string; tags?: Record<string, string> }
          streams: { codec_type: string; codec_name: string; width?: number; height?: number }[]
        }
        const video = probed.streams.find(({ codec_type }) => codec_type === 'video')
        expect([video?.width, video?.height]).toEqual([variant.width, variant.height])
        expect(video?.codec_name).toBe(file.endsWith('.mxf') ? 'mpeg2video' : 'h264')
        const isLoop = !probed.streams.some(({ codec_type }) => codec_type === 'audio')
        const expected = isLoop ? Math.min(15, seconds) : seconds
        expect(Math.abs(Number(probed.format.duration) - expected)).toBeLessThan(isLoop ? 2.1 : 0.25)
        expect(JSON.stringify(probed.format.tags ?? {})).not.toMatch(/location|GPS/i)
      }
    }
  }, 900_000)

  it('releases what is complete and says what stands against the rest', async () => {
    const { scheduleCampaign } = await import('../../src/pipeline/schedule-campaign.ts')
    const { channels } = await import('../../src/channels/index.ts')
    const { ensurePartner, ensureScreen } = await import('../../src/cms/seed.ts')
    const { newToken } = await import('../../src/domain/token.ts')
    const { randomBytes } = await import('node:crypto')
    const made = newToken((size) => randomBytes(size))
    token = made.text
    await ensurePartner(server.payload, {
      name: '某报',
      channelIds: ['beiguo', 'metro', 'liaoning-daily', 'douyin'],
      tokenHash: made.hash,
      tokenPrefix: made.prefix,
    })
    await ensureScreen(server.payload, {
      slug: 'metro-1',
      name: '地铁站',
      channelId: 'metro',
      width: 1366,
      height: 768,
      stillSeconds: 10,
      playsFilm: false,
    })
    server.worker?.wake(null)
    await server.worker?.idle()
    const [campaign] = await server.records.campaigns()
    const schedule = () =>
      scheduleCampaign(
        campaign?.id ?? '',
        channels,
        () => ({ validFrom: new Date(), validUntil: null }),
        { records: server.records, uncovered: server.renderer.uncovered },
        new Date(),
      )
    const refusals = (await schedule()).refused.map(({ problem }) => problem.kind)
    expect(new Set(refusals)).toEqual(new Set(['honoree-draft']))
    const honorees = await server.records.honorees(campaign?.id ?? '')
    await server.records.publishHonoree(honorees.find(({ name }) => name === '王翀')?.id ?? '')
    const first = await schedule()
    expect(new Set(first.added.map(({ honoree }) => honoree.name))).toEqual(new Set(['王翀']))
    expect(first.added).toHaveLength(channels.length)
    expect(first.refused.every(({ honoree }) => honoree.name === '赵喆')).toBe(true)
    expect((await schedule()).added).toEqual([])
  })

  it('serves the feed to a real reader, with media that can be fetched, and 304 when nothing changed', async () => {
    await expect.poll(async () => (await get('/feeds/beiguo.rss')).text()).toContain('王翀')
    const response = await get('/feeds/beiguo.rss')
    expect(response.status).toBe(200)
    const xml = await response.text()
    const feed = await new RssParser().parseString(xml)
    expect(feed.items).toHaveLength(1)
    expect(feed.items[0]?.title).toContain('王翀')
    expect(xml).not.toMatch(/13800138000|210102197001011234|赵喆/)

    const enclosure = feed.items[0]?.enclosure
    const media = await fetch(enclosure?.url ?? '')
    expect(media.status).toBe(200)
    expect((await media.arrayBuffer()).byteLength).toBe(Number(enclosure?.length))
    expect(media.headers.get('content-type')).toBe(enclosure?.type)

    const etag = response.headers.get('etag') ?? ''
    expect((await get('/feeds/beiguo.rss', { 'if-none-match': etag })).status).toBe(304)
    for (const format of ['atom', 'json', 'ninjs']) {
      const other = await get(`/feeds/beiguo.${format}`)
      expect(other.status).toBe(200)
      expect(await other.text()).toContain('王翀')
    }
  })

  it('turns away whoever has no token, a wrong one, or one of other channels', async () => {
    const plain = await fetch(`${base}/feeds/beiguo.rss`)
    expect([plain.status, plain.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
    const wrong = await fetch(`${base}/feeds/beiguo.rss`, { headers: { authorization: 'Bearer zm_wrong' } })
    expect(wrong.status).toBe(403)
    expect((await get('/feeds/xuexi.rss')).status).toBe(403)
  })

  it('packs posters at exactly the screen’s pixels, checkable with sha256sum', async () => {
    const response = await get('/packs/metro-1.zip')
    expect(response.status).toBe(200)
    const zip = path.join(folder, 'pack.zip')
    const bytes = Buffer.from(await response.arrayBuffer())
    await writeFile(zip, bytes)
    const part = await get('/packs/metro-1.zip', { range: 'bytes=100-299' })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 300))).toBe(true)

    const { documentReader } = await import('../../src/render/documents/document-reader.ts')
    const out = path.join(folder, 'pack')
    await mkdir(out)
    if (await hasTool('unzip')) await run('unzip', ['-q', zip, '-d', out])
    else expect((await documentReader.unzip(zip, 'pack.zip', out, async () => true)).ok).toBe(true)
    if (await hasTool('sha256sum')) {
      const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: out })
      expect(
        stdout
          .trim()
          .split('\n')
          .every((line) => line.endsWith(': OK')),
      ).toBe(true)
    }
    const { items } = JSON.parse(await readFile(path.join(out, 'manifest.json'), 'utf8')) as {
      items: { file: string }[]
    }
    expect(items).toHaveLength(1)
    const { width, height, format } = await sharp(path.join(out, items[0]?.file ?? '')).metadata()
    expect([width, height, format]).toEqual([1366, 768, 'jpeg'])
  })
})
