/**
 * What a body may be before Payload reads it. Payload keeps every file of a multipart body on disk before it looks at
 * the address, walks JSON of any depth, and takes other media types for nothing sent: here only uploads reach it as
 * multipart (the studio's other forms send one JSON field that way, handed on as the JSON it is), and the rest is one
 * JSON object. A form of a foreign page cannot send that, so none is acted on.
 */

interface Collection {
  readonly slug: string
  /** Absent or false where no file belongs. */
  readonly upload?: unknown
}

/** A person's text runs to some tens of kilobytes. */
const maxFormBytes = 2_000_000
/** The editor's lists within lists stay far below; Payload's own walks end the stack at some thousands. */
const maxDepth = 100

const refused = (status: number, message: string): Response =>
  Response.json({ errors: [{ message }] }, { status, headers: { 'cache-control': 'no-store' } })

const unclear = '提交的内容无法识别，请刷新页面后再试。'
const typeOf = (request: Request): string => request.headers.get('content-type') ?? ''

/** As wide as Payload's own look at it, and wider. */
const isMultipart = (request: Request): boolean => /multipart/i.test(typeOf(request))
/** As narrow as Payload's own. */
const isJson = (request: Request): boolean => typeOf(request).split(';')[0] === 'application/json'
/** The studio's long queries: sent as a form, read as a GET. */
const isLongQuery = (request: Request): boolean =>
  request.method === 'POST' &&
  typeOf(request) === 'application/x-www-form-urlencoded' &&
  ['X-Payload-HTTP-Method-Override', 'X-HTTP-Method-Override'].some(
    (name) => request.headers.get(name) === 'GET',
  )

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
  const { method } = request
  if (method === 'GET' || method === 'HEAD') return request
  if (isMultipart(request) && takesFile(method, slug, collections)) return request
  const bytes = await bytesOf(request)
  if (bytes === null) return refused(413, '提交的内容超过 2 MB，请缩短后再保存。')
  if (isMultipart(request)) return fromForm(request, bytes)
  if (bytes.length === 0 || isLongQuery(request)) return withBody(request, bytes.toString())
  if (!isJson(request))
    return refused(415, '提交的格式不受支持：接口只接受 JSON（Content-Type: application/json）。')
  return checked(request, bytes.toString())
}

async function fromForm(request: Request, bytes: Buffer): Promise<Request | Response> {
  let form: FormData
  try {
    form = await new Response(new Uint8Array(bytes), {
      headers: { 'content-type': typeOf(request) },
    }).formData()
  } catch {
    return refused(400, '提交的表单无法识别，请刷新页面后再试。')
  }
  if ([...form.values()].some((value) => typeof value !== 'string'))
    return refused(415, '这里不接收文件，照片、视频和文档请到“素材”中上传。')
  const content = form.get('_payload')
  return checked(request, typeof content === 'string' ? content : '{}')
}

/** Hands on one JSON object of a depth that every later walk can take. */
function checked(request: Request, text: string): Request | Response {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused(400, unclear)
  } catch {
    return refused(400, unclear)
  }
  if (depthOf(text) > maxDepth) return refused(400, `提交的内容层层嵌套超过 ${maxDepth} 层，请简化后再保存。`)
  return withBody(request, text)
}

function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  for (const [sign] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (sign === '[' || sign === '{') deepest = Math.max(deepest, ++depth)
    else if (sign === ']' || sign === '}') depth -= 1
  }
  return deepest
}

function withBody(request: Request, body: string): Request {
  const headers = new Headers(request.headers)
  if (!isLongQuery(request)) headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const { url, method, signal } = request
  return new Request(url, { method, headers, signal, ...(body === '' ? {} : { body }) })
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
