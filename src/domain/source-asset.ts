/** Which of an honoree's assets an output is made from, and whether it is large enough for it. */
import type { Asset, AssetRole } from './asset.ts'
import { cropAt, type Ratio, sidesOf } from './crop.ts'
import type { Problem } from './problem.ts'

/**
 * A photograph is never enlarged beyond 1.5×: ≥200 ppi is the least newspapers take where 300 is preferred
 * (press practice), which is the same ratio. Films bear 2×, what a 4K screen does to a 1080p film by itself.
 */
export const maxPhotoScale = 1.5
export const maxFilmScale = 2

/** Pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

export type ImageAsset = Asset & { readonly probe: { readonly kind: 'image' } }
export type FilmAsset = Asset & { readonly probe: { readonly kind: 'film' } }

const isImage = (asset: Asset): asset is ImageAsset => asset.probe.kind === 'image'
const isFilm = (asset: Asset): asset is FilmAsset => asset.probe.kind === 'film'

/** In the editor's order, the same however the database lists them. */
const ofRole = (assets: readonly Asset[], role: AssetRole): readonly Asset[] =>
  assets
    .filter((asset) => asset.role === role)
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

export const workPhotos = (assets: readonly Asset[]): readonly ImageAsset[] =>
  ofRole(assets, 'work-photo').filter(isImage)

export const idPhoto = (assets: readonly Asset[]): ImageAsset | null =>
  ofRole(assets, 'id-photo').find(isImage) ?? null

/** The lead work photo; the small ID photo only where there is no other. */
export const posterPortrait = (assets: readonly Asset[]): ImageAsset | null =>
  workPhotos(assets)[0] ?? idPhoto(assets)

/** The first film that stands or lies as the output does, else the first: its sides are filled. */
export function filmFor(assets: readonly Asset[], width: number, height: number): FilmAsset | null {
  const films = ofRole(assets, 'film').filter(isFilm)
  const liesLikeOutput = (film: FilmAsset): boolean =>
    film.probe.width >= film.probe.height === width >= height
  return films.find(liesLikeOutput) ?? films[0] ?? null
}

/**
 * Refuses an asset smaller than `least`, that would have to be enlarged too far; null when it is large enough. Of a
 * photograph that a hand cropped to the ratio, the crop alone counts.
 */
export function tooSmall(
  asset: ImageAsset | FilmAsset,
  least: Size | null,
  ratio: Ratio | null = null,
): Problem | null {
  const crop = ratio && asset.crops?.[ratio]
  const { width, height } = crop ? cropAt(asset.probe, sidesOf(ratio) ?? asset.probe, crop) : asset.probe
  if (!least || (width >= least.width && height >= least.height)) return null
  return {
    kind: 'pixels-too-few',
    file: asset.fileName,
    width,
    height,
    minWidth: least.width,
    minHeight: least.height,
  }
}

/** The least size that has to be enlarged by no more than `scale` to give this one. */
export const shrunk = ({ width, height }: Size, scale: number): Size => ({
  width: Math.ceil(width / scale),
  height: Math.ceil(height / scale),
})
