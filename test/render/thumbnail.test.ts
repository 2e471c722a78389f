/** Small pictures: small in every sense, of what the file shows, and of nothing else. */
import { existsSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { createRenderer } from '../../src/render/renderer.ts'
import { anyTools, film, photo, scratch } from './fixtures.ts'

const { dir, remove } = scratch()
afterAll(remove)
const renderer = createRenderer(anyTools)
const target = (name: string): string => path.join(dir, `${name}.webp`)

it('are of 320 pixels and a few kilobytes, upright, with nothing the camera wrote', async () => {
  const file = await photo(path.join(dir, 'big.jpg'), 6000, 4000)
  const turned = await sharp(file)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toFile(path.join(dir, 'turned.jpg'))
  expect(turned.width).toBe(6000)
  for (const [name, width, height] of [
    ['big', 320, 213],
    ['turned', 213, 320],
  ] as const) {
    expect(await renderer.thumbnail(path.join(dir, `${name}.jpg`), 'picture', target(name))).toBe(true)
    const made = await sharp(target(name)).metadata()
    expect([made.format, made.width, made.height, made.exif, made.xmp, made.icc]).toEqual([
      'webp',
      width,
      height,
      undefined,
      undefined,
      undefined,
    ])
    expect((await stat(target(name))).size).toBeLessThan(30_000)
  }
})

it('are never larger than the picture', async () => {
  const file = await photo(path.join(dir, 'tiny.jpg'), 64, 48)
  await renderer.thumbnail(file, 'picture', target('tiny'))
  expect((await sharp(target('tiny')).metadata()).width).toBe(64)
})

it('are a frame of a film, whatever its shape', async () => {
  const file = await film(dir, 'tall', { size: '360x640', seconds: 2 })
  expect(await renderer.thumbnail(file, 'film', target('tall'))).toBe(true)
  const { width, height } = await sharp(target('tall')).metadata()
  expect([width, height]).toEqual([180, 320])
  // A picture with something on it.
  const { channels } = await sharp(target('tall')).stats()
  expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20)
})

it('are not made of what is no picture, and leave nothing then', async () => {
  const file = path.join(dir, 'words.jpg')
  await writeFile(file, 'no picture')
  expect(await renderer.thumbnail(file, 'picture', target('words'))).toBe(false)
  expect(await renderer.thumbnail(file, 'film', target('words'))).toBe(false)
  expect([target('words'), `${target('words')}.png`].filter((one) => existsSync(one))).toEqual([])
})
