/**
 * The editor's Lexical tree → blocks, and back. Payload's own converters pass over or print what they do not know;
 * here an unknown node throws, because a paragraph that silently vanished would be published.
 */
import type { Block } from '../../domain/honoree.ts'

interface Node {
  readonly type: string
  readonly children?: readonly Node[]
  readonly text?: string
}

/** The tree as Payload stores it. */
export interface RichText {
  root: {
    type: string
    children: { type: string; version: number; [name: string]: unknown }[]
    direction: 'ltr' | 'rtl' | null
    format: '' | 'left' | 'start' | 'center' | 'right' | 'end' | 'justify'
    indent: number
    version: number
  }
  [name: string]: unknown
}

export class UnknownNode extends Error {
  override readonly name = 'UnknownNode'
  /** Its type, e.g. link. */
  readonly node: string
  constructor(node: string) {
    super(`rich text: unknown node "${node}"`)
    this.node = node
  }
}

export function blocksOf(richText: { readonly root?: unknown } | null | undefined): readonly Block[] {
  const root = richText?.root as Node | undefined
  return (root?.children ?? []).flatMap(blockOf)
}

function blockOf(node: Node): Block[] {
  switch (node.type) {
    case 'paragraph':
      return worded('paragraph', node)
    case 'heading':
      return worded('heading', node)
    case 'quote':
      return worded('quote', node)
    case 'list': {
      const items = itemsOf(node)
      return items.length > 0 ? [{ kind: 'list', items }] : []
    }
    default:
      throw new UnknownNode(node.type)
  }
}

function worded(kind: 'paragraph' | 'heading' | 'quote', node: Node): Block[] {
  const text = textOf(node).trim()
  return text === '' ? [] : [{ kind, text }]
}

/** A nested list is read as further items: feeds have one level. */
function itemsOf(list: Node): string[] {
  return (list.children ?? []).flatMap((item) => {
    if (item.type !== 'listitem') throw new UnknownNode(item.type)
    const nested = (item.children ?? []).filter(({ type }) => type === 'list')
    const own = textOf({
      ...item,
      children: (item.children ?? []).filter(({ type }) => type !== 'list'),
    }).trim()
    return [...(own === '' ? [] : [own]), ...nested.flatMap(itemsOf)]
  })
}

function textOf(node: Node): string {
  return (node.children ?? [])
    .map((child) => {
      switch (child.type) {
        case 'text':
          return child.text ?? ''
        case 'linebreak':
          return '\n'
        case 'tab':
          return ' '
        default:
          throw new UnknownNode(child.type)
      }
    })
    .join('')
}

export function richTextOf(blocks: readonly Block[]): RichText {
  return {
    root: { ...element('root'), children: blocks.map(nodeOf) } as RichText['root'],
  }
}

const element = (type: string) => ({
  type,
  version: 1,
  format: '' as const,
  indent: 0,
  direction: 'ltr' as const,
})

type Child = RichText['root']['children'][number]

function nodeOf(block: Block): Child {
  switch (block.kind) {
    case 'paragraph':
      return { ...element('paragraph'), textFormat: 0, textStyle: '', children: wordsOf(block.text) }
    case 'heading':
      return { ...element('heading'), tag: 'h2', children: wordsOf(block.text) }
    case 'quote':
      return { ...element('quote'), children: wordsOf(block.text) }
    case 'list':
      return {
        ...element('list'),
        listType: 'bullet',
        tag: 'ul',
        start: 1,
        children: block.items.map((item, index) => ({
          ...element('listitem'),
          value: index + 1,
          children: wordsOf(item),
        })),
      }
  }
}

const wordsOf = (text: string): Child[] =>
  text
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'linebreak', version: 1 }] : []),
      ...(line === ''
        ? []
        : [{ type: 'text', version: 1, text: line, format: 0, mode: 'normal', style: '', detail: 0 }]),
    ])
