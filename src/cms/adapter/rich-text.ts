/**
 * The editor's Lexical tree → blocks, and back. Payload's own converters pass over or print what they do not know;
 * here an unknown node throws, because a paragraph that silently vanished would be published.
 */
import type { Block } from '../../domain/honoree.ts'

/** As a hand or an older version may have left it: nothing is sure but that it has a type. */
interface Node {
  readonly type: string
  readonly children?: unknown
  readonly text?: unknown
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
  /** Its type, e.g. link; `text` for one whose text is none, `lists` for lists too deep in each other, `` for no node. */
  readonly node: string
  constructor(node: string) {
    super(`rich text: unknown node "${node}"`)
    this.node = node
  }
}

export function blocksOf(richText: { readonly root?: unknown } | null | undefined): readonly Block[] {
  const root = richText?.root as Node | null | undefined
  return root ? childrenOf(root).flatMap(blockOf) : []
}

function childrenOf({ children = [] }: Node): readonly Node[] {
  if (!Array.isArray(children)) throw new UnknownNode('')
  return children.map((child: Partial<Node> | null) => {
    if (typeof child?.type !== 'string') throw new UnknownNode('')
    return { ...child, type: child.type }
  })
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

/** Nobody writes deeper, and every reader of the tree walks it. */
const deepestList = 10

/** A nested list is read as further items: feeds have one level. */
function itemsOf(list: Node, depth = 1): string[] {
  if (depth > deepestList) throw new UnknownNode('lists')
  return childrenOf(list).flatMap((item) => {
    if (item.type !== 'listitem') throw new UnknownNode(item.type)
    const nested = childrenOf(item).filter(({ type }) => type === 'list')
    const own = textOf({ ...item, children: childrenOf(item).filter(({ type }) => type !== 'list') }).trim()
    return [...(own === '' ? [] : [own]), ...nested.flatMap((inner) => itemsOf(inner, depth + 1))]
  })
}

function textOf(node: Node): string {
  return childrenOf(node)
    .map((child) => {
      switch (child.type) {
        case 'text':
          if (typeof child.text !== 'string') throw new UnknownNode('text')
          return child.text
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

/** As the editor can open it: none for a root without children, which rows of an earlier version and requests may hold. */
export const openable = (value: unknown): unknown => {
  const { root } = (value ?? {}) as { readonly root?: { readonly children?: unknown } | null }
  return Array.isArray(root?.children) && root.children.length === 0 ? null : value
}

/** Null for no words: Lexical opens no root without children. */
export function richTextOf(blocks: readonly Block[]): RichText | null {
  if (blocks.length === 0) return null
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
