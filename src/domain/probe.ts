/** Measured facts about a file's bytes; widths and heights are read after rotation. */

export type Probe = ImageProbe | FilmProbe | DocumentProbe

export interface ImageProbe {
  readonly kind: 'image'
  /** From the bytes, never from the extension. */
  readonly format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif' | 'gif'
  readonly bytes: number
  /** Pixels, after EXIF orientation. */
  readonly width: number
  readonly height: number
}

export interface FilmProbe {
  readonly kind: 'film'
  readonly container: 'mp4' | 'mov'
  readonly bytes: number
  /** Pixels, after the display matrix. */
  readonly width: number
  readonly height: number
  readonly durationMs: number
  /** Frames per second of the source. */
  readonly fps: number
  readonly hasAudio: boolean
}

export interface DocumentProbe {
  readonly kind: 'document'
  readonly format: 'pdf' | 'docx' | 'xlsx' | 'txt'
  readonly bytes: number
}
