/** Where the person probably is in a photograph nobody has set a focal point in; until faces are found. */
import sharp from 'sharp'
import type { FocalPoint } from '../domain/asset.ts'
import { inside } from '../domain/crop.ts'
import { fromPixels, type Pixels } from './still.ts'

/** Enough for attention, which looks at 32 pixels a side. */
export const looked = { width: 256, height: 256 } as const
/** Attention blurs by the window it is asked for, so three windows are three witnesses. */
const windows = [0.25, 0.5, 0.75] as const
/** Eyes of a person who is photographed on purpose. */
export const usual: FocalPoint = { x: 0.5, y: 0.4 }

/**
 * The middle witness of attention, trusted only where people are put: outside the middle three fifths it was, on 45
 * portraits, a lamp, a sign or a hem. Height leans half on the usual one. The same for every output of a photograph.
 */
export async function subjectOf(pixels: Pixels): Promise<FocalPoint> {
  const size = inside(pixels.width, pixels.height, looked)
  const small = await fromPixels(pixels)
    .resize(size.width, size.height, { fit: 'fill' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const witnesses = await Promise.all(
    windows.map((share) => attention({ ...small.info, data: small.data }, share)),
  )
  const x = median(witnesses.map((point) => point.x))
  const y = median(witnesses.map((point) => point.y))
  if (x < 0.2 || x > 0.8 || y < 0.15 || y > 0.65) return usual
  return { x, y: (y + usual.y) / 2 }
}

/** The window is narrower than the picture's own shape: where nothing is cut, libvips does not look. */
async function attention(pixels: Pixels, share: number): Promise<FocalPoint> {
  const { info } = await fromPixels(pixels)
    .resize({
      width: Math.max(1, Math.round(pixels.width * share * share)),
      height: Math.max(1, Math.round(pixels.height * share)),
      fit: 'cover',
      position: sharp.strategy.attention,
    })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { attentionX, attentionY } = info as { attentionX?: number; attentionY?: number }
  if (attentionX === undefined || attentionY === undefined) return usual
  return { x: attentionX / share / pixels.width, y: attentionY / share / pixels.height }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
