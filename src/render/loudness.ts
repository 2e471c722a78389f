/** Brings sound to a channel's loudness: measured once over the whole film, then one gain and a limiter per output. Measures what came of it. */
import type { FilmFacts } from '../domain/variant.ts'
import { type FfmpegJob, runFfmpeg } from './ffmpeg-run.ts'

/** Everything is measured and encoded as this, so that a mono source is not measured differently from what is heard. */
export const stereo48 = 'aformat=sample_rates=48000:channel_layouts=stereo'

/** Below this there is no speech, only the room: raising it would raise noise. */
const silenceLkfs = -55
const maxGainDb = 24

type Base = Pick<FfmpegJob, 'ffmpeg' | 'inputs' | 'timeoutMs' | 'niceness' | 'signal'>

/** Integrated loudness in LKFS (EBU R 128 gate); null for silence. */
export async function measureLoudness(job: Base): Promise<number | null> {
  const { loudness } = await listen(job, `[0:a:0]${stereo48}`, '')
  return loudness !== undefined && loudness > silenceLkfs ? loudness : null
}

type Levels = Pick<FilmFacts, 'loudness' | 'truePeak'>

/** Of a finished file with one stereo track, or two of one channel each. */
export const measureLevels = (job: Base, tracks: 'stereo' | 'two mono'): Promise<Levels> =>
  listen(
    job,
    tracks === 'stereo' ? `[0:a:0]${stereo48}` : '[0:a:0][0:a:1]join=inputs=2:channel_layout=stereo',
    'peak=true:',
  )

async function listen(job: Base, sound: string, options: '' | 'peak=true:'): Promise<Levels> {
  const log = await runFfmpeg({
    ...job,
    filter: `${sound},ebur128=${options}framelog=verbose[heard]`,
    logLevel: 'info',
    outputs: [{ file: '-', options: ['-map', '[heard]', '-f', 'null'] }],
  })
  return levelsOf(log)
}

/** Reads `I: -23.0 LUFS` and `Peak: -2.3 dBFS` from ebur128's summary; the peak of digital silence is no number. */
function levelsOf(log: string): Levels {
  const told = (pattern: RegExp): string | undefined => [...log.matchAll(pattern)].at(-1)?.[1]
  const loudness = told(/\bI:\s+(-?\d+(?:\.\d+)?) LUFS/g)
  const truePeak = told(/\bPeak:\s+(-?\d+(?:\.\d+)?) dBFS/g)
  return {
    ...(loudness !== undefined && { loudness: Number(loudness) }),
    ...(truePeak !== undefined && { truePeak: Number(truePeak) }),
  }
}

/**
 * What the true peak may lie above the limiter's ceiling, in dB. The limiter sees samples: at 48 kHz the peak between two
 * of a tone of up to 5 kHz, where speech has its strength, is half a decibel higher (ITU-R BS.1770, annex 2: cos(πf/fs)).
 * AAC at 192 kb/s then gave bursts of noise 1.3 dB more. Cracks of white noise go beyond both: every finished film is
 * measured, and a limit that it breaks is told.
 */
const overshootDb = { pcm: 0.5, aac: 2 } as const

/** The filter chain for one output, whose sound is then stored by `codec`. */
export function levelling(
  measured: number | null,
  target: { readonly lkfs: number; readonly dbtp: number },
  codec: keyof typeof overshootDb,
): string {
  if (measured === null) return stereo48
  const gain = Math.min(maxGainDb, target.lkfs - measured)
  const limit = 10 ** ((target.dbtp - overshootDb[codec]) / 20)
  // `level` would undo the limit by raising everything to full scale.
  return `${stereo48},volume=${gain.toFixed(2)}dB,alimiter=limit=${limit.toFixed(4)}:level=0:attack=5:release=50,${stereo48}`
}
