/**
 * Chinese text in 字: counted in graphemes, cut at sentence ends only, never inside a quotation, a bracket or a book
 * title (GB/T 15834), and never rewritten, because what was reviewed is what is printed.
 */
import type { Block } from './honoree.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * Printable ASCII, ·, dashes, quotes, CJK punctuation, ideographs of every plane and full-width forms: none of them
 * joins its neighbour. Such text, that is nearly all, is split a hundred times faster than the segmenter does it.
 */
const standsAlone =
  /^[\x20-\x7e\u00b7\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\u{20000}-\u{323af}]*$/u

export const graphemes = (text: string): readonly string[] =>
  standsAlone.test(text) ? Array.from(text) : Array.from(segmenter.segment(text), ({ segment }) => segment)

/** 字数, punctuation included, as newspapers count. */
export const lengthOf = (text: string): number => graphemes(text).length

export const lengthOfBlocks = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + textsOf(block).reduce((part, text) => part + lengthOf(text), 0), 0)

export const textsOf = (block: Block): readonly string[] =>
  block.kind === 'list' ? block.items : [block.text]

const closerOf: ReadonlyMap<string, string> = new Map(
  ['“”', '‘’', '（）', '()', '《》', '〈〉', '「」', '『』', '【】', '〔〕'].map((pair) => [
    pair.charAt(0),
    pair.charAt(1),
  ]),
)
const closers: ReadonlySet<string> = new Set(closerOf.values())
const quoteClosers: ReadonlySet<string> = new Set('”’」』')
const terminators: ReadonlySet<string> = new Set('。！？!?')

/** Whether every quotation mark, bracket and title mark is closed in its order. */
export function isBalanced(text: string): boolean {
  const open: string[] = []
  for (const mark of text) {
    const closer = closerOf.get(mark)
    if (closer) open.push(closer)
    else if (closers.has(mark) && open.pop() !== mark) return false
  }
  return open.length === 0
}

/** Whether text ends as a sentence does: with an end mark or an ellipsis, closing marks allowed after it. */
export const endsSentence = (text: string): boolean => /[。！？!?…][”’」』）)]*$/u.test(text)

/**
 * The sentences of a paragraph, which joined give it back. `！”` and `？”` do not end one, since “好！”他说 goes on;
 * `。”` does. A remainder without an end mark is the last element.
 */
export function sentences(paragraph: string): readonly string[] {
  // Marks that do not pair cannot guard anything.
  const guards = isBalanced(paragraph)
  const marks = graphemes(paragraph)
  const found: string[] = []
  let current = ''
  let depth = 0
  marks.forEach((mark, at) => {
    current += mark
    if (guards && closerOf.has(mark)) depth += 1
    if (guards && closers.has(mark)) depth -= 1
    const next = marks[at + 1] ?? ''
    const isEnd = terminators.has(mark) && !terminators.has(next) && !closers.has(next)
    const isQuotedEnd = quoteClosers.has(mark) && marks[at - 1] === '。' && !closers.has(next)
    if (depth === 0 && (isEnd || isQuotedEnd)) {
      found.push(current)
      current = ''
    }
  })
  if (current !== '') found.push(current)
  return found
}

/** The longest run of whole sentences within `max` 字; empty when the first one is longer. Whole text that fits is kept as it is. */
export function cutText(text: string, max: number): string {
  if (lengthOf(text) <= max) return text
  let kept = ''
  let room = max
  for (const sentence of sentences(text)) {
    room -= lengthOf(sentence)
    if (room < 0) break
    kept += sentence
  }
  return endsSentence(kept.trimEnd()) ? kept.trimEnd() : ''
}

/** The same over paragraphs: no heading is left without its text, no list without its lead-in, no lead-in (…：) without its list. */
export function cutBlocks(blocks: readonly Block[], max: number): readonly Block[] {
  if (lengthOfBlocks(blocks) <= max) return blocks
  const kept: Block[] = []
  let room = max
  for (const block of blocks) {
    const fitting = cutBlock(block, room)
    if (fitting) {
      kept.push(fitting)
      room -= lengthOfBlocks([fitting])
    }
    if (!fitting || lengthOfBlocks([fitting]) < lengthOfBlocks([block])) break
  }
  return withoutLooseEnd(kept)
}

function cutBlock(block: Block, max: number): Block | null {
  switch (block.kind) {
    case 'heading':
      return lengthOf(block.text) <= max ? block : null
    case 'paragraph':
    case 'quote': {
      const text = cutText(block.text, max)
      return text === '' ? null : { kind: block.kind, text }
    }
    case 'list': {
      const items: string[] = []
      let room = max
      for (const item of block.items) {
        room -= lengthOf(item)
        if (room < 0) break
        items.push(item)
      }
      return items.length === 0 ? null : { kind: 'list', items }
    }
  }
}

function withoutLooseEnd(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.at(-1)
  if (!last || last.kind === 'list') return blocks
  const rest = blocks.slice(0, -1)
  if (last.kind === 'heading') return withoutLooseEnd(rest)
  if (endsSentence(last.text)) return blocks
  const whole = sentences(last.text)
    .filter((sentence) => endsSentence(sentence))
    .join('')
  return whole === '' ? withoutLooseEnd(rest) : [...rest, { kind: last.kind, text: whole }]
}

/** Whether signs that nobody sees stand in a name: they control, turn round or break lines. */
export const hasHiddenSigns = (text: string): boolean => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)
