/** Which of an honoree's assets an output is made from, and whether it is large enough for it. */
import type { Asset, AssetRole } from './asset.ts'
import type { Problem } from './problem.ts'
import type { Output } from './spec.ts'

/**
 * A photograph is never enlarged beyond 1.5×: ≥200 ppi is the least newspapers take where 300 is preferred
 * (press practice), which is the same ratio. Films bear 2×, what a 4K screen does to a 1080p film by itself.
 */
const maxPhotoScale = 1.5
const maxFilmScale = 2

export type ImageAsset = Asset & { readonly probe: { readonly kind: 'image' } }
type FilmAsset = Asset & { readonly probe: { readonly kind: 'film' } }

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

/** Refuses an asset that would have to be enlarged too far; null when it is large enough. */
export function tooSmall(asset: ImageAsset | FilmAsset, output: Output): Problem | null {
  const least = leastSize(asset, output)
  const { width, height } = asset.probe
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

function leastSize(
  { probe }: ImageAsset | FilmAsset,
  output: Output,
): { width: number; height: number } | null {
  switch (output.kind) {
    case 'image':
      if (output.fit === 'inside') return null
      return shrunk(output.width, output.height, maxPhotoScale)
    case 'frame':
      return shrunk(output.width, output.height, maxFilmScale)
    case 'film': {
      // The whole picture stays visible, so its tighter side decides.
      const scale = Math.min(output.width / probe.width, output.height / probe.height)
      return shrunk(probe.width * scale, probe.height * scale, maxFilmScale)
    }
    case 'poster': {
      // Every layout gives the portrait about a square of the poster's short side.
      const side = Math.min(output.width, output.height)
      return shrunk(side, side, maxPhotoScale)
    }
    case 'text':
    case 'press-kit':
      return null
  }
}

const shrunk = (width: number, height: number, scale: number): { width: number; height: number } => ({
  width: Math.ceil(width / scale),
  height: Math.ceil(height / scale),
})
