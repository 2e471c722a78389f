/**
 * `/uploads`: files that arrive in pieces (tus 1.0.0), over lines that break, answered beside Payload and before Next.
 * What is half here lies in a folder of its own, survives a restart and is swept after a week; what is whole is handed
 * over and leaves nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { Server, type ServerOptions, type Upload } from '@tus/server'
import { hasHiddenSigns } from '../domain/text.ts'
import type { Logger } from '../platform/log.ts'
import { HalfUploads, hasArrived } from './half-uploads.ts'

/** Who sends: a signed-in person or the holder of a unit's link. */
export interface Sender {
  /** The same for the same person or link in every request. */
  readonly key: string
}

export interface Announced {
  readonly handInId: string
  /** Below the root of the hand-in, `/` between names, NFC. */
  readonly path: string
  readonly bytes: number
}

export interface Arrived extends Announced {
  /** The same for the same arrival. */
  readonly id: string
  /** To be moved away; what is left is removed. */
  readonly file: string
}

export interface UploadsOptions<S extends Sender> {
  /** Half-arrived files and what is known of them. */
  readonly folder: string
  /** Bytes a file may have. */
  readonly maxBytes: number
  readonly log: Logger
  readonly now: () => Date
  /** Null for strangers; a sentence says why somebody known may not. */
  whose(req: IncomingMessage): Promise<S | string | null>
  /** Whether so many bytes more may be kept: asked of what is announced, and again with every piece. */
  hasRoom(bytes: number): Promise<boolean>
  /** Null when the file may come; else why not, in one sentence. Asked before a byte is kept. */
  refusal(sender: S, announced: Announced): Promise<string | null>
  /** Keeps the whole file; asked once more when the sender never heard the answer. */
  arrived(sender: S, file: Arrived): Promise<void>
}

export interface Uploads {
  /** `trust` is called once the sender is known: it may then take its time. */
  answer(req: IncomingMessage, res: ServerResponse, trust: () => void): Promise<void>
  /** Removes what stopped arriving more than a week before `now`; returns how many. */
  sweep(now: Date): Promise<number>
}

/** Unfinished uploads of one sender; a hand-in of thirty people has some three hundred files. */
const maxOpen = 1_000
/** Of the largest size, announced and not whole: a page sends three at once, and nobody shall hold all the room. */
const maxOpenFiles = 4
const methods = new Set(['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'])
const full = '服务器存储空间不足，暂时不能接收文件，请联系管理员清理后再传；已传的部分不会丢失。'
const tooLate = '文件已经全部传到，不能再取消；如不需要，请在收件列表中移出。'
const tooMany = '同时上传的文件过多，请等已选的文件传完，再选其余的。'
const notOurPage = '上传请求不完整，请在“收件”页或交件链接中重新选择文件。'
const notSignedIn = '登录已失效或链接无效，请重新打开页面后再上传；已传的部分不会丢失。'

/** What the library says in English, by status. */
const sentences: Readonly<Record<number, string>> = {
  404: '找不到这次上传，请重新选择文件。',
  409: '上传的位置与服务器不一致，正在重新核对。',
  410: '这次上传已经结束或过期，请重新选择文件。',
  413: '文件超过允许的大小。',
  423: '同一文件正在别处上传，请稍候。',
}

export function createUploads<S extends Sender>(options: UploadsOptions<S>): Uploads {
  const { folder, maxBytes, log, whose, refusal, hasRoom, arrived, now } = options
  const finishing = new Map<string, Promise<void>>()
  const senders = new WeakMap<IncomingMessage, S>()
  const store = new HalfUploads({ directory: folder })

  const server = new ChineseServer({
    path: '/uploads',
    datastore: store,
    maxSize: maxBytes,
    relativeLocation: true,
    // Same origin alone; the page and the server are one.
    allowedOrigins: () => false,
    async onIncomingRequest(req, id) {
      const sender = senderOf(req)
      if (req.method === 'POST') return
      const upload = await store.getUpload(id)
      // Another's upload looks like none.
      if (upload.metadata?.sender !== sender.key) throw refused(404)
      // Every byte came, but keeping it failed: whoever asks how far it is would take it for done.
      if (req.method === 'HEAD' && upload.offset === upload.size) await finish(sender, upload)
      // It is being kept, or was: nothing is left to be called off.
      if (req.method === 'DELETE' && upload.offset === upload.size) throw refused(409, tooLate)
      if (req.method === 'PATCH' && !(await hasRoom((upload.size ?? 0) - upload.offset)))
        throw refused(507, full)
    },
    async onUploadCreate(req, { id, size, metadata }) {
      const sender = senderOf(req)
      const announced = announcedOf(metadata, size)
      if (!announced) throw refused(400, '上传请求缺少文件名或大小，请刷新页面后再试。')
      const problem = await refusal(sender, announced)
      if (problem !== null) throw refused(422, problem)
      await store.promise(id, { sender: sender.key, bytes: announced.bytes })
      const outstanding = await store.outstanding(sender.key, id, now())
      const areTooMany = outstanding.uploads > maxOpen || outstanding.bytes > maxOpenFiles * maxBytes
      if (areTooMany || !(await hasRoom(outstanding.allBytes))) {
        store.release(id)
        throw areTooMany ? refused(429, tooMany) : refused(507, full)
      }
      return { metadata: { handIn: announced.handInId, path: announced.path, sender: sender.key } }
    },
    async onUploadFinish(req, upload) {
      await finish(senderOf(req), upload)
      return {}
    },
    onResponseError(_req, error) {
      const status = 'status_code' in error ? error.status_code : 500
      if (!('status_code' in error)) log.error({ err: error }, 'upload')
      return said(status, error instanceof Refused ? error.message : sentences[status])
    },
  })

  function senderOf(req: TusRequest): S {
    const sender = req.runtime?.node && senders.get(req.runtime.node.req as IncomingMessage)
    if (!sender) throw refused(401, notSignedIn)
    return sender
  }

  /** One at a time of each: whoever asks meanwhile waits for the same. */
  function finish(sender: S, upload: Upload): Promise<void> {
    const running = finishing.get(upload.id)
    if (running !== undefined) return running
    const finished = keep(sender, upload).finally(() => finishing.delete(upload.id))
    finishing.set(upload.id, finished)
    return finished
  }

  async function keep(sender: S, { id, size, metadata }: Upload): Promise<void> {
    const announced = announcedOf(metadata, size)
    if (!announced) throw refused(400)
    if (hasArrived({ metadata })) return
    try {
      await arrived(sender, { ...announced, id, file: path.join(folder, id) })
    } catch (error) {
      // Neither here nor where it was to go: nothing can come of it any more.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      await store.forget(id)
      throw refused(410)
    }
    await store.markArrived(id)
  }

  return {
    async answer(req, res, trust) {
      if (!methods.has(req.method ?? '')) {
        res.writeHead(405, { allow: [...methods].join(', '), 'cache-control': 'no-store' })
        res.end()
        return
      }
      const sender = await whose(req)
      if (sender === null || typeof sender === 'string') {
        return turnAway(req, res, said(sender === null ? 401 : 410, sender ?? notSignedIn))
      }
      trust()
      senders.set(req, sender)
      res.setHeader('cache-control', 'no-store')
      await server.handle(req, res)
    },

    sweep: (now) => store.sweep(now),
  }
}

type TusRequest = Parameters<NonNullable<ServerOptions['onUploadCreate']>>[0]
type Metadata = Readonly<Record<string, string | null>> | undefined

const jsonType = 'application/json; charset=utf-8'

/** Nothing of what it sends is read. */
function turnAway(req: IncomingMessage, res: ServerResponse, { status_code, body }: Said): void {
  res.writeHead(status_code, { 'content-type': jsonType, 'cache-control': 'no-store', connection: 'close' })
  res.end(body)
  req.resume()
}

interface Said {
  readonly status_code: number
  readonly body: string
}

/** Says in Chinese what the library says in English of requests no page of ours sends. */
class ChineseServer extends Server {
  override write(
    ...[context, headers, status, body]: Parameters<Server['write']>
  ): ReturnType<Server['write']> {
    if (status < 400 || body?.startsWith('{')) return super.write(context, headers, status, body)
    headers.set('Content-Type', jsonType)
    return super.write(context, headers, status, said(status, sentences[status] ?? notOurPage).body)
  }
}

class Refused extends Error {
  override readonly name = 'Refused'
  readonly status_code: number
  readonly body: string
  constructor(status: number, sentence: string) {
    super(sentence)
    this.status_code = status
    this.body = said(status, sentence).body
  }
}
const refused = (status: number, sentence = sentences[status] ?? '上传失败，请重试。'): Refused =>
  new Refused(status, sentence)

const said = (status: number, sentence = '上传没有成功，请稍后重试；已传的部分不会丢失。'): Said => ({
  status_code: status,
  body: JSON.stringify({ errors: [{ message: sentence }] }),
})

/** Null when the request does not say what comes. */
function announcedOf(metadata: Metadata, size: number | undefined): Announced | null {
  const handInId = metadata?.handIn
  const below = metadata?.path?.normalize('NFC')
  if (!handInId || !below || size === undefined) return null
  const names = below.split('/')
  const isName = (name: string): boolean =>
    name !== '' && name !== '.' && name !== '..' && !name.includes('\\') && !hasHiddenSigns(name)
  return names.length <= 20 && below.length <= 1_000 && names.every(isName)
    ? { handInId, path: below, bytes: size }
    : null
}
