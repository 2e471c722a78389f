/** Properties of every crop, over pictures and ratios nobody thought of. */
import { describe, expect, it } from 'vitest'
import {
  areaFor,
  cropAt,
  cropList,
  cropOf,
  cropsIn,
  cutOf,
  largest,
  type Placed,
  ratioOf,
  sidesOf,
} from '../../src/domain/crop.ts'
import type { Size } from '../../src/domain/source-asset.ts'

/** Mulberry32: the same cases on every machine. */
function randoms(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ratios: readonly Size[] = [
  { width: 16, height: 9 },
  { width: 4, height: 3 },
  { width: 3, height: 2 },
  { width: 1, height: 1 },
  { width: 7, height: 9 },
  { width: 9, height: 16 },
  { width: 16, height: 1 },
  { width: 1080, height: 1921 },
]

const next = randoms(20261128)
const upTo = (most: number): number => 1 + Math.floor(next() * most)
const cases = Array.from({ length: 3_000 }, (_, n) => {
  const sides = ratios[n % ratios.length] as Size
  const isHand = next() < 0.5
  const placed: Placed = isHand
    ? { crop: { x: next(), y: next(), width: next() } }
    : { focal: { x: next(), y: next() } }
  return { whole: { width: 64 + upTo(9_000), height: 64 + upTo(9_000) }, sides, placed }
})

describe('every crop', () => {
  it('lies within the picture, in whole pixels, and has something in it', () => {
    for (const { whole, sides, placed } of cases) {
      const { left, top, width, height } = areaFor(whole, sides, placed)
      const case_ = JSON.stringify({ whole, sides, placed })
      for (const side of [left, top, width, height]) expect(Number.isInteger(side), case_).toBe(true)
      expect(Math.min(left, top), case_).toBeGreaterThanOrEqual(0)
      expect(Math.min(width, height), case_).toBeGreaterThanOrEqual(1)
      expect(left + width, case_).toBeLessThanOrEqual(whole.width)
      expect(top + height, case_).toBeLessThanOrEqual(whole.height)
    }
  })

  it('has its ratio, one side being off by less than a pixel', () => {
    for (const { whole, sides, placed } of cases) {
      const { width, height } = areaFor(whole, sides, placed)
      const off = Math.min(
        Math.abs(width - (height * sides.width) / sides.height),
        Math.abs(height - (width * sides.height) / sides.width),
      )
      expect(off, JSON.stringify({ whole, sides, placed })).toBeLessThan(1)
    }
  })

  it('is the same one after it was remembered', () => {
    for (const { whole, sides, placed } of cases) {
      const area = areaFor(whole, sides, placed)
      expect(cropAt(whole, sides, cropOf(whole, area))).toEqual(area)
      expect(cropsIn(cropList({ [ratioOf(sides)]: cropOf(whole, area) }), whole)).not.toBeNull()
    }
  })

  it('by the focal point is the largest there is, and holds the point', () => {
    for (const { whole, sides, placed } of cases) {
      if (!('focal' in placed)) continue
      const { left, top, width, height } = areaFor(whole, sides, placed)
      expect({ width, height }).toEqual(largest(whole, sides))
      const [x, y] = [placed.focal.x * whole.width, placed.focal.y * whole.height]
      expect(x).toBeGreaterThanOrEqual(left - 1)
      expect(x).toBeLessThanOrEqual(left + width + 1)
      expect(y).toBeGreaterThanOrEqual(top - 1)
      expect(y).toBeLessThanOrEqual(top + height + 1)
    }
  })
})

describe('a ratio', () => {
  it.each([
    [1920, 1080, '16:9'],
    [1280, 720, '16:9'],
    [1620, 1080, '3:2'],
    [35, 45, '7:9'],
    [500, 500, '1:1'],
  ] as const)('of %d × %d is %s', (width, height, ratio) => {
    expect(ratioOf({ width, height })).toBe(ratio)
    expect(ratioOf(sidesOf(ratio) as Size)).toBe(ratio)
  })

  it.each(['', '16/9', '32:18', '0:1', '1:0', '-1:2', '1.5:1', '__proto__', '1:1 '])('is not %o', (text) => {
    expect(sidesOf(text)).toBeNull()
  })
})

describe('crops that came from outside', () => {
  const whole = { width: 3000, height: 2000 }
  it('are taken as they are when they can be drawn', () => {
    const crops = { '16:9': { x: 0.1, y: 0.2, width: 0.5 }, '1:1': { x: 0, y: 0, width: 2000 / 3000 } }
    expect(cropsIn(cropList(crops), whole)).toEqual(crops)
    expect(cropsIn(null, whole)).toEqual({})
  })

  it.each([
    ['no ratio', [{ ratio: 'wide', x: 0, y: 0, width: 1 }]],
    ['a ratio not in lowest terms', [{ ratio: '32:18', x: 0, y: 0, width: 0.5 }]],
    ['no list', { '16:9': { x: 0, y: 0, width: 1 } }],
    ['words', 'all'],
    ['no numbers', [{ ratio: '16:9', x: '0', y: 0, width: 0.5 }]],
    ['nothing left', [{ ratio: '16:9', x: 0, y: 0, width: 0 }]],
    ['more than there is to the right', [{ ratio: '16:9', x: 0.6, y: 0, width: 0.5 }]],
    ['more than there is below', [{ ratio: '1:1', x: 0, y: 0.5, width: 0.5 }]],
    ['more than the ratio leaves', [{ ratio: '1:1', x: 0, y: 0, width: 1 }]],
    ['no crop', [null]],
    [
      'two of one ratio',
      [
        { ratio: '16:9', x: 0, y: 0, width: 0.5 },
        { ratio: '16:9', x: 0.1, y: 0, width: 0.5 },
      ],
    ],
  ])('are refused: %s', (_, sent) => {
    expect(cropsIn(sent, whole)).toBeNull()
  })
})

it('lets a focal point decide nothing where a hand has drawn', () => {
  const focal = { x: 0.2, y: 0.3 }
  const crop = { x: 0, y: 0, width: 0.5 }
  expect(cutOf({ focal, crops: { '16:9': crop } }, '16:9')).toEqual({ focal: null, crop })
  expect(cutOf({ focal, crops: { '16:9': crop } }, '1:1')).toEqual({ focal })
  expect(cutOf({ focal }, '1:1')).toEqual({ focal })
})
