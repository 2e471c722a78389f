/**
 * Uploads that are not whole yet: the bytes that came, what was announced of them, and the room they still need. All of it
 * lies in one folder, so that a restart forgets neither the bytes nor the room.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FileConfigstore, FileStore } from '@tus/file-store'
import { Upload } from '@tus/server'
import { settle } from '../platform/file-store.ts'

interface Promised {
  readonly sender: string
  readonly bytes: number
}

const weekMs = 7 * 24 * 3_600_000
const arrivedMark = 'arrived'

const patienceMs = 30 * 60_000

interface Outstanding {
  readonly uploads: number
  readonly bytes: number
  /** Of every sender. */
  readonly allBytes: number
}

const sumOf = (all: readonly { readonly bytes: number }[]): number =>
  all.reduce((sum, { bytes }) => sum + bytes, 0)

/** The library writes over what it has: whoever read meanwhile, or after a kill or a power cut, would find no upload at all. */
class Announced extends FileConfigstore<Upload> {
  override async set(key: string, upload: Upload): Promise<void> {
    const file = path.join(this.directory, `${key}.json`)
    const draft = `${file}.${randomUUID()}`
    await writeFile(draft, JSON.stringify(upload))
    await settle(draft, file)
  }
}

/** Remembers of what has left it that it was whole: a sender who never heard so would send all of it again. */
export class HalfUploads extends FileStore {
  constructor({ directory }: { readonly directory: string }) {
    super({ directory, configstore: new Announced(directory) })
  }

  /** Announced and not whole: what one promises, another cannot have. */
  readonly #promised = new Map<string, Promised>()
  #isRead: Promise<void> | undefined

  /**
   * Uploads and bytes of the sender, and the bytes of everybody's, that are still to come: those promised before `last`
   * and itself, so that of several that ask at once the first is let in. What gained nothing for `patienceMs` holds no
   * room any more: it may go on, and is asked about room then.
   */
  async outstanding(sender: string, last: string, now: Date): Promise<Outstanding> {
    const everything = [...this.#promised]
    const all = everything.slice(0, everything.findIndex(([id]) => id === last) + 1)
    const open = await Promise.all(
      all.map(async ([id, one]) => {
        const facts = await stat(path.join(this.directory, id)).catch(() => null)
        const isIdle = facts !== null && now.getTime() - facts.mtimeMs > patienceMs
        // What came lies on the disk already.
        return { ...one, bytes: isIdle ? 0 : Math.max(0, one.bytes - (facts?.size ?? 0)) }
      }),
    )
    const mine = open.filter((one) => one.sender === sender)
    return { uploads: mine.length, bytes: sumOf(mine), allBytes: sumOf(open) }
  }

  /** Before the room is asked for: whoever asks meanwhile sees it. */
  async promise(id: string, promised: Promised): Promise<void> {
    this.#isRead ??= this.#read()
    await this.#isRead
    this.#promised.set(id, promised)
  }

  release(id: string): void {
    this.#promised.delete(id)
  }

  override async create(upload: Upload): Promise<Upload> {
    try {
      return await super.create(upload)
    } catch (error) {
      this.release(upload.id)
      throw error
    }
  }

  override async getUpload(id: string): Promise<Upload> {
    const known = await this.configstore.get(id)
    if (!known) return super.getUpload(id)
    if (!known.metadata?.[arrivedMark])
      try {
        return await super.getUpload(id)
      } catch (error) {
        // Whole, and moved already where it waits, be it this moment: it may lack nothing but its row.
        if (existsSync(path.join(this.directory, id))) throw error
      }
    const { size = 0, metadata, creation_date } = known
    return new Upload({
      id,
      size,
      offset: size,
      ...(metadata ? { metadata } : {}),
      ...(creation_date ? { creation_date } : {}),
    })
  }

  override async remove(id: string): Promise<void> {
    await super.remove(id)
    this.release(id)
  }

  /** Its bytes are somebody else's now. */
  async markArrived(id: string): Promise<void> {
    this.release(id)
    const known = await this.configstore.get(id)
    if (known)
      await this.configstore.set(
        id,
        Object.assign(known, { metadata: { ...known.metadata, [arrivedMark]: '1' } }),
      )
    await rm(path.join(this.directory, id), { force: true })
  }

  /** Nothing can come of it any more. */
  async forget(id: string): Promise<void> {
    this.release(id)
    await this.configstore.delete(id)
  }

  /** Removes what stopped arriving more than a week before `now`; returns how many. */
  async sweep(now: Date): Promise<number> {
    const names: readonly string[] = await readdir(this.directory).catch(() => [])
    let count = 0
    for (const name of names) {
      const facts = await stat(path.join(this.directory, name)).catch(() => null)
      // By the last byte that came, not by the first: a film over a bad line may take days.
      if (!facts || now.getTime() - facts.mtime.getTime() < weekMs) continue
      const half = name.replace(/\.json$/, '')
      if (half !== name && names.includes(half)) continue
      const files = [half, `${half}.json`].map((one) => path.join(this.directory, one))
      await Promise.all(files.map((file) => rm(file, { force: true })))
      this.release(half)
      count += 1
    }
    return count
  }

  /** What an earlier process promised. */
  async #read(): Promise<void> {
    const names: readonly string[] = await readdir(this.directory).catch(() => [])
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      const id = name.slice(0, -'.json'.length)
      const known = await this.configstore.get(id)
      const isOpen = known?.size !== undefined && !known.metadata?.[arrivedMark] && names.includes(id)
      if (isOpen && !this.#promised.has(id))
        this.#promised.set(id, { sender: known.metadata?.sender ?? '', bytes: known.size ?? 0 })
    }
  }
}

/** Whether all of it came and was kept. */
export const hasArrived = ({ metadata }: Pick<Upload, 'metadata'>): boolean =>
  Boolean(metadata?.[arrivedMark])
