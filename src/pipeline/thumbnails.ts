/** Makes the small picture of a stored file when it is first asked for, and keeps it beside the files. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { sourceOfThumbnail, thumbnailKey, thumbnailKind, thumbnailPrefix } from '../domain/thumbnail.ts'
import type { BlobStore, Renderer } from './ports.ts'

/** The key of a stored file's small picture; null where there can be none. */
export type Thumbnails = (storageKey: string) => Promise<string | null>

interface ThumbnailPorts {
  readonly store: BlobStore
  readonly renderer: Pick<Renderer, 'thumbnail'>
  /** Folder for half-made files. */
  readonly scratch: string
}

export function createThumbnails({ store, renderer, scratch }: ThumbnailPorts): Thumbnails {
  const making = new Map<string, Promise<string | null>>()
  // One at a time leaves the other core to whoever works in the studio.
  let before: Promise<unknown> = Promise.resolve()

  const make = async (storageKey: string, kind: 'picture' | 'film'): Promise<string | null> => {
    const key = thumbnailKey(storageKey)
    const file = path.join(scratch, `${randomUUID()}.webp`)
    await mkdir(scratch, { recursive: true })
    try {
      const isMade = await store.withLocal(storageKey, (from) => renderer.thumbnail(from, kind, file))
      if (!isMade) return null
      // Another process may have been as quick: theirs is the same picture.
      await store.take(file, key)
      return key
    } finally {
      await rm(file, { force: true })
    }
  }

  return async (storageKey) => {
    const kind = thumbnailKind(storageKey)
    if (kind === null) return null
    const key = thumbnailKey(storageKey)
    if ((await store.size(key)) !== null) return key
    const known = making.get(storageKey)
    if (known !== undefined) return await known
    const made = before.then(() => make(storageKey, kind))
    before = made.catch(() => null)
    making.set(storageKey, made)
    try {
      return await made
    } finally {
      making.delete(storageKey)
    }
  }
}

/** They can be made again at any time, so they go at once with what they are of. */
export async function sweepThumbnails(store: BlobStore): Promise<void> {
  for await (const { key } of store.list(thumbnailPrefix))
    if ((await store.size(sourceOfThumbnail(key))) === null) await store.delete(key)
}
