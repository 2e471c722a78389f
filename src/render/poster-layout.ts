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
  /** A thin gold rule under the words. */
  readonly hasRule: boolean
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
      return { family, ...beside(content, width, height, 0.4) }
    case 'landscape':
      return { family, ...beside(content, width, height, 0.36) }
    case 'bar':
      return { family, ...bar(content, width, height) }
  }
}

type Parts = Omit<Layout, 'family'>

function upright(content: PosterContent, width: number, height: number): Parts {
  const margin = { x: width * 0.075, y: height * 0.06 }
  const inner = width - margin.x * 2
  const share = (from: number, to: number): Box => ({
    x: margin.x,
    y: height * from,
    width: inner,
    height: height * (to - from),
  })
  const portraitHeight = Math.min(height * 0.4, (inner * 0.82) / portraitRatio)
  const portraitWidth = portraitHeight * portraitRatio
  const unit = Math.min(width, height * 0.62) / 100
  return {
    portrait: {
      x: (width - portraitWidth) / 2,
      y: height * 0.205 + (height * 0.4 - portraitHeight) / 2,
      width: portraitWidth,
      height: portraitHeight,
    },
    blocks: [
      {
        box: share(0.06, 0.185),
        align: 'center',
        stand: 'middle',
        words: honour(content, unit * 8.6, unit * 3.4),
      },
      {
        box: share(0.625, 0.875),
        align: 'center',
        stand: 'middle',
        words: person(content, unit * 13, unit * 3.5, unit * 4.1),
      },
      { box: share(0.885, 0.945), align: 'center', stand: 'bottom', words: hosts(content, unit * 2.35) },
    ],
  }
}

/** Portrait at the left, words at the right; `share` of the width belongs to the portrait's column. */
function beside(content: PosterContent, width: number, height: number, share: number): Parts {
  const margin = { x: width * 0.065, y: height * 0.085 }
  const inner = { width: width - margin.x * 2, height: height - margin.y * 2 }
  const column = inner.width * share
  const portraitWidth = Math.min(column, inner.height * 0.94 * portraitRatio)
  const portraitHeight = portraitWidth / portraitRatio
  const x = margin.x + column + width * 0.035
  const right = width - margin.x - x
  const unit = Math.min(right / 62, height / 66)
  const box = (from: number, to: number): Box => ({
    x,
    y: margin.y + inner.height * from,
    width: right,
    height: inner.height * (to - from),
  })
  return {
    portrait: {
      x: margin.x + (column - portraitWidth) / 2,
      y: (height - portraitHeight) / 2,
      width: portraitWidth,
      height: portraitHeight,
    },
    blocks: [
      {
        box: box(0.01, 0.25),
        align: 'left',
        stand: 'middle',
        words: honour(content, unit * 6.3, unit * 2.5),
      },
      {
        box: box(0.28, 0.83),
        align: 'left',
        stand: 'middle',
        words: person(content, unit * 10.5, unit * 2.7, unit * 3.1),
      },
      { box: box(0.86, 0.99), align: 'left', stand: 'bottom', words: hosts(content, unit * 1.75) },
    ],
  }
}

/** One line of sight: portrait, person, honour. */
function bar(content: PosterContent, width: number, height: number): Parts {
  const margin = { x: Math.max(width * 0.052, height * 0.16), y: height * 0.115 }
  const inner = { width: width - margin.x * 2, height: height - margin.y * 2 }
  const portraitHeight = inner.height
  const portraitWidth = portraitHeight * portraitRatio
  const gap = height * 0.14
  const rest = inner.width - portraitWidth - gap * 2
  const personWidth = rest * 0.46
  const unit = height / 40
  const personX = margin.x + portraitWidth + gap
  const honourX = personX + personWidth + gap
  const honourWidth = width - margin.x - honourX
  return {
    portrait: { x: margin.x, y: margin.y, width: portraitWidth, height: portraitHeight },
    blocks: [
      {
        box: { x: personX, y: margin.y, width: personWidth, height: inner.height },
        align: 'left',
        stand: 'middle',
        words: [...name(content, unit * 9.5, unit * 1.3, false), ...office(content, unit * 3.1)],
      },
      {
        box: { x: honourX, y: margin.y, width: honourWidth, height: inner.height * 0.79 },
        align: 'center',
        stand: 'middle',
        words: [...honour(content, unit * 6.4, unit * 2.6), ...motto(content, unit * 3.2, unit * 1.5)],
      },
      {
        box: {
          x: honourX,
          y: margin.y + inner.height * 0.83,
          width: honourWidth,
          height: inner.height * 0.17,
        },
        align: 'center',
        stand: 'bottom',
        words: hosts(content, unit * 1.75),
      },
    ],
  }
}

const plain = { breaks: true, spacing: 0.02, lineHeight: 1.35, gapAfter: 0, hasRule: false } as const

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
function name(content: PosterContent, size: number, gap: number, hasRule: boolean): Words[] {
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
      hasRule,
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
  ...name(content, large, large * 0.2, true),
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
  },
]
