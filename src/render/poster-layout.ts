/** Where things stand on a poster, by family of aspect: the portrait's frame and the blocks of words, all inside the outer 5 %. */
import { posterFrame } from '../domain/poster-content.ts'
import type { PosterContent } from '../domain/variant.ts'
import { honour, hosts, hostsHeight, motto, name, office, person, type Words } from './poster-words.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Block {
  readonly box: Box
  readonly align: 'left' | 'center'
  readonly stand: 'top' | 'middle' | 'bottom'
  readonly words: readonly Words[]
}

export type Family = 'portrait' | 'square' | 'landscape' | 'bar'

export interface Layout {
  readonly family: Family
  readonly portrait: Box
  readonly blocks: readonly Block[]
  /** Upper edge of the silk at the foot, and where along the width it begins. */
  readonly silk: { readonly top: number; readonly from: number }
}

const portraitRatio = posterFrame.width / posterFrame.height

export function familyOf(width: number, height: number): Family {
  const ratio = width / height
  if (ratio > 2.4) return 'bar'
  if (ratio > 1.2) return 'landscape'
  return ratio < 0.85 ? 'portrait' : 'square'
}

export function layoutOf(content: PosterContent, width: number, height: number): Layout {
  const family = familyOf(width, height)
  switch (family) {
    case 'portrait':
      return { family, ...upright(content, width, height) }
    case 'square':
      return { family, ...square(content, width, height) }
    case 'landscape':
      return { family, ...landscape(content, width, height) }
    case 'bar':
      return { family, ...bar(content, width, height) }
  }
}

type Parts = Omit<Layout, 'family'>

/** A portrait's frame in the middle of a box, as large as it allows. */
function frameIn(box: Box): Box {
  const height = Math.min(box.height, box.width / portraitRatio)
  const width = height * portraitRatio
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height }
}

/** Everything on the middle axis. Towers give the portrait all their width and the words what height is left. */
function upright(content: PosterContent, width: number, height: number): Parts {
  const margin = width * 0.075
  const share = (from: number, to: number): Box => ({
    x: margin,
    y: height * from,
    width: width - margin * 2,
    height: height * (to - from),
  })
  const isTower = height > width * 2.4
  const unit = Math.min(width, height * 0.62) / (isTower ? 76 : 100)
  const small = unit * (isTower ? 3.2 : 2.6)
  const foot = 0.944 - footShare(content, small, share(0, 1), 0.06, isTower ? 0.12 : 0.1)
  const frame = isTower ? frameIn(share(0.16, 0.47)) : frameIn(share(0.2, 0.6))
  return {
    portrait: frame,
    silk: { top: height * (foot - 0.01), from: 0 },
    blocks: [
      {
        box: isTower ? share(0.06, 0.15) : share(0.06, 0.18),
        align: 'center',
        stand: 'middle',
        words: honour(content, unit * 8.8, unit * 3.4),
      },
      {
        box: share((frame.y + frame.height) / height + 0.022, foot - 0.042),
        align: 'center',
        stand: 'middle',
        words: person(content, unit * 14.5, unit * (isTower ? 5.4 : 4.1), unit * (isTower ? 6.2 : 4.5)),
      },
      { box: share(foot, 0.944), align: 'center', stand: 'middle', words: hosts(content, small) },
    ],
  }
}

/** Share of the box's height the organisers take: `least` where they fit, at most `most`. */
function footShare(content: PosterContent, size: number, box: Box, least: number, most: number): number {
  return Math.min(most, Math.max(least, (hostsHeight(content, size, box.width) * 1.02) / box.height))
}

/** The honour above, the portrait at the left, the person at the right. */
function square(content: PosterContent, width: number, height: number): Parts {
  const margin = width * 0.075
  const inner = width - margin * 2
  const share = (from: number, to: number, left = 0, right = 1): Box => ({
    x: margin + inner * left,
    y: height * from,
    width: inner * (right - left),
    height: height * (to - from),
  })
  const unit = Math.min(width, height) / 100
  const foot = 0.935 - footShare(content, unit * 2.3, share(0, 1), 0.073, 0.13)
  const floor = foot - 0.072
  return {
    portrait: frameIn(share(0.29, floor, 0, 0.44)),
    silk: { top: height * (foot - 0.01), from: 0 },
    blocks: [
      {
        box: share(0.075, 0.255),
        align: 'center',
        stand: 'middle',
        words: honour(content, unit * 8.4, unit * 3.2),
      },
      {
        box: share(0.29, floor, 0.49, 1),
        align: 'left',
        stand: 'middle',
        words: person(content, unit * 11.5, unit * 3.3, unit * 3.7),
      },
      { box: share(foot, 0.935), align: 'center', stand: 'middle', words: hosts(content, unit * 2.3) },
    ],
  }
}

/** The portrait fills the left, all words stand at the right. */
function landscape(content: PosterContent, width: number, height: number): Parts {
  const margin = { x: width * 0.065, y: height * 0.095 }
  const inner = { width: width - margin.x * 2, height: height - margin.y * 2 }
  const portrait = frameIn({ x: margin.x, y: margin.y, width: inner.width * 0.36, height: inner.height })
  const x = portrait.x + portrait.width + width * 0.045
  const right = width - margin.x - x
  const box = (from: number, to: number): Box => ({
    x,
    y: height * from,
    width: right,
    height: height * (to - from),
  })
  const unit = Math.min(right / 58, height / 60)
  const foot = 0.93 - footShare(content, unit * 1.7, box(0, 1), 0.08, 0.16)
  return {
    portrait,
    silk: { top: height * (foot - 0.008), from: 0 },
    blocks: [
      { box: box(0.09, 0.285), align: 'left', stand: 'top', words: honour(content, unit * 5.9, unit * 2.5) },
      {
        box: box(0.31, foot - 0.055),
        align: 'left',
        stand: 'middle',
        words: person(content, unit * 10, unit * 2.75, unit * 3.1),
      },
      { box: box(foot, 0.93), align: 'left', stand: 'middle', words: hosts(content, unit * 1.7) },
    ],
  }
}

/** One line of sight: portrait, person, honour. */
function bar(content: PosterContent, width: number, height: number): Parts {
  const margin = { x: Math.max(width * 0.055, height * 0.17), y: height * 0.12 }
  const inner = { width: width - margin.x * 2, height: height - margin.y * 2 }
  const portrait = frameIn({ ...margin, width: inner.height * portraitRatio, height: inner.height })
  const gap = height * 0.16
  const personX = margin.x + portrait.width + gap
  const rest = width - margin.x - personX - gap
  const honourX = personX + rest * 0.49 + gap
  const right = width - margin.x - honourX
  const unit = height / 40
  const foot = 0.925 - footShare(content, unit * 1.95, { x: honourX, y: 0, width: right, height }, 0.125, 0.3)
  return {
    portrait,
    silk: { top: height * (foot - 0.01), from: honourX - gap * 1.15 },
    blocks: [
      {
        box: { x: personX, y: margin.y, width: rest * 0.49, height: inner.height },
        align: 'left',
        stand: 'middle',
        words: [...name(content, unit * 12.5, unit * 1.2, 'none'), ...office(content, unit * 3.9)],
      },
      {
        box: { x: honourX, y: margin.y, width: right, height: height * (foot - 0.08) - margin.y },
        align: 'center',
        stand: 'middle',
        words: [...honour(content, unit * 7.4, unit * 2.9), ...motto(content, unit * 3.6, unit * 0.8)],
      },
      {
        box: { x: honourX, y: height * foot, width: right, height: height * (0.925 - foot) },
        align: 'center',
        stand: 'middle',
        words: hosts(content, unit * 1.95),
      },
    ],
  }
}
