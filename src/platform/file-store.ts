/** The embedded blob store: a folder. A key is either wholly there or not there, also after a power cut. */

import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync, type Stats } from 'node:fs'
import {
  constants,
  copyFile,
  link,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  stat,
  statfs,
  utimes,
} from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { type Digest, digestOf } from '../domain/digest.ts'
import type { BlobStore } from '../pipeline/ports.ts'

/** Names of half-written files end so; they are swept at boot and never listed. */
const partSuffix = '.part'

/** What the database beside the bytes needs to go on, and a film under way. */
const defaultReserve = 256 * 2 ** 20

/** `reserve`: bytes below which there is no room. */
export function createFileStore(root: string, reserve = defaultReserve): BlobStore {
  const fileOf = (key: string): string => {
    // Keys are made by the system; one that climbs out of the folder is a bug.
    if (!/^[a-z]+(\/[A-Za-z0-9._-]+)+$/.test(key) || key.includes('..'))
      throw new Error(`file store: bad key ${key}`)
    return path.join(root, key)
  }

  /** Gives a file a name that nothing has; false when something has it. */
  const nameOnce = async (file: string, target: string): Promise<boolean> => {
    try {
      // A link never replaces what is there; a rename would.
      await link(file, target)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') return false
      if (code === 'ENOENT' || code === 'EXDEV') throw error
      // A shared folder that has no links.
      if (existsSync(target)) return false
      await rename(file, target)
    }
    await rm(file, { force: true })
    await sync(path.dirname(target))
    return true
  }

  return {
    async put(file, key) {
      const target = fileOf(key)
      await mkdir(path.dirname(target), { recursive: true })
      const part = `${target}.${randomUUID()}${partSuffix}`
      try {
        await copyFile(file, part, constants.COPYFILE_FICLONE)
        await settle(part, target)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
    },
    async take(file, key) {
      const target = fileOf(key)
      await mkdir(path.dirname(target), { recursive: true })
      await sync(file)
      try {
        return await nameOnce(file, target)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
      }
      // A scratch folder on another disk.
      const part = `${target}.${randomUUID()}${partSuffix}`
      try {
        await copyFile(file, part)
        await sync(part)
        if (!(await nameOnce(part, target))) return false
        await rm(file, { force: true })
        return true
      } finally {
        await rm(part, { force: true })
      }
    },
    async keep(file, key, expected) {
      const target = fileOf(key)
      if (existsSync(target)) {
        // Young again: the sweep spares what may still get its row.
        const now = new Date()
        await utimes(target, now, now)
        return await holds(target, expected)
      }
      await mkdir(path.dirname(target), { recursive: true })
      const part = `${target}.${randomUUID()}${partSuffix}`
      try {
        await copyFile(file, part, constants.COPYFILE_FICLONE)
        if (!(await holds(part, expected))) return false
        await settle(part, target)
        return true
      } finally {
        await rm(part, { force: true })
      }
    },
    async withLocal(key, use) {
      const file = fileOf(key)
      await stat(file)
      return await use(file)
    },
    async read(key, range) {
      const file = fileOf(key)
      // Opening here turns a missing file into a rejection instead of a broken stream half way through a response.
      const handle = await open(file, 'r')
      const stream = createReadStream(file, { fd: handle, ...(range ?? {}), highWaterMark: 256 * 1024 })
      return Readable.toWeb(stream) as ReadableStream<Uint8Array>
    },
    async size(key) {
      return (await statOf(fileOf(key)))?.size ?? null
    },
    async hasRoom(more = 0) {
      try {
        const { bavail, bsize } = await statfs(root)
        return bavail * bsize >= reserve + more
      } catch (error) {
        // Made with the first file.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
        throw error
      }
    },
    async delete(key) {
      await rm(fileOf(key), { force: true })
    },
    async move(key, toKey) {
      const [file, target] = [fileOf(key), fileOf(toKey)]
      await mkdir(path.dirname(target), { recursive: true })
      try {
        return await nameOnce(file, target)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
        throw error
      }
    },
    async *list(prefix) {
      for await (const file of walk(path.join(root, prefix))) {
        if (file.endsWith(partSuffix)) continue
        const facts = await statOf(file)
        // Deleted while the folder was read.
        if (!facts) continue
        // Of the inode: it tells since when the bytes have this name, also after a move.
        const key = path.relative(root, file).split(path.sep).join('/')
        yield { key, bytes: facts.size, modifiedAt: facts.ctime }
      }
    },
  }
}

/** Gives a whole file its name, in the same folder: after a power cut the name has all of it, or what it had before. */
export async function settle(part: string, target: string): Promise<void> {
  await sync(part)
  await rename(part, target)
  // The name itself lives in the folder's data: without this a power cut may forget the rename.
  await sync(path.dirname(target))
}

/** Removes half-written files a killed process left; call before anything writes. Returns how many. */
export async function sweepParts(root: string, prefixes: readonly string[]): Promise<number> {
  let count = 0
  for (const prefix of prefixes) {
    for await (const file of walk(path.join(root, prefix))) {
      if (!file.endsWith(partSuffix)) continue
      await rm(file, { force: true })
      count += 1
    }
  }
  return count
}

async function statOf(file: string): Promise<Stats | null> {
  try {
    return await stat(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function* walk(folder: string): AsyncIterable<string> {
  let entries: Awaited<ReturnType<typeof opendir>>
  try {
    entries = await opendir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  for await (const entry of entries) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(file)
    else if (entry.isFile()) yield file
  }
}

/** Reads the file back: a disk that wrote something else is found out here and nowhere later. */
async function holds(file: string, expected: Digest): Promise<boolean> {
  const found = await digestOf(createReadStream(file, { highWaterMark: 1 << 20 }))
  return found.sha256 === expected.sha256 && found.bytes === expected.bytes
}

async function sync(target: string): Promise<void> {
  const handle = await open(target, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
