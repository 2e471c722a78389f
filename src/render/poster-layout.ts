/** Where things stand on a poster, by family of aspect: the portrait's frame and the blocks of words, all inside the outer 5 %. */
import type { PosterContent } from '../domain/variant.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Words {
  readonly text: string
  readonly font: 'Serif' | 'Sans'
  readonly weight: 900 | 600 | 500
  /** Pixels before fitting. */
  readonly size: number
  readonly ink: 'gold' | 'cream' | 'white' | 'pale'
  /** Names never break. */
  readonly breaks: boolean
  /** In ems, between characters. */
  readonly spacing: number
  readonly lineHeight: number
  /** In pixels before fitting. */
  readonly gapAfter: number
  /** A thin gold rule under the words, or short ones at both sides. */
  readonly rule: 'none' | 'under' | 'beside'
  /** Ems by which further lines are indented, e.g. past 主办单位：. */
  readonly hang: number
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

/** Width to height of the portrait's frame: the 35×45 mm of the 小2寸 photograph. */
const portraitRatio = 35 / 45

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

/** Everything on the middle axis. */
function upright(content: PosterContent, width: number, height: number): Parts {
  const margin = width * 0.075
  const share = (from: number, to: number): Box => ({
    x: margin,
    y: height * from,
    width: width - margin * 2,
    height: height * (to - from),
  })
  const unit = Math.min(width, height * 0.62) / 100
  return {
    portrait: frameIn(share(0.2, 0.6)),
    silk: { top: height * 0.874, from: 0 },
    blocks: [
      {
        box: share(0.06, 0.18),
        align: 'center',
        stand: 'middle',
        words: honour(content, unit * 8.8, unit * 3.4),
      },
      {
        box: share(0.622, 0.842),
        align: 'center',
        stand: 'middle',
        words: person(content, unit * 14.5, unit * 4.1, unit * 4.5),
      },
      { box: share(0.884, 0.944), align: 'center', stand: 'middle', words: hosts(content, unit * 2.6) },
    ],
  }
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
  return {
    portrait: frameIn(share(0.29, 0.79, 0, 0.44)),
    silk: { top: height * 0.852, from: 0 },
    blocks: [
      {
        box: share(0.075, 0.255),
        align: 'center',
        stand: 'middle',
        words: honour(content, unit * 8.4, unit * 3.2),
      },
      {
        box: share(0.29, 0.79, 0.49, 1),
        align: 'left',
        stand: 'middle',
        words: person(content, unit * 11.5, unit * 3.3, unit * 3.7),
      },
      { box: share(0.862, 0.935), align: 'center', stand: 'middle', words: hosts(content, unit * 2.3) },
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
  return {
    portrait,
    silk: { top: height * 0.842, from: 0 },
    blocks: [
      { box: box(0.09, 0.285), align: 'left', stand: 'top', words: honour(content, unit * 5.9, unit * 2.5) },
      {
        box: box(0.31, 0.795),
        align: 'left',
        stand: 'middle',
        words: person(content, unit * 10, unit * 2.75, unit * 3.1),
      },
      { box: box(0.85, 0.93), align: 'left', stand: 'middle', words: hosts(content, unit * 1.7) },
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
  return {
    portrait,
    silk: { top: height * 0.79, from: honourX - gap * 1.15 },
    blocks: [
      {
        box: { x: personX, y: margin.y, width: rest * 0.49, height: inner.height },
        align: 'left',
        stand: 'middle',
        words: [...name(content, unit * 12.5, unit * 1.2, 'none'), ...office(content, unit * 3.9)],
      },
      {
        box: { x: honourX, y: margin.y, width: right, height: height * 0.6 },
        align: 'center',
        stand: 'middle',
        words: [...honour(content, unit * 7.4, unit * 2.9), ...motto(content, unit * 3.6, unit * 0.8)],
      },
      {
        box: { x: honourX, y: height * 0.8, width: right, height: height * 0.125 },
        align: 'center',
        stand: 'middle',
        words: hosts(content, unit * 1.95),
      },
    ],
  }
}

const plain = { breaks: true, spacing: 0.02, lineHeight: 1.35, gapAfter: 0, rule: 'none', hang: 0 } as const

function honour({ year, campaignTitle }: PosterContent, size: number, small: number): Words[] {
  return [
    {
      ...plain,
      text: `${year} 年度`,
      font: 'Serif',
      weight: 600,
      size: small,
      ink: 'gold',
      breaks: false,
      spacing: 0.35,
      rule: 'beside',
      gapAfter: small * 0.45,
    },
    {
      ...plain,
      text: campaignTitle,
      font: 'Serif',
      weight: 900,
      size,
      ink: 'gold',
      breaks: false,
      spacing: 0.06,
      lineHeight: 1.2,
    },
  ]
}

/** Two-character names are set apart by half a character, as on every honours board. */
function name(content: PosterContent, size: number, gap: number, rule: Words['rule']): Words[] {
  const characters = [...content.name]
  const text = characters.length === 2 ? characters.join('\u2002') : content.name
  return [
    {
      ...plain,
      text,
      font: 'Serif',
      weight: 900,
      size,
      ink: 'white',
      breaks: false,
      spacing: 0.08,
      lineHeight: 1.15,
      gapAfter: gap,
      rule,
    },
  ]
}

function office({ position, workplace }: PosterContent, size: number): Words[] {
  const words = { ...plain, font: 'Sans', weight: 500, size, lineHeight: 1.42 } as const
  return [
    { ...words, text: workplace, ink: 'white', gapAfter: size * 0.25 },
    { ...words, text: position, ink: 'cream', size: size * 0.92 },
  ].filter(({ text }) => text.trim() !== '') as Words[]
}

function motto({ motto: text }: PosterContent, size: number, gapBefore: number): Words[] {
  if (text.trim() === '') return []
  const spacer: Words = {
    ...plain,
    text: '',
    font: 'Serif',
    weight: 600,
    size: gapBefore,
    ink: 'gold',
    lineHeight: 1,
  }
  return [
    spacer,
    {
      ...plain,
      text: `“${text.trim()}”`,
      font: 'Serif',
      weight: 600,
      size,
      ink: 'gold',
      spacing: 0.06,
      lineHeight: 1.5,
    },
  ]
}

const person = (content: PosterContent, large: number, middle: number, quote: number): Words[] => [
  ...name(content, large, large * 0.24, 'under'),
  ...office(content, middle),
  ...motto(content, quote, quote * 0.5),
]

/** The notice fixes the order of the organisers; each is a word of its own and never breaks. */
const hosts = ({ organisers }: PosterContent, size: number): Words[] => [
  {
    ...plain,
    text: `主办单位：${organisers.join('　')}`,
    font: 'Sans',
    weight: 500,
    size,
    ink: 'pale',
    lineHeight: 1.5,
    hang: 5,
  },
]
