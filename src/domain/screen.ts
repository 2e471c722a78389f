/** A display, or a fleet of equal displays (屏幕), for which an operator takes packs. */
import type { ChannelId } from './channel.ts'
import type { Problem } from './problem.ts'

export interface Screen {
  readonly id: string
  /** ASCII, used in the pack's address. */
  readonly slug: string
  readonly name: string
  readonly channelId: ChannelId
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Seconds a still stands. */
  readonly stillSeconds: number
  /** Largest weight of one poster in bytes; null takes the channel's own. */
  readonly maxBytes: number | null
  /** Whether the screen plays MP4 loops. */
  readonly playsFilm: boolean
}

/**
 * What can be drawn: memory is about 30 bytes a pixel, so 8K (33 megapixels) takes one gigabyte; on a longer strip the
 * words would be specks.
 */
export const screenBounds = { minSide: 64, maxSide: 16_384, maxPixels: 36_000_000, maxRatio: 16 } as const

/** Null where a poster and a loop of these pixels can be made. */
export function screenSizeProblem(width: number, height: number): Problem | null {
  const { minSide, maxSide, maxPixels, maxRatio } = screenBounds
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const isDrawable =
    Number.isInteger(width) &&
    Number.isInteger(height) &&
    short >= minSide &&
    long <= maxSide &&
    width * height <= maxPixels &&
    long <= short * maxRatio
  return isDrawable ? null : { kind: 'screen-size', width, height, ...screenBounds }
}

/** In a few words at the side that is wrong, for a form that shows each side's own; at the longer where both together are. */
export function screenSideFault(side: 'width' | 'height', width: unknown, height: unknown): string | null {
  const { minSide, maxSide, maxPixels, maxRatio } = screenBounds
  const isSide = (value: unknown): value is number =>
    Number.isInteger(value) && Number(value) >= minSide && Number(value) <= maxSide
  const own = side === 'width' ? width : height
  if (own === null || own === undefined || own === '') return '请填写。'
  if (!isSide(own)) return `${own} 应改为 ${minSide} 至 ${maxSide} 的整数。`
  if (!isSide(width) || !isSide(height) || !screenSizeProblem(width, height)) return null
  if (side !== (width >= height ? 'width' : 'height')) return null
  return width * height > maxPixels
    ? `${width}×${height} 超过 ${maxPixels / 10_000} 万像素，请改小。`
    : `${width}×${height} 长边超过短边的 ${maxRatio} 倍，请改短。`
}
