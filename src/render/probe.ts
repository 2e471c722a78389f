/** Looks at a file before it is accepted: type by bytes, limits, a real decode of photographs, the packet count of films. */
import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import yauzl from 'yauzl'
import type { DocumentProbe, FilmProbe, ImageProbe, Probe } from '../domain/probe.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { officeRefusal } from './documents/office-bounds.ts'
import { ffprobe, filmStream, rate, rotation, soundStream } from './ffprobe.ts'
import { accepted, kindOf, labels, promised } from './file-kind.ts'

/** Phones of today make 200-megapixel photographs (16320×12240); more is an attack or a scan for another purpose. */
export const maxPixels = 200_000_000

const tooManyPixels = (file: string, width: number, height: number) =>
  refuse({ kind: 'pixels-too-many' as const, file, width, height, maxPixels })

export async function examine(
  file: string,
  fileName: string,
  tools: () => Promise<{ ffprobe: string }>,
): Promise<Result<Probe>> {
  const { size: bytes } = await stat(file)
  if (bytes === 0) return refuse({ kind: 'file-empty', file: fileName })

  const kind = await kindOf(file)
  const wanted = promised(fileName)
  if (kind.kind === 'unknown') {
    // A known name without a known signature is a damaged file more often than a wrong one.
    if (wanted) return refuse({ kind: 'file-broken', file: fileName, what: whatIs(wanted) })
    return refuse({ kind: 'file-type', file: fileName, found: '无法识别的数据', expected: accepted })
  }
  // Cut short, an Office file is no longer told from any other zip, and is none that opens.
  if (
    kind.kind === 'other' &&
    (wanted === 'docx' || wanted === 'xlsx') &&
    !(await opensAsZip(path.resolve(file)))
  )
    return refuse({ kind: 'file-broken', file: fileName, what: '文档' })
  if (kind.kind === 'other')
    return refuse({
      kind: 'file-type',
      file: fileName,
      found: kind.label,
      expected: wanted ? labels[wanted] : accepted,
    })

  const found = kind.kind === 'film' ? kind.container : kind.format
  // MP4 and MOV are one family and both are taken; cameras and converters name them at will.
  const isSameFamily = kind.kind === 'film' && (wanted === 'mp4' || wanted === 'mov')
  if (wanted && wanted !== found && !isSameFamily)
    return refuse({ kind: 'file-type', file: fileName, found: labels[found], expected: labels[wanted] })

  // Anything that is text reads as text, scripts and pages too; the name has to say that it is meant so.
  if (kind.kind === 'document' && kind.format === 'txt' && wanted === null)
    return refuse({
      kind: 'file-name',
      file: fileName,
      expected: '以 .txt 结尾的纯文本，或 PDF、Word、Excel 文件',
    })
  if (kind.kind === 'image') return await examineImage(file, fileName, bytes, kind.format)
  if (kind.kind === 'document') return await examineDocument(file, fileName, bytes, kind.format)
  return await examineFilm(file, fileName, bytes, kind.container, (await tools()).ffprobe)
}

function whatIs(label: keyof typeof labels): '照片' | '视频' | '文档' {
  if (label === 'mp4' || label === 'mov') return '视频'
  return label === 'pdf' || label === 'docx' || label === 'xlsx' || label === 'txt' ? '文档' : '照片'
}

async function examineImage(
  file: string,
  fileName: string,
  bytes: number,
  format: ImageProbe['format'],
): Promise<Result<ImageProbe>> {
  const broken = refuse({ kind: 'file-broken' as const, file: fileName, what: '照片' as const })
  // The header alone, never refused for its size: a bomb's figures belong into the sentence.
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (!header) return broken
  if (header.width * header.height * (header.pages ?? 1) > maxPixels)
    return tooManyPixels(fileName, header.width, header.height)
  // The last row is reached through every other: all is decoded, and nothing kept or counted.
  const lastRow = { left: 0, top: header.height - 1, width: header.width, height: 1 }
  const decoded = await sharp(file, { failOn: 'warning', limitInputPixels: maxPixels })
    .extract(lastRow)
    .raw()
    .toBuffer()
    .catch(() => null)
  if (!decoded) return broken
  const { width, height } = header.autoOrient
  return ok({
    kind: 'image',
    format,
    bytes,
    width,
    height,
  })
}

async function examineFilm(
  file: string,
  fileName: string,
  bytes: number,
  container: FilmProbe['container'],
  tool: string,
): Promise<Result<FilmProbe>> {
  const broken = refuse({ kind: 'file-broken' as const, file: fileName, what: '视频' as const })
  const facts = await ffprobe(tool, file, 'mov')
  const stream = facts && filmStream(facts)
  if (!facts || !stream?.width || !stream.height) return broken
  // Edit lists hide packets that are there: without ignoring them a film trimmed on a phone would look truncated.
  const counted = await ffprobe(tool, file, 'mov', ['-count_packets', '-ignore_editlist', '1'])
  const packets = counted && filmStream(counted)
  if (!packets || Number(packets.nb_read_packets ?? 0) < Number(packets.nb_frames ?? 1)) return broken

  const seconds = Number(stream.duration ?? facts.format.duration ?? 0)
  const durationMs = Math.round(seconds * 1000)
  const fps = rate(stream.avg_frame_rate) || rate(stream.r_frame_rate)
  if (!(durationMs > 0) || !(fps > 0)) return broken
  const shownWidth = Math.round(stream.width * (rate(stream.sample_aspect_ratio) || 1))
  const isTurned = Math.abs(rotation(stream)) % 180 === 90
  const width = isTurned ? stream.height : shownWidth
  const height = isTurned ? shownWidth : stream.height
  return ok({
    kind: 'film',
    container,
    bytes,
    width,
    height,
    durationMs,
    fps: Math.round(fps * 1000) / 1000,
    hasAudio: soundStream(facts) !== null,
  })
}

async function examineDocument(
  file: string,
  fileName: string,
  bytes: number,
  format: DocumentProbe['format'],
): Promise<Result<DocumentProbe>> {
  if (format === 'docx' || format === 'xlsx') {
    const refusal = await officeRefusal(file, fileName)
    if (refusal) return refuse(refusal)
  } else if (format === 'pdf' && !(await endsLikePdf(file, bytes)))
    return refuse({ kind: 'file-broken', file: fileName, what: '文档' })
  return ok({ kind: 'document', format, bytes })
}

/** A whole PDF has its end mark in the last kilobyte (PDF 1.7, implementation note 18). */
async function endsLikePdf(file: string, bytes: number): Promise<boolean> {
  const handle = await open(file)
  try {
    const length = Math.min(bytes, 1024)
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, bytes - length)
    return buffer.includes('%%EOF')
  } finally {
    await handle.close()
  }
}

/** The central directory is at the end: a truncated Office file has none. */
const opensAsZip = (file: string): Promise<boolean> =>
  new Promise((resolve) => {
    yauzl.open(file, { lazyEntries: true }, (error, zip) => {
      zip?.close()
      resolve(error === null)
    })
  })
