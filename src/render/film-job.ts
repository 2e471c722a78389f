/** Composes one film job: sound measured once, sizes shared, every output with its branch of the filter graph. */
import { writeFile } from 'node:fs/promises'
import type { Cut } from '../domain/crop.ts'
import type { FilmOutput } from '../domain/outputs/film.ts'
import type { FrameOutput } from '../domain/outputs/frame.ts'
import { extensionOf } from '../domain/outputs/index.ts'
import type { FilmProbe } from '../domain/probe.ts'
import type { Size } from '../domain/source-asset.ts'
import type { VariantKey } from '../domain/variant.ts'
import { aiMark } from './ai-mark.ts'
import type { FfmpegJob } from './ffmpeg-run.ts'
import type { FfmpegTools } from './ffmpeg-tools.ts'
import type { StreamFacts } from './ffprobe.ts'
import {
  fitted,
  interlaced,
  momentAt,
  normalise,
  picture,
  pictureOutput,
  representative,
  seekTo,
} from './film-graph.ts'
import { aac, mp4, xdcam } from './film-profile.ts'
import { h264Encoder } from './h264-encoder.ts'
import { levelling, measureLoudness } from './loudness.ts'

export interface Work {
  readonly source: string
  readonly fileName: string
  readonly probe: FilmProbe
  readonly marksAi: boolean
  /** The moment frames are taken from; null where it is the machine's to find. */
  readonly atMs: number | null
  readonly outputs: readonly (FilmStep | FrameStep)[]
  readonly dir: string
  readonly signal: AbortSignal
  readonly onProgress: (fraction: number) => void
}
export type FilmStep = { readonly key: VariantKey; readonly output: FilmOutput }
export type FrameStep = { readonly key: VariantKey; readonly output: FrameOutput; readonly cut: Cut }

/** The demuxer of MP4 and MOV, named so that no other gets to parse the bytes. */
export const mov = ['-f', 'mov']

export interface Composition extends Work {
  readonly tools: FfmpegTools
  readonly stream: StreamFacts
  readonly base: Pick<FfmpegJob, 'ffmpeg' | 'niceness' | 'timeoutMs' | 'signal'>
  readonly encodes: readonly FilmStep[]
  readonly frames: readonly FrameStep[]
  readonly picture: string
  readonly partial: (key: VariantKey, extension: string) => string
  readonly scratch: string[]
}

/** The whole job: sound measured, sizes shared, every output with its branch. */
export async function composeFilm(work: Composition): Promise<FfmpegJob> {
  const { probe, encodes, frames, tools } = work
  const encoder = await h264Encoder(tools)
  // For a frame alone there is no need to read what comes before it.
  const seeks = work.atMs !== null && encodes.length === 0
  const seek = seeks ? seekTo(work.atMs) : []
  const inputs = [{ file: work.source, options: [...encoder.device, ...seek, ...mov] }]
  const outputs: { file: string; options: readonly string[] }[] = []
  const graph: string[] = []

  const sizes = sizesOf(encodes)
  const branches = [...sizes.map((_, index) => `base${index}`), ...(frames.length > 0 ? ['still'] : [])]
  graph.push(
    `[0:v:0]${normalise(work.stream, tools.filters)},split=${branches.length}${branches.map((b) => `[${b}]`).join('')}`,
  )
  for (const [index, { width, height }] of sizes.entries()) {
    const users = encodes.filter(({ output }) => output.width === width && output.height === height)
    graph.push(...fitted(probe, { width, height }, `base${index}`, `fit${index}`, `s${index}`))
    let shown = `fit${index}`
    if (work.marksAi) {
      const mark = await aiMark(width, height)
      const file = work.partial(`${work.outputs[0]?.key}-mark${index}`, 'png')
      work.scratch.push(file)
      await writeFile(file, mark.png)
      inputs.push({ file, options: ['-f', 'png_pipe'] })
      graph.push(
        `[${shown}][${inputs.length - 1}:v]overlay=W-w-${mark.margin}:H-h-${mark.margin}[marked${index}]`,
      )
      shown = `marked${index}`
    }
    graph.push(`[${shown}]split=${users.length}${users.map((_, n) => `[u${index}_${n}]`).join('')}`)
    for (const [n, { output }] of users.entries()) {
      const isMxf = output.profile === 'xdcam-hd422'
      const tail = isMxf ? interlaced : encoder.upload || 'null'
      graph.push(`[u${index}_${n}]${tail}[v${encodes.indexOf(users[n] as FilmStep)}]`)
    }
  }

  const levels = encodes.filter(({ output }) => output.loudness !== null)
  const measured =
    probe.hasAudio && levels.length > 0
      ? await measureLoudness({ ...work.base, inputs: inputs.slice(0, 1) })
      : null
  if (probe.hasAudio && levels.length > 0)
    graph.push(`[0:a:0]asplit=${levels.length}${levels.map((_, n) => `[a${n}]`).join('')}`)

  for (const [n, { key, output }] of encodes.entries()) {
    const file = work.partial(key, extensionOf(output))
    const length = output.maxMs === null ? [] : ['-t', (output.maxMs / 1000).toFixed(3)]
    const sound = levels.findIndex((step) => step.key === key)
    const hasSound = probe.hasAudio && sound >= 0 && output.loudness !== null
    if (output.profile === 'xdcam-hd422') {
      const seconds = (Math.min(probe.durationMs, output.maxMs ?? Number.POSITIVE_INFINITY) / 1000).toFixed(3)
      // Television has sound tracks even where there is no sound, and they are as long as the picture.
      const source =
        hasSound && output.loudness
          ? `[a${sound}]${levelling(measured, output.loudness, 'pcm')},apad`
          : 'anullsrc=channel_layout=stereo:sample_rate=48000'
      graph.push(`${source},atrim=duration=${seconds},channelsplit=channel_layout=stereo[l${n}][r${n}]`)
      outputs.push({
        file,
        options: ['-map', `[v${n}]`, '-map', `[l${n}]`, '-map', `[r${n}]`, ...length, ...xdcam],
      })
      continue
    }
    if (hasSound && output.loudness)
      graph.push(`[a${sound}]${levelling(measured, output.loudness, 'aac')}[s${n}]`)
    const tracks = hasSound ? ['-map', `[s${n}]`, ...aac] : ['-an']
    outputs.push({
      file,
      options: ['-map', `[v${n}]`, ...tracks, ...length, ...mp4(output, encoder, probe.fps)],
    })
  }
  if (frames.length > 0) {
    const chosen = work.atMs === null ? representative(probe.durationMs) : momentAt(seeks ? 0 : work.atMs)
    graph.push(`[still]${chosen},${picture}[picture]`)
    outputs.push({ file: work.picture, options: pictureOutput })
  }
  return { ...work.base, inputs, filter: graph.join(';'), outputs, logLevel: 'error' }
}

/** Each once: outputs of one size share the scaling. */
function sizesOf(steps: readonly FilmStep[]): readonly Size[] {
  const sizes: Size[] = []
  for (const { output } of steps)
    if (!sizes.some(({ width, height }) => width === output.width && height === output.height))
      sizes.push({ width: output.width, height: output.height })
  return sizes
}
