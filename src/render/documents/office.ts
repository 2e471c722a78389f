/** Words out of office files: cells of an XLSX, paragraphs of a DOCX or TXT. */
import { readFile, stat } from 'node:fs/promises'
import type { Block } from '../../domain/honoree.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { officeRefusal } from './office-bounds.ts'
import { askOffice } from './office-process.ts'

/** 2000 字 of deeds are 6 KB. */
const maxTextBytes = 2_000_000

export async function readTable(
  file: string,
  fileName: string,
): Promise<Result<readonly (readonly string[])[]>> {
  const refusal = await officeRefusal(file, fileName)
  return refusal ? refuse(refusal) : askOffice('table', file, fileName)
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
  const refusal = await officeRefusal(file, fileName)
  if (refusal) return refuse(refusal)
  const read = await askOffice('text', file, fileName)
  if (!read.ok) return read
  return ok(
    joinLists(
      read.value.flatMap(({ text, style }) => text.split('\n').flatMap((line) => blockOf(line, style))),
    ),
  )
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
