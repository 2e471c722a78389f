/** Whether an office file may be parsed at all: every part unpacked once in a stream, its checksum compared, its size and a table's extent bounded. */
import type { Problem } from '../../domain/problem.ts'
import { type ArchiveEntry, openArchive, unpacked } from './archive.ts'

/** Pictures of a form included. */
const maxOfficeBytes = 200_000_000
/** Beside a few dozen of its own an office file has one part for every picture. */
const maxParts = 2_000
/** Of one XML part: far above 2000 字 of deeds (6 KB of plain text). Both readers hold the whole tree. */
const maxXmlBytes = 16_000_000
/** A province's nominees by far, and every column a table may have many times over. */
const maxRows = 5_000
const maxColumns = 200

/** Null when it may. */
export async function officeRefusal(file: string, fileName: string): Promise<Problem | null> {
  const broken: Problem = { kind: 'file-broken', file: fileName, what: '文档' }
  const opened = await openArchive(file, fileName, maxOfficeBytes)
  if (!opened.ok) {
    const { problem } = opened
    return problem.kind === 'archive-bomb'
      ? { kind: 'document-heavy', file: fileName, bytes: problem.bytes, maxBytes: problem.maxBytes }
      : broken
  }
  const { zip, entries } = opened.value
  try {
    if (entries.length > maxParts) return broken
    const xml = entries.filter(({ path }) => isXml(path)).map(({ entry }) => entry.uncompressedSize)
    const heaviest = Math.max(0, ...xml)
    if (heaviest > maxXmlBytes)
      return { kind: 'document-heavy', file: fileName, bytes: heaviest, maxBytes: maxXmlBytes }
    for (const one of entries) {
      const chunks = unpacked(zip, one)
      const problem = isSheet(one) ? await tooWide(chunks, fileName) : await drained(chunks)
      if (problem) return problem
    }
    return null
  } catch {
    return broken
  } finally {
    zip.close()
  }
}

const isXml = (path: string): boolean => /\.(xml|rels)$/i.test(path)
const isSheet = ({ path }: ArchiveEntry): boolean => /^xl\/worksheets\/[^/]+\.xml$/i.test(path)

async function drained(chunks: AsyncIterable<Buffer>): Promise<null> {
  for await (const _ of chunks);
  return null
}

/** The readers fill every row and column up to the last cell, so one cell at XFD1048576 is seventeen milliard. */
async function tooWide(chunks: AsyncIterable<Buffer>, file: string): Promise<Problem | null> {
  let rows = 0
  let columns = 0
  let rest = ''
  for await (const chunk of chunks) {
    const text = rest + chunk.toString('latin1')
    for (const [, letters = '', digits = ''] of text.matchAll(/["':]([A-Z]{1,3})(\d{1,7})["']/g)) {
      rows = Math.max(rows, Number(digits))
      columns = Math.max(columns, columnOf(letters))
    }
    rest = text.slice(-16)
  }
  return rows > maxRows || columns > maxColumns
    ? { kind: 'table-too-large', file, rows, columns, maxRows, maxColumns }
    : null
}

/** A is 1, XFD is 16384. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
