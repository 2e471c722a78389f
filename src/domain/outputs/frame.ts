/** A frame of a film as a picture. */
import { maxFilmScale, shrunk } from '../source-asset.ts'
import { findFilm } from './film.ts'
import { type FileKind, personOf, stillBytes } from './kind.ts'

export interface FrameOutput {
  readonly kind: 'frame'
  readonly width: number
  readonly height: number
  readonly format: 'jpeg'
  readonly quality: number
  readonly maxBytes: number | null
}

export const frame: FileKind<FrameOutput> = {
  find: ({ output }, material) => findFilm(output, material, () => shrunk(output, maxFilmScale)),
  label: ({ width, height }) => `视频封面 ${width}×${height}`,
  extension: () => 'jpg',
  cost: () => 0.3,
  expectedBytes: stillBytes,
  needs: () => [],
  facts: ({ quality }) => ({ container: 'JPG', colour: 'sRGB', quality }),
  role: () => 'cover',
  alt: (_role, _asset, { honoree }) => `${personOf(honoree)}事迹视频的画面`,
}
