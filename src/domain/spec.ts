/**
 * One output specification of a channel (规格). `output` alone decides the bytes and so the fingerprint:
 * two specs of different channels with equal outputs share one variant.
 */

/** Where a spec's bytes come from. `lead-photo` is the first work photo; `portrait` the id photo. */
export type Source = 'lead-photo' | 'work-photos' | 'portrait' | 'film' | 'text' | 'poster'

export interface ImageOutput {
  readonly kind: 'image'
  /** `cover` crops to exactly width×height; `inside` keeps the ratio and never enlarges. */
  readonly fit: 'cover' | 'inside'
  readonly width: number
  readonly height: number
  readonly format: 'jpeg' | 'png' | 'tiff'
  /** 1…100, JPEG only. */
  readonly quality: number
  /** Pixels per inch written into the file; null leaves it out. */
  readonly density: number | null
  readonly maxBytes: number | null
}

/** A frame of a film as a picture. */
export interface FrameOutput {
  readonly kind: 'frame'
  readonly width: number
  readonly height: number
  readonly format: 'jpeg'
  readonly quality: number
  readonly maxBytes: number | null
}

export interface FilmOutput {
  readonly kind: 'film'
  readonly profile:
    | 'h264' // MP4, H.264 High yuv420p, faststart, source frame rate
    | 'h264-silent-loop' // cut from the h264 of the same size by stream copy, no sound
    | 'xdcam-hd422' // MXF OP1a, MPEG-2 4:2:2 1920×1080i50 upper field first, 50 Mb/s
  readonly width: number
  readonly height: number
  readonly kbps: number
  /** Integrated loudness in LKFS and ceiling in dBTP; null for silent output. */
  readonly loudness: { readonly lkfs: number; readonly dbtp: number } | null
  /** A longer source is cut (loop) to so many milliseconds; null keeps all. */
  readonly maxMs: number | null
}

export interface PosterOutput {
  readonly kind: 'poster'
  readonly width: number
  readonly height: number
  readonly format: 'jpeg'
  readonly quality: number
  readonly maxBytes: number | null
}

/** A title, a summary and a body bounded in 字 (graphemes); computed, has no bytes of its own. */
export interface TextOutput {
  readonly kind: 'text'
  readonly titleMax: number
  readonly bodyMin: number
  readonly bodyMax: number
  /** 话题, 0 when the channel has none. */
  readonly topicsMax: number
}

/** A zip of DOCX and UTF-8 TXT of the deeds, print photos and captions. */
export interface PressKitOutput {
  readonly kind: 'press-kit'
  readonly bodyMin: number
  readonly bodyMax: number
  readonly photo: ImageOutput
}

export type Output = ImageOutput | FrameOutput | FilmOutput | PosterOutput | TextOutput | PressKitOutput

/** A figure a channel asks for, with where it comes from and how firm it is. */
export interface Limit {
  /** Stable id, e.g. `film.duration`. */
  readonly id: string
  /** In Chinese, with the figure, e.g. 时长不超过 3 分钟. */
  readonly text: string
  readonly severity: 'error' | 'warning'
  /** O the outlet's own text · T a secondary source · P an industry-common preset. */
  readonly firmness: 'O' | 'T' | 'P'
  /** Where the figure comes from, in English. */
  readonly source: string
  /** Year or date of the source. */
  readonly asOf: string
}

export interface Spec {
  /** Unique within its channel, ASCII, e.g. `cover-16x9`. */
  readonly id: string
  /** In Chinese, e.g. 横版封面 16:9. */
  readonly label: string
  readonly from: Source
  readonly output: Output
  /** A release waits for required specs; optional ones are added when their source exists. */
  readonly isRequired: boolean
  readonly limits: readonly Limit[]
}
