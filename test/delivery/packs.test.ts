/** Packs as an operator and a player take them: whole, in pieces, resumed, file by file; and the receipts they send. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ReleaseMedia } from '../../src/domain/release.ts'
import { bearer, type House, hours, openHouse, picture, release, six } from './house.ts'

const run = promisify(execFile)
const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0

let house: House
let scratch: string
let poster: ReleaseMedia
let second: ReleaseMedia
beforeAll(async () => {
  house = await openHouse()
  scratch = await mkdtemp(path.join(tmpdir(), 'zuimei-packs-'))
  poster = await picture(house, 640, 120, 'poster', '#a3101b')
  second = await picture(house, 640, 120, 'poster', '#7a0a13')
  const wrong = await picture(house, 320, 240, 'poster', '#333')
  release(house, [poster, wrong], { channelId: 'bus' })
  release(house, [second], {
    channelId: 'bus',
    honoreeId: 'h2',
    validFrom: hours(24),
    snapshot: { honoreeSlug: 'li-na' },
  })
  release(house, [wrong], { channelId: 'bus', honoreeId: 'h3', snapshot: { name: '张三' } })
  release(house, [poster], {
    channelId: 'bus',
    honoreeId: 'h4',
    embargoedUntil: hours(1),
    snapshot: { honoreeSlug: 'secret' },
  })
})
beforeEach(() => {
  house.now = six
})
afterAll(async () => {
  await house.close()
  await rm(scratch, { recursive: true, force: true })
})

const zip = '/packs/bus-bar.zip'
const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  house.get(address, { ...bearer(house.token.bus), ...headers }, method)
const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())

interface Manifest {
  version: string
  items: { file: string; sha256: string; bytes: number; width: number; height: number; validFrom: string }[]
  missing: string[]
  withdraws: { reason: string }[]
}
const manifest = async (): Promise<Manifest> =>
  (await get('/packs/bus-bar/manifest.json')).json() as Promise<Manifest>

describe('the zip', () => {
  it.runIf(has('unzip', '-v'))('unzips, sums up, and holds the screen’s exact pixels', async () => {
    const answer = await get(zip)
    const bytes = await bytesOf(answer)
    expect(answer.headers.get('content-length')).toBe(String(bytes.length))
    expect(answer.headers.get('content-type')).toBe('application/zip')
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="bus-bar-[0-9a-f]{8}\.zip"$/,
    )
    const file = path.join(scratch, 'pack.zip')
    await writeFile(file, bytes)
    // Once as on a plain machine, once as on a Chinese one.
    for (const locale of ['C', 'C.UTF-8']) {
      const env = { ...process.env, LC_ALL: locale }
      const dir = path.join(scratch, locale)
      await run('unzip', ['-t', file], { env })
      await run('unzip', ['-q', file, '-d', dir], { env })
      const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: dir, env })
      expect(stdout.trim().split('\n')).toHaveLength(5)
      const names = await readdir(dir)
      if (locale === 'C.UTF-8') expect(names).toContain('使用说明.txt')
      const pictures = names.filter((name) => name.endsWith('.jpg'))
      expect(pictures).toHaveLength(2)
      for (const name of pictures)
        expect(await sharp(path.join(dir, name)).metadata()).toMatchObject({ width: 640, height: 120 })
    }
  })

  it('gives every range as the slice of the whole', async () => {
    const whole = await bytesOf(await get(zip))
    const size = whole.length
    // A fixed walk over the file, reproducible: starts and lengths by a linear congruence.
    let seed = 20_261_123
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    const ranges = Array.from({ length: 40 }, () => {
      const start = next(size)
      return [start, Math.min(size - 1, start + next(size))] as const
    })
    for (const [start, end] of [...ranges, [0, size - 1] as const, [size - 1, size - 1] as const]) {
      const answer = await get(zip, { range: `bytes=${start}-${end}` })
      expect([answer.status, answer.headers.get('content-range')]).toEqual([
        206,
        `bytes ${start}-${end}/${size}`,
      ])
      expect((await bytesOf(answer)).equals(whole.subarray(start, end + 1)), `${start}-${end}`).toBe(true)
    }
    const beyond = await get(zip, { range: `bytes=${size}-` })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`])
  })

  it('resumes while it is the same pack, and starts anew when it is not', async () => {
    const whole = await get(zip)
    const etag = whole.headers.get('etag') ?? ''
    const all = await bytesOf(whole)
    const rest = await get(zip, { range: 'bytes=1000-', 'if-range': etag })
    expect(rest.status).toBe(206)
    expect((await bytesOf(rest)).equals(all.subarray(1000))).toBe(true)
    expect((await get(zip, { 'if-none-match': etag })).status).toBe(304)
    const head = await get(zip, {}, 'HEAD')
    expect([head.headers.get('content-length'), head.headers.get('etag'), await head.text()]).toEqual([
      String(all.length),
      etag,
      '',
    ])
    // At the window's edge the playlist changes, and with it the pack: no half of one on half of another.
    house.now = hours(24)
    const changed = await get(zip, { range: 'bytes=1000-', 'if-range': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(etag)
    await bytesOf(changed)
  })

  it.runIf(process.platform === 'linux')('lets go of its files when the client goes away', async () => {
    const away = await openHouse()
    const big = await picture(away, 2400, 1800, 'poster', '#a3101b')
    away.tables.screens.push({
      ...away.tables.screens[0]!,
      id: 'big',
      slug: 'big',
      width: 2400,
      height: 1800,
    })
    release(away, [big], { channelId: 'bus' })
    const open = async (): Promise<string[]> => {
      const links = (await readdir('/proc/self/fd')).map((fd) =>
        readlink(`/proc/self/fd/${fd}`).catch(() => ''),
      )
      return (await Promise.all(links)).filter((file) => file.endsWith(`${big.key}.jpg`))
    }
    let most = 0
    for (let count = 0; count < 10; count += 1) {
      const abort = new AbortController()
      const answer = await fetch(`${away.url}/packs/big.zip`, {
        headers: bearer(away.token.bus),
        signal: abort.signal,
      })
      const reader = answer.body!.getReader()
      await reader.read()
      most = Math.max(most, (await open()).length)
      abort.abort()
    }
    expect(most).toBeGreaterThan(0)
    await expect.poll(open, { timeout: 20_000 }).toEqual([])
    await away.close()
  })

  it('is not begun when a file is absent', async () => {
    const lost = await picture(house, 320, 180, 'poster', '#111')
    release(house, [lost], { channelId: 'metro', honoreeId: 'h5' })
    await house.store.delete(lost.storageKey)
    await house.delivery.refresh()
    const answer = await house.get('/packs/metro-hall.zip', bearer(house.token.all))
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ type: 'urn:zuimei:problem:bytes-missing' })
  })
})

describe('file by file', () => {
  it('gives a manifest by its published schema, and every file as it says', async () => {
    const schema = await (await house.get('/schemas/pack-manifest.json')).json()
    const ajv = new Ajv2020({ strict: true, allErrors: true })
    formats.default(ajv)
    const validate = ajv.compile(schema as object)
    const pack = await manifest()
    validate(pack)
    expect(validate.errors).toBeNull()
    expect(pack.missing).toEqual(['张三'])
    expect(pack.items.map(({ sha256 }) => sha256)).toEqual([poster.sha256, second.sha256])
    for (const item of pack.items) {
      const answer = await get(`/packs/bus-bar/${item.file}`)
      expect(answer.headers.get('etag')).toBe(`"${item.sha256}"`)
      expect((await bytesOf(answer)).length).toBe(item.bytes)
    }
    for (const name of ['index.smil', 'playlist.m3u8', 'SHA256SUMS', encodeURIComponent('使用说明.txt')])
      expect((await get(`/packs/bus-bar/${name}`)).status, name).toBe(200)
  })

  it('keeps what is under embargo out until its time', async () => {
    const files = async () => (await manifest()).items.map(({ file }) => file).join()
    expect(await files()).not.toContain('secret')
    house.now = hours(1)
    expect(await files()).toContain('secret')
  })
})

describe('a file of a release that was withdrawn', () => {
  it('is said to be withdrawn, and why; one that never was is not there', async () => {
    const small = await picture(house, 320, 180, 'poster', '#275')
    const { id } = release(house, [small], { channelId: 'mall', honoreeId: 'h9' })
    const [other] = house.tables.screens
    if (other)
      house.tables.screens.push({
        ...other,
        id: 'mall',
        slug: 'mall',
        channelId: 'mall',
        width: 320,
        height: 180,
      })
    await house.delivery.refresh()
    const ask = (name: string) => house.get(`/packs/mall/${name}`, bearer(house.token.all))
    const { items } = (await (await ask('manifest.json')).json()) as Manifest
    const file = items[0]?.file ?? ''
    expect((await ask(file)).status).toBe(200)
    house.tables.withdrawals.push({ releaseId: id, at: house.now, reason: '单位名称有误' })
    await house.delivery.refresh()
    const gone = await ask(file)
    expect([gone.status, await gone.json()]).toMatchObject([
      410,
      { type: 'urn:zuimei:problem:file-withdrawn', reason: '单位名称有误' },
    ])
    expect((await ask('never.jpg')).status).toBe(404)
  })
})

describe('receipts', () => {
  const send = (body: unknown, token = house.token.bus, type = 'application/json') =>
    fetch(`${house.url}/receipts`, {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const shown = async () => ({
    kind: 'shown',
    packVersion: (await manifest()).version,
    screen: 'bus-bar',
    at: '2026-11-23T05:59:00+08:00',
    note: '已上屏',
  })

  const problemOf = async (answer: Response) => {
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    return (await answer.json()) as { type: string; detail: string }
  }

  it('are written once, however often they are sent, and answer the same', async () => {
    const count = house.tables.receipts.length
    const body = await shown()
    const answers = [
      await send(body),
      await send(body),
      await send({ ...body, at: '2026-11-22T21:59:00.000Z' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const [first, ...others] = await Promise.all(answers.map((answer) => answer.json()))
    for (const other of others) expect(other).toEqual(first)
    expect(house.tables.receipts.slice(count)).toMatchObject([
      {
        kind: 'shown',
        partnerId: 'bus',
        screenId: 'screen-bus-bar',
        releaseId: null,
        packVersion: body.packVersion,
        note: '已上屏',
      },
    ])
    const named = { ...body, id: 'player-7/0001' }
    const told = await (await send(named)).json()
    expect(await (await send({ ...named, note: '改了备注' })).json()).toEqual(told)
    expect(house.tables.receipts).toHaveLength(count + 2)
    await send({ ...body, at: '2026-11-23T05:58:00+08:00' })
    expect(house.tables.receipts).toHaveLength(count + 3)
    const other = await send({ ...named, kind: 'failed' })
    expect([other.status, (await problemOf(other)).detail]).toEqual([
      409,
      expect.stringMatching(/player-7\/0001.*换一个编号/),
    ])
    expect(house.tables.receipts).toHaveLength(count + 3)
  })

  it.each([
    ['no object', 7, /JSON 对象/],
    ['no JSON', '{"kind":', /JSON/],
    ['an empty list', [], /0 条.*1 至 100 条/],
    ['too long a list', Array.from({ length: 101 }, () => ({})), /101 条.*1 至 100 条/],
    ['nothing in it', {}, /kind.*at|at.*kind/s],
    ['an unknown kind', { kind: 'liked' }, /“kind”是“liked”/],
    ['an unknown member', { extra: 1 }, /无法识别.*extra/],
    ['a time without a zone', { at: '2026-11-23T06:00:00' }, /时区/],
    ['a time that is none', { at: '2026-13-45T06:00:00Z' }, /有效的时间/],
    ['a time to come', { at: '2026-11-24T06:00:00+08:00' }, /2026\/11\/24.*时钟/],
    ['an unknown release', { releaseId: 'nothing' }, /releaseId.*nothing/],
    ['a release of others', { releaseId: 'elsewhere' }, /releaseId.*elsewhere/],
    ['a screen of others', { screen: 'metro-hall' }, /screen.*metro-hall/],
    ['a pack without its screen', { screen: null }, /screen/],
    ['a version that is none', { packVersion: '1' }, /packVersion/],
    ['a version never handed out', { packVersion: '0'.repeat(40) }, /packVersion.*0{40}.*重新提交/],
    ['a note too long', { note: '长'.repeat(501) }, /note/],
  ])('are refused with %s', async (what, changes, words) => {
    house.tables.releases.some(({ id }) => id === 'elsewhere') ||
      release(house, [poster], { id: 'elsewhere', channelId: 'metro' })
    await house.delivery.refresh()
    const count = house.tables.receipts.length
    const isWhole = what === 'nothing in it' || typeof changes !== 'object' || Array.isArray(changes)
    const answer = await send(isWhole ? changes : { ...(await shown()), ...changes })
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).detail).toMatch(words)
    expect(house.tables.receipts).toHaveLength(count)
  })

  it('are refused without a token, in another type, or when too long', async () => {
    expect((await fetch(`${house.url}/receipts`, { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await send('a=b', house.token.bus, 'application/x-www-form-urlencoded')).status).toBe(415)
    expect((await send(JSON.stringify({ note: 'x'.repeat(70_000) }))).status).toBe(413)
  })

  it('are believed of none of 300 inventions, and of the true one among them', async () => {
    const { version } = await manifest()
    const [own] = house.tables.releases.filter(({ channelId }) => channelId === 'bus')
    const waiting = house.tables.releases.find(({ honoreeId }) => honoreeId === 'h2')
    const at = '2026-11-23T05:59:00+08:00'
    const inventions = Array.from({ length: 60 }, (_, number) => [
      { kind: 'shown', at, releaseId: `release-9${number}` },
      { kind: 'shown', at, packVersion: number.toString(16).padStart(40, 'a'), screen: 'bus-bar' },
      {
        kind: 'shown',
        at: `2026-11-24T06:00:${String(number).padStart(2, '0')}+08:00`,
        releaseId: waiting?.id,
      },
      { kind: 'shown', at: `2025-01-01T06:00:${String(number).padStart(2, '0')}+08:00`, releaseId: own?.id },
      {
        kind: 'withdrawn',
        at: `2026-11-23T05:58:${String(number).padStart(2, '0')}+08:00`,
        releaseId: own?.id,
      },
    ]).flat()
    expect(inventions).toHaveLength(300)
    const count = house.tables.receipts.length
    const truth = { kind: 'shown', at, releaseId: own?.id, packVersion: version, screen: 'bus-bar' }
    const statuses: number[] = []
    for (let first = 0; first < 300; first += 75) {
      const batch = [
        ...inventions.slice(first, first + 40),
        truth,
        ...inventions.slice(first + 40, first + 75),
      ]
      const answer = await send(batch)
      expect(answer.status).toBe(200)
      const { results } = (await answer.json()) as {
        results: { status: number; detail?: string; receipt?: object }[]
      }
      statuses.push(...results.map(({ status }) => status))
      expect(results[40]).toMatchObject({ status: 201, receipt: { kind: 'shown', releaseId: own?.id } })
      for (const { status, detail } of results) if (status !== 201) expect(detail).toMatch(/^回执.*[^。]+。$/)
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(4)
    expect(house.tables.receipts).toHaveLength(count + 1)
  })

  it('speak of an older pack only where it was taken', async () => {
    const old = await shown()
    expect((await send({ ...old, packVersion: 'b'.repeat(40) })).status).toBe(422)
    await house.delivery.refresh()
    house.tables.releases.push({ ...house.tables.releases[0]!, id: 'more', honoreeId: 'h-more' })
    await house.delivery.refresh()
    expect((await manifest()).version).not.toBe(old.packVersion)
    expect((await send({ ...old, at: '2026-11-23T05:57:00+08:00' })).status).toBe(201)
    const stranger = await send({ ...old, at: '2026-11-23T05:57:00+08:00' }, house.token.trusted)
    expect([stranger.status, (await problemOf(stranger)).detail]).toEqual([
      422,
      expect.stringContaining(old.packVersion),
    ])
  })

  it('are too many within an hour, and welcome in the next', async () => {
    const [own] = house.tables.releases.filter(({ channelId }) => channelId === 'bus')
    const from = six.getTime() - 3_600_000
    let sent = 0
    const batch = () =>
      Array.from({ length: 100 }, () => {
        sent += 1
        return { kind: 'failed', at: new Date(from + sent).toISOString(), releaseId: own?.id, note: '' }
      })
    let last: { status: number; type?: string; detail?: string }[] = []
    while (sent < 400) {
      const answer = await send(batch(), house.token.trusted)
      last = ((await answer.json()) as { results: typeof last }).results
    }
    expect(last.at(-1)).toMatchObject({ status: 429, detail: expect.stringMatching(/300 条.*60 分钟后/) })
    const alone = await send(batch()[0], house.token.trusted)
    expect([alone.status, alone.headers.get('retry-after')]).toEqual([429, '3600'])
    house.now = hours(1)
    expect((await send(batch()[0], house.token.trusted)).status).toBe(201)
    house.tables.receipts.length = 0
  })

  it('note by themselves what was fetched: once a version and partner, never for a part or a 304', async () => {
    await house.delivery.settle()
    house.tables.receipts.length = 0
    const fresh = await picture(house, 30, 20, 'photo', '#123')
    const one = release(house, [fresh], { channelId: 'kuaishou', honoreeId: 'h9' })
    await house.delivery.refresh()
    const all = bearer(house.token.all)
    const first = await house.get('/feeds/kuaishou.rss', all)
    await house.get('/feeds/kuaishou.atom', all)
    await house.get('/feeds/kuaishou.rss', { ...all, 'if-none-match': first.headers.get('etag') ?? '' })
    await house.get('/feeds/kuaishou.rss', bearer(house.token.trusted))
    await house.delivery.settle()
    const fetched = () =>
      house.tables.receipts.map(({ partnerId, releaseId, packVersion }) => [
        partnerId,
        releaseId,
        packVersion,
      ])
    expect(fetched()).toEqual([
      ['all', one.id, null],
      ['trusted', one.id, null],
    ])
    house.tables.receipts.length = 0
    release(house, [second], { channelId: 'bus', honoreeId: 'h10' })
    await house.delivery.refresh()
    const { version } = await manifest()
    await bytesOf(await get(zip, { range: 'bytes=0-99' }))
    await bytesOf(await get(zip))
    await bytesOf(await get(zip))
    // The client has its last byte a moment before the server knows.
    await expect.poll(fetched, { timeout: 20_000 }).toEqual([['bus', null, version]])
    await bytesOf(await get(zip))
    await house.delivery.settle()
    expect(fetched()).toHaveLength(1)
  })
})
