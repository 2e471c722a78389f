/** The poster's gold frame: a double line whose corners step inward, as on certificates and lacquer boxes. */
import type { Node } from '@takumi-rs/core'

type Point = readonly [x: number, y: number]

export function goldFrame(width: number, height: number): Node[] {
  const short = Math.min(width, height)
  const inset = Math.round(short * 0.025)
  const line = Math.max(1, Math.round(short * 0.0022))
  const step = Math.round(inset * 0.9)
  const fine = Math.max(1, Math.round(line / 2))
  return [
    ...outline(corners(width, height, inset, step), line, 0.95),
    ...outline(corners(width, height, inset + line * 3, step), fine, 0.6),
  ]
}

function corners(width: number, height: number, inset: number, step: number): Point[] {
  const [left, top, right, bottom] = [inset, inset, width - inset, height - inset]
  return [
    [left + step, top],
    [right - step, top],
    [right - step, top + step],
    [right, top + step],
    [right, bottom - step],
    [right - step, bottom - step],
    [right - step, bottom],
    [left + step, bottom],
    [left + step, bottom - step],
    [left, bottom - step],
    [left, top + step],
    [left + step, top + step],
  ]
}

/** One thin bar a side, each with its own sheen. */
function outline(points: readonly Point[], line: number, opacity: number): Node[] {
  return points.map(([x, y], n): Node => {
    const [toX, toY] = points[(n + 1) % points.length] ?? [x, y]
    const isLevel = y === toY
    return {
      type: 'container',
      style: {
        position: 'absolute',
        left: Math.min(x, toX),
        top: Math.min(y, toY),
        width: Math.abs(toX - x) + line,
        height: Math.abs(toY - y) + line,
        opacity,
        backgroundImage: `linear-gradient(${isLevel ? 90 : 180}deg, #fbe7b3, #c9973f 50%, #f6dc9d)`,
      },
    }
  })
}
