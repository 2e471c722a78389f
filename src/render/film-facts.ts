/** What a finished film is, measured of its file and not taken from the encoder's settings. */
import type { FilmFacts } from '../domain/variant.ts'
import type { FfmpegJob } from './ffmpeg-run.ts'
import type { FfmpegTools } from './ffmpeg-tools.ts'
import { countPictures } from './ffprobe.ts'
import { measureLevels } from './loudness.ts'

interface Look extends Pick<FfmpegJob, 'niceness' | 'timeoutMs' | 'signal'> {
  readonly file: string
  readonly demuxer: 'mov' | 'mxf'
  readonly seconds: number
  readonly hasSound: boolean
  readonly tools: Pick<FfmpegTools, 'ffmpeg' | 'ffprobe'>
}

/** Null when its pictures cannot be read. Rejects as `ffprobe` and `runFfmpeg` do when they cannot do their work. */
export async function measureFilm(look: Look): Promise<FilmFacts | null> {
  const { file, demuxer, seconds, hasSound, tools, niceness, timeoutMs, signal } = look
  const pictures = await countPictures(tools.ffprobe, file, demuxer, timeoutMs, signal)
  if (!pictures || !(seconds > 0)) return null
  const job = {
    ffmpeg: tools.ffmpeg,
    inputs: [{ file, options: ['-f', demuxer] }],
    niceness,
    timeoutMs,
    signal,
  }
  const levels = hasSound ? await measureLevels(job, demuxer === 'mxf' ? 'two mono' : 'stereo') : {}
  return {
    fps: Math.round((pictures.count * 1000) / seconds) / 1000,
    kbps: Math.round((pictures.bytes * 8) / seconds / 1000),
    ...levels,
  }
}
