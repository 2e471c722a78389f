/** Small pictures at the signed address of their file: for whom the file is, and for nobody else. */
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signPath, staffExpiry } from '../../src/delivery/signed-link.ts'
import type { Role } from '../../src/domain/role.ts'
import { smallAt } from '../../src/domain/thumbnail.ts'
import { sweepThumbnails } from '../../src/pipeline/thumbnails.ts'
import { tools } from '../render/fixtures.ts'
import { type House, hours, openHouse, picture, release, secret, six } from './house.ts'

let house: House
let shown: string
let hidden: string
let withdrawn: string
beforeAll(async () => {
  house = await openHouse()
  const [one, other, gone] = await Promise.all([
    picture(house, 1920, 1080, 'poster', '#275'),
    picture(house, 1920, 1080, 'photo', '#527'),
    picture(house, 1920, 1080, 'cover', '#752'),
  ])
  release(house, [one], { channelId: 'mall' })
  const { id } = release(house, [gone], { channelId: 'bus' })
  house.tables.withdrawals.push({ id: 'w1', releaseId: id, at: hours(-1), reason: '有误' } as never)
  ;[shown, hidden, withdrawn] = [one.storageKey, other.storageKey, gone.storageKey]
  await house.delivery.refresh()
})
afterAll(() => house.close())

const linkFor = (role: Role, storageKey: string): string =>
  signPath(secret, `/files/${storageKey}`, staffExpiry(house.now), { id: 'me', role })
const ask = (role: Role, storageKey: string, headers: Record<string, string> = {}): Promise<Response> =>
  house.get(smallAt(linkFor(role, storageKey)), { 'x-test-person': `me ${role}`, ...headers })

it('are small, made once, and kept by the browser', async () => {
  const answer = await ask('editor', hidden)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(answer.headers.get('cache-control')).toBe('private, max-age=43200, immutable')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.length).toBeLessThan((await house.store.size(hidden)) ?? 0)
  expect(bytes.length).toBeLessThan(40_000)
  expect((await sharp(bytes).metadata()).width).toBe(320)
  const etag = answer.headers.get('etag') ?? ''
  expect((await ask('editor', hidden, { 'if-none-match': etag })).status).toBe(304)
  const made: string[] = []
  for await (const { key } of house.store.list('thumbnails')) made.push(key)
  expect(made).toEqual([`thumbnails/${hidden}.webp`])
})

it('are for whom the file is', async () => {
  const statuses = async (storageKey: string): Promise<number[]> => {
    const found: number[] = []
    for (const role of ['editor', 'reviewer', 'chief', 'admin', 'operator'] as const) {
      const own = linkFor(role, storageKey)
      const [whole, small] = [
        await house.get(own, { 'x-test-person': `me ${role}` }),
        await ask(role, storageKey),
      ]
      expect(small.status).toBe(whole.status)
      found.push(small.status)
    }
    return found
  }
  expect(await statuses(shown)).toEqual([200, 200, 200, 200, 200])
  expect(await statuses(hidden)).toEqual([200, 200, 200, 200, 404])
  expect(await statuses(withdrawn)).toEqual([200, 200, 200, 200, 410])
})

it('are nobody else’s, nor at an address of their own', async () => {
  const small = smallAt(linkFor('editor', hidden))
  expect((await house.get(small)).status).toBe(403)
  expect((await house.get(small, { 'x-test-person': 'you editor' })).status).toBe(403)
  expect((await house.get(`/files/${hidden}?small=1`, { 'x-test-person': 'me editor' })).status).toBe(403)
  const partner = smallAt(signPath(secret, `/files/${shown}`, hours(1, house.now)))
  expect((await house.get(partner)).status).toBe(400)
  expect((await ask('editor', `thumbnails/${hidden}.webp`)).status).toBe(404)
})

it('are not there of what shows nothing', async () => {
  const file = path.join(house.folder, 'paper')
  await writeFile(file, 'words')
  await house.store.put(file, 'originals/paper.pdf')
  expect((await ask('editor', 'originals/paper.pdf')).status).toBe(404)
  await house.store.put(file, 'originals/broken.jpg')
  expect((await ask('editor', 'originals/broken.jpg')).status).toBe(404)
})

it('are of a film at a moment too, for whom the film is, until the night', async () => {
  const key = 'originals/film.mp4'
  const { ffmpeg } = await tools()
  const file = path.join(house.folder, 'film.mp4')
  const flags = ['red', 'blue'].flatMap((colour) => [
    '-f',
    'lavfi',
    '-i',
    `color=${colour}:s=320x180:r=5:d=1`,
  ])
  const coded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
  execFileSync(ffmpeg, ['-v', 'error', '-y', ...flags, '-filter_complex', 'concat', ...coded, file])
  await house.store.put(file, key)
  const at = (ms: string, role: Role = 'editor') =>
    house.get(`${smallAt(linkFor(role, key))}&at=${ms}`, { 'x-test-person': `me ${role}` })
  const [early, late] = [await at('500'), await at('1500')]
  const colours = []
  for (const answer of [early, late]) {
    const { channels, ...facts } = await sharp(Buffer.from(await answer.arrayBuffer())).stats()
    colours.push(channels.map(({ mean }) => mean > 128))
    expect(facts.isOpaque).toBe(true)
  }
  expect(colours).toEqual([
    [true, false, false],
    [false, false, true],
  ])
  expect(early.headers.get('etag')).not.toBe(late.headers.get('etag'))
  for (const odd of ['9000', '-1', '1.5', 'x', '']) expect((await at(odd)).status).toBe(404)
  expect((await at('500', 'operator')).status).toBe(404)
  const partner = `${signPath(secret, `/files/${shown}`, hours(1, house.now))}&at=500`
  expect((await house.get(partner)).status).toBe(400)
  // Of a picture there is no moment.
  expect(
    (await house.get(`${smallAt(linkFor('editor', shown))}&at=0`, { 'x-test-person': 'me editor' })).status,
  ).toBe(404)
  await sweepThumbnails(house.store)
  const left: string[] = []
  for await (const { key: one } of house.store.list('thumbnails/originals')) left.push(one)
  expect(left.filter((one) => one.includes('-at-'))).toEqual([])
})

it('are asked for at one address for an hour, which opens for half a day', async () => {
  const at = (minutes: number): Date => new Date(six.getTime() + minutes * 60_000)
  expect(staffExpiry(at(0))).toEqual(staffExpiry(at(59)))
  expect(staffExpiry(at(60))).not.toEqual(staffExpiry(at(59)))
  expect(staffExpiry(at(59)).getTime() - at(59).getTime()).toBeGreaterThan(12 * 3_600_000)
})

it('go with their file, and with nothing else', async () => {
  await ask('editor', shown)
  await ask('editor', hidden)
  await house.store.delete(hidden)
  await sweepThumbnails(house.store)
  expect(await house.store.size(`thumbnails/${hidden}.webp`)).toBeNull()
  expect(await house.store.size(`thumbnails/${shown}.webp`)).toBeGreaterThan(0)
})
