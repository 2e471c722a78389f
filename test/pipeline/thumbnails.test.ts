/** Small pictures beside one another: whoever looks through a film holds up nobody. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createThumbnails, type Thumbnails } from '../../src/pipeline/thumbnails.ts'
import { createFileStore } from '../../src/platform/file-store.ts'

let root: string
let thumbnails: Thumbnails
/** What a renderer was asked for and has not made yet, in order. */
let asked: { readonly atMs: number | undefined; readonly make: () => void }[]
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'zuimei-small-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))
beforeEach(async () => {
  asked = []
  const store = createFileStore(await mkdtemp(path.join(root, 'store-')))
  for (const key of ['originals/film.mp4', 'originals/photo.jpg']) {
    const file = path.join(root, 'file')
    await writeFile(file, key)
    await store.put(file, key)
  }
  const renderer = {
    thumbnail: (_: string, __: string, target: string, atMs?: number) =>
      new Promise<boolean>((resolve) => {
        asked.push({ atMs, make: () => resolve(writeFile(target, 'small').then(() => true)) })
      }),
  }
  thumbnails = createThumbnails({ store, renderer, scratch: path.join(root, 'work') })
})

const look = (atMs: number, asker = '甲'): Promise<string | null> =>
  thumbnails('originals/film.mp4', { atMs, asker })
const count = (atLeast: number): Promise<void> =>
  expect.poll(() => asked.length, { interval: 5 }).toBeGreaterThanOrEqual(atLeast)

it('do not wait for the moments of a film', async () => {
  const first = look(0)
  await count(1)
  const photo = thumbnails('originals/photo.jpg')
  await count(2)
  asked[1]?.make()
  expect(await photo).toBe('thumbnails/originals/photo.jpg.webp')
  asked[0]?.make()
  expect(await first).toBe('thumbnails/originals/film.mp4-at-0.webp')
})

it('of moments one asker gets the one asked for last, and the film is looked into for no other', async () => {
  const looks = Array.from({ length: 200 }, (_, n) => look(n))
  await count(1)
  asked[0]?.make()
  await count(2)
  asked[1]?.make()
  const made = await Promise.all(looks)
  expect(asked.map(({ atMs }) => atMs)).toEqual([0, 199])
  expect(made.filter((key) => key !== null)).toEqual(['thumbnails/originals/film.mp4-at-199.webp'])
})

it('of one moment are made once for two who ask', async () => {
  const [one, other] = [look(7), look(7, '乙')]
  await count(1)
  asked[0]?.make()
  expect(await one).toBe('thumbnails/originals/film.mp4-at-7.webp')
  expect(await other).toBe('thumbnails/originals/film.mp4-at-7.webp')
  expect(asked).toHaveLength(1)
})
