/** One moment of a film as a picture: to be looked at before anything is made of it, and the very one that is made then. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FocalPoint } from '../domain/asset.ts'
import { FfmpegFailed, runFfmpeg } from './ffmpeg-run.ts'
import { ffprobe, filmStream } from './ffprobe.ts'
import { momentAt, normalise, picture, pictureOutput, seekTo } from './film-graph.ts'
import { subjectIn } from './image.ts'
import type { Setting } from './outputs/kind.ts'

/** A film that takes longer to give one frame gives none. */
const timeoutMs = 30_000

/** Writes a PNG of the film's own pixels; false where the film cannot be read. There may be no file where it has no such moment. */
export async function takeMoment(
  source: string,
  ms: number,
  target: string,
  { tools, niceness }: Setting,
): Promise<boolean> {
  const { ffmpeg, ffprobe: probe, filters } = await tools()
  const facts = await ffprobe(probe, source, 'mov')
  const stream = facts && filmStream(facts)
  if (!stream) return false
  try {
    await runFfmpeg({
      ...{ ffmpeg, niceness, timeoutMs, signal: null, logLevel: 'error' },
      filter: `[0:v:0]${normalise(stream, filters)},${momentAt(0)},${picture}[picture]`,
      inputs: [{ file: source, options: [...seekTo(ms), '-f', 'mov'] }],
      outputs: [{ file: target, options: pictureOutput }],
    })
    return true
  } catch (error) {
    if (error instanceof FfmpegFailed) return false
    throw error
  }
}

/** Where the frame of a moment is cut around while nobody says where, found as its covers will find it. */
export async function subjectAt(source: string, ms: number, setting: Setting): Promise<FocalPoint> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zuimei-moment-'))
  try {
    const frame = path.join(folder, 'frame.png')
    await takeMoment(source, ms, frame, setting)
    return await subjectIn(frame)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
