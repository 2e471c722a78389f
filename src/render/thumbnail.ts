/** One small WebP of a photograph, a poster or a film, with nothing of its metadata. */
import { rm } from 'node:fs/promises'
import sharp from 'sharp'
import { momentSide, thumbnailSide } from '../domain/thumbnail.ts'
import { FfmpegFailed, runFfmpeg } from './ffmpeg-run.ts'
import { ffprobe } from './ffprobe.ts'
import { takeMoment } from './film-moment.ts'
import type { Setting } from './outputs/kind.ts'
import { maxPixels } from './probe.ts'

/** A film that takes longer to give one frame gives none. */
const frameTimeoutMs = 30_000

/** Of a film at `atMs`, or a fifth into it. False where the file shows nothing that could be drawn. */
export async function thumbnail(
  source: string,
  kind: 'picture' | 'film',
  target: string,
  setting: Setting,
  atMs?: number,
): Promise<boolean> {
  if (kind === 'picture') return await draw(source, target, thumbnailSide)
  const frame = `${target}.png`
  try {
    return atMs === undefined
      ? (await takeFrame(source, frame, setting)) && (await draw(frame, target, thumbnailSide))
      : (await takeMoment(source, atMs, frame, setting)) && (await draw(frame, target, momentSide))
  } finally {
    await rm(frame, { force: true })
  }
}

async function draw(source: string, target: string, side: number): Promise<boolean> {
  try {
    await sharp(source, { failOn: 'none', limitInputPixels: maxPixels })
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 74, effort: 3 })
      .toFile(target)
    return true
  } catch {
    await rm(target, { force: true })
    return false
  }
}

/** A fifth into the film: titles and black are over by then. */
async function takeFrame(source: string, target: string, { tools, niceness }: Setting): Promise<boolean> {
  const { ffmpeg, ffprobe: probe } = await tools()
  const demuxer = source.endsWith('.mxf') ? 'mxf' : 'mov'
  const facts = await ffprobe(probe, source, demuxer)
  if (!facts) return false
  const seconds = Number(facts.format.duration ?? 0) / 5
  const box = `scale=${thumbnailSide}:${thumbnailSide}:force_original_aspect_ratio=decrease`
  try {
    await runFfmpeg({
      ffmpeg,
      niceness,
      timeoutMs: frameTimeoutMs,
      signal: null,
      filter: null,
      logLevel: 'error',
      inputs: [{ file: source, options: ['-ss', seconds.toFixed(3), '-f', demuxer] }],
      outputs: [
        {
          file: target,
          options: [
            '-map',
            '0:v:0',
            '-vf',
            box,
            '-frames:v',
            '1',
            '-update',
            '1',
            '-c:v',
            'png',
            '-f',
            'image2',
          ],
        },
      ],
    })
    return true
  } catch (error) {
    if (error instanceof FfmpegFailed) return false
    throw error
  }
}
