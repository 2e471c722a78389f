/** Makes the small picture of a stored file when it is first asked for, and keeps it beside the files. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import {
  isMoment,
  sourceOfThumbnail,
  thumbnailKey,
  thumbnailKind,
  thumbnailPrefix,
} from '../domain/thumbnail.ts'
import type { BlobStore, Renderer } from './ports.ts'

/** The key of a stored file's small picture, of a film also at a moment in ms; null where there can be none. */
export type Thumbnails = (storageKey: string, atMs?: number) => Promise<string | null>

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

  const make = async (
    storageKey: string,
    kind: 'picture' | 'film',
    key: string,
    atMs?: number,
  ): Promise<string | null> => {
    const file = path.join(scratch, `${randomUUID()}.webp`)
    await mkdir(scratch, { recursive: true })
    try {
      const isMade = await store.withLocal(storageKey, (from) => renderer.thumbnail(from, kind, file, atMs))
      if (!isMade) return null
      // Another process may have been as quick: theirs is the same picture.
      await store.take(file, key)
      return key
    } finally {
      await rm(file, { force: true })
    }
  }

  return async (storageKey, atMs) => {
    const kind = thumbnailKind(storageKey)
    if (kind === null || (atMs !== undefined && kind !== 'film')) return null
    const key = thumbnailKey(storageKey, atMs)
    if ((await store.size(key)) !== null) return key
    const known = making.get(key)
    if (known !== undefined) return await known
    const made = before.then(() => make(storageKey, kind, key, atMs))
    before = made.catch(() => null)
    making.set(key, made)
    try {
      return await made
    } finally {
      making.delete(key)
    }
  }
}

/** They can be made again at any time, so they go at once with what they are of, and moments when they were looked at. */
export async function sweepThumbnails(store: BlobStore): Promise<void> {
  for await (const { key } of store.list(thumbnailPrefix))
    if (isMoment(key) || (await store.size(sourceOfThumbnail(key))) === null) await store.delete(key)
}
