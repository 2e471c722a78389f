/** Words out of office files: cells of an XLSX, paragraphs of a DOCX or TXT. */
import { readFile, stat } from 'node:fs/promises'
import mammoth from 'mammoth'
import { readSheet } from 'read-excel-file/node'
import type { Block } from '../../domain/honoree.ts'
import type { Problem } from '../../domain/problem.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { openArchive } from './archive.ts'

/** Both readers hold the unpacked file in memory. */
const maxOfficeBytes = 200_000_000
/** 2000 字 of deeds are 6 KB. */
const maxTextBytes = 2_000_000

export async function readTable(
  file: string,
  fileName: string,
): Promise<Result<readonly (readonly string[])[]>> {
  const refusal = await refusalOf(file, fileName)
  if (refusal) return refuse(refusal)
  try {
    const rows = await readSheet(file)
    return ok(rows.map((row) => row.map(cellText)))
  } catch {
    return refuse({ kind: 'file-broken', file: fileName, what: '文档' })
  }
}

const cellText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  // Excel keeps days without a zone; the reader gives them as UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell)
}

export async function readText(file: string, fileName: string): Promise<Result<readonly Block[]>> {
  if (/\.txt$/i.test(fileName)) {
    const { size } = await stat(file)
    if (size > maxTextBytes)
      return refuse({ kind: 'file-too-large', file: fileName, bytes: size, maxBytes: maxTextBytes })
    return ok(
      joinLists(
        decode(await readFile(file))
          .split(/\r\n?|\n/)
          .flatMap((line) => blockOf(line, null)),
      ),
    )
  }
  const refusal = await refusalOf(file, fileName)
  if (refusal) return refuse(refusal)
  try {
    let blocks: readonly Block[] = []
    await mammoth.convertToHtml(
      { path: file },
      {
        // The document tree says what the HTML no longer does; the HTML itself is not used.
        transformDocument: (document: Node) => {
          blocks = joinLists(paragraphsOf(document))
          return { ...document, children: [] }
        },
      },
    )
    return ok(blocks)
  } catch {
    return refuse({ kind: 'file-broken', file: fileName, what: '文档' })
  }
}

/** DOCX and XLSX are zips: a bomb in one is a bomb, anything else wrong with the zip is a broken document. */
async function refusalOf(file: string, fileName: string): Promise<Problem | null> {
  const opened = await openArchive(file, fileName, maxOfficeBytes)
  if (opened.ok) {
    opened.value.zip.close()
    return null
  }
  return opened.problem.kind === 'archive-bomb'
    ? opened.problem
    : { kind: 'file-broken', file: fileName, what: '文档' }
}

/** UTF-8 or UTF-16 by their marks, else UTF-8 if the bytes are, else what Chinese Windows writes. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** mammoth's document tree, as far as words go. */
interface Node {
  readonly type: string
  readonly value?: string
  readonly styleName?: string | null
  readonly numbering?: { readonly isOrdered: boolean } | null
  readonly children?: readonly Node[]
}

function paragraphsOf(node: Node): readonly Block[] {
  if (node.type !== 'paragraph') return (node.children ?? []).flatMap(paragraphsOf)
  return textOf(node)
    .split('\n')
    .flatMap((line) => blockOf(line, node.numbering ? 'list' : (node.styleName ?? null)))
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.value ?? ''
  if (node.type === 'break') return '\n'
  if (node.type === 'tab') return ' '
  return (node.children ?? []).map(textOf).join('')
}

/** 一、攻关 …: units set headings by hand more often than by style. */
const handMadeHeading = /^[（(]?[一二三四五六七八九十]+[）)、.．]\s*[^。！？；，]{1,24}$/u

function blockOf(line: string, style: string | null): readonly Block[] {
  const text = line
    .normalize('NFC')
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()
  if (text === '') return []
  if (style === 'list') return [{ kind: 'list', items: [text] }]
  if (/^(heading|标题)/i.test(style ?? '') || handMadeHeading.test(text)) return [{ kind: 'heading', text }]
  if (/quote|引用/i.test(style ?? '')) return [{ kind: 'quote', text }]
  return [{ kind: 'paragraph', text }]
}

function joinLists(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.kind === 'list' && last?.kind === 'list')
      joined[joined.length - 1] = { kind: 'list', items: [...last.items, ...block.items] }
    else joined.push(block)
  }
  return joined
}
