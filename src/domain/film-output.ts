/** The film outputs every channel shares, by pixel size: equal sizes are equal outputs, so one encode serves all. */
import type { FilmOutput } from './spec.ts'

/**
 * 10 Mb/s at 1080p: above the 8 Mb/s 学习强国 asks for (2025), inside the 8–12 Mb/s usual for short video, and below
 * the 20 Mb/s outdoor players take; other sizes in proportion to their pixels.
 */
const kbpsFor = (width: number, height: number): number =>
  Math.min(20_000, Math.max(4_000, Math.round(((width * height) / (1920 * 1080)) * 10) * 1_000))

/** Web loudness: EBU R 128 s2 (streaming) allows −20 to −16 LUFS; AAC overshoots, so the ceiling is −2 dBTP. */
export const webFilm = (width: number, height: number): FilmOutput => ({
  kind: 'film',
  profile: 'h264',
  width,
  height,
  kbps: kbpsFor(width, height),
  loudness: { lkfs: -16, dbtp: -2 },
  maxMs: null,
})

/** Outdoor screens book 15-second slots. */
export const silentLoop = (width: number, height: number): FilmOutput => ({
  ...webFilm(width, height),
  profile: 'h264-silent-loop',
  loudness: null,
  maxMs: 15_000,
})
