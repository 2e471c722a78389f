import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/domain/honoree.ts'
import {
  cutBlocks,
  cutText,
  endsSentence,
  isBalanced,
  lengthOf,
  lengthOfBlocks,
  sentences,
} from '../../src/domain/text.ts'

describe('字数', () => {
  it.each([
    ['', 0],
    ['王翀', 2],
    ['𠮷㛃𬭎䶮', 4],
    ['阿依古丽·买买提', 8],
    ['葛󠄀', 1],
    ['水稻，小麦。', 6],
    ['👩‍🔬', 1],
    ['……', 2],
  ])('counts %s as %i', (text, count) => {
    expect(lengthOf(text)).toBe(count)
  })
})

it('counts every character that stands alone as the segmenter does, between any neighbours', () => {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
  const ranges = [
    [0x20, 0x7e],
    [0xb7, 0xb7],
    [0x2010, 0x205e],
    [0x3000, 0x3029],
    [0x4e00, 0x4e20],
    [0xff01, 0xff5e],
    [0x20bb7, 0x20bc7],
  ] as const
  const characters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
  )
  for (const step of [1, 2, 17, 101]) {
    const text = characters.map((one, at) => one + characters[(at * step) % characters.length]).join('')
    expect(lengthOf(text)).toBe([...segmenter.segment(text)].length)
  }
})

describe('sentences', () => {
  it.each([
    ['一。二！三？', ['一。', '二！', '三？']],
    ['真的吗？！是。', ['真的吗？！', '是。']],
    ['他说：“一。二。”三。', ['他说：“一。二。”', '三。']],
    // A quoted exclamation may go on.
    ['“好！”他说。走了。', ['“好！”他说。', '走了。']],
    ['读《你好吗？》一书。完。', ['读《你好吗？》一书。', '完。']],
    ['图（见下。）如此。完。', ['图（见下。）如此。', '完。']],
    ['他……走了。完。', ['他……走了。', '完。']],
    ['3.14 与 v1.2。完', ['3.14 与 v1.2。', '完']],
    // Marks that do not pair guard nothing.
    ['“一。二。', ['“一。', '二。']],
    ['一。”二。', ['一。”', '二。']],
  ])('splits %s', (text, parts) => {
    expect(sentences(text)).toEqual(parts)
    expect(sentences(text).join('')).toBe(text)
  })
})

describe('cutText', () => {
  const text =
    '育种（二十年。不止）有成。他说：“种子要过硬。土地不会说谎。”他走了！《你好吗？》出版。没有句号'

  it('keeps what fits as it is', () => {
    expect(cutText('没有句号', 4)).toBe('没有句号')
  })

  it('never ends inside a sentence, a quotation or a bracket, at any length', () => {
    for (let max = 0; max < lengthOf(text); max += 1) {
      const cut = cutText(text, max)
      expect(lengthOf(cut)).toBeLessThanOrEqual(max)
      expect(text.startsWith(cut)).toBe(true)
      expect(isBalanced(cut)).toBe(true)
      expect(cut === '' || endsSentence(cut)).toBe(true)
      // It is the longest such: the next sentence would not have fitted.
      const next = sentences(text.slice(cut.length))[0] ?? ''
      expect(lengthOf(cut + next)).toBeGreaterThan(max)
    }
  })
})

describe('cutBlocks', () => {
  const blocks: readonly Block[] = [
    { kind: 'heading', text: '扎根' },
    { kind: 'paragraph', text: '一二三四。五六七八。' },
    { kind: 'paragraph', text: '他做了两件事。分别是：' },
    { kind: 'list', items: ['选种；', '育苗。'] },
    { kind: 'heading', text: '攻关' },
    { kind: 'quote', text: '“过硬。”' },
  ]

  it.each([
    ['nothing for less than a sentence', 6, []],
    [
      'one sentence',
      7,
      [
        { kind: 'heading', text: '扎根' },
        { kind: 'paragraph', text: '一二三四。' },
      ],
    ],
    [
      'no lead-in without its list',
      24,
      [blocks[0], blocks[1], { kind: 'paragraph', text: '他做了两件事。' }],
    ],
    ['whole items only', 26, [blocks[0], blocks[1], blocks[2], { kind: 'list', items: ['选种；'] }]],
    ['no heading without its text', 31, blocks.slice(0, 4)],
    ['everything', 100, blocks],
  ])('keeps %s', (_, max, expected) => {
    expect(cutBlocks(blocks, max)).toEqual(expected)
  })

  it('never exceeds any bound', () => {
    for (let max = 0; max <= lengthOfBlocks(blocks); max += 1)
      expect(lengthOfBlocks(cutBlocks(blocks, max))).toBeLessThanOrEqual(max)
  })
})
