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
import { createLatest } from './latest.ts'
import type { BlobStore, Renderer } from './ports.ts'

/** Of a film, in ms, and who looks for one. */
export interface LookedFor {
  readonly atMs: number
  readonly asker: string
}

/**
 * The key of a stored file's small picture, of a film also at a moment; null where there can be none, and of a moment
 * also where its asker has asked for another meanwhile or too many others wait.
 */
export type Thumbnails = (storageKey: string, moment?: LookedFor) => Promise<string | null>

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
  // Beside them: a film has as many moments as somebody cares to ask for, and files and their worker do not wait for those.
  const moments = createLatest({ atOnce: 1, waiting: 8 })

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

  const ofFile = (storageKey: string, kind: 'picture' | 'film', key: string): Promise<string | null> => {
    const made = before.then(() => make(storageKey, kind, key))
    before = made.catch(() => null)
    return made
  }

  const ofMoment = async (storageKey: string, key: string, { asker, atMs }: LookedFor) => {
    const outcome = await moments.ask(asker, async () =>
      // Another asker's meanwhile.
      (await store.size(key)) === null ? await make(storageKey, 'film', key, atMs) : key,
    )
    return outcome.kind === 'done' ? outcome.value : null
  }

  return async (storageKey, moment) => {
    const kind = thumbnailKind(storageKey)
    if (kind === null || (moment && kind !== 'film')) return null
    const key = thumbnailKey(storageKey, moment?.atMs)
    if ((await store.size(key)) !== null) return key
    // A moment only with who asks: what he asks for next ends it.
    const asked = moment ? `${moment.asker} ${key}` : key
    const known = making.get(asked)
    if (known !== undefined) return await known
    const made = moment ? ofMoment(storageKey, key, moment) : ofFile(storageKey, kind, key)
    making.set(asked, made)
    try {
      return await made
    } finally {
      making.delete(asked)
    }
  }
}

/** They can be made again at any time, so they go at once with what they are of, and moments when they were looked at. */
export async function sweepThumbnails(store: BlobStore): Promise<void> {
  for await (const { key } of store.list(thumbnailPrefix))
    if (isMoment(key) || (await store.size(sourceOfThumbnail(key))) === null) await store.delete(key)
}
