/**
 * Payload keeps every file of a multipart body on disk before it looks at the address. Here only uploads reach it in
 * that form; what the studio's other forms send as multipart (one JSON field) is handed on as the JSON it is.
 */

interface Collection {
  readonly slug: string
  /** Absent or false where no file belongs. */
  readonly upload?: unknown
}

/** A person's text runs to some tens of kilobytes. */
const maxFormBytes = 2_000_000

const refused = (status: number, message: string): Response =>
  Response.json({ errors: [{ message }] }, { status, headers: { 'cache-control': 'no-store' } })

/** As wide as Payload's own look at it, and wider. */
const isMultipart = (request: Request): boolean =>
  /multipart/i.test(request.headers.get('content-type') ?? '') && !['GET', 'HEAD'].includes(request.method)

/** POST to an upload collection, PATCH to one of its documents. */
const takesFile = (method: string, slug: readonly string[], collections: readonly Collection[]): boolean =>
  collections.some((collection) => collection.slug === slug[0] && collection.upload) &&
  ((method === 'POST' && slug.length === 1) || (method === 'PATCH' && slug.length === 2))

/** The request to hand on, or the refusal. `slug` is the address below `/api`, in segments. */
export async function guardBody(
  request: Request,
  slug: readonly string[],
  collections: readonly Collection[],
): Promise<Request | Response> {
  if (!isMultipart(request) || takesFile(request.method, slug, collections)) return request
  const bytes = await bytesOf(request)
  if (bytes === null) return refused(413, '提交的内容超过 2 MB，请缩短后再保存。')
  let form: FormData
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' }
    form = await new Response(new Uint8Array(bytes), { headers }).formData()
  } catch {
    return refused(400, '提交的表单无法识别，请刷新页面后再试。')
  }
  if ([...form.values()].some((value) => typeof value !== 'string'))
    return refused(415, '这里不接收文件，照片、视频和文档请到“素材”中上传。')
  const content = form.get('_payload')
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const body = typeof content === 'string' ? content : '{}'
  return new Request(request.url, { method: request.method, headers, body, signal: request.signal })
}

/** Null when it is too long; read to its end all the same, or the line would hang with what nobody takes. */
async function bytesOf(request: Request): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length
    if (bytes <= maxFormBytes) parts.push(part)
  }
  return bytes > maxFormBytes ? null : Buffer.concat(parts)
}
