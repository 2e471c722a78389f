/** Variant rows → domain values. */
import { isProblem } from '../../domain/problem.ts'
import type { WorkRow } from '../../domain/progress.ts'
import { type FilmFacts, filmFacts, type Variant } from '../../domain/variant.ts'
import type { VariantRow } from '../../pipeline/records.ts'
import type { Variant as Document } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { readDate } from './date.ts'

export function variantRowOf(doc: Document): VariantRow {
  return {
    key: doc.key,
    honoreeId: referenceId(doc.honoree) ?? '',
    assetId: referenceId(doc.asset),
    state: doc.state,
    progress: doc.progress ?? 0,
    attempts: doc.attempts ?? 0,
    cost: doc.cost ?? 0,
    doneAt: readDate(doc.doneAt),
    problem: doc.state === 'failed' && isProblem(doc.problem) ? doc.problem : null,
    variant: doc.state === 'done' ? factsOf(doc) : null,
    isSuperseded: doc.isSuperseded === true,
  }
}

function factsOf(doc: Document): Variant | null {
  const { storageKey, mediaType, sha256, crc32, bytes } = doc
  if (!storageKey || !mediaType || !sha256 || typeof crc32 !== 'number' || typeof bytes !== 'number')
    return null
  return {
    key: doc.key,
    storageKey,
    mediaType,
    sha256,
    crc32,
    bytes,
    width: doc.width ?? null,
    height: doc.height ?? null,
    durationMs: doc.durationMs ?? null,
    facts: filmFactsOf(doc.facts),
  }
}

/** Of the column as any version or hand may have left it. */
export function filmFactsOf(stored: unknown): FilmFacts {
  if (typeof stored !== 'object' || stored === null) return {}
  const found = stored as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    filmFacts.flatMap((name) => (Number.isFinite(found[name]) ? [[name, found[name]]] : [])),
  )
}

export const workRowOf = (doc: Document, nameOf: ReadonlyMap<string, string>): WorkRow => {
  const honoreeId = referenceId(doc.honoree) ?? ''
  return {
    honoreeId,
    honoreeName: nameOf.get(honoreeId) ?? '',
    state: doc.state,
    progress: doc.progress ?? 0,
    cost: doc.cost ?? 0,
    doneAt: readDate(doc.doneAt),
  }
}
