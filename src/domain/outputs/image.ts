/** Photographs: covers cropped to a ratio, pictures inside an article, the ID photo. */
import { cutOf, ratioOf } from '../crop.ts'
import { workPhotoCaption } from '../press-kit-content.ts'
import { type ImageAsset, idPhoto, maxPhotoScale, shrunk, tooSmall, workPhotos } from '../source-asset.ts'
import {
  type Ask,
  assetSource,
  type FileKind,
  type Ingredients,
  missing,
  personOf,
  stillBytes,
  workPhotoName,
} from './kind.ts'

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

const formatNames = { jpeg: 'JPG', png: 'PNG', tiff: 'TIFF' } as const
const extensions = { jpeg: 'jpg', png: 'png', tiff: 'tif' } as const

export const image: FileKind<ImageOutput> = {
  find({ from, output }, material) {
    const photos = photosFor(from, material)
    if (photos.length === 0) return missing(material, from === 'portrait' ? '小2寸证件照' : workPhotoName)
    const ratio = output.fit === 'inside' ? null : ratioOf(output)
    const least = ratio && shrunk(output, maxPhotoScale)
    const large = photos.filter((photo) => tooSmall(photo, least, ratio) === null)
    const problem = large.length === 0 && photos[0] ? tooSmall(photos[0], least, ratio) : null
    if (problem) return { problem }
    return {
      wishes: large.map((asset) => ({
        asset,
        // A picture shown whole is the same wherever somebody moves the focal point.
        source: { ...assetSource(asset), ...(ratio ? cutOf(asset, ratio) : { focal: null }) },
        output,
        group: { kind: 'image', subject: asset.id },
      })),
    }
  },
  label: ({ fit, width, height }) =>
    fit === 'cover' ? `图片 ${width}×${height}` : `配图 ≤${width}×${height}`,
  extension: ({ format }) => extensions[format],
  cost: () => 0.3,
  expectedBytes: stillBytes,
  needs: () => [],
  facts: ({ format, quality, density }) => ({
    container: formatNames[format],
    colour: 'sRGB',
    ...(format === 'jpeg' ? { quality } : {}),
    ...(density === null ? {} : { ppi: density }),
  }),
  role: (_, from) => (from === 'portrait' ? 'portrait' : from === 'work-photos' ? 'photo' : 'cover'),
  alt(role, asset, { honoree, assets }) {
    if (role === 'portrait') return `${personOf(honoree)}的证件照`
    const caption = asset?.caption.trim() ?? ''
    const index = workPhotos(assets).findIndex(({ id }) => id === asset?.id)
    return caption === '' ? workPhotoCaption(honoree, Math.max(0, index)) : caption
  },
}

function photosFor(from: Ask<ImageOutput>['from'], { assets }: Ingredients): readonly ImageAsset[] {
  if (from === 'portrait') {
    const photo = idPhoto(assets)
    return photo ? [photo] : []
  }
  return from === 'lead-photo' ? workPhotos(assets).slice(0, 1) : workPhotos(assets)
}
