/** Files that arrive in pieces, over a real socket, by the client the page uses. */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm, utimes } from 'node:fs/promises'
import http from 'node:http'
import net, { type AddressInfo, type Server as Listener } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import * as tus from 'tus-js-client'
import { afterEach, expect, it } from 'vitest'
import {
  type Arrived,
  createUploads,
  type Sender,
  type Uploads,
  type UploadsOptions,
} from '../../src/app/uploads.ts'
import { createLog } from '../../src/platform/log.ts'
import { measureFile } from '../../src/render/measure.ts'

const rooms: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of rooms.splice(0).reverse()) await close()
})

interface Room {
  readonly base: string
  readonly folder: string
  readonly kept: { sender: string; path: string; sha256: string }[]
  readonly options: UploadsOptions<Sender>
  readonly uploads: Uploads
  /** Throws as often as this says before anything is kept. */
  failures: number
  /** Its bytes have left before keeping it fails. */
  movesFirst: boolean
  /** How often it was asked to keep something. */
  asked: number
  /** What keeping waits for. */
  pause: Promise<void> | null
  /** How much later than now its clock is. */
  laterMs: number
  /** Bytes there is room for. */
  room: number
  readonly port: number
}

const listen = async (server: Listener): Promise<number> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  rooms.push(() => new Promise((resolve) => server.close(resolve)))
  return (server.address() as AddressInfo).port
}

async function openRoom(maxBytes = 5_000_000_000): Promise<Room> {
  const folder = await mkdtemp(path.join(tmpdir(), 'uploads-'))
  rooms.push(() => rm(folder, { recursive: true, force: true }))
  const kept: Room['kept'] = []
  const options: UploadsOptions<Sender> = {
    folder: path.join(folder, 'halves'),
    maxBytes,
    log: createLog('silent'),
    now: () => new Date(Date.now() + room.laterMs),
    whose: async ({ headers }) => (headers.authorization ? { key: headers.authorization } : null),
    hasRoom: async (bytes) => bytes <= room.room,
    refusal: async (_sender, { path: file }) =>
      file.endsWith('.exe') ? `文件“${file}”不属于任何一类申报材料。` : null,
    async arrived(sender: Sender, { file, path: name }: Arrived) {
      room.asked += 1
      await room.pause
      if (room.failures > 0 && room.movesFirst) await rename(file, path.join(folder, 'moved'))
      if (room.failures > 0) {
        room.failures -= 1
        throw new Error('the database was busy')
      }
      const home = path.join(folder, `kept-${kept.length}`)
      await rename(room.movesFirst ? path.join(folder, 'moved') : file, home)
      kept.push({ sender: sender.key, path: name, sha256: (await measureFile(home)).sha256 })
    },
  }
  const uploads = createUploads(options)
  const server = http.createServer((req, res) => {
    uploads.answer(req, res, () => {}).catch(() => res.destroy())
  })
  const port = await listen(server)
  rooms.push(async () => server.closeAllConnections())
  const room: Room = {
    base: `http://127.0.0.1:${port}/uploads`,
    port,
    folder,
    kept,
    options,
    uploads,
    failures: 0,
    movesFirst: false,
    asked: 0,
    pause: null,
    room: 1e11,
    laterMs: 0,
  }
  return room
}

interface Sent {
  readonly error: string | null
  readonly url: string | null
}

/** Sends as the page does; resolves with what the sender is told. */
const send = (
  endpoint: string,
  bytes: Buffer | ReadStream,
  {
    name = '张三工作视频.mp4',
    sender = 'anna',
    retries = 30,
    piece = 1_000_000,
    url = null as string | null,
  } = {},
): Promise<Sent> =>
  new Promise((resolve) => {
    const upload = new tus.Upload(bytes, {
      endpoint,
      uploadUrl: url,
      chunkSize: piece,
      retryDelays: Array.from({ length: retries }, () => 1),
      metadata: { handIn: 'one', path: name },
      headers: { authorization: sender },
      onSuccess: () => resolve({ error: null, url: upload.url }),
      onError: (error) =>
        resolve({
          error: ('originalResponse' in error && error.originalResponse?.getBody()) || String(error),
          url: upload.url,
        }),
    })
    upload.start()
  })

const headers = { 'tus-resumable': '1.0.0', authorization: 'anna' }
const pieceHeaders = { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }

/** What a client says before its first piece. */
const announce = (
  { base }: Pick<Room, 'base'>,
  name: string,
  bytes: number,
  authorization = 'anna',
): Promise<Response> =>
  fetch(base, {
    method: 'POST',
    headers: {
      ...headers,
      authorization,
      'upload-length': String(bytes),
      'upload-metadata': Object.entries({ handIn: 'one', path: name })
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(','),
    },
  })

/** So many random bytes, never all of them in memory. */
async function* noise(bytes: number): AsyncIterable<Buffer> {
  for (let left = bytes; left > 0; left -= 1_000_000) yield randomBytes(Math.min(left, 1_000_000))
}

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** `UPLOAD_TEST_BYTES=4000000000` sends a film of four gigabytes; by default it is short. */
const filmBytes = Number(process.env.UPLOAD_TEST_BYTES ?? 20_000_000)

it('takes a film over a line that breaks ten times, whole and once', async () => {
  const room = await openRoom()
  let breaks = 0
  const line = net.createServer((socket) => {
    const on = net.connect(room.port, '127.0.0.1')
    let passed = 0
    const isBad = breaks < 10
    socket.on('data', (part) => {
      passed += part.length
      if (isBad && passed > 0.075 * filmBytes) {
        breaks += 1
        socket.destroy()
        on.destroy()
      } else on.write(part)
    })
    on.pipe(socket)
    for (const end of [socket, on]) end.on('error', () => {})
    socket.on('close', () => on.destroy())
  })
  const port = await listen(line)
  const film = path.join(room.folder, 'film.mp4')
  await pipeline(noise(filmBytes), createWriteStream(film))

  const base = `http://127.0.0.1:${port}/uploads`
  expect((await send(base, createReadStream(film), { piece: filmBytes / 20 })).error).toBeNull()
  expect(breaks).toBe(10)
  expect(room.kept.map(({ path: name, sender }) => [name, sender])).toEqual([['张三工作视频.mp4', 'anna']])
  expect(room.kept[0]?.sha256).toBe((await measureFile(film)).sha256)
}, 600_000)

it('tells a sender who never heard that all had come, and takes it once', async () => {
  const room = await openRoom()
  const { url } = await send(room.base, randomBytes(2_000))
  expect((await send(room.base, randomBytes(2_000), { url })).error).toBeNull()
  expect(room.kept).toHaveLength(1)
  // What is left is a few bytes of memory.
  expect((await readdir(path.join(room.folder, 'halves'))).every((name) => name.endsWith('.json'))).toBe(true)
})

it('keeps what came when keeping it failed, and keeps it at the next asking', async () => {
  const room = await openRoom()
  room.failures = 2
  const film = randomBytes(3_000_000)
  expect((await send(room.base, film)).error).toBeNull()
  expect(room.kept.map(({ sha256 }) => sha256)).toEqual([hash(film)])
})

it('finishes one whose bytes had moved when the rest failed', async () => {
  const room = await openRoom()
  room.failures = 1
  room.movesFirst = true
  const photo = randomBytes(3_000)
  expect((await send(room.base, photo)).error).toBeNull()
  expect(room.kept.map(({ sha256 }) => sha256)).toEqual([hash(photo)])
})

it('keeps one once, however many ask for it while it is kept', async () => {
  const room = await openRoom()
  room.failures = 1
  const { url } = await send(room.base, randomBytes(2_000), { retries: 0 })
  const before = room.asked
  let go = (): void => {}
  room.pause = new Promise((resolve) => {
    go = resolve
  })
  const asking = Array.from({ length: 8 }, () => fetch(url ?? '', { method: 'HEAD', headers }))
  await expect.poll(() => room.asked).toBe(before + 1)
  go()
  expect((await Promise.all(asking)).map(({ status }) => status)).toEqual(Array(8).fill(200))
  expect([room.asked, room.kept.length]).toEqual([before + 1, 1])
})

it('takes no more than there is room for, of what is announced and of what comes', async () => {
  const room = await openRoom()
  room.room = 5_000
  const first = await announce(room, '甲1.jpg', 3_000)
  expect(first.status).toBe(201)
  const second = await announce(room, '乙1.jpg', 3_000)
  expect(second.status).toBe(507)
  expect(await second.text()).toContain('服务器存储空间不足')

  room.room = 1_000
  const url = new URL(first.headers.get('location') ?? '', room.base)
  const piece = await fetch(url, {
    method: 'PATCH',
    headers: pieceHeaders,
    body: new Uint8Array(3_000),
  })
  expect(piece.status).toBe(507)
  expect((await fetch(url, { headers })).status).toBe(405)
})

it('gives back the room of what is called off, of what has come and of what is swept', async () => {
  const room = await openRoom()
  room.room = 5_000
  const first = await announce(room, '甲1.jpg', 5_000)
  expect((await announce(room, '乙1.jpg', 1_000)).status).toBe(507)
  const url = new URL(first.headers.get('location') ?? '', room.base)
  expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(204)

  const second = await announce(room, '乙1.jpg', 4_000)
  expect(second.status).toBe(201)
  const half = new URL(second.headers.get('location') ?? '', room.base)
  await fetch(half, { method: 'PATCH', headers: pieceHeaders, body: new Uint8Array(3_000) })
  // Of the four thousand three lie on the disk already.
  room.room = 2_000
  const third = await announce(room, '丙1.jpg', 1_000)
  expect(third.status).toBe(201)
  expect((await announce(room, '丁1.jpg', 1_000)).status).toBe(507)

  const later = new Date(Date.now() + 8 * 86_400_000)
  expect(await room.uploads.sweep(later)).toBe(2)
  expect((await announce(room, '戊1.jpg', 2_000)).status).toBe(201)
  // Whoever starts anew knows of what was promised before.
  const again = createUploads<Sender>({ ...room.options, hasRoom: async (bytes) => bytes <= 2_000 })
  const port = await listen(http.createServer((req, res) => void again.answer(req, res, () => {})))
  expect((await announce({ base: `http://127.0.0.1:${port}/uploads` }, '己1.jpg', 1)).status).toBe(507)
})

it('does not let two announce the same room at once', async () => {
  const room = await openRoom()
  room.room = 5_000
  const names = ['甲', '乙', '丙', '丁']
  const answers = await Promise.all(names.map((name) => announce(room, `${name}1.jpg`, 3_000)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 507, 507, 507])
})

it('lets nobody hold all the room: neither much at once nor for long', async () => {
  const room = await openRoom(5_000)
  room.room = 50_000
  const all = [1, 2, 3, 4, 5].map((n) => `甲${n}.jpg`)
  const statuses: number[] = []
  for (const name of all) statuses.push((await announce(room, name, 5_000)).status)
  expect(statuses).toEqual([201, 201, 201, 201, 429])
  room.room = 20_000
  const another = await announce(room, '乙1.jpg', 5_000, 'bert')
  expect(another.status).toBe(507)
  room.laterMs = 31 * 60_000
  expect((await announce(room, '乙1.jpg', 5_000, 'bert')).status).toBe(201)
})

it('says that what has come cannot be called off', async () => {
  const room = await openRoom()
  const { url } = await send(room.base, randomBytes(2_000))
  const answer = await fetch(url ?? '', { method: 'DELETE', headers })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('文件已经全部传到，不能再取消')
  expect(room.kept).toHaveLength(1)
})

it.each([
  { what: 'no version', sent: { method: 'POST', headers: { authorization: 'anna' } }, status: 412 },
  {
    what: 'a piece of another type',
    sent: { method: 'PATCH', headers: { ...pieceHeaders, 'content-type': 'text/plain' }, body: 'x' },
    status: 400,
  },
  {
    what: 'a length that is none',
    sent: { method: 'POST', headers: { ...headers, 'upload-length': 'x' } },
    status: 400,
  },
  { what: 'no length', sent: { method: 'POST', headers }, status: 400 },
  { what: 'an unknown upload', sent: { method: 'HEAD', headers }, status: 404 },
])('speaks Chinese to who sends $what', async ({ sent, status }) => {
  const room = await openRoom()
  const answer = await fetch(sent.method === 'POST' ? room.base : `${room.base}/none`, sent)
  expect(answer.status).toBe(status)
  if (sent.method !== 'HEAD') expect((await answer.json()).errors[0].message).toMatch(/^[^A-Za-z]+$/)
})

it('goes on after a restart', async () => {
  const room = await openRoom()
  const film = randomBytes(5_000)
  const begun = await announce(room, '张三1.jpg', 5_000)
  const url = new URL(begun.headers.get('location') ?? '', room.base).href
  await fetch(url, {
    method: 'PATCH',
    headers: pieceHeaders,
    body: new Uint8Array(film.subarray(0, 2_000)),
  })

  const kept: string[] = []
  const again = createUploads<Sender>({
    folder: path.join(room.folder, 'halves'),
    maxBytes: 10_000,
    log: createLog('silent'),
    now: () => new Date(),
    whose: async () => ({ key: 'anna' }),
    hasRoom: async () => true,
    refusal: async () => null,
    arrived: async (_sender, { file }) => void kept.push(hash(await readFile(file))),
  })
  const port = await listen(http.createServer((req, res) => void again.answer(req, res, () => {})))
  const moved = url.replace(/:\d+\//, `:${port}/`)
  expect((await fetch(moved, { method: 'HEAD', headers })).headers.get('upload-offset')).toBe('2000')
  expect((await send(room.base, film, { url: moved })).error).toBeNull()
  expect(kept).toEqual([hash(film)])
})

it('knows nobody else’s upload', async () => {
  const room = await openRoom()
  room.failures = 1
  const { url } = await send(room.base, randomBytes(2_000), { retries: 0 })
  const asked = await fetch(url ?? '', {
    method: 'HEAD',
    headers: { 'tus-resumable': '1.0.0', authorization: 'bert' },
  })
  expect(asked.status).toBe(404)
  expect(room.kept).toEqual([])
})

const refusals: readonly { what: string; sent: Parameters<typeof send>[2]; bytes?: number; says: RegExp }[] =
  [
    { what: 'strangers', sent: { sender: '' }, says: /登录已失效或链接无效/ },
    {
      what: 'what does not belong',
      sent: { name: '安装.exe' },
      says: /文件“安装\.exe”不属于任何一类申报材料/,
    },
    { what: 'what is too large', sent: {}, bytes: 5_001, says: /文件超过允许的大小/ },
    { what: 'a name that climbs', sent: { name: '../../etc/passwd' }, says: /缺少文件名或大小/ },
    { what: 'a name that turns round', sent: { name: '张三\u202egpj.exe.jpg' }, says: /缺少文件名或大小/ },
    { what: 'a name of control characters', sent: { name: '张三\u0000.jpg' }, says: /缺少文件名或大小/ },
  ]

it.each(refusals)('refuses $what in a sentence before a byte is kept', async ({ sent, bytes = 10, says }) => {
  const room = await openRoom(5_000)
  const { error } = await send(room.base, randomBytes(bytes), { ...sent, retries: 0 })
  expect(JSON.parse(error ?? '').errors[0].message).toMatch(says)
  expect(await readdir(path.join(room.folder, 'halves')).catch(() => [])).toEqual([])
  expect(room.kept).toEqual([])
})

it('sweeps what stopped coming a week ago and nothing younger', async () => {
  const room = await openRoom()
  for (const name of ['甲1.jpg', '乙1.jpg']) {
    room.failures = 1
    await send(room.base, randomBytes(100), { name, retries: 0 })
  }
  const halves = path.join(room.folder, 'halves')
  const [first = ''] = (await readdir(halves)).filter((name) => !name.endsWith('.json'))
  const now = new Date('2026-05-20T03:00:00+08:00')
  for (const name of await readdir(halves)) {
    const at = new Date(now.getTime() - (name.startsWith(first) ? 8 : 6) * 86_400_000)
    await utimes(path.join(halves, name), at, at)
  }
  expect(await room.uploads.sweep(now)).toBe(1)
  const left = await readdir(halves)
  expect(left).toHaveLength(2)
  expect(left.some((name) => name.startsWith(first))).toBe(false)
})
