/**
 * What a channel asks for, typed: from one limit come the Chinese sentence, the setting where it drives one, and the
 * check of what was made. Rules no machine can look at stay `advice`, in words.
 */

export interface Basis {
  /** `error` refuses where the outlet itself says so; `warning` is shown. */
  readonly severity: 'error' | 'warning'
  /** O the outlet's own text · T a secondary source · P an industry-common preset. */
  readonly firmness: 'O' | 'T' | 'P'
  /** Where the figure comes from, in English. */
  readonly source: string
  /** Year or date of the source. */
  readonly asOf: string
}

interface Named extends Basis {
  /** Stable id, e.g. `film.duration`. */
  readonly id: string
}

/** Values in the field's unit. */
type Asked =
  | { readonly field: NumberField; readonly comparison: 'min' | 'max'; readonly value: number }
  /** Both ends inclusive. */
  | {
      readonly field: NumberField
      readonly comparison: 'range'
      readonly value: readonly [min: number, max: number]
    }
  | { readonly field: WordField; readonly comparison: 'one-of'; readonly value: readonly string[] }

export type Figure = Named & Asked
export type Advice = Named & {
  readonly field: 'advice'
  /** In Chinese. */
  readonly text: string
}
export type Limit = Figure | Advice

interface NumberFact {
  readonly label: string
  /** With its unit, in Chinese. */
  say(value: number): string
  /** What measuring may be off by without anybody minding. */
  readonly slack: number
  /** The same as a part of the figure. */
  readonly share?: number
}

const plain = (unit: string) => (value: number) => `${value}${unit}`.replace('-', '−')

function bytesInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} 字节`
  const [size, unit] =
    bytes >= 1_000_000_000 ? [1_000_000_000, 'GB'] : bytes >= 1_000_000 ? [1_000_000, 'MB'] : [1_000, 'KB']
  return `${Number((bytes / Number(size)).toFixed(2))} ${unit}`
}

function timeInWords(ms: number): string {
  const seconds = Number((ms / 1000).toFixed(1))
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`
}

const numberFacts = {
  // Of files.
  bytes: { label: '文件', say: bytesInWords, slack: 0 },
  /** Pixels. */
  width: { label: '宽度', say: plain(' 像素'), slack: 0 },
  /** Pixels of the shorter side, as in 1080p. */
  lines: { label: '画面', say: plain('p'), slack: 0 },
  /** Pixels per inch, as the file says. */
  ppi: { label: '印刷分辨率', say: plain(' ppi'), slack: 0 },
  /** 1…100, of the encoder. */
  quality: { label: 'JPEG 质量', say: plain(''), slack: 0 },
  // Of films. A frame or two at the end, and AAC's padding.
  duration: { label: '时长', say: timeInWords, slack: 250 },
  /** 29.97 is called 30 by everybody. */
  fps: { label: '帧率', say: plain(' 帧'), slack: 0.05 },
  /**
   * Of the picture, mean of the whole film: a constant rate is off by what the player's buffer holds at its ends, of a
   * film of 100 seconds this much. Shorter ones are set to leave room for more (`outputs/film`).
   */
  kbps: { label: '码率', say: (kbps) => `${Number((kbps / 1000).toFixed(2))} Mb/s`, slack: 0, share: 0.02 },
  sampleRate: { label: '声音采样率', say: (hertz) => `${hertz / 1000} kHz`, slack: 0 },
  /** Integrated, in LKFS. */
  loudness: { label: '平均响度', say: plain(' LKFS'), slack: 0.1 },
  /** In dBTP; meters differ by as much. */
  truePeak: { label: '真峰值', say: plain(' dBTP'), slack: 0.2 },
  // Of words, in 字 and pieces.
  title: { label: '标题', say: plain(' 字'), slack: 0 },
  body: { label: '正文', say: plain(' 字'), slack: 0 },
  topics: { label: '话题', say: plain(' 个'), slack: 0 },
} satisfies Record<string, NumberFact>

const wordLabels = {
  container: '格式',
  /** E.g. 1920×1080. */
  size: '画面',
  /** E.g. 16:9. */
  ratio: '画幅',
  video: '视频编码',
  audio: '声音编码',
  channels: '声道',
  scan: '扫描方式',
  colour: '色彩',
} as const

export type NumberField = keyof typeof numberFacts
export type WordField = keyof typeof wordLabels

/** What is known of something made; what is left out is not judged. */
export type Facts = { readonly [F in NumberField]?: number } & { readonly [F in WordField]?: string }

/** E.g. 帧率 25 帧，码率 10 Mb/s; empty where there are none. */
export const factsText = (facts: { readonly [F in NumberField]?: number }): string =>
  (Object.keys(numberFacts) as NumberField[])
    .flatMap((field) => {
      const found = facts[field]
      return found === undefined ? [] : [`${numberFacts[field].label} ${numberFacts[field].say(found)}`]
    })
    .join('，')

/** E.g. 帧率不低于 30 帧. */
export function limitText(limit: Limit): string {
  switch (limit.field) {
    case 'advice':
      return limit.text
    default:
      return figureText(limit)
  }
}

function figureText(figure: Figure): string {
  switch (figure.comparison) {
    case 'one-of':
      return `${wordLabels[figure.field]}为 ${figure.value.join(' 或 ')}`
    case 'min':
    case 'max': {
      const { label, say } = numberFacts[figure.field]
      return `${label}${figure.comparison === 'min' ? '不低于' : '不超过'} ${say(figure.value)}`
    }
    case 'range': {
      const { label, say } = numberFacts[figure.field]
      const [min, max] = figure.value
      return min === max ? `${label}为 ${say(min)}` : `${label} ${bare(min, say)} 至 ${say(max)}`
    }
  }
}

/** Chinese units are said once: 300 至 800 字. */
const bare = (value: number, say: NumberFact['say']): string => say(value).replace(/ \p{Script=Han}+$/u, '')

/** A figure that is not met. */
export interface Breach {
  readonly limit: Figure
  /** In words, with its unit. */
  readonly found: string
}

/** Limits the facts break. */
export const breaches = (limits: readonly Limit[], facts: Facts): readonly Breach[] =>
  limits.flatMap((limit) => {
    if (limit.field === 'advice') return []
    const found = brokenBy(limit, facts)
    return found === null ? [] : [{ limit, found }]
  })

function brokenBy(figure: Figure, facts: Facts): string | null {
  if (figure.comparison === 'one-of') {
    const found = facts[figure.field]
    return found === undefined || figure.value.includes(found) ? null : found
  }
  const found = facts[figure.field]
  if (found === undefined) return null
  const { say, slack, share = 0 }: NumberFact = numberFacts[figure.field]
  const [min, max] = boundsOf(figure)
  const give = (bound: number): number => Math.max(slack, share && share * Math.abs(bound))
  return found < min - give(min) || found > max + give(max) ? say(found) : null
}

function boundsOf({
  comparison,
  value,
}: Exclude<Figure, { comparison: 'one-of' }>): readonly [min: number, max: number] {
  switch (comparison) {
    case 'min':
      return [value, Number.POSITIVE_INFINITY]
    case 'max':
      return [Number.NEGATIVE_INFINITY, value]
    case 'range':
      return value
  }
}

/** What all limits on a field leave together. */
export const roomFor = (
  limits: readonly Limit[],
  field: NumberField,
): { readonly min: number; readonly max: number } =>
  limits.reduce(
    (room, limit) => {
      if (limit.field !== field) return room
      const [min, max] = boundsOf(limit)
      return { min: Math.max(room.min, min), max: Math.min(room.max, max) }
    },
    { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  )

/** Whether breaking it refuses: only what the outlet itself has published and calls for. */
export const isBinding = ({ severity, firmness }: Basis): boolean => severity === 'error' && firmness === 'O'

type Bound = Extract<Figure, { comparison: 'min' | 'max' }>
type Range = Extract<Figure, { comparison: 'range' }>

export const atLeast = (id: string, field: NumberField, value: number, basis: Basis): Bound => ({
  ...basis,
  ...{ id, field, comparison: 'min', value },
})

export const atMost = (id: string, field: NumberField, value: number, basis: Basis): Bound => ({
  ...basis,
  ...{ id, field, comparison: 'max', value },
})

export const between = (id: string, field: NumberField, value: Range['value'], basis: Basis): Range => ({
  ...basis,
  ...{ id, field, comparison: 'range', value },
})

export const oneOf = (id: string, field: WordField, value: readonly string[], basis: Basis): Figure => ({
  ...basis,
  ...{ id, field, comparison: 'one-of', value },
})

export const advice = (id: string, text: string, basis: Basis): Advice => ({
  ...basis,
  ...{ id, field: 'advice', text },
})
