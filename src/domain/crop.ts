/**
 * Where to cut: the one rulebook of renderer and studio. Without a hand's crop it is the largest rectangle of the wanted
 * ratio, as near to the focal point as the picture's edges allow.
 */
import type { Asset, FocalPoint } from './asset.ts'
import type { Size } from './source-asset.ts'

/** Whole pixels. */
export interface Rectangle extends Size {
  readonly left: number
  readonly top: number
}

/** Width to height in lowest terms, e.g. `16:9`. */
export type Ratio = `${number}:${number}`

/** A crop drawn by hand, as fractions 0…1 of the picture: left and upper edge, and the width; the height follows from the ratio. */
export interface Crop {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** One crop for each ratio at the most. */
export type Crops = Readonly<Record<Ratio, Crop>>

export function ratioOf({ width, height }: Size): Ratio {
  const divisor = greatestDivisor(width, height)
  return `${width / divisor}:${height / divisor}`
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b))

/** Null for anything else than a ratio in lowest terms. */
export function sidesOf(ratio: string): Size | null {
  const [, width, height] = /^([1-9]\d{0,4}):([1-9]\d{0,4})$/.exec(ratio) ?? []
  const size = { width: Number(width), height: Number(height) }
  return width && height && ratioOf(size) === ratio ? size : null
}

export interface Cut {
  /** Null where a hand's crop decides, and where nobody set a point. */
  readonly focal: FocalPoint | null
  readonly crop?: Crop
}

/** A cut that is decided: by a hand, or by a point somebody set or attention found. */
export type Placed = { readonly crop: Crop } | { readonly focal: FocalPoint }

/** What decides where an output of this ratio is cut from the asset, and nothing that does not. */
export function cutOf({ crops, focal }: Pick<Asset, 'crops' | 'focal'>, ratio: Ratio): Cut {
  const crop = crops?.[ratio]
  return crop ? { focal: null, crop } : { focal }
}

/** What of a `whole` picture an output of these sides shows. */
export const areaFor = (whole: Size, sides: Size, placed: Placed): Rectangle =>
  'crop' in placed ? cropAt(whole, sides, placed.crop) : focalCrop(whole, sides, placed.focal)

function focalCrop(whole: Size, sides: Size, focal: FocalPoint): Rectangle {
  const { width, height } = largest(whole, sides)
  return {
    left: within(focal.x * whole.width - width / 2, whole.width - width),
    top: within(focal.y * whole.height - height / 2, whole.height - height),
    width,
    height,
  }
}

/** Kept inside the picture and at its ratio, whatever the fractions say. */
export function cropAt(whole: Size, sides: Size, crop: Crop): Rectangle {
  const most = largest(whole, sides)
  const width = Math.min(most.width, Math.max(1, Math.round(crop.width * whole.width)))
  const height =
    width === most.width
      ? most.height
      : Math.min(whole.height, Math.max(1, Math.round((width * sides.height) / sides.width)))
  return {
    left: within(crop.x * whole.width, whole.width - width),
    top: within(crop.y * whole.height, whole.height - height),
    width,
    height,
  }
}

/** The rectangle as it is remembered; `cropAt` gives the same one back. */
export const cropOf = (whole: Size, { left, top, width }: Rectangle): Crop => ({
  x: left / whole.width,
  y: top / whole.height,
  width: width / whole.width,
})

/** The largest of these sides' ratio a picture holds. */
export const largest = (whole: Size, sides: Size): Size => ({
  width: Math.max(1, Math.min(whole.width, Math.round((whole.height * sides.width) / sides.height))),
  height: Math.max(1, Math.min(whole.height, Math.round((whole.width * sides.height) / sides.width))),
})

const within = (value: number, most: number): number => Math.round(Math.min(Math.max(value, 0), most))

/** Size of a `width`×`height` picture within a box, never enlarged. */
export function inside(width: number, height: number, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height)
  return {
    width: Math.max(1, Math.min(box.width, Math.round(width * scale))),
    height: Math.max(1, Math.min(box.height, Math.round(height * scale))),
  }
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1

/** As they are sent and stored. */
export type CropList = readonly (Crop & { readonly ratio: Ratio })[]

export const cropList = (crops: Crops): CropList =>
  Object.entries(crops).map(([ratio, crop]) => ({ ratio: ratio as Ratio, ...crop }))

/** Of a list somebody sent or a row holds; null where any part of it is no crop of a `whole` picture. */
export function cropsIn(stored: unknown, whole: Size): Crops | null {
  if (stored === null || stored === undefined) return {}
  if (!Array.isArray(stored)) return null
  const found: Record<Ratio, Crop> = {}
  for (const value of stored as readonly unknown[]) {
    const { ratio, x, y, width } = (value ?? {}) as Readonly<Record<string, unknown>>
    const sides = typeof ratio === 'string' ? sidesOf(ratio) : null
    if (!sides || ratioOf(sides) in found || !isShare(x) || !isShare(y) || !isShare(width) || width === 0)
      return null
    const crop = { x, y, width }
    const area = cropAt(whole, sides, crop)
    // One pixel off is rounding; more would be another crop than the one that was drawn.
    const isItself =
      Math.abs(area.left - x * whole.width) <= 1 &&
      Math.abs(area.top - y * whole.height) <= 1 &&
      Math.abs(area.width - width * whole.width) <= 1
    if (!isItself) return null
    found[ratioOf(sides)] = crop
  }
  return found
}
