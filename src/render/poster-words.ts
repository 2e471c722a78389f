/** The words of a poster and how each is set; where they stand is the layout's. */
import type { PosterContent } from '../domain/variant.ts'
import { emWidth } from './line-break.ts'

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
  /** Names that follow the text, each unbreakable, in rows as equal as their order allows. */
  readonly names: readonly string[]
}

const plain = { breaks: true, spacing: 0.02, lineHeight: 1.35, gapAfter: 0, rule: 'none', names: [] } as const

export function honour({ year, campaignTitle }: PosterContent, size: number, small: number): Words[] {
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

/** Two-character names are set apart by half a character, as on every honours board; only Latin names break, at spaces. */
export function name(content: PosterContent, size: number, gap: number, rule: Words['rule']): Words[] {
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
      breaks: /^[\p{Script=Latin}\s.'’-]+$/u.test(text),
      spacing: 0.08,
      lineHeight: 1.15,
      gapAfter: gap,
      rule,
    },
  ]
}

export function office({ position, workplace }: PosterContent, size: number): Words[] {
  const words = { ...plain, font: 'Sans', weight: 500, size, lineHeight: 1.42 } as const
  return [
    { ...words, text: workplace, ink: 'white', gapAfter: size * 0.25 },
    { ...words, text: position, ink: 'cream', size: size * 0.92 },
  ].filter(({ text }) => text.trim() !== '') as Words[]
}

export function motto({ motto: text }: PosterContent, size: number, gapBefore: number): Words[] {
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

export const person = (content: PosterContent, large: number, middle: number, quote: number): Words[] => [
  ...name(content, large, large * 0.24, 'under'),
  ...office(content, middle),
  ...motto(content, quote, quote * 0.5),
]

/** The notice fixes the order of the organisers, and none of their names is ever broken. */
export const hosts = ({ organisers }: PosterContent, size: number): Words[] => [
  {
    ...plain,
    text: '主办单位：',
    font: 'Sans',
    weight: 500,
    size,
    ink: 'pale',
    breaks: false,
    lineHeight: 1.5,
    names: organisers,
  },
]

/** Ems between two names of a row. */
export const nameGap = 1

export interface NameSetting {
  /** Read row by row; one column stands under the text, several beside it. */
  readonly columns: readonly (readonly string[])[]
  readonly rows: number
  /** Width in ems, text included. */
  readonly ems: number
}

/** The names in as few rows as `maxEms` allows, in their order; a single column may be wider. */
export function setNames({ text, names, spacing }: Words, maxEms: number): NameSetting {
  const wide = (line: string): number => emWidth(line) * (1 + spacing)
  for (let rows = 1; ; rows++) {
    const count = Math.ceil(names.length / rows)
    const columns = Array.from({ length: count }, (_, at) => names.filter((_, n) => n % count === at))
    const widest = columns.map((column) => Math.max(...column.map(wide)))
    const together = widest.reduce((sum, ems) => sum + ems, 0) + nameGap * (count - 1)
    const isUnder = count === 1 && names.length > 1
    const ems = isUnder ? Math.max(wide(text), together) : wide(text) + together
    if (ems <= maxEms || count === 1) return { columns, rows: rows + (isUnder ? 1 : 0), ems }
  }
}

/** Height of the organisers' rows in pixels, in a column of `width` pixels. */
export function hostsHeight(content: PosterContent, size: number, width: number): number {
  const [words] = hosts(content, size)
  return words ? setNames(words, width / size).rows * size * words.lineHeight : 0
}
