/** Stored files behind signed links: by content, in ranges, and gone (410) once every release that shows one is withdrawn. */
import { withdrawalOf } from '../domain/ledger.ts'
import { mediaTypeOfName } from '../domain/media-type.ts'
import { itemIdOf } from '../domain/release.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { LookedFor } from '../pipeline/thumbnails.ts'
import type { Bytes } from './bytes.ts'
import type { DeliveryOptions } from './ports.ts'
import type { Refusal } from './problem-response.ts'
import type { Catalogue } from './shelf.ts'
import { type Audience, opensAll } from './signed-link.ts'

/** What browsers show by themselves; everything else is saved. */
const shownInline = /^(image\/(jpeg|png|webp|gif)|video\/(mp4|quicktime))$/

/** Content never changes under a key, but a withdrawal must be noticed. */
const cacheControl = 'private, max-age=300'

/** Shown to staff alone, and never another picture under one address, which lives half a day. */
const smallCacheControl = 'private, max-age=43200, immutable'

/** `/files/v/<key>.<ext>` and `/files/<storage key>` name the same file; null for anything else. */
export function storageKeyOfPath(path: string): string | null {
  const variant = /^\/files\/v\/(([0-9a-f]{2})[0-9a-f]{38}\.[a-z0-9]{1,5})$/.exec(path)
  if (variant) return `variants/${variant[2]}/${variant[1]}`
  const key = /^\/files\/((?:originals|variants)(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+)$/.exec(path)?.[1]
  return key && !key.includes('..') ? key : null
}

export function createFiles({ store, thumbnails }: Pick<DeliveryOptions, 'store' | 'thumbnails'>) {
  const staffFile = async (storageKey: string): Promise<Result<Bytes, Refusal>> => {
    const size = await store.size(storageKey)
    if (size === null) return refuse({ kind: 'file-unknown' })
    const name = storageKey.slice(storageKey.lastIndexOf('/') + 1)
    const mediaType = mediaTypeOfName(name)
    return ok({
      size,
      // Stored files are named by their content or by what decides it.
      etag: `"${name}"`,
      lastModified: null,
      mediaType,
      fileName: name,
      disposition: shownInline.test(mediaType) ? 'inline' : 'attachment',
      cacheControl,
      open: (range) => store.read(storageKey, range),
    })
  }

  const file = async (
    catalogue: Catalogue,
    storageKey: string,
    audience: Audience,
    now: Date,
  ): Promise<Result<Bytes, Refusal>> => {
    if (opensAll(audience)) return staffFile(storageKey)
    const uses = (catalogue.shownBy.get(storageKey) ?? []).map(({ release, media }) => {
      const standing = catalogue.items.get(itemIdOf(release))
      return { release, media, withdrawal: standing ? withdrawalOf(standing, release, now) : null }
    })
    const use = uses.find(({ withdrawal }) => withdrawal === null)
    if (!use) {
      const last = uses.at(-1)?.withdrawal
      return refuse(
        last ? { kind: 'file-withdrawn', at: last.at, reason: last.reason } : { kind: 'file-unknown' },
      )
    }
    const { media, release } = use
    if ((await store.size(storageKey)) !== media.bytes) return refuse({ kind: 'bytes-missing' })
    const ending = storageKey.slice(storageKey.lastIndexOf('.'))
    return ok({
      size: media.bytes,
      etag: `"${media.sha256}"`,
      lastModified: null,
      mediaType: media.mediaType,
      fileName: `${release.snapshot.honoreeSlug}-${media.specId}${ending}`.replace(/[^A-Za-z0-9._-]/g, '-'),
      disposition: shownInline.test(media.mediaType) ? 'inline' : 'attachment',
      cacheControl,
      sha256: media.sha256,
      open: (range) => store.read(storageKey, range),
    })
  }

  /** Of a file that the asker may have; of a film also at a moment. */
  const small = async (storageKey: string, moment?: LookedFor): Promise<Result<Bytes, Refusal>> => {
    const key = await thumbnails(storageKey, moment)
    const size = key && (await store.size(key))
    if (!key || !size) return refuse({ kind: 'file-unknown' })
    const name = key.slice(key.lastIndexOf('/') + 1)
    return ok({
      size,
      etag: `"${name}"`,
      lastModified: null,
      mediaType: mediaTypeOfName(name),
      fileName: name,
      disposition: 'inline',
      cacheControl: smallCacheControl,
      open: (range) => store.read(key, range),
    })
  }

  return { file, small }
}
