/** What a file is by its bytes, and whether its name says the same. */
import { open } from 'node:fs/promises'
import path from 'node:path'
import { fileTypeFromFile } from 'file-type'
import type { DocumentProbe, FilmProbe, ImageProbe } from '../domain/probe.ts'

export type FileKind =
  | { readonly kind: 'image'; readonly format: ImageProbe['format'] }
  | { readonly kind: 'film'; readonly container: FilmProbe['container'] }
  | { readonly kind: 'document'; readonly format: DocumentProbe['format'] }
  | { readonly kind: 'other'; readonly label: string }
  /** No signature that anybody knows. */
  | { readonly kind: 'unknown' }

const kinds: Readonly<Record<string, FileKind>> = {
  jpg: { kind: 'image', format: 'jpeg' },
  png: { kind: 'image', format: 'png' },
  webp: { kind: 'image', format: 'webp' },
  tif: { kind: 'image', format: 'tiff' },
  gif: { kind: 'image', format: 'gif' },
  avif: { kind: 'image', format: 'avif' },
  mp4: { kind: 'film', container: 'mp4' },
  m4v: { kind: 'film', container: 'mp4' },
  mov: { kind: 'film', container: 'mov' },
  pdf: { kind: 'document', format: 'pdf' },
  docx: { kind: 'document', format: 'docx' },
  xlsx: { kind: 'document', format: 'xlsx' },
  heic: { kind: 'other', label: 'HEIC 照片（手机的高效格式）' },
  cfb: { kind: 'other', label: '旧版 Office 文档（.doc 或 .xls）' },
  zip: { kind: 'other', label: 'ZIP 压缩包' },
  rar: { kind: 'other', label: 'RAR 压缩包' },
  '7z': { kind: 'other', label: '7z 压缩包' },
  exe: { kind: 'other', label: '可执行程序' },
}

export const labels = {
  jpeg: 'JPEG 照片（.jpg）',
  png: 'PNG 图片（.png）',
  webp: 'WebP 图片（.webp）',
  tiff: 'TIFF 图片（.tif）',
  avif: 'AVIF 图片（.avif）',
  gif: 'GIF 图片（.gif）',
  mp4: 'MP4 视频（.mp4）',
  mov: 'MOV 视频（.mov）',
  pdf: 'PDF 文档（.pdf）',
  docx: 'Word 文档（.docx）',
  xlsx: 'Excel 表格（.xlsx）',
  txt: '纯文本（.txt）',
} as const

/** What may be handed in, for the sentence of a refusal. */
export const accepted = 'JPG 照片、MP4 或 MOV 视频、PDF、Word（.docx）、Excel（.xlsx）或纯文本'

type Label = keyof typeof labels

const byExtension: Readonly<Record<string, Label>> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  tif: 'tiff',
  tiff: 'tiff',
  avif: 'avif',
  gif: 'gif',
  mp4: 'mp4',
  m4v: 'mp4',
  mov: 'mov',
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  txt: 'txt',
}

/** What the name's extension promises; null when it promises nothing known. */
export const promised = (fileName: string): Label | null =>
  byExtension[path.extname(fileName).slice(1).toLowerCase()] ?? null

export async function kindOf(file: string): Promise<FileKind> {
  const type = await fileTypeFromFile(file).catch(() => undefined)
  if (!type) return (await isText(file)) ? { kind: 'document', format: 'txt' } : { kind: 'unknown' }
  return kinds[type.ext] ?? { kind: 'other', label: `${type.ext.toUpperCase()} 文件` }
}

/** UTF-8 or GB 18030 without control bytes in its first 64 KB. */
async function isText(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32))) return false
    return ['utf-8', 'gb18030'].some((encoding) => decodes(head, encoding))
  } finally {
    await handle.close()
  }
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    // `stream` forgives a character cut at the end of what was read.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
