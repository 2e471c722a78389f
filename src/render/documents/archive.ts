/** A zip's table of contents, judged before a byte is unpacked: names decoded, unsafe paths and bombs refused. */
import { open } from 'node:fs/promises'
import zlib from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import type { Problem } from '../../domain/problem.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'

export interface ArchiveEntry {
  readonly entry: Entry
  /** NFC, `/` between names; ends with `/` for a folder. */
  readonly path: string
}

export interface Archive {
  readonly zip: ZipFile
  readonly entries: readonly ArchiveEntry[]
  /** Of all entries, unpacked. */
  readonly bytes: number
}

/** Photographs and films hardly shrink, office files by ten: a hundredfold is no material any more. */
const maxRatio = 100
/** Small archives may hold a well-shrinking table; below this no ratio is asked. */
const freeBytes = 200_000_000
/** A province's units with a gigabyte each stay below it. */
const maxEntries = 20_000
/** Of most file systems. */
const maxNameBytes = 255

const unixSymlink = 0o120000
const unixTypeMask = 0o170000
const unicodePathField = 0x7075
const utf8Flag = 0x800

/** Opens a zip; the caller closes `zip`. `maxBytes` bounds the unpacked sum. */
export async function openArchive(
  file: string,
  fileName: string,
  maxBytes: number,
): Promise<Result<Archive>> {
  const broken: Problem = { kind: 'file-broken', file: fileName, what: '压缩包' }
  const found = await kindOf(file)
  if (found.name)
    return refuse({ kind: 'file-type', file: fileName, found: found.name, expected: 'ZIP 压缩包或文件夹' })

  let zip: ZipFile
  try {
    zip = await openPromise(file, { autoClose: false, decodeStrings: false, validateEntrySizes: true })
  } catch {
    return refuse(broken)
  }
  const refused = await readEntries(
    zip,
    fileName,
    Math.min(maxBytes, Math.max(freeBytes, found.bytes * maxRatio)),
  ).catch(() => refuse(broken))
  if (!refused.ok) zip.close()
  return refused
}

/** What an entry holds. Throws at the end when its CRC-32 is another, which yauzl does not look at. */
export async function* unpacked(zip: ZipFile, { entry, path }: ArchiveEntry): AsyncIterable<Buffer> {
  let crc = 0
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    crc = zlib.crc32(chunk, crc)
    yield chunk
  }
  if (crc !== entry.crc32) throw new Error(`archive: ${path} has another checksum`)
}

async function readEntries(zip: ZipFile, file: string, maxBytes: number): Promise<Result<Archive>> {
  const entries: ArchiveEntry[] = []
  const seen = new Set<string>()
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    const path = nameOf(entry).normalize('NFC')
    if (!isSafe(path) || isSymlink(entry) || seen.has(path))
      return refuse({ kind: 'archive-path', file, entry: path })
    if (entry.isEncrypted()) return refuse({ kind: 'archive-encrypted', file })
    seen.add(path)
    bytes += entry.uncompressedSize
    if (bytes > maxBytes || entries.length >= maxEntries)
      return refuse({ kind: 'archive-bomb', file, bytes, maxBytes })
    entries.push({ entry, path })
  }
  return ok({ zip, entries, bytes })
}

/** UTF-8 where the zip says so or where the bytes are; else what Chinese Windows writes, GBK, in its newest superset. */
function nameOf(entry: Entry): string {
  // yauzl leaves the names as bytes, whatever its types say.
  const raw = entry.fileNameRaw
  if (entry.generalPurposeBitFlag & utf8Flag) return raw.toString('utf8')
  if (entry.extraFields.some(({ id }) => id === unicodePathField))
    return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('gb18030').decode(raw)
  }
}

function isSafe(path: string): boolean {
  if (path === '' || path.startsWith('/') || path.includes('\\') || /^[a-z]:/i.test(path)) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters in names are what is refused
  if (/[\u0000-\u001f\u007f]/.test(path)) return false
  const names = path.replace(/\/$/, '').split('/')
  return names.every(
    (name) => name !== '' && name !== '.' && name !== '..' && Buffer.byteLength(name) <= maxNameBytes,
  )
}

const isSymlink = (entry: Entry): boolean =>
  ((entry.externalFileAttributes >>> 16) & unixTypeMask) === unixSymlink

/** What an archive is when it is no zip; a zip may start with anything, so only the other packers are told apart. */
async function kindOf(file: string): Promise<{ name: string | null; bytes: number }> {
  const handle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    const { size } = await handle.stat()
    const start = buffer.toString('latin1')
    const name = start.startsWith('Rar!') ? 'RAR 压缩包' : start.startsWith('7z\xbc\xaf') ? '7z 压缩包' : null
    return { name, bytes: size }
  } finally {
    await handle.close()
  }
}
