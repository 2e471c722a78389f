/** Which moment of a film its covers show (封面画面), where a person chooses one. */
import type { Asset } from './asset.ts'
import { ok, type Result, refuse } from './result.ts'

/** In ms: the last picture's beginning, so that there is always one to show. */
export const latestMoment = ({
  durationMs,
  fps,
}: {
  readonly durationMs: number
  readonly fps: number
}): number => Math.max(0, Math.floor(durationMs - 1000 / fps))

export const secondsOf = (ms: number): number => ms / 1000

/** Of seconds somebody sent or a row holds, in ms; null where the machine shall choose. Refused where the film has no such moment. */
export function coverMoment(
  { fileName, probe }: Pick<Asset, 'fileName' | 'probe'>,
  seconds: unknown,
): Result<number | null> {
  if (seconds === null || seconds === undefined || seconds === '') return ok(null)
  if (probe.kind !== 'film') return refuse({ kind: 'cover-of-no-film', file: fileName })
  const latest = latestMoment(probe)
  const ms = typeof seconds === 'number' ? Math.round(seconds * 1000) : Number.NaN
  if (ms >= 0 && ms <= latest) return ok(ms)
  const found = Number.isFinite(ms) ? secondsOf(ms) : null
  return refuse({ kind: 'cover-beyond-film', file: fileName, found, latest: secondsOf(latest) })
}
