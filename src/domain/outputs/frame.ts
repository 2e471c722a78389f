/** A frame of a film as a picture: of the moment a person chose, and cut as one drew it; else as the machine finds. */
import { cutOf, ratioOf } from '../crop.ts'
import { maxFilmScale, shrunk, tooSmall } from '../source-asset.ts'
import { findFilm } from './film.ts'
import { assetSource, type FileKind, personOf, stillBytes } from './kind.ts'

export interface FrameOutput {
  readonly kind: 'frame'
  readonly width: number
  readonly height: number
  readonly format: 'jpeg'
  readonly quality: number
  readonly maxBytes: number | null
}

export const frame: FileKind<FrameOutput> = {
  find({ output }, material) {
    const ratio = ratioOf(output)
    return findFilm(
      output,
      material,
      (film) => tooSmall(film, shrunk(output, maxFilmScale), ratio),
      (film) => ({
        ...assetSource(film),
        ...cutOf(film, ratio),
        ...(film.coverMs === undefined ? {} : { atMs: film.coverMs }),
      }),
    )
  },
  label: ({ width, height }) => `视频封面 ${width}×${height}`,
  extension: () => 'jpg',
  cost: () => 0.3,
  expectedBytes: stillBytes,
  needs: () => [],
  facts: ({ quality }) => ({ container: 'JPG', colour: 'sRGB', quality }),
  role: () => 'cover',
  alt: (_role, _asset, { honoree }) => `${personOf(honoree)}事迹视频的画面`,
}
