/** Small real films and photographs, made once per run by the ffmpeg and sharp under test. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import type { Asset } from '../../src/domain/asset.ts'
import { cutOf, ratioOf } from '../../src/domain/crop.ts'
import type { FilmOutput } from '../../src/domain/outputs/film.ts'
import { silentLoop, webFilm } from '../../src/domain/outputs/film.ts'
import type { FrameOutput } from '../../src/domain/outputs/frame.ts'
import type { ImageOutput } from '../../src/domain/outputs/image.ts'
import type { FileOutput } from '../../src/domain/outputs/index.ts'
import { originalsOf } from '../../src/domain/plan.ts'
import type { Probe } from '../../src/domain/probe.ts'
import type { VariantSource } from '../../src/domain/variant.ts'
import type { GroupWork } from '../../src/pipeline/ports.ts'
import { type FfmpegTools, findTools } from '../../src/render/ffmpeg-tools.ts'

export const anyTools = { ffmpegPath: null, ffprobePath: null, allowsBundled: true } as const

let found: Promise<FfmpegTools> | undefined

/** Asked once a process: each answer starts four programs. */
export function tools(): Promise<FfmpegTools> {
  found ??= findTools(anyTools)
  return found
}

/** A folder below the system's temporary one, and the way to remove it. */
export function scratch(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'zuimei-render-'))
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

export interface FilmWish {
  readonly size: string
  readonly seconds: number
  readonly fps?: number
  /** Sine level in dB below full scale; null for no sound track. */
  readonly soundDb?: number | null
  readonly options?: readonly string[]
  readonly extension?: 'mp4' | 'mov'
}

/** testsrc2 with a 440 Hz tone, H.264 and AAC, with a place in its metadata that must never come out again. */
export async function film(dir: string, name: string, wish: FilmWish): Promise<string> {
  const { ffmpeg } = await tools()
  const file = path.join(dir, `${name}.${wish.extension ?? 'mp4'}`)
  const { soundDb = -20, seconds, size, fps = 30, options = [] } = wish
  const sound =
    soundDb === null
      ? []
      : [
          '-f',
          'lavfi',
          '-i',
          `sine=frequency=440:sample_rate=48000:duration=${seconds},volume=${soundDb + 18}dB`,
        ]
  execFileSync(ffmpeg, [
    ...[
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      `testsrc2=size=${size}:rate=${fps}:duration=${seconds}`,
      ...sound,
    ],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '28', '-pix_fmt', 'yuv420p', '-g', '30'],
    ...(soundDb === null ? [] : ['-c:a', 'aac', '-b:a', '96k']),
    ...[
      '-metadata',
      'location=+41.8057+123.4315/',
      '-metadata',
      'com.apple.quicktime.location.ISO6709=+41.8057+123.4315/',
    ],
    ...['-metadata', 'creation_time=2026-05-01T08:00:00Z', '-movflags', '+faststart+use_metadata_tags'],
    ...options,
    file,
  ])
  return file
}

/** A photograph-like picture: gradient, noise, and a white disc ("the head") whose centre is `head` (fractions). */
export async function photo(
  file: string,
  width: number,
  height: number,
  head: { x: number; y: number } = { x: 0.5, y: 0.5 },
): Promise<string> {
  const radius = Math.round(Math.min(width, height) * 0.08)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#204060"/><stop offset="1" stop-color="#406030"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="${head.x * width}" cy="${head.y * height}" r="${radius}" fill="#ffe0d0"/></svg>`
  await sharp(Buffer.from(svg))
    .withExif({
      IFD0: { Make: 'TestCam', Orientation: '1' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '41/1 48/1 20/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '123/1 25/1 53/1',
      },
    })
    .jpeg({ quality: 92 })
    .toFile(file)
  return file
}

export const image = (change: Partial<ImageOutput>): ImageOutput => ({
  kind: 'image',
  fit: 'cover',
  width: 1280,
  height: 720,
  format: 'jpeg',
  quality: 88,
  density: null,
  maxBytes: null,
  ...change,
})

export const frame = (width: number, height: number): FrameOutput => ({
  kind: 'frame',
  width,
  height,
  format: 'jpeg',
  quality: 90,
  maxBytes: 2_000_000,
})

export const television: FilmOutput = {
  kind: 'film',
  profile: 'xdcam-hd422',
  width: 1920,
  height: 1080,
  kbps: 50_000,
  loudness: { lkfs: -24, dbtp: -2 },
  maxMs: null,
}

/** What one film yields in a campaign. */
export const fiveOutputs = [
  { key: 'wide', output: webFilm(1920, 1080) },
  { key: 'tall', output: webFilm(1080, 1920) },
  { key: 'loop', output: { ...silentLoop(1920, 1080), maxMs: 600 } },
  { key: 'tv', output: television },
  { key: 'cover', output: frame(1080, 1440) },
] as const

type Outputs = readonly { readonly key: string; readonly output: FileOutput }[]
type Around = Pick<GroupWork, 'dir'> & Partial<GroupWork>
const around = { signal: new AbortController().signal, onProgress: () => undefined }

/** Outputs of one original, as the pipeline hands them over. */
export const workOf = (
  file: string,
  asset: { readonly fileName: string; readonly probe: Probe },
  {
    focal = null,
    crops = {},
    marksAi = false,
    atMs,
  }: Partial<Pick<Asset, 'focal' | 'crops'>> & { marksAi?: boolean; atMs?: number | undefined },
  outputs: Outputs,
  rest: Around,
): GroupWork => ({
  steps: outputs.map(({ key, output }) => ({
    key,
    output,
    asset: { ...asset, storageKey: 'original' },
    source: {
      kind: 'asset',
      sha256: 'original',
      ...('width' in output ? cutOf({ focal, crops }, ratioOf(output)) : { focal }),
      ...(output.kind === 'frame' && atMs !== undefined ? { atMs } : {}),
      marksAi,
    },
  })),
  files: new Map([['original', file]]),
  ...around,
  ...rest,
})

/** The same of outputs with words, whose originals all lie at `file`. */
export const contentWorkOf = (
  file: string,
  source: Exclude<VariantSource, { kind: 'asset' }>,
  outputs: Outputs,
  rest: Around,
): GroupWork => {
  const steps = outputs.map((step) => ({ ...step, asset: null, source }))
  return { steps, files: new Map(steps.flatMap(originalsOf).map((key) => [key, file])), ...around, ...rest }
}
