/**
 * Store-only zips laid out before a byte is read: entries of known size and CRC-32 give every offset, the total length
 * and any byte range of the file. Equal entries give equal bytes (pinned times, UTF-8 names, Zip64 beyond 4 GB).
 */

export interface ZipEntry {
  /** Relative, with forward slashes; written as UTF-8. */
  readonly name: string
  readonly bytes: number
  /** CRC-32 (IEEE), unsigned. */
  readonly crc32: number
}

export interface ZipLayout {
  readonly entries: readonly ZipEntry[]
  /** Length of the whole zip. */
  readonly bytes: number
  /** Local header of each entry, in order, and the offset at which it starts. */
  readonly headers: readonly { readonly at: number; readonly bytes: Uint8Array }[]
  /** Central directory with its end records. */
  readonly tail: { readonly at: number; readonly bytes: Uint8Array }
}

export type ZipPart =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Bytes `start`…`end` (inclusive) of the entry's content. */
  | { readonly kind: 'entry'; readonly index: number; readonly start: number; readonly end: number }

const max32 = 0xffff_ffff
const max16 = 0xffff
/** 1980-01-01 00:00, the first instant DOS knows: equal content, equal zip. */
const pinnedDate = 0x0021
const utf8Names = 0x0800
/** Regular file rw-r--r--, as Unix unzippers read it; without it some leave files unreadable. */
const unixMode = 0o100644

/** Throws on names that would escape the folder or meet twice: those are bugs of the caller. */
export function zipLayout(entries: readonly ZipEntry[]): ZipLayout {
  const names = new Set<string>()
  const headers: { at: number; bytes: Uint8Array }[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const entry of entries) {
    checkName(entry.name, names)
    const name = new TextEncoder().encode(entry.name)
    const header = localHeader(entry, name)
    headers.push({ at, bytes: header })
    directory.push(directoryHeader(entry, name, at))
    at += header.length + entry.bytes
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0)
  const tail = join([...directory, ...endRecords(entries.length, directoryBytes, at)])
  return { entries, bytes: at + tail.length, headers, tail: { at, bytes: tail } }
}

/** What to send, in order, for bytes `start`…`end` (inclusive) of the zip; the whole when no range is given. */
export function* zipParts(layout: ZipLayout, range?: { start: number; end: number }): Iterable<ZipPart> {
  const start = Math.max(0, range?.start ?? 0)
  const end = Math.min(layout.bytes - 1, range?.end ?? layout.bytes - 1)
  for (const [index, entry] of layout.entries.entries()) {
    const header = layout.headers[index]
    if (!header) throw new Error(`zipParts: entry ${index} has no header`)
    yield* cut(header, start, end)
    const contentAt = header.at + header.bytes.length
    const from = Math.max(start, contentAt)
    const to = Math.min(end, contentAt + entry.bytes - 1)
    if (from <= to) yield { kind: 'entry', index, start: from - contentAt, end: to - contentAt }
  }
  yield* cut(layout.tail, start, end)
}

function* cut(piece: { at: number; bytes: Uint8Array }, start: number, end: number): Iterable<ZipPart> {
  const from = Math.max(start, piece.at)
  const to = Math.min(end, piece.at + piece.bytes.length - 1)
  if (from <= to) yield { kind: 'bytes', bytes: piece.bytes.subarray(from - piece.at, to - piece.at + 1) }
}

function checkName(name: string, seen: Set<string>): void {
  const isUnsafe =
    name === '' || name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')
  if (isUnsafe) throw new TypeError(`zipLayout: unsafe name ${JSON.stringify(name)}`)
  if (seen.has(name)) throw new TypeError(`zipLayout: ${JSON.stringify(name)} appears twice`)
  seen.add(name)
}

// Record layouts: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14, 4.3.15, 4.3.16 and 4.5.3.

function localHeader(entry: ZipEntry, name: Uint8Array): Uint8Array {
  const isBig = entry.bytes >= max32
  const extra = isBig
    ? record((w) => w.u16(0x0001).u16(16).u64(entry.bytes).u64(entry.bytes))
    : new Uint8Array()
  const size = isBig ? max32 : entry.bytes
  return record(
    (w) =>
      w
        .u32(0x0403_4b50)
        .u16(isBig ? 45 : 20)
        .u16(utf8Names)
        .u16(0) // stored
        .u16(0)
        .u16(pinnedDate)
        .u32(entry.crc32)
        .u32(size)
        .u32(size)
        .u16(name.length)
        .u16(extra.length)
        .put(name)
        .put(extra),
    128 + name.length,
  )
}

function directoryHeader(entry: ZipEntry, name: Uint8Array, at: number): Uint8Array {
  const isBig = entry.bytes >= max32
  const isFar = at >= max32
  const extra =
    isBig || isFar
      ? record((w) => {
          w.u16(0x0001).u16((isBig ? 16 : 0) + (isFar ? 8 : 0))
          if (isBig) w.u64(entry.bytes).u64(entry.bytes)
          if (isFar) w.u64(at)
          return w
        })
      : new Uint8Array()
  const size = isBig ? max32 : entry.bytes
  return record(
    (w) =>
      w
        .u32(0x0201_4b50)
        .u16((3 << 8) | 45) // made on Unix
        .u16(isBig || isFar ? 45 : 20)
        .u16(utf8Names)
        .u16(0)
        .u16(0)
        .u16(pinnedDate)
        .u32(entry.crc32)
        .u32(size)
        .u32(size)
        .u16(name.length)
        .u16(extra.length)
        .u16(0) // comment
        .u16(0) // disk
        .u16(0) // internal attributes
        .u32(unixMode * 0x1_0000)
        .u32(isFar ? max32 : at)
        .put(name)
        .put(extra),
    128 + name.length,
  )
}

function endRecords(count: number, bytes: number, at: number): Uint8Array[] {
  const needsZip64 = count >= max16 || bytes >= max32 || at >= max32
  const end = record((w) =>
    w
      .u32(0x0605_4b50)
      .u16(0)
      .u16(0)
      .u16(Math.min(count, max16))
      .u16(Math.min(count, max16))
      .u32(Math.min(bytes, max32))
      .u32(Math.min(at, max32))
      .u16(0),
  )
  if (!needsZip64) return [end]
  const end64 = record((w) =>
    w
      .u32(0x0606_4b50)
      .u64(44)
      .u16((3 << 8) | 45)
      .u16(45)
      .u32(0)
      .u32(0)
      .u64(count)
      .u64(count)
      .u64(bytes)
      .u64(at),
  )
  const locator = record((w) =>
    w
      .u32(0x0706_4b50)
      .u32(0)
      .u64(at + bytes)
      .u32(1),
  )
  return [end64, locator, end]
}

/** Little-endian fields in the order they are named. */
interface Writer {
  u16(value: number): Writer
  u32(value: number): Writer
  u64(value: number): Writer
  put(bytes: Uint8Array): Writer
}

function record(write: (writer: Writer) => Writer, capacity = 128): Uint8Array {
  const bytes = new Uint8Array(capacity)
  const view = new DataView(bytes.buffer)
  let at = 0
  const writer: Writer = {
    u16(value) {
      view.setUint16(at, value, true)
      at += 2
      return writer
    },
    u32(value) {
      view.setUint32(at, value, true)
      at += 4
      return writer
    },
    u64(value) {
      view.setBigUint64(at, BigInt(value), true)
      at += 8
      return writer
    },
    put(part) {
      bytes.set(part, at)
      at += part.length
      return writer
    },
  }
  write(writer)
  return bytes.slice(0, at)
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
