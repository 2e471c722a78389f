/** Poster packs over HTTP: a zip laid out before a byte is read, so its length, tag and any range are known beforehand. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Channel } from '../domain/channel.ts'
import { fingerprint } from '../domain/fingerprint.ts'
import { mediaTypeOfName } from '../domain/media-type.ts'
import { type Pack, packFor } from '../domain/pack.ts'
import { guideName, packTexts } from '../domain/pack-files.ts'
import type { Screen } from '../domain/screen.ts'
import { type ZipLayout, zipLayout, zipParts } from '../domain/zip-layout.ts'
import type { Bytes } from './bytes.ts'
import type { Range } from './conditional.ts'
import { maxAge } from './feeds.ts'
import type { DeliveryOptions } from './ports.ts'
import type { Catalogue } from './shelf.ts'

type Source =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly storageKey: string; readonly size: number; readonly sha256: string }

/** A pack with its files in the order of the zip. */
export interface PackedPack {
  readonly pack: Pack
  readonly sources: readonly Source[]
  readonly layout: ZipLayout
  readonly etag: string
  readonly madeAt: Date
}

export function createPacks({ store }: Pick<DeliveryOptions, 'store'>) {
  const made = new WeakMap<Catalogue, Map<Screen['id'], PackedPack>>()
  const complete = new WeakSet<PackedPack>()

  const read = (source: Source, range: Range): AsyncIterable<Uint8Array> =>
    'bytes' in source
      ? single(source.bytes.subarray(range.start, range.end + 1))
      : chunks(store.read(source.storageKey, range))

  async function* zipped({ layout, sources }: PackedPack, range: Range): AsyncIterable<Uint8Array> {
    for (const part of zipParts(layout, range)) {
      if (part.kind === 'bytes') yield part.bytes
      else yield* read(sources[part.index]!, part)
    }
  }

  return {
    packed(catalogue: Catalogue, screen: Screen, channel: Channel, now: Date): PackedPack {
      const laid = made.get(catalogue) ?? new Map<Screen['id'], PackedPack>()
      made.set(catalogue, laid)
      const kept = laid.get(screen.id)
      if (kept && kept.madeAt <= now && (kept.pack.nextEdge === null || now < kept.pack.nextEdge)) return kept
      const { campaigns, standingsOf } = catalogue
      const pack = packFor({ screen, channel, standings: standingsOf.get(channel.id) ?? [], campaigns, now })
      const packed = lay(pack, now)
      laid.set(screen.id, packed)
      return packed
    },
    /** False while a file is absent: better no pack now than one that breaks off. Asked once per pack. */
    async isComplete(packed: PackedPack): Promise<boolean> {
      if (complete.has(packed)) return true
      for (const source of packed.sources) {
        if ('storageKey' in source && (await store.size(source.storageKey)) !== source.size) return false
      }
      complete.add(packed)
      return true
    },
    /** `onSent` is called when the last byte has gone out. */
    zip(packed: PackedPack, now: Date, onSent: () => void): Bytes {
      const { pack, layout, etag } = packed
      return {
        size: layout.bytes,
        etag,
        lastModified: null,
        mediaType: 'application/zip',
        fileName: `${pack.screen.slug}-${pack.version.slice(0, 8)}.zip`,
        disposition: 'attachment',
        cacheControl: `private, max-age=${maxAge(now, pack.nextEdge)}`,
        open: (range) =>
          streamOf(zipped(packed, range), () => {
            if (range.end === layout.bytes - 1) onSent()
          }),
      }
    },
    /** One file of the pack; null when it has none of that name. */
    file({ pack, sources }: PackedPack, name: string, now: Date): Bytes | null {
      const source = sources.find((one) => one.name === name)
      if (!source) return null
      const hash = 'bytes' in source ? createHash('sha256').update(source.bytes).digest('hex') : source.sha256
      return {
        size: 'bytes' in source ? source.bytes.length : source.size,
        etag: `"${hash}"`,
        lastModified: null,
        mediaType: mediaTypeOfName(name),
        fileName: name === guideName ? 'README-zh.txt' : name,
        disposition: 'inline',
        cacheControl: `private, max-age=${maxAge(now, pack.nextEdge)}`,
        open: (range) => streamOf(read(source, range)),
      }
    },
  }
}

function lay(pack: Pack, now: Date): PackedPack {
  const [manifest, ...texts] = packTexts(pack)
  const sources: Source[] = [
    ...(manifest ? [manifest] : []),
    ...pack.items.map(({ file, media }) => ({
      name: file,
      storageKey: media.storageKey,
      size: media.bytes,
      sha256: media.sha256,
    })),
    ...texts,
  ]
  const checks = new Map(pack.items.map(({ file, media }) => [file, media.crc32]))
  const layout = zipLayout(
    sources.map((source) =>
      'bytes' in source
        ? { name: source.name, bytes: source.bytes.length, crc32: crc32(source.bytes) }
        : { name: source.name, bytes: source.size, crc32: checks.get(source.name) ?? 0 },
    ),
  )
  const content = sources.map((source) => ('bytes' in source ? Buffer.from(source.bytes).toString() : source))
  return { pack, sources, layout, etag: `"${fingerprint(content)}"`, madeAt: now }
}

async function* single(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

async function* chunks(opening: Promise<ReadableStream<Uint8Array>>): AsyncIterable<Uint8Array> {
  const reader = (await opening).getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    // Also when the client went away: the file must not stay open.
    await reader.cancel()
  }
}

function streamOf(source: AsyncIterable<Uint8Array>, onEnd = (): void => {}): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next()
      if (!next.done) controller.enqueue(next.value)
      else {
        controller.close()
        onEnd()
      }
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
