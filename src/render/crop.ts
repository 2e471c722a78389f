/** Where to cut: the largest rectangle of the wanted ratio, as near to the focal point as the picture's edges allow. */
import type { FocalPoint } from '../domain/asset.ts'

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export function focalCrop(width: number, height: number, ratio: number, focal: FocalPoint): Rectangle {
  const cropWidth = Math.max(1, Math.min(width, Math.round(height * ratio)))
  const cropHeight = Math.max(1, Math.min(height, Math.round(width / ratio)))
  const place = (share: number, whole: number, part: number): number =>
    Math.round(Math.min(Math.max(share * whole - part / 2, 0), whole - part))
  return {
    left: place(focal.x, width, cropWidth),
    top: place(focal.y, height, cropHeight),
    width: cropWidth,
    height: cropHeight,
  }
}

/** Size of a `width`×`height` picture within a box, never enlarged. */
export function inside(
  width: number,
  height: number,
  box: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, box.width / width, box.height / height)
  return {
    width: Math.max(1, Math.min(box.width, Math.round(width * scale))),
    height: Math.max(1, Math.min(box.height, Math.round(height * scale))),
  }
}
