import { describe, expect, it } from 'vitest'
import { blocksOf, openable, richTextOf, UnknownNode } from '../../src/cms/adapter/rich-text.ts'
import type { Block } from '../../src/domain/honoree.ts'

const text = (value: string) => ({ type: 'text', version: 1, text: value })
const root = (...children: object[]) => ({ root: { type: 'root', children } })

describe('rich text', () => {
  it.each<[string, readonly Block[]]>([
    ['nothing', []],
    ['a paragraph with a line break', [{ kind: 'paragraph', text: '第一行\n第二行' }]],
    ['a heading', [{ kind: 'heading', text: '躬耕黑土' }]],
    ['a quotation', [{ kind: 'quote', text: '“好！”他说。' }]],
    ['a list', [{ kind: 'list', items: ['一', '𠮷'] }]],
  ])('goes there and back: %s', (_, blocks) => {
    expect(blocksOf(richTextOf(blocks))).toEqual(blocks)
  })

  it('drops empty paragraphs and keeps tabs as spaces', () => {
    const tree = root(
      { type: 'paragraph', children: [] },
      { type: 'paragraph', children: [text('甲'), { type: 'tab', version: 1 }, text('乙')] },
    )
    expect(blocksOf(tree)).toEqual([{ kind: 'paragraph', text: '甲 乙' }])
  })

  it('flattens nested lists', () => {
    const nested = { type: 'list', children: [{ type: 'listitem', children: [text('二')] }] }
    const list = {
      type: 'list',
      children: [
        { type: 'listitem', children: [text('一')] },
        { type: 'listitem', children: [nested] },
      ],
    }
    expect(blocksOf(root(list))).toEqual([{ kind: 'list', items: ['一', '二'] }])
  })

  it.each([
    ['a relationship', root({ type: 'relationship', relationTo: 'users', value: '1' })],
    ['an upload', root({ type: 'upload', value: 'x' })],
    [
      'a link in a paragraph',
      root({ type: 'paragraph', children: [{ type: 'link', children: [text('x')] }] }),
    ],
    ['a paragraph in a list', root({ type: 'list', children: [{ type: 'paragraph', children: [] }] })],
  ])('fails on %s rather than lose it', (_, tree) => {
    expect(() => blocksOf(tree)).toThrow(UnknownNode)
  })

  it('gives the editor no root without children, which it cannot open', () => {
    expect(richTextOf([])).toBeNull()
    expect(openable(root())).toBeNull()
    const written = root({ type: 'paragraph', children: [] })
    for (const value of [written, null, undefined]) expect(openable(value)).toBe(value)
  })

  it('takes no text for nothing', () => {
    expect(blocksOf(null)).toEqual([])
    expect(blocksOf(undefined)).toEqual([])
  })
})
