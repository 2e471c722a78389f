/** A small delivery with real bytes: JPEGs made by sharp in a folder store, records in memory, a server on loopback. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import sharp from 'sharp'
import { channels } from '../../src/channels/index.ts'
import { createDelivery, type Delivery } from '../../src/delivery/app.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import type { Partner } from '../../src/domain/partner.ts'
import type { Release, ReleaseMedia, Snapshot } from '../../src/domain/release.ts'
import type { Role } from '../../src/domain/role.ts'
import { newToken } from '../../src/domain/token.ts'
import type { BlobStore } from '../../src/pipeline/ports.ts'
import { createThumbnails } from '../../src/pipeline/thumbnails.ts'
import { createFileStore } from '../../src/platform/file-store.ts'
import { createRenderer } from '../../src/render/renderer.ts'
import { createMemoryRecords, type MemoryTables } from '../fixtures/memory-records.ts'

export const secret = 'a secret of the tests, longer than thirty-two characters'

export interface House {
  readonly tables: MemoryTables
  readonly store: BlobStore
  readonly folder: string
  readonly delivery: Delivery
  /** Of the server on loopback. */
  readonly url: string
  /** Everything logged, as JSON lines. */
  readonly log: string[]
  readonly token: { readonly all: string; readonly trusted: string; readonly bus: string }
  now: Date
  /** Calls of the records, by name. */
  readonly calls: Map<string, number>
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Response>
  close(): Promise<void>
}

/** 06:00 in Shenyang. */
export const six = new Date('2026-11-23T06:00:00.000+08:00')
export const hours = (count: number, from = six): Date => new Date(from.getTime() + count * 3_600_000)

/** Everything XML, HTML and JSON stumble over, and what readers must give back of it. */
export const nasty = '5 < 6 & "7" > \'0\' ]]> \u{0007}𬭊'
export const nastyRead = '5 < 6 & "7" > \'0\' ]]> 𬭊'

export async function openHouse(): Promise<House> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zuimei-delivery-'))
  const store = createFileStore(folder)
  const records = createMemoryRecords()
  const { tables } = records
  const log: string[] = []
  const calls = new Map<string, number>()

  tables.campaigns.push({
    id: 'c1',
    year: 2026,
    title: '辽宁最美科技工作者',
    organisers: ['省委宣传部', '省精神文明办', '省科协'],
    submissionsUntil: six,
    unusedChannels: [],
    rules: rules2021,
    isDemo: false,
  })
  const screen = (slug: string, channelId: string, width: number, height: number) => ({
    id: `screen-${slug}`,
    slug,
    name: `${slug} 屏`,
    channelId,
    width,
    height,
    stillSeconds: 10,
    maxBytes: null,
    playsFilm: false,
  })
  tables.screens.push(screen('bus-bar', 'bus', 640, 120), screen('metro-hall', 'metro', 320, 180))

  const partner = (id: string, changes: Partial<Partner> = {}): string => {
    tables.partners.push({
      id,
      name: `合作媒体 ${id}`,
      channelIds: channels.map((channel) => channel.id),
      isTrustedWithEmbargo: false,
      tokenExpiresAt: null,
      tokenRevokedAt: null,
      ...changes,
    })
    const { text } = newToken(randomBytes)
    tables.tokens.set(text, id)
    return text
  }
  const token = {
    all: partner('all'),
    trusted: partner('trusted', { isTrustedWithEmbargo: true }),
    bus: partner('bus', { channelIds: ['bus'] }),
  }

  const house: { now: Date } = { now: six }
  const note = (facts: object, message: string): void => {
    const plain = Object.fromEntries(
      Object.entries(facts).map(([key, value]) => [
        key,
        value instanceof Error ? String(value.stack) : value,
      ]),
    )
    log.push(JSON.stringify({ ...plain, message }))
  }
  const counted = new Proxy(records, {
    get(target, name: keyof typeof records) {
      calls.set(name, (calls.get(name) ?? 0) + 1)
      return target[name]
    },
  })

  // The public address must be known before the app exists: the listener looks the app up when asked.
  let delivery: Delivery | null = null
  const listener = getRequestListener((request) => delivery!.fetch(request))
  const server = createServer((req, res) => void listener(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  delivery = createDelivery({
    records: counted,
    store,
    channels,
    thumbnails: createThumbnails({
      store,
      renderer: createRenderer({ ffmpegPath: null, ffprobePath: null, allowsBundled: true }),
      scratch: path.join(folder, 'work'),
    }),
    now: () => house.now,
    secret,
    async signedIn(headers) {
      const [id, role] = headers.get('x-test-person')?.split(' ') ?? []
      return id && role ? { id, role: role as Role } : null
    },
    publicUrl: url,
    log: { info: note, error: note },
    receiptsPerHour: 300,
  })
  return Object.assign(house, {
    tables,
    store,
    folder,
    delivery,
    url,
    log,
    token,
    calls,
    get: (address: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(url + address, { headers, method }),
    async close() {
      await delivery.settle()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await rm(folder, { recursive: true, force: true })
    },
  })
}

/** Bytes in the store, with the facts a variant's row would have. */
export async function keep(
  house: Pick<House, 'store' | 'folder'>,
  bytes: Buffer,
  facts: Pick<ReleaseMedia, 'specId' | 'role' | 'mediaType'> & Partial<ReleaseMedia>,
): Promise<ReleaseMedia> {
  const sha = createHash('sha256').update(bytes).digest('hex')
  const key = sha.slice(0, 40)
  const ending =
    facts.mediaType === 'video/mp4' ? 'mp4' : facts.mediaType === 'application/zip' ? 'zip' : 'jpg'
  const storageKey = `variants/${key.slice(0, 2)}/${key}.${ending}`
  const file = path.join(house.folder, `draft-${key}`)
  await writeFile(file, bytes)
  await house.store.put(file, storageKey)
  await rm(file)
  return {
    key,
    storageKey,
    sha256: sha,
    crc32: crc32(bytes),
    bytes: bytes.length,
    width: null,
    height: null,
    durationMs: null,
    alt: `王翀在田间 ${nasty}`,
    credit: '沈阳农业大学供图',
    isAiMade: false,
    ...facts,
  }
}

export async function picture(
  house: Pick<House, 'store' | 'folder'>,
  width: number,
  height: number,
  role: ReleaseMedia['role'],
  colour: string,
): Promise<ReleaseMedia> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const grain = await sharp({ create: { width, height, channels: 3, background: colour, noise } })
    .png()
    .toBuffer()
  const bytes = await sharp({ create: { width, height, channels: 3, background: colour } })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg()
    .toBuffer()
  return keep(house, bytes, {
    specId: `${role}-${width}x${height}`,
    role,
    mediaType: 'image/jpeg',
    width,
    height,
  })
}

export function release(
  house: Pick<House, 'tables'>,
  media: readonly ReleaseMedia[],
  changes: Partial<Omit<Release, 'snapshot'>> & { readonly snapshot?: Partial<Snapshot> } = {},
): Release {
  const { snapshot, ...facts } = changes
  const made: Release = {
    id: `release-${house.tables.releases.length + 1}`,
    campaignId: 'c1',
    honoreeId: 'h1',
    channelId: 'douyin',
    version: 1,
    validFrom: hours(-2),
    validUntil: null,
    embargoedUntil: null,
    frozenAt: hours(-10),
    ...facts,
    snapshot: {
      honoreeSlug: 'wang-chong',
      name: '王翀',
      workplace: '沈阳农业大学',
      position: '研究员',
      category: '长期奋战在基层一线和老少边穷地区',
      campaignTitle: '辽宁最美科技工作者',
      year: 2026,
      title: `让每一粒种子都有名字 ${nasty}`,
      summary: `王翀长期从事水稻育种。${nasty}`,
      body: [
        { kind: 'heading', text: '扎根' },
        { kind: 'paragraph', text: `他把论文写在大地上。<script>alert(1)</script> ${nasty}` },
        { kind: 'quote', text: '种子要过硬。' },
        { kind: 'list', items: ['新品种十二个', '推广一千万亩'] },
      ],
      topics: ['最美科技工作者', '水稻'],
      media,
      ...snapshot,
    },
  }
  house.tables.releases.push(made)
  return made
}

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
