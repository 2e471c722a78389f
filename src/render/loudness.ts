/** Brings sound to a channel's loudness: measured once over the whole film, then one gain and a limiter per output. */
import { type FfmpegJob, runFfmpeg } from './ffmpeg-run.ts'

/** Everything is measured and encoded as this, so that a mono source is not measured differently from what is heard. */
export const stereo48 = 'aformat=sample_rates=48000:channel_layouts=stereo'

/** Below this there is no speech, only the room: raising it would raise noise. */
const silenceLkfs = -55
const maxGainDb = 24

type Base = Pick<FfmpegJob, 'ffmpeg' | 'inputs' | 'timeoutMs' | 'niceness' | 'signal'>

/** Integrated loudness in LKFS (EBU R 128 gate); null for silence. */
export async function measureLoudness(job: Base): Promise<number | null> {
  const log = await runFfmpeg({
    ...job,
    filter: null,
    logLevel: 'info',
    outputs: [
      {
        file: '-',
        options: ['-map', '0:a:0', '-af', `${stereo48},ebur128=framelog=verbose`, '-f', 'null'],
      },
    ],
  })
  return integrated(log)
}

/** Reads `I: -23.0 LUFS` from ebur128's summary. */
export function integrated(log: string): number | null {
  const values = [...log.matchAll(/\bI:\s+(-?\d+(?:\.\d+)?) LUFS/g)]
  const last = Number(values.at(-1)?.[1] ?? Number.NaN)
  return last > silenceLkfs ? last : null
}

/** The filter chain for one output. `headroomDb` is what the codec and the limiter's sample grid may overshoot. */
export function levelling(
  measured: number | null,
  target: { readonly lkfs: number; readonly dbtp: number },
  headroomDb: number,
): string {
  if (measured === null) return stereo48
  const gain = Math.min(maxGainDb, target.lkfs - measured)
  const limit = 10 ** ((target.dbtp - headroomDb) / 20)
  // `level` would undo the limit by raising everything to full scale.
  return `${stereo48},volume=${gain.toFixed(2)}dB,alimiter=limit=${limit.toFixed(4)}:level=0:attack=5:release=50,${stereo48}`
}
