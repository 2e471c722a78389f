/** The deeds as a fragment of HTML: only paragraphs, headings, quotes and lists, every character of text escaped. */
import type { Block } from '../honoree.ts'
import { escaped } from './xml.ts'

export const htmlOf = (blocks: readonly Block[]): string => blocks.map(htmlOfBlock).join('\n')

function htmlOfBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`
    case 'quote':
      return `<blockquote><p>${escaped(block.text)}</p></blockquote>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
  }
}
