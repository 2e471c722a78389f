/** Marks by GB/T 15834: full width within Chinese, none twice, every pair closed; and words typed twice. */
import { type Found, matches } from './finding.ts'

const wide: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '.': '。',
}

const mark = (found: string, why: string, proposal: string | null): Omit<Found, 'at'> => ({
  found,
  rule: 'punctuation',
  why,
  proposal,
})

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

export const halfWidth = (text: string): readonly Found[] => [
  ...matches(
    text,
    /(?<=[\p{Script=Han}”’》）])[,;:?!](?=\s?(?:[\p{Script=Han}“‘《（\d]|$))|(?<=[\p{Script=Han}”’》）])\.(?=\s?(?:[\p{Script=Han}“‘《（]|$))/gu,
    ([sign]) => mark(sign, `中文里的“${sign}”应为全角标点。`, wide[sign] ?? null),
  ),
  // The pair first, then what is in it: a pattern that asks for both at once takes the square of the text's length.
  ...matches(text, /\(([^()]*)\)/gu, ([run, inside = '']) =>
    isChinese(inside) ? mark(run, '中文里的括号应为全角。', `（${inside}）`) : null,
  ),
  ...matches(text, /"([^"]*)"/gu, ([run, inside = '']) =>
    isChinese(inside) ? mark(run, '中文里的引号应为“”。', `“${inside}”`) : null,
  ),
]

export const doubledMarks = (text: string): readonly Found[] => [
  ...matches(text, /([，、；：])\1+|(?<!。)。。(?!。)/gu, ([run]) => mark(run, '标点重复。', run.charAt(0))),
  ...matches(text, /。{3,}/gu, ([run]) => mark(run, '省略号是六个圆点“……”。', '……')),
  ...matches(text, /[，、；：][。！？，、；：]|[。！？][，、；：。]/gu, ([run]) =>
    run.charAt(0) === run.charAt(1) ? null : mark(run, '两个标点连在一起，请去掉一个。', null),
  ),
]

const pairs = ['“”', '‘’', '（）', '《》', '〈〉', '「」', '『』', '【】', '〔〕'] as const
const closerOf: ReadonlyMap<string, string> = new Map(pairs.map(([open, close]) => [open ?? '', close ?? '']))
const closers = new Set(closerOf.values())

/** 1） and 一） head an item of a list. */
const itemHead = /(?<=(?:^|[，；。：])\s*[\d一二三四五六七八九十a-zA-Z]{1,2})）/gu

/** `next` is the following paragraph: a speech over several opens each of them and closes the last alone. */
export function unpaired(text: string, next: string): readonly Found[] {
  const open: { readonly sign: string; readonly at: number }[] = []
  const loose: { readonly sign: string; readonly at: number }[] = []
  const heads = new Set(Array.from(text.matchAll(itemHead), ({ index }) => index))
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (closerOf.has(sign)) open.push({ sign, at })
    else if (closers.has(sign)) {
      if (closerOf.get(open.at(-1)?.sign ?? '') === sign) open.pop()
      // A ’ within a Latin word is an apostrophe.
      else if (!heads.has(at) && !(sign === '’' && /[A-Za-z]/u.test(text.charAt(at - 1))))
        loose.push({ sign, at })
    }
  }
  const goesOn = next.startsWith('“')
  return [...open.filter(({ sign }) => !(sign === '“' && goesOn)), ...loose].map(({ sign, at }) => ({
    at,
    ...mark(sign, `“${sign}”没有与之成对的另一半，请补上或去掉。`, null),
  }))
}

/** Typed twice beyond doubt: 研究研究 and 试一试试 are Chinese, 的的 and 实验室实验室 are not. */
export const doubledWords = (text: string): readonly Found[] => [
  ...matches(
    text,
    /(?<!目)的的(?!确)|(?<![自存])在在(?![场校职编岗线建位座案册])|(?<![和平])和和(?![美气睦平])|(?<!不)了了(?!之|解|然|事|断)/gu,
    ([run]) => twice(run, run.charAt(0)),
  ),
  ...matches(
    text,
    /(因为|所以|以及|但是|并且|而且|通过|进行|我们|他们|同时|成为|对于|已经|可以)\1/gu,
    ([run, once = '']) => twice(run, once),
  ),
  ...matches(text, /(\p{Script=Han}{3,12})\1/gu, ([run, once = '']) => twice(run, once)),
]

const twice = (found: string, once: string): Omit<Found, 'at'> => ({
  found,
  rule: 'doubled',
  why: `“${once}”写了两遍。`,
  proposal: once,
})
