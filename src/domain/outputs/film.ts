/** Films: the MP4 every channel shares by pixel size, the silent loop cut from it, and the master for television. */
import type { Asset } from '../asset.ts'
import type { Facts } from '../limit.ts'
import type { MediaRole } from '../media-role.ts'
import type { Extension } from '../media-type.ts'
import type { Problem } from '../problem.ts'
import { screenSizeProblem } from '../screen.ts'
import { type FilmAsset, filmFor, maxFilmScale, type Size, shrunk, tooSmall } from '../source-asset.ts'
import type { VariantSource } from '../variant.ts'
import { assetSource, type FileKind, type Found, type Ingredients, missing, personOf } from './kind.ts'

export interface FilmOutput {
  readonly kind: 'film'
  readonly profile:
    | 'h264' // MP4, H.264 High yuv420p, faststart, source frame rate, constant bit rate
    | 'h264-silent-loop' // cut from the h264 of the same size by stream copy, no sound
    | 'xdcam-hd422' // MXF OP1a, MPEG-2 4:2:2 1920×1080i50 upper field first, 50 Mb/s
  readonly width: number
  readonly height: number
  /** Of the picture. */
  readonly kbps: number
  /** Integrated loudness in LKFS and ceiling in dBTP; null for silent output. */
  readonly loudness: { readonly lkfs: number; readonly dbtp: number } | null
  /** A longer source is cut (loop) to so many milliseconds; null keeps all. */
  readonly maxMs: number | null
}

interface Profile {
  readonly extension: Extension
  readonly role: MediaRole
  readonly alt: string
  label(size: Size): string
  /** Of CPU per second of film, on top of a constant. */
  readonly cost: { readonly constant: number; readonly perSecond: number }
}

/** Costs measured on two cores with Debian's ffmpeg 5.1, good to a factor of two. */
const profiles: Readonly<Record<FilmOutput['profile'], Profile>> = {
  h264: {
    extension: 'mp4',
    role: 'film',
    alt: '的事迹视频',
    label: ({ width, height }) => `${width >= height ? '横版' : '竖版'}视频 ${width}×${height}`,
    cost: { constant: 0.3, perSecond: 1.4 },
  },
  'h264-silent-loop': {
    extension: 'mp4',
    role: 'loop',
    alt: '的事迹视频（静音循环）',
    label: ({ width, height }) => `静音循环 ${width}×${height}`,
    cost: { constant: 0.2, perSecond: 0 },
  },
  'xdcam-hd422': {
    extension: 'mxf',
    role: 'film',
    alt: '的事迹视频',
    label: () => '播出视频 XDCAM HD422',
    cost: { constant: 0.3, perSecond: 0.8 },
  },
}

export const film: FileKind<FilmOutput> = {
  // The whole picture stays visible, so its tighter side decides.
  find({ output }, material) {
    const undrawable = screenSizeProblem(output.width, output.height)
    if (undrawable) return { problem: undrawable }
    const problemOf = (asset: FilmAsset): Problem | null => {
      const { width, height } = asset.probe
      const scale = Math.min(output.width / width, output.height / height)
      return tooSmall(asset, shrunk({ width: width * scale, height: height * scale }, maxFilmScale))
    }
    // A cover's framing is the cover's alone: the film stays as it is.
    return findFilm(output, material, problemOf, (asset) => ({ ...assetSource(asset), focal: null }))
  },
  label: (output) => profiles[output.profile].label(output),
  extension: ({ profile }) => profiles[profile].extension,
  cost({ profile }, seconds) {
    const { constant, perSecond } = profiles[profile].cost
    return constant + perSecond * seconds
  },
  // The first seconds may take more than the rate; sound comes on top.
  expectedBytes: ({ kbps, maxMs }, seconds) =>
    (1.5 * kbps * Math.min(seconds * 1000, maxMs ?? Number.POSITIVE_INFINITY)) / 8,
  needs: ({ profile, width, height }) => (profile === 'h264-silent-loop' ? [webFilm(width, height)] : []),
  facts: factsOf,
  role: ({ profile }) => profiles[profile].role,
  alt: (role, _asset, { honoree }) =>
    `${personOf(honoree)}${profiles[role === 'loop' ? 'h264-silent-loop' : 'h264'].alt}`,
}

/** What `render/outputs/film` holds every film to. */
function factsOf({ profile, loudness }: FilmOutput, asset: Asset | null): Facts {
  const film = asset?.probe.kind === 'film' ? asset.probe : null
  const colour = 'BT.709'
  switch (profile) {
    case 'xdcam-hd422': {
      const sound = { audio: 'PCM 24 bit', channels: '双单声道', sampleRate: 48_000 }
      return { ...sound, colour, container: 'MXF OP1a', video: 'XDCAM HD422', scan: '50i 上场优先' }
    }
    case 'h264':
    case 'h264-silent-loop': {
      const isSilent = loudness === null || film?.hasAudio === false
      const sound = isSilent ? { channels: '静音' } : { audio: 'AAC', channels: '立体声', sampleRate: 48_000 }
      return { ...sound, colour, container: 'MP4', video: 'H.264 High' }
    }
  }
}

/** One group for everything that is made of a film: it is decoded once. `problemOf` says why a film is not fit. */
export function findFilm<O extends Size>(
  output: O,
  material: Ingredients,
  problemOf: (film: FilmAsset) => Problem | null,
  sourceOf: (film: FilmAsset) => VariantSource,
): Found<O> {
  const asset: FilmAsset | null = filmFor(material.assets, output.width, output.height)
  if (!asset) return missing(material, '视频（MP4 或 MOV）')
  const problem = problemOf(asset)
  if (problem) return { problem }
  const group = { kind: 'film', subject: asset.id } as const
  return { wishes: [{ asset, source: sourceOf(asset), output, group }] }
}

/** What outdoor players take at most, and what their operators sell as one slot. */
export const playerMaxKbps = 20_000
export const loopMs = 15_000

/**
 * What a player holds of a film, in seconds at its rate; films come out at a constant rate for such a player. It is
 * filled before the first picture, so the mean of a film of n seconds may be higher than its rate by this share of n.
 */
export const bufferSeconds = 2

/** So set, also a loop's mean stays below what players take: 2 of its 15 seconds may come on top. */
const maxKbps = Math.floor(playerMaxKbps / (1 + (bufferSeconds * 1000) / loopMs) / 1_000) * 1_000

/**
 * 10 Mb/s at 1080p: above the 8 Mb/s 学习强国 asks for (2025), inside the 8–12 Mb/s usual for short video, and below
 * what outdoor players take; other sizes in proportion to their pixels, never below
 * 4 Mb/s, where small pictures begin to show blocks (our own floor; no outlet has one).
 */
const kbpsFor = (width: number, height: number): number =>
  Math.min(maxKbps, Math.max(4_000, Math.round(((width * height) / (1920 * 1080)) * 10) * 1_000))

/** In LKFS: the middle is the loud end of what EBU R 128 s2 (streaming) recommends, as players on phones are used to. */
export const webLoudness = [-18, -14] as const
/** In dBTP: EBU R 128. */
export const webTruePeak = -1

export const webFilm = (width: number, height: number): FilmOutput => ({
  kind: 'film',
  profile: 'h264',
  width,
  height,
  kbps: kbpsFor(width, height),
  loudness: { lkfs: (webLoudness[0] + webLoudness[1]) / 2, dbtp: webTruePeak },
  maxMs: null,
})

/** Outdoor screens book 15-second slots. */
export const silentLoop = (width: number, height: number): FilmOutput => ({
  ...webFilm(width, height),
  profile: 'h264-silent-loop',
  loudness: null,
  maxMs: loopMs,
})
