/** Asset documents ↔ domain values. The measured facts travel as one JSON value, so a row is whole or absent. */
import type { Asset } from '../../domain/asset.ts'
import { cropList, cropsIn } from '../../domain/crop.ts'
import { coverMoment, secondsOf } from '../../domain/film-cover.ts'
import { mediaTypeOf } from '../../domain/media-type.ts'
import type { Probe } from '../../domain/probe.ts'
import type { Asset as Document } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { technicalName } from '../storage-names.ts'

/** Null for a row that was never examined or cannot be read, which only a hand in the database could make. */
export function assetOf(doc: Document): Asset | null {
  const honoreeId = referenceId(doc.honoree)
  if (!honoreeId || !doc.role || !doc.sha256 || !doc.storageKey || !isProbe(doc.probe)) return null
  return {
    id: String(doc.id),
    honoreeId,
    role: doc.role,
    sha256: doc.sha256,
    fileName: doc.fileName ?? '',
    storageKey: doc.storageKey,
    probe: doc.probe,
    order: doc.order ?? 1,
    caption: doc.caption ?? '',
    credit: doc.credit ?? '',
    isAiMade: doc.isAiMade ?? false,
    ...waiverOf(doc.waiver),
    ...framedOf(doc, doc.probe),
  }
}

/**
 * What a hand in the database left that is no crop of this picture counts as none. A film is framed as a photograph is,
 * once a person has chosen the picture: what was drawn on one that the machine chooses anew would be drawn on another.
 */
function framedOf(doc: Document, probe: Probe): Pick<Asset, 'focal' | 'crops' | 'coverMs'> {
  const cover = coverMoment({ fileName: doc.fileName ?? '', probe }, doc.coverSeconds)
  const coverMs = cover.ok ? cover.value : null
  if (probe.kind === 'document' || (probe.kind === 'film' && coverMs === null)) return { focal: null }
  const { focalX, focalY } = doc
  const crops = cropsIn(doc.crops, probe)
  return {
    // Payload keeps per cent, the domain fractions.
    focal:
      typeof focalX === 'number' && typeof focalY === 'number' ? { x: focalX / 100, y: focalY / 100 } : null,
    ...(crops && Object.keys(crops).length > 0 ? { crops } : {}),
    ...(coverMs === null ? {} : { coverMs }),
  }
}

function waiverOf(stored: Document['waiver']): Pick<Asset, 'waiver'> {
  const { reason, by, at, rules } = stored ?? {}
  if (!reason || !rules || !at) return {}
  return { waiver: { reason, by: by ?? '', at: new Date(at) } }
}

function isProbe(value: unknown): value is Probe {
  const { kind, bytes, width, height } = (value ?? {}) as Readonly<Record<string, unknown>>
  const isSized = [bytes, width, height].every((number) => Number.isFinite(number))
  return kind === 'document' ? Number.isFinite(bytes) : (kind === 'image' || kind === 'film') && isSized
}

/** The row intake writes: what an upload through the studio would have left, with Payload's own columns filled alike. */
export function assetRow(asset: Omit<Asset, 'id'>): Record<string, unknown> {
  const { probe, focal, crops, coverMs } = asset
  const filename = technicalName(asset.fileName, asset.sha256, asset.honoreeId)
  return {
    honoree: asset.honoreeId,
    role: asset.role,
    sha256: asset.sha256,
    fileName: asset.fileName,
    storageKey: asset.storageKey,
    probe: { ...probe },
    order: asset.order,
    caption: asset.caption,
    credit: asset.credit,
    isAiMade: asset.isAiMade,
    focalX: focal ? Math.round(focal.x * 100) : null,
    focalY: focal ? Math.round(focal.y * 100) : null,
    crops: crops ? [...cropList(crops)] : null,
    coverSeconds: coverMs === undefined ? null : secondsOf(coverMs),
    filename,
    url: `/api/assets/file/${encodeURIComponent(filename)}`,
    mimeType: mediaTypeOf[probe.kind === 'film' ? probe.container : probe.format],
    filesize: probe.bytes,
    width: probe.kind === 'document' ? null : probe.width,
    height: probe.kind === 'document' ? null : probe.height,
  }
}
