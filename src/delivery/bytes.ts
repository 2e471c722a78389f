/** Answers with bytes: whole, in part (206), unchanged (304) or out of range (416); HEAD opens nothing. */
import { isUnchanged, type Range, rangeOf, type Validators } from './conditional.ts'
import { problemResponse } from './problem-response.ts'

export interface Bytes extends Validators {
  readonly size: number
  readonly mediaType: string
  /** ASCII name offered on saving. */
  readonly fileName: string
  readonly disposition: 'inline' | 'attachment'
  readonly cacheControl: string
  /** Hex; sent as Repr-Digest (RFC 9530). */
  readonly sha256?: string
  open(range: Range): Promise<ReadableStream<Uint8Array>> | ReadableStream<Uint8Array>
}

export async function answerBytes(request: Request, bytes: Bytes): Promise<Response> {
  const { size, etag, lastModified, sha256 } = bytes
  const headers: Record<string, string> = {
    etag,
    ...(lastModified && { 'last-modified': lastModified.toUTCString() }),
    'cache-control': bytes.cacheControl,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  }
  if (isUnchanged(request.headers, bytes)) return new Response(null, { status: 304, headers })
  const range = request.method === 'GET' ? rangeOf(request.headers, size, bytes) : 'whole'
  if (range === 'unsatisfiable') return problemResponse({ kind: 'range', size })
  const part = range === 'whole' ? { start: 0, end: size - 1 } : range
  Object.assign(headers, {
    'content-type': bytes.mediaType,
    'content-length': String(part.end - part.start + 1),
    'content-disposition': `${bytes.disposition}; filename="${bytes.fileName}"`,
    ...(sha256 && { 'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:` }),
    ...(range !== 'whole' && { 'content-range': `bytes ${part.start}-${part.end}/${size}` }),
  })
  const isEmpty = request.method === 'HEAD' || size === 0
  const body = isEmpty ? null : await bytes.open(part)
  return new Response(body, { status: range === 'whole' ? 200 : 206, headers })
}
