import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { people } from '../../scripts/fixtures/sample/people.ts'
import { drawShot } from '../../scripts/fixtures/sample/photo.ts'
import type { FocalPoint } from '../../src/domain/asset.ts'
import { type Crops, ratioOf } from '../../src/domain/crop.ts'
import type { ImageOutput } from '../../src/domain/outputs/image.ts'
import type { Probe } from '../../src/domain/probe.ts'
import { createRenderer } from '../../src/render/renderer.ts'
import { holdsGps } from './exif.ts'
import { anyTools, image, photo, scratch, workOf } from './fixtures.ts'

const { dir, remove } = scratch()
afterAll(remove)
const renderer = createRenderer(anyTools)
const never = new AbortController().signal

const probe: Probe = {
  ...{ kind: 'image', format: 'jpeg', bytes: 1, width: 1, height: 1 },
}

async function render(
  source: string,
  outputs: Record<string, Partial<ImageOutput>>,
  change: { focal?: FocalPoint; crops?: Crops; marksAi?: boolean; signal?: AbortSignal } = {},
) {
  const { signal = never, ...cut } = change
  const wanted = Object.entries(outputs).map(([key, output]) => ({ key, output: image(output) }))
  const results = await renderer.render(
    workOf(source, { fileName: '张三1.jpg', probe }, cut, wanted, { dir, signal }),
  )
  return results.map(({ result }) => result)
}

/** Where the white disc is in a picture, as fractions; the brightest pixels. */
async function headOf(file: string): Promise<{ x: number; y: number; share: number }> {
  const { data, info } = await sharp(file)
    .resize(200, 200, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let [x, y, count] = [0, 0, 0]
  for (let n = 0; n < data.length; n++)
    if ((data[n] ?? 0) > 190) {
      x += n % info.width
      y += Math.floor(n / info.width)
      count++
    }
  return { x: x / count / 200, y: y / count / 200, share: count / data.length }
}

/** Where the green dot is, as fractions; not a number where it was cut away. */
async function noseOf(file: string): Promise<{ x: number; y: number }> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true })
  let [x, y, count] = [0, 0, 0]
  for (let n = 0; n < data.length / info.channels; n++) {
    const [r = 0, g = 0, b = 0] = data.subarray(n * info.channels, n * info.channels + 3)
    if (g < 200 || r > 60 || b > 60) continue
    x += n % info.width
    y += Math.floor(n / info.width)
    count++
  }
  return { x: x / count / info.width, y: y / count / info.height }
}

describe('photographs', () => {
  const head = { x: 0.82, y: 0.3 }

  it('makes every output from one decode, exact in size, measured, without a trace of the source', async () => {
    const source = await photo(path.join(dir, 'lead.jpg'), 3000, 2000, head)
    expect((await sharp(source).metadata()).exif?.length).toBeGreaterThan(100)
    const results = await render(source, {
      wide: { width: 1280, height: 720 },
      square: { width: 1080, height: 1080 },
      tall: { width: 1080, height: 1440 },
      article: { fit: 'inside', width: 1920, height: 1920, quality: 88 },
      png: { width: 640, height: 360, format: 'png' },
      tiff: { fit: 'inside', width: 2400, height: 2400, format: 'tiff', density: 300 },
      print: { fit: 'inside', width: 2400, height: 2400, quality: 95, density: 300 },
    })
    for (const result of results) {
      if (!result.ok) throw new Error(JSON.stringify(result.problem))
      const { value } = result
      const bytes = readFileSync(value.file)
      expect(value.bytes).toBe(bytes.length)
      expect(value.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(value.crc32).toBe(crc32(bytes))
      const made = await sharp(value.file).metadata()
      expect([made.width, made.height]).toEqual([value.width, value.height])
      expect(bytes.includes('TestCam')).toBe(false)
      expect(made.xmp).toBeUndefined()
      const isPrint = value.key === 'print' || value.key === 'tiff'
      expect(made.hasProfile).toBe(isPrint)
      if (isPrint) expect(made.density).toBe(300)
      expect(await holdsGps(value.file)).toBe(false)
    }
    const sizes = results.map((result) => result.ok && `${result.value.width}x${result.value.height}`)
    expect(sizes).toEqual([
      '1280x720',
      '1080x1080',
      '1080x1440',
      '1920x1280',
      '640x360',
      '2400x1600',
      '2400x1600',
    ])
  })

  it('keeps the focal point in every crop', async () => {
    const source = await photo(path.join(dir, 'focal.jpg'), 1800, 1200, head)
    const results = await render(
      source,
      {
        tall: { width: 540, height: 960 },
        bar: { width: 1920, height: 360 },
        square: { width: 600, height: 600 },
      },
      { focal: head },
    )
    for (const result of results) {
      if (!result.ok) throw new Error(JSON.stringify(result.problem))
      const found = await headOf(result.value.file)
      expect(found.share).toBeGreaterThan(0.01)
      expect(Math.min(found.x, 1 - found.x, found.y, 1 - found.y)).toBeGreaterThan(0.12)
    }
  })

  it('honours a hand’s crop to the pixel, each ratio its own', async () => {
    // Every pixel says where it is: red its column and green its row, in tens; blue is where tens repeat.
    const [width, height] = [1600, 1200]
    const data = Buffer.alloc(width * height * 3)
    for (let n = 0; n < width * height; n++) {
      const [x, y] = [n % width, Math.floor(n / width)]
      data.set([x % 256, y % 256, (x >> 8) + (y >> 8) * 16], n * 3)
    }
    const source = path.join(dir, 'map.png')
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toFile(source)
    const placeIn = async (file: string, left: number, top: number) => {
      const [r = 0, g = 0, b = 0] = await sharp(file)
        .extract({ left, top, width: 1, height: 1 })
        .raw()
        .toBuffer()
      return [r + (b % 16) * 256, g + (b >> 4) * 256]
    }
    const results = await render(
      source,
      {
        wide: { width: 800, height: 450, format: 'png' },
        square: { width: 300, height: 300, format: 'png' },
        tall: { width: 900, height: 1200, format: 'png' },
      },
      {
        focal: { x: 0.9, y: 0.5 },
        crops: {
          '16:9': { x: 401 / width, y: 299 / height, width: 800 / width },
          '1:1': { x: 1300 / width, y: 0, width: 300 / width },
        },
      },
    )
    const files = results.map((result) => (result.ok ? result.value.file : JSON.stringify(result.problem)))
    const [wide = '', square = '', tall = ''] = files
    expect([await placeIn(wide, 0, 0), await placeIn(wide, 799, 449)]).toEqual([
      [401, 299],
      [1200, 748],
    ])
    expect([await placeIn(square, 0, 0), await placeIn(square, 299, 299)]).toEqual([
      [1300, 0],
      [1599, 299],
    ])
    // Nobody drew this one.
    expect([await placeIn(tall, 0, 0), await placeIn(tall, 899, 1199)]).toEqual([
      [700, 0],
      [1599, 1199],
    ])
  })

  it('takes the crop from pixels enough, however small the other outputs are', async () => {
    const source = await photo(path.join(dir, 'zoomed.jpg'), 3000, 2000, { x: 0.1, y: 0.1 })
    const crop = { x: 0.05, y: 0.025, width: 0.2 }
    const outputs = {
      wide: { width: 600, height: 338 },
      article: { fit: 'inside', width: 300, height: 300 },
    } as const
    const [wide] = await render(source, outputs, { crops: { [ratioOf(outputs.wide)]: crop } })
    if (!wide?.ok) throw new Error('refused')
    const head = await headOf(wide.value.file)
    expect([head.x, head.y].map((value) => Math.round(value * 20) / 20)).toEqual([0.25, 0.45])
    // Enlarged pixels would have no edge as sharp as this one.
    const edge = await sharp(wide.value.file)
      .greyscale()
      .convolve({ width: 3, height: 3, kernel: [0, 0, 0, -1, 0, 1, 0, 0, 0] })
      .raw()
      .toBuffer()
    expect(edge.reduce((most, value) => Math.max(most, value), 0)).toBeGreaterThan(90)
  })

  it('finds the subject by itself where no focal point is set', async () => {
    const source = await photo(path.join(dir, 'attention.jpg'), 1800, 1200, { x: 0.74, y: 0.3 })
    const [result] = await render(source, { tall: { width: 540, height: 960 } })
    if (!result?.ok) throw new Error('refused')
    expect((await headOf(result.value.file)).share).toBeGreaterThan(0.03)
  })

  it.each(people.map((person) => [person.name, person] as const))(
    'keeps the head off the edge in every shape, whatever glows beside it: %s',
    async (name, { place, look }) => {
      const source = path.join(dir, `${name}.png`)
      const [width, height] = [1400, 1050]
      const shot = { orientation: 'landscape', hour: 'day', x: 0.5, scale: 2.15, hat: 'none' } as const
      const drawn = await drawShot(place, look, shot, width, height)
      // A green dot on the nose, too small to draw the eye.
      const nose = Buffer.from('<svg width="12" height="12"><rect width="12" height="12" fill="#0f0"/></svg>')
      await sharp(drawn, { raw: { width, height, channels: 3 } })
        .composite([{ input: nose, left: 694, top: 524 }])
        .png()
        .toFile(source)
      const results = await render(source, {
        tall: { width: 540, height: 960, format: 'png' },
        portrait: { width: 700, height: 900, format: 'png' },
        square: { width: 600, height: 600, format: 'png' },
        wide: { width: 1280, height: 720, format: 'png' },
      })
      for (const result of results) {
        if (!result.ok) throw new Error('refused')
        const { x, y } = await noseOf(result.value.file)
        expect(Math.min(x, 1 - x)).toBeGreaterThan(0.3)
        expect(Math.min(y, 1 - y)).toBeGreaterThan(0.25)
      }
    },
  )

  it('turns by EXIF orientation and reads the size after turning', async () => {
    const source = path.join(dir, 'turned.jpg')
    await sharp(await photo(path.join(dir, 'upright.jpg'), 900, 600, { x: 0.2, y: 0.5 }))
      .withMetadata({ orientation: 6 })
      .toFile(source)
    const probe = await renderer.examine(source, '张三1.jpg')
    expect(probe.ok && probe.value).toMatchObject({ kind: 'image', width: 600, height: 900 })
    const [result] = await render(source, { inside: { fit: 'inside', width: 1200, height: 1200 } })
    if (!result?.ok) throw new Error('refused')
    // Never enlarged; turned clockwise, the left of the film is the top of the picture.
    expect([result.value.width, result.value.height]).toEqual([600, 900])
    const found = await headOf(result.value.file)
    expect(found.y).toBeLessThan(0.35)
  })

  it('takes CMYK, grey and transparent sources to sRGB', async () => {
    const cmyk = path.join(dir, 'cmyk.jpg')
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#c02030' } })
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg({ quality: 95 })
      .toFile(cmyk)
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
    const grey = path.join(dir, 'grey.jpg')
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#808080' } })
      .greyscale()
      .jpeg()
      .toFile(grey)
    const clear = path.join(dir, 'clear.png')
    await sharp({ create: { width: 400, height: 300, channels: 4, background: '#00000000' } })
      .png()
      .toFile(clear)
    for (const [source, expected, tolerance] of [
      [cmyk, [192, 32, 48], 30],
      [grey, [128, 128, 128], 3],
      [clear, [255, 255, 255], 1],
    ] as const) {
      const [result] = await render(source, { out: { width: 100, height: 100 } })
      if (!result?.ok) throw new Error('refused')
      const made = await sharp(result.value.file).metadata()
      expect(made).toMatchObject({ space: 'srgb', channels: 3 })
      const { channels } = await sharp(result.value.file).stats()
      for (const [n, value] of expected.entries())
        expect(Math.abs((channels[n]?.mean ?? -999) - value)).toBeLessThanOrEqual(tolerance)
    }
  })

  it('meets a weight by lowering quality, and refuses what cannot be met', async () => {
    const source = path.join(dir, 'noise.png')
    await sharp({
      create: {
        width: 800,
        height: 600,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png()
      .toFile(source)
    const [free, held, hopeless] = await render(source, {
      free: { width: 800, height: 600 },
      held: { width: 800, height: 600, maxBytes: 200_000 },
      hopeless: { width: 800, height: 600, maxBytes: 2_000 },
    })
    if (!free?.ok || !held?.ok) throw new Error('refused')
    expect(free.value.bytes).toBeGreaterThan(200_000)
    expect(held.value.bytes).toBeLessThanOrEqual(200_000)
    expect(hopeless?.ok === false && hopeless.problem.kind).toBe('output-off-spec')
  })

  it('draws the mark of AI-made pictures in the lower right corner only', async () => {
    const source = path.join(dir, 'plain.png')
    await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#6080a0' } })
      .png()
      .toFile(source)
    const [plain] = await render(source, { plain: { format: 'png' } })
    const [marked] = await render(source, { marked: { format: 'png' } }, { marksAi: true })
    if (!plain?.ok || !marked?.ok) throw new Error('refused')
    const spread = async (file: string, left: number, top: number) => {
      const part = await sharp(file).extract({ left, top, width: 640, height: 360 }).png().toBuffer()
      return Math.max(...(await sharp(part).stats()).channels.map(({ stdev }) => stdev))
    }
    expect(await spread(plain.value.file, 640, 360)).toBeLessThan(0.5)
    expect(await spread(marked.value.file, 640, 360)).toBeGreaterThan(5)
    expect(await spread(marked.value.file, 0, 0)).toBeLessThan(0.5)
  })

  it('sees a file replaced under its old name', async () => {
    const source = path.join(dir, 'replaced.png')
    const paint = (background: string) =>
      sharp({ create: { width: 200, height: 200, channels: 3, background } })
        .png()
        .toFile(source)
    await paint('#ff0000')
    await render(source, { replaced: { width: 100, height: 100 } })
    await paint('#0000ff')
    const [result] = await render(source, { replaced: { width: 100, height: 100 } })
    if (!result?.ok) throw new Error('refused')
    const { dominant } = await sharp(result.value.file).stats()
    expect(dominant.b).toBeGreaterThan(dominant.r)
  })

  it('refuses a broken source for every output and leaves nothing', async () => {
    const source = path.join(dir, 'broken.jpg')
    const whole = readFileSync(await photo(path.join(dir, 'whole.jpg'), 1200, 800))
    writeFileSync(source, whole.subarray(0, Math.floor(whole.length * 0.6)))
    const results = await render(source, { brokenA: {}, brokenB: { width: 100, height: 100 } })
    for (const result of results) expect(result.ok === false && result.problem.kind).toBe('file-broken')
    expect(existsSync(path.join(dir, 'brokenA.jpg'))).toBe(false)
  })

  it('stops when told to', async () => {
    const source = await photo(path.join(dir, 'stop.jpg'), 600, 400)
    await expect(render(source, { stopped: {} }, { signal: AbortSignal.abort() })).rejects.toThrow()
    expect(existsSync(path.join(dir, 'stopped.jpg'))).toBe(false)
  })
})
