import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import sharp from 'sharp'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { FocalPoint } from '../../src/domain/asset.ts'
import { limitProblems, type Measured } from '../../src/domain/breach.ts'
import type { Crops } from '../../src/domain/crop.ts'
import type { FilmOutput } from '../../src/domain/outputs/film.ts'
import { bufferSeconds, silentLoop, webFilm, webTruePeak } from '../../src/domain/outputs/film.ts'
import type { FrameOutput } from '../../src/domain/outputs/frame.ts'
import type { Step } from '../../src/domain/plan.ts'
import { sentence } from '../../src/domain/problem.ts'
import type { Spec } from '../../src/domain/spec.ts'
import type { Renderer } from '../../src/pipeline/ports.ts'
import { findTools } from '../../src/render/ffmpeg-tools.ts'
import { countPictures, type FileFacts, ffprobe } from '../../src/render/ffprobe.ts'
import { renderKinds } from '../../src/render/outputs/index.ts'
import { createRenderer } from '../../src/render/renderer.ts'
import { landscape } from '../domain/sample.ts'
import { anyTools, film, fiveOutputs, frame, scratch, television, tools, workOf } from './fixtures.ts'

const { dir, remove } = scratch()
afterAll(remove)
const renderer = createRenderer(anyTools)
const bundled = createRenderer({ ...anyTools, only: 'bundled' })
const never = new AbortController().signal

interface Wish {
  readonly outputs: readonly { key: string; output: FilmOutput | FrameOutput }[]
  readonly marksAi?: boolean
  /** Of the covers: the moment, and how they are cut. */
  readonly atMs?: number
  readonly focal?: FocalPoint
  readonly crops?: Crops
  readonly signal?: AbortSignal
  readonly onProgress?: (fraction: number) => void
}

/** Looked at once: what is rendered several times stays as it is. */
const looks = new Map<string, ReturnType<Renderer['examine']>>()
async function filmProbe(source: string, by: Renderer = renderer) {
  const key = `${by === bundled} ${source}`
  const look = looks.get(key) ?? by.examine(source, 'a.mp4')
  looks.set(key, look)
  const probe = await look
  if (!probe.ok || probe.value.kind !== 'film') throw new Error(`not a film: ${JSON.stringify(probe)}`)
  return probe.value
}

async function render(source: string, name: string, wish: Wish, by: Renderer = renderer) {
  const probe = await filmProbe(source, by)
  const folder = path.join(dir, name)
  mkdirSync(folder)
  const { marksAi = false, outputs, signal = never, onProgress = () => undefined } = wish
  const { atMs, focal = null, crops = {} } = wish
  const asset = { fileName: '张三.mp4', probe }
  const rest = { dir: folder, signal, onProgress }
  const results = await by.render(workOf(source, asset, { marksAi, atMs, focal, crops }, outputs, rest))
  const made = new Map(
    results.map(({ key, result }) => {
      if (!result.ok) throw new Error(`${key}: ${JSON.stringify(result.problem)}`)
      return [key, result.value]
    }),
  )
  return { folder, file: (key: string) => made.get(key)?.file ?? '', made }
}

async function facts(file: string): Promise<FileFacts> {
  const found = await ffprobe((await tools()).ffprobe, file, file.endsWith('.mxf') ? 'mxf' : 'mov')
  if (!found) throw new Error(`unreadable: ${file}`)
  return found
}

/** Integrated loudness and true peak, measured apart from the code under test. */
async function heard(file: string): Promise<{ lkfs: number; dbtp: number }> {
  const { ffmpeg } = await tools()
  const channels = file.endsWith('.mxf')
    ? ['-filter_complex', '[0:a:0][0:a:1]amerge,ebur128=peak=true']
    : ['-af', 'ebur128=peak=true']
  const { stderr } = spawnSync(
    ffmpeg,
    ['-hide_banner', '-nostats', '-i', file, '-vn', ...channels, '-f', 'null', '-'],
    { encoding: 'utf8' },
  )
  const summary = stderr.slice(stderr.lastIndexOf('Summary'))
  return {
    lkfs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    dbtp: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
  }
}

/** A frame of a film at a second, as a small grey picture. */
async function glimpse(file: string, second: number): Promise<Buffer> {
  const { ffmpeg } = await tools()
  const png = execFileSync(ffmpeg, [
    '-v',
    'error',
    '-ss',
    String(second),
    '-i',
    file,
    '-frames:v',
    '1',
    '-c:v',
    'png',
    '-f',
    'image2pipe',
    '-',
  ])
  return png
}

/** What the channels that take such a film say against it, each sentence once. */
function saidOf({ profile, width, height }: FilmOutput, measured: Measured | undefined): string[] {
  const isSame = ({ output }: Spec): boolean =>
    output.kind === 'film' && output.profile === profile && output.width === width && output.height === height
  const said = channels.flatMap(({ id, specs }) =>
    specs.filter(isSame).flatMap((spec) => {
      const uses = [{ channelId: id, specId: spec.id }]
      const steps = [{ key: 'made', output: spec.output, asset: landscape, uses }] as unknown as Step[]
      return limitProblems(id, [spec], steps, () => measured ?? null).map(({ problem }) => sentence(problem))
    }),
  )
  return [...new Set(said)]
}

/** Long enough for sound to be measured and for a loop to be cut, short enough to be encoded nine times. */
const seconds = 0.6

/** One source for whatever wants a real size, one as long as somebody needs to break in upon it. */
const sources = new Map<string, Promise<string>>()
function shared(name: 'source' | 'long'): Promise<string> {
  const wish =
    name === 'source'
      ? { size: '1920x1080', seconds, soundDb: -30 }
      : { size: '320x180', seconds: 40, fps: 30 }
  const file = sources.get(name) ?? film(dir, name, wish)
  sources.set(name, file)
  return file
}

/** All five outputs of the source by the ffmpeg at hand, made once and looked at by several cases. */
let fiveMade: ReturnType<typeof makeFive> | undefined
async function makeFive() {
  const seen: number[] = []
  const rendered = await render(await shared('source'), 'system', {
    outputs: fiveOutputs,
    onProgress: (fraction) => seen.push(fraction),
  })
  return { ...rendered, seen }
}
function five(): ReturnType<typeof makeFive> {
  fiveMade ??= makeFive()
  return fiveMade
}

const leaks = /\+41\.8057|123\.4315|2026-05-01/

/** Facts every build of ffmpeg has to reach. */
async function checkAll({ made, file, folder }: Awaited<ReturnType<typeof render>>): Promise<void> {
  expect(readdirSync(folder).sort()).toEqual(['cover.jpg', 'loop.mp4', 'tall.mp4', 'tv.mxf', 'wide.mp4'])
  for (const value of made.values())
    expect(leaks.test(readFileSync(value.file).toString('latin1'))).toBe(false)

  for (const [key, width, height] of [
    ['wide', 1920, 1080],
    ['tall', 1080, 1920],
  ] as const) {
    const { streams, format } = await facts(file(key))
    expect(streams[0]).toMatchObject({
      codec_name: 'h264',
      profile: 'High',
      width,
      height,
      pix_fmt: 'yuv420p',
      color_space: 'bt709',
      color_primaries: 'bt709',
      color_range: 'tv',
      r_frame_rate: '30/1',
    })
    expect(streams[1]).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 })
    expect(Math.abs(Number(format.duration) - seconds)).toBeLessThan(0.1)
    const bytes = readFileSync(file(key))
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
    const { lkfs, dbtp } = await heard(file(key))
    expect(Math.abs(lkfs - -16)).toBeLessThan(1)
    expect(dbtp).toBeLessThanOrEqual(-2)
    // ffprobe reads the rate from the index of the file, the code counts packets: they differ by a rounding.
    expect(made.get(key)?.facts).toEqual({
      fps: 30,
      kbps: expect.closeTo(Number(streams[0]?.bit_rate) / 1000, -1),
      loudness: expect.closeTo(lkfs, 0),
      truePeak: expect.closeTo(dbtp, 0),
    })
  }

  const loop = await facts(file('loop'))
  expect(loop.streams.map(({ codec_type }) => codec_type)).toEqual(['video'])
  expect(Math.abs(Number(loop.format.duration) - 0.6)).toBeLessThan(0.15)
  expect(made.get('loop')?.facts).toEqual({
    fps: 30,
    kbps: expect.closeTo(Number(loop.streams[0]?.bit_rate) / 1000, -1),
  })

  const tv = await facts(file('tv'))
  expect(tv.streams[0]).toMatchObject({
    codec_name: 'mpeg2video',
    profile: '4:2:2',
    width: 1920,
    height: 1080,
    pix_fmt: 'yuv422p',
    field_order: 'tt',
    bit_rate: '50000000',
    color_space: 'bt709',
    r_frame_rate: '25/1',
  })
  for (const track of tv.streams.slice(1, 3))
    expect(track).toMatchObject({ codec_name: 'pcm_s24le', sample_rate: '48000', channels: 1 })
  const loud = await heard(file('tv'))
  expect(Math.abs(loud.lkfs - -24)).toBeLessThan(1)
  expect(loud.dbtp).toBeLessThanOrEqual(-2)
  const tvFacts = made.get('tv')?.facts
  expect(tvFacts).toMatchObject({
    fps: 25,
    loudness: expect.closeTo(loud.lkfs, 0),
    truePeak: expect.closeTo(loud.dbtp, 0),
  })
  // The file less its sound, within what MXF wraps around every frame.
  const wrapped = (statSync(file('tv')).size * 8) / (seconds * 1_000) - 2 * 1_152
  expect(Math.abs((tvFacts?.kbps ?? 0) / wrapped - 1)).toBeLessThan(0.01)
  expect(made.get('cover')?.facts).toEqual({})
  for (const { key, output } of fiveOutputs)
    if (output.kind === 'film') expect([key, saidOf(output, made.get(key))]).toEqual([key, []])

  const cover = await sharp(file('cover')).metadata()
  expect(cover).toMatchObject({ width: 1080, height: 1440, format: 'jpeg' })
  expect(cover.exif).toBeUndefined()
}

describe('films', () => {
  it('become all five outputs by the ffmpeg at hand, with progress that only grows', async () => {
    const source = await shared('source')
    const made = await five()
    const { seen } = made
    await checkAll(made)
    expect(seen.at(-1)).toBe(1)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))

    // The picture is the source's: the wide film looks like it, the tall one holds it in its middle.
    const small = (picture: Buffer, top: number, height: number) =>
      sharp(picture)
        .extract({ left: 0, top, width: 1080, height })
        .resize(32, 18, { fit: 'fill' })
        .greyscale()
        .raw()
        .toBuffer()
    const tall = await small(await glimpse(made.file('tall'), 0.5), 656, 608)
    const wide = await sharp(await glimpse(source, 0.5))
      .resize(32, 18, { fit: 'fill' })
      .greyscale()
      .raw()
      .toBuffer()
    const flopped = await sharp(wide, { raw: { width: 32, height: 18, channels: 1 } })
      .flop()
      .raw()
      .toBuffer()
    const distance = (a: Buffer, b: Buffer) =>
      a.reduce((sum, value, n) => sum + Math.abs(value - (b[n] ?? 0)), 0)
    expect(distance(tall, wide)).toBeLessThan(distance(tall, flopped) / 3)
  })

  it('become the same by the bundled ffmpeg of 2018', async () => {
    expect((await findTools({ ...anyTools, only: 'bundled' })).source).toBe('bundled')
    // Where there is no other, they were made by it just now.
    const isAtHand = (await tools()).source === 'bundled'
    const source = await shared('source')
    await checkAll(
      isAtHand ? await five() : await render(source, 'bundled', { outputs: fiveOutputs }, bundled),
    )
  })

  it('without sound and upright fill the wide frame, and television still has its silent tracks', async () => {
    const source = await film(dir, 'mute', {
      size: '540x960',
      seconds: 0.6,
      soundDb: null,
      fps: 25,
      extension: 'mov',
    })
    const { file } = await render(source, 'mute-out', {
      marksAi: true,
      outputs: [
        { key: 'tv', output: television },
        { key: 'tall', output: webFilm(360, 640) },
        { key: 'cover', output: frame(640, 480) },
      ],
    })
    const tv = await facts(file('tv'))
    expect(tv.streams.filter(({ codec_name }) => codec_name === 'pcm_s24le')).toHaveLength(2)
    expect((await facts(file('tall'))).streams).toHaveLength(1)
    // Both sides of the wide frame show the blurred picture, not black.
    const { channels } = await sharp(await glimpse(file('tv'), 0.5))
      .extract({ left: 0, top: 0, width: 400, height: 1080 })
      .stats()
    expect(Math.max(...channels.map(({ mean }) => mean))).toBeGreaterThan(40)
  })

  it('alone, a loop is encoded from the source', async () => {
    const source = await film(dir, 'loop-source', { size: '640x360', seconds: 2 })
    const { file } = await render(source, 'loop-alone', {
      outputs: [{ key: 'loop', output: { ...silentLoop(320, 180), maxMs: 1_000 } }],
    })
    const { streams, format } = await facts(file('loop'))
    expect(streams).toHaveLength(1)
    expect(streams[0]).toMatchObject({ codec_name: 'h264', width: 320, height: 180 })
    expect(Math.abs(Number(format.duration) - 1)).toBeLessThan(0.1)
  })

  it('stay below their true peak where the limiter and AAC have most to do', async () => {
    const { ffmpeg } = await tools()
    const source = path.join(dir, 'bursts.mp4')
    // Knocking in a silent room: far above the mean that it is levelled by.
    const knocks =
      'aevalsrc=(random(0)-0.5)*(0.02+0.98*lt(mod(t\\,2)\\,0.01)):s=48000:d=6,lowpass=f=3000,lowpass=f=3000'
    execFileSync(ffmpeg, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=5:duration=6'],
      ...[
        '-f',
        'lavfi',
        '-i',
        knocks,
        '-c:v',
        'libx264',
        '-pix_fmt',
        'yuv420p',
        '-c:a',
        'aac',
        '-b:a',
        '320k',
        source,
      ],
    ])
    const { made } = await render(source, 'bursts-out', {
      outputs: [{ key: 'wide', output: webFilm(320, 180) }],
    })
    const peak = made.get('wide')?.facts.truePeak
    expect(peak).toBeLessThanOrEqual(webTruePeak)
    // Were it never reached by the limiter, nothing would be shown.
    expect(peak).toBeGreaterThan(webTruePeak - 3)
  })

  it('are of a constant rate, off by no more than a player’s buffer holds', async () => {
    const source = await film(dir, 'constant', { size: '320x180', seconds: 15, fps: 10, soundDb: null })
    const output = silentLoop(320, 180)
    const { made } = await render(source, 'constant-out', { outputs: [{ key: 'loop', output }] })
    const kbps = made.get('loop')?.facts.kbps ?? 0
    expect(Math.abs(kbps / output.kbps - 1)).toBeLessThanOrEqual(bufferSeconds / 15)
  })

  it('that are nearly silent are not raised into noise', async () => {
    const source = await film(dir, 'hush', { size: '320x180', seconds: 1, soundDb: -75 })
    const { file, made } = await render(source, 'hush-out', {
      outputs: [{ key: 'wide', output: webFilm(320, 180) }],
    })
    const { lkfs, dbtp } = await heard(file('wide'))
    expect(dbtp).toBeLessThan(-60)
    expect(made.get('wide')?.facts).toMatchObject({
      loudness: expect.closeTo(lkfs, 0),
      truePeak: expect.closeTo(dbtp, 0),
    })
  })

  it('of full-range BT.601 colour come out as BT.709 of the same colour', async () => {
    const { ffmpeg } = await tools()
    const source = path.join(dir, 'full.mp4')
    execFileSync(ffmpeg, [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=c=0xc03028:size=1920x1080:rate=5:duration=2'],
      ...[
        '-vf',
        'scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
      ],
      ...['-color_range', 'pc', '-colorspace', 'smpte170m', source],
    ])
    const { file, made } = await render(source, 'full-out', {
      outputs: [
        { key: 'wide', output: webFilm(1920, 1080) },
        { key: 'cover', output: frame(640, 360) },
      ],
    })
    const cover = await sharp(file('cover')).stats()
    for (const [n, value] of [0xc0, 0x30, 0x28].entries())
      expect(Math.abs((cover.channels[n]?.mean ?? 0) - value)).toBeLessThan(8)
    const [picture] = (await facts(file('wide'))).streams
    expect(picture).toMatchObject({ color_space: 'bt709', color_range: 'tv' })
    // One colour needs next to nothing, and outlets that ask for 8 Mb/s get them all the same.
    expect(Number(picture?.bit_rate)).toBeGreaterThan(8_000_000)
    expect(saidOf(webFilm(1920, 1080), made.get('wide'))).toEqual([expect.stringContaining('现为 5 帧')])
  })

  describe('of which a person chose the picture of the covers', () => {
    /** Red, then green on the left and white on the right, then blue: a second each, from one key frame. */
    const flags = async (): Promise<string> => {
      const file = path.join(dir, 'flags.mp4')
      if (existsSync(file)) return file
      const plain = (colour: string, size = '640x360') => `color=${colour}:s=${size}:r=25:d=1`
      const { ffmpeg } = await tools()
      const parts = [plain('red'), plain('lime', '320x360'), plain('white', '320x360'), plain('blue')]
      execFileSync(ffmpeg, [
        ...['-v', 'error', '-y', ...parts.flatMap((part) => ['-f', 'lavfi', '-i', part])],
        ...['-f', 'lavfi', '-i', 'sine=duration=3.4'],
        ...[
          '-filter_complex',
          '[1][2]hstack[g];[0][g][3]concat=n=3,scale=out_color_matrix=bt709:out_range=tv[v]',
        ],
        ...['-map', '[v]', '-map', '4', '-c:v', 'libx264', '-g', '250', '-bf', '3', '-pix_fmt', 'yuv420p'],
        ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-c:a', 'aac', file],
      ])
      return file
    }
    /** The mean colour, each part as off or on. */
    const colourOf = async (picture: string): Promise<string> => {
      const { channels } = await sharp(picture).stats()
      return channels.map(({ mean }) => (mean > 215 ? '1' : mean < 40 ? '0' : '?')).join('')
    }
    const cover = { key: 'cover', output: frame(320, 180) }
    const wide = { key: 'wide', output: webFilm(320, 180) }

    it('have the very one a player shows then, alone, beside their film, and small in the studio', async () => {
      const source = await flags()
      for (const [ms, colour] of [
        [990, '100'],
        [2_000, '001'],
        [2_960, '001'],
      ] as const) {
        const { file } = await render(source, `moment-${ms}`, { outputs: [cover], atMs: ms })
        expect([ms, await colourOf(file('cover'))]).toEqual([ms, colour])
        const small = path.join(dir, `small-${ms}.webp`)
        expect(await renderer.thumbnail(source, 'film', small, ms)).toBe(true)
        expect([ms, await colourOf(small)]).toEqual([ms, colour])
      }
      const both = { outputs: [wide, cover], atMs: 2_000 }
      expect(await colourOf((await render(source, 'beside', both)).file('cover'))).toBe('001')
      expect(await colourOf((await render(source, 'beside-2018', both, bundled)).file('cover'))).toBe('001')
      const alone = { outputs: [cover], atMs: 990 }
      expect(await colourOf((await render(source, 'alone-2018', alone, bundled)).file('cover'))).toBe('100')
      // A moment the film has not gives no small picture and no file.
      const none = path.join(dir, 'none.webp')
      expect([await renderer.thumbnail(source, 'film', none, 9_000), existsSync(none)]).toEqual([
        false,
        false,
      ])
    })

    it('show of it what the point or the hand says, as the studio had it', async () => {
      const source = await flags()
      const tall = { key: 'tall', output: frame(180, 320) }
      const colours = async (name: string, how: Pick<Wish, 'focal' | 'crops'>) => {
        const { file } = await render(source, name, { outputs: [cover, tall], atMs: 1_500, ...how })
        return [await colourOf(file('cover')), await colourOf(file('tall'))]
      }
      expect(await colours('left', { focal: { x: 0, y: 0.5 } })).toEqual(['?1?', '010'])
      const drawn: Crops = { '16:9': { x: 0, y: 0, width: 0.4 } }
      expect(await colours('drawn', { focal: { x: 1, y: 0.5 }, crops: drawn })).toEqual(['010', '111'])
      // Where nobody says, renderer and studio look at the same picture.
      const { x } = await renderer.subject(source, 1_500)
      const [, found] = await colours('found', {})
      expect(found).toBe((await colours('said', { focal: { x, y: 0.5 } }))[1])
    })
  })

  it('that stop in the middle are refused for every output and leave nothing', async () => {
    const source = await shared('source')
    const probe = await filmProbe(source)
    const cut = path.join(dir, 'cut.mp4')
    const bytes = readFileSync(source)
    writeFileSync(cut, bytes.subarray(0, Math.floor(bytes.length * 0.5)))
    const folder = path.join(dir, 'cut-out')
    mkdirSync(folder)
    const asset = { fileName: '坏.mp4', probe }
    const results = await renderer.render(workOf(cut, asset, {}, fiveOutputs, { dir: folder }))
    expect(results).toHaveLength(5)
    for (const { result } of results)
      expect(result).toEqual({ ok: false, problem: { kind: 'file-broken', file: '坏.mp4', what: '视频' } })
    expect(readdirSync(folder)).toEqual([])
  })

  it('with rotten bits pass a look but not their rendering, and are not taken for an encoder that failed', async () => {
    const whole = await shared('source')
    const bytes = readFileSync(whole)
    const middle = Math.floor(bytes.length * 0.5)
    for (let n = 0; n < 40; n += 1) bytes.fill(0xff, middle + n * 2_000, middle + n * 2_000 + 64)
    const rotten = path.join(dir, 'rotten.mp4')
    writeFileSync(rotten, bytes)
    const twoOutputs = [
      { key: 'wide', output: webFilm(320, 180) },
      { key: 'cover', output: frame(320, 180) },
    ]
    const problemsOf = async (source: string, folder: string, by = renderer) => {
      const probe = await by.examine(source, '坏位.mp4')
      if (!probe.ok || probe.value.kind !== 'film') throw new Error('not a film')
      const asset = { fileName: '坏位.mp4', probe: probe.value }
      const results = await by.render(workOf(source, asset, {}, twoOutputs, { dir: folder }))
      return new Set(results.map(({ result }) => (result.ok ? 'ok' : result.problem.kind)))
    }
    const folder = path.join(dir, 'rot-out')
    mkdirSync(folder)
    // Of one version some threads stop at the damage, of another they conceal it.
    for (const by of [renderer, bundled])
      expect(await problemsOf(rotten, folder, by)).toEqual(new Set(['file-broken']))
    expect(readdirSync(folder)).toEqual([])
    // Nowhere to write to is not the film's fault.
    expect(await problemsOf(whole, path.join(dir, 'no-such-folder'))).toEqual(new Set(['render-failed']))
  })

  it('aborted leave no process and no file', async () => {
    const source = await shared('long')
    const stop = new AbortController()
    const small = {
      wide: webFilm(320, 180),
      tall: webFilm(180, 320),
      loop: silentLoop(320, 180),
      tv: television,
      cover: frame(180, 240),
    }
    const work = render(source, 'abort-out', {
      outputs: Object.entries(small).map(([key, output]) => ({ key, output })),
      signal: stop.signal,
      onProgress: (fraction) => fraction > 0.01 && stop.abort(new Error('enough')),
    })
    await expect(work).rejects.toThrow('enough')
    expect(readdirSync(path.join(dir, 'abort-out'))).toEqual([])
    const processes = execFileSync('ps', ['-eo', 'args']).toString()
    expect(processes.includes(path.join(dir, 'abort-out'))).toBe(false)
  })

  it('end with the process that makes them, even when it is killed outright', async () => {
    const source = await shared('long')
    const script = path.join(dir, 'orphan.cjs')
    const { ffmpeg } = await tools()
    const target = path.join(dir, 'orphan-out.mp4')
    await build({
      stdin: {
        contents: `import { runFfmpeg } from './src/render/ffmpeg-run.ts'
          runFfmpeg(${JSON.stringify({ ffmpeg, inputs: [{ file: source, options: ['-f', 'mov'] }], filter: null, outputs: [{ file: target, options: ['-c:v', 'libx264', '-preset', 'veryslow'] }], logLevel: 'error', timeoutMs: 60_000, niceness: 5, signal: null })})`,
        resolveDir: process.cwd(),
        loader: 'ts',
      },
      ...{ bundle: true, platform: 'node', format: 'cjs', outfile: script, logLevel: 'error' },
    })
    const isRunning = (): boolean =>
      execFileSync('ps', ['-eo', 'stat,args'])
        .toString()
        .split('\n')
        .some((line) => line.includes(target) && !line.startsWith('Z'))
    const maker = spawn(process.execPath, [script], { stdio: 'ignore' })
    await vi.waitUntil(isRunning, { timeout: 30_000, interval: 100 })
    maker.kill('SIGKILL')
    await vi.waitUntil(() => !isRunning(), { timeout: 30_000, interval: 100 })
  })

  it('are checked when finished, and refused where players would have to load them whole', async () => {
    const source = await shared('source')
    const { ffmpeg } = await tools()
    const { file, made } = await five()
    const late = path.join(dir, 'late.mp4')
    execFileSync(ffmpeg, ['-v', 'error', '-i', file('wide'), '-c', 'copy', '-map_metadata', '-1', late])
    const probe = await filmProbe(source)
    const finished = {
      key: 'wide',
      output: webFilm(1920, 1080),
      what: '张三.mp4',
      film: probe,
      signal: null,
    }
    const setting = { tools, niceness: 0, timeoutMs: 60_000 }
    const check = (one: string) => renderKinds.film.check({ ...finished, file: one }, setting)
    expect(await check(file('wide'))).toEqual({ ok: true, value: made.get('wide') })
    // What stands in the file counts, whatever the encoder was told.
    const loud = path.join(dir, 'loud.mp4')
    const raised = ['-af', 'volume=9dB', '-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart']
    execFileSync(ffmpeg, [
      '-v',
      'error',
      '-i',
      file('wide'),
      '-c:v',
      'copy',
      ...raised,
      '-map_metadata',
      '-1',
      loud,
    ])
    const checked = await check(loud)
    const { lkfs, dbtp } = await heard(loud)
    expect(checked).toMatchObject({
      ok: true,
      value: { facts: { loudness: expect.closeTo(lkfs, 0), truePeak: expect.closeTo(dbtp, 0) } },
    })
    expect(lkfs).toBeGreaterThan(-10)
    expect(saidOf(webFilm(1920, 1080), checked.ok ? checked.value : undefined)).toContainEqual(
      expect.stringMatching(/平均响度 −18 LKFS 至 −14 LKFS，现为 −[\d.]+ LKFS/),
    )
    expect(await check(late)).toMatchObject({
      ok: false,
      problem: { kind: 'output-off-spec', found: '须整体下载' },
    })
  })

  /** A tool that is the real one until `wish` (a shell pattern) is among its arguments. */
  async function failingTool(name: 'ffmpeg' | 'ffprobe', wish: string, end: string): Promise<string> {
    const real = (await tools())[name]
    const file = path.join(mkdtempSync(path.join(dir, 'failing-')), name)
    const script = `#!/bin/sh\ncase "$*" in ${wish}) ${end};; esac\nexec "${real}" "$@"\n`
    writeFileSync(file, script, { mode: 0o755 })
    return file
  }

  it('of which one cannot be measured lose that one alone', async () => {
    const source = await film(dir, 'one-ill', { size: '640x360', seconds: 1 })
    const probe = await filmProbe(source)
    const folder = path.join(dir, 'one-ill-out')
    mkdirSync(folder)
    const outputs = [
      { key: 'ill', output: webFilm(640, 360) },
      { key: 'well', output: webFilm(320, 180) },
      { key: 'loop', output: silentLoop(640, 360) },
      { key: 'cover', output: frame(640, 360) },
    ]
    const ffmpegPath = await failingTool('ffmpeg', '*ill.*peak=true*', 'exit 1')
    const { ffprobe: ffprobePath } = await tools()
    const by = createRenderer({ ...anyTools, ffmpegPath, ffprobePath })
    const asset = { fileName: '张三.mp4', probe }
    const results = await by.render(workOf(source, asset, {}, outputs, { dir: folder }))
    const said = results.map(({ key, result }) => [key, result.ok ? 'ok' : result.problem.kind])
    expect(Object.fromEntries(said)).toEqual({ ill: 'render-failed', well: 'ok', loop: 'ok', cover: 'ok' })
    expect(results.find(({ key }) => key === 'ill')?.error).toBeInstanceOf(Error)
    expect(readdirSync(folder).sort()).toEqual(['cover.jpg', 'loop.mp4', 'well.mp4'])
  })

  it('are not called broken when it is the tool that could not look at them', async () => {
    const source = await film(dir, 'unlooked', { size: '640x360', seconds: 1 })
    const { ffmpeg: ffmpegPath, ffprobe: real } = await tools()
    const killed = await failingTool('ffprobe', '*show_*', 'kill -9 $$')
    const by = createRenderer({ ...anyTools, ffmpegPath, ffprobePath: killed })
    await expect(by.examine(source, 'a.mp4')).rejects.toMatchObject({ signal: 'SIGKILL' })
    const forbidden = path.join(dir, 'forbidden')
    writeFileSync(forbidden, '')
    await expect(ffprobe(forbidden, source, 'mov')).rejects.toMatchObject({ code: 'EACCES' })
    await expect(countPictures(killed, source, 'mov', 60_000, null)).rejects.toMatchObject({
      signal: 'SIGKILL',
    })
    const endless = await failingTool('ffprobe', '*show_*', 'exec sleep 600')
    await expect(countPictures(endless, source, 'mov', 50, null)).rejects.toMatchObject({ killed: true })
    const stop = new AbortController()
    const counting = countPictures(endless, source, 'mov', 60_000, stop.signal)
    stop.abort(new Error('enough'))
    await expect(counting).rejects.toThrow('enough')
    // Its own exit is its word on the file.
    const garbage = path.join(dir, 'garbage.mp4')
    writeFileSync(garbage, 'no film')
    expect(await ffprobe(real, garbage, 'mov')).toBeNull()
    expect(await countPictures(real, garbage, 'mov', 60_000, null)).toBeNull()
  })

  it('that take too long are killed and refused', async () => {
    const slow = createRenderer({ ...anyTools, filmTimeoutMs: 300 })
    const source = await shared('long')
    await expect(
      render(source, 'slow-out', { outputs: [{ key: 'tv', output: television }] }, slow),
    ).rejects.toThrow('超时')
    expect(readdirSync(path.join(dir, 'slow-out'))).toEqual([])
  })
})

describe('tools', () => {
  it('are the system’s or the bundled ones, complete, with version', async () => {
    const tools = await findTools(anyTools)
    expect(tools.missing).toEqual([])
    expect(tools.version).not.toBe('')
    expect(tools.encoders.has('libx264')).toBe(true)
    const bundled = await findTools({ ...anyTools, only: 'bundled' })
    expect(bundled.missing).toEqual([])
  })

  it('given by path are used, and never passed over when they do not run', async () => {
    const { ffmpeg, ffprobe: probe } = await tools()
    const given = await findTools({ ...anyTools, ffmpegPath: ffmpeg, ffprobePath: probe })
    expect(given).toMatchObject({ source: 'env', ffmpeg, ffprobe: probe })
    const broken = path.join(dir, 'ffmpeg')
    writeFileSync(broken, '#!/bin/sh\nexit 1\n')
    chmodSync(broken, 0o755)
    await expect(findTools({ ...anyTools, ffmpegPath: broken })).rejects.toThrow('FFMPEG_PATH')
  })

  it('that are bundled are refused where they are not allowed', async () => {
    await expect(findTools({ ...anyTools, allowsBundled: false, only: 'bundled' })).rejects.toThrow('ffmpeg')
  })
})
