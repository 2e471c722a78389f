/**
 * `/uploads`: files that arrive in pieces (tus 1.0.0), over lines that break, answered beside Payload and before Next.
 * What is half here lies in a folder of its own, survives a restart and is swept after a week; what is whole is handed
 * over and leaves nothing.
 */
import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server, type ServerOptions, Upload } from '@tus/server'
import { hasHiddenSigns } from '../domain/text.ts'
import type { Logger } from '../platform/log.ts'

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

const weekMs = 7 * 24 * 3_600_000
/** Unfinished uploads of one sender; a hand-in of thirty people has some three hundred files. */
const maxOpen = 1_000
const methods = new Set(['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'])
const full = '服务器存储空间不足，暂时不能接收文件，请联系管理员清理后再传；已传的部分不会丢失。'
const tooMany = '同时上传的文件过多，请等已选的文件传完，再选其余的。'
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
  const { folder, maxBytes, log, whose, refusal, hasRoom, arrived } = options
  // Announced since this process started and not whole yet: what one promises, another cannot have.
  const outstanding = new Map<string, { readonly sender: string; readonly bytes: number }>()
  const finishing = new Map<string, Promise<void>>()
  const senders = new WeakMap<IncomingMessage, S>()
  const store = new Halves({ directory: folder })

  const server = new Server({
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
      if (req.method === 'PATCH' && !(await hasRoom((upload.size ?? 0) - upload.offset)))
        throw refused(507, full)
    },
    async onUploadCreate(req, { id, size, metadata }) {
      const sender = senderOf(req)
      const announced = announcedOf(metadata, size)
      if (!announced) throw refused(400, '上传请求缺少文件名或大小，请刷新页面后再试。')
      const problem = await refusal(sender, announced)
      if (problem !== null) throw refused(422, problem)
      const all = [...outstanding.values()]
      if (all.filter((one) => one.sender === sender.key).length >= maxOpen) throw refused(429, tooMany)
      const promised = all.reduce((sum, { bytes }) => sum + bytes, 0)
      if (!(await hasRoom(promised + announced.bytes))) throw refused(507, full)
      outstanding.set(id, { sender: sender.key, bytes: announced.bytes })
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
    if (metadata?.[arrivedMark]) return
    try {
      await arrived(sender, { ...announced, id, file: path.join(folder, id) })
    } catch (error) {
      // Neither here nor where it was to go: nothing can come of it any more.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      await store.configstore.delete(id)
      throw refused(410)
    }
    outstanding.delete(id)
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
        const { status_code, body } = said(sender === null ? 401 : 410, sender ?? notSignedIn)
        res.writeHead(status_code, {
          'content-type': jsonType,
          'cache-control': 'no-store',
          connection: 'close',
        })
        res.end(body)
        req.resume()
        return
      }
      trust()
      senders.set(req, sender)
      res.setHeader('cache-control', 'no-store')
      await server.handle(req, res)
    },

    async sweep(now) {
      const names: readonly string[] = await readdir(folder).catch(() => [])
      let count = 0
      for (const name of names) {
        const facts = await stat(path.join(folder, name)).catch(() => null)
        // By the last byte that came, not by the first: a film over a bad line may take days.
        if (!facts || now.getTime() - facts.mtime.getTime() < weekMs) continue
        const half = name.replace(/\.json$/, '')
        if (half !== name && names.includes(half)) continue
        await Promise.all([half, `${half}.json`].map((one) => rm(path.join(folder, one), { force: true })))
        count += 1
      }
      return count
    },
  }
}

type TusRequest = Parameters<NonNullable<ServerOptions['onUploadCreate']>>[0]
type Metadata = Readonly<Record<string, string | null>> | undefined

const jsonType = 'application/json; charset=utf-8'

const arrivedMark = 'arrived'

/** Remembers of what has left it that it was whole: a sender who never heard so would send all of it again. */
class Halves extends FileStore {
  override async getUpload(id: string): Promise<Upload> {
    const known = await this.configstore.get(id)
    // Whole, and moved already where it waits: it may lack nothing but its row.
    const isMoved = known && !existsSync(path.join(this.directory, id))
    if (!known || !(known.metadata?.[arrivedMark] || isMoved)) return super.getUpload(id)
    const { size = 0, metadata, creation_date } = known
    return new Upload({
      id,
      size,
      offset: size,
      ...(metadata ? { metadata } : {}),
      ...(creation_date ? { creation_date } : {}),
    })
  }
  /** Its bytes are somebody else's now. */
  async markArrived(id: string): Promise<void> {
    const known = await this.configstore.get(id)
    if (known)
      await this.configstore.set(
        id,
        Object.assign(known, { metadata: { ...known.metadata, [arrivedMark]: '1' } }),
      )
    await rm(path.join(this.directory, id), { force: true })
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

const said = (
  status: number,
  sentence = '上传没有成功，请稍后重试；已传的部分不会丢失。',
): { status_code: number; body: string } => ({
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
