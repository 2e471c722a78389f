/**
 * A save that began with older words than those stored overwrites nothing: what only the other changed stays, and where
 * both changed the same field it is refused, as is a publication of words that its reviewer has not seen. The form says what it began with by `updatedAt`, as does whoever sends back
 * a document it was given.
 */

import type {
  CollectionBeforeChangeHook,
  CollectionBeforeOperationHook,
  PayloadRequest,
  SanitizedCollectionConfig,
} from 'payload'
import { beijingClock } from '../../domain/beijing.ts'
import type { Facts } from '../../domain/event.ts'
import { type Merge, mergeOf, withField } from '../../domain/merge.ts'
import { actorOf } from '../actor.ts'
import { blocksOf, UnknownNode } from '../adapter/rich-text.ts'
import { labelAt } from '../history.ts'
import { Refused } from '../refusal.ts'
import { beginSaving } from '../saving.ts'

type Saved = Facts & { readonly updatedAt?: string | Date; readonly savedBy?: string | null }

const instant = (value: unknown): number => new Date(value as string).getTime()
/** A row whose time a hand has spoilt is put right by the next save, not refused for ever. */
export const sameMoment = (stored: unknown, said: unknown): boolean =>
  Number.isNaN(instant(stored)) || instant(stored) === instant(said)

/** Payload fills `updatedAt` in later, so whether it was sent is seen here alone. */
export const noteBeginning: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  const { data } = args as { readonly data?: { readonly updatedAt?: unknown } | null }
  if (operation === 'update') req.context.saysBeginning = data?.updatedAt !== undefined
  return args
}

export const keepBoth: CollectionBeforeChangeHook = async ({
  data,
  originalDoc,
  operation,
  req,
  collection,
}) => {
  const named = { ...data, savedBy: actorOf(req).name }
  if (operation !== 'update') return named
  const id = String(originalDoc.id)
  await beginSaving(id, req)
  if (req.context.isRestoringVersion) return named
  const newest = await newestOf(collection, id, req)
  if (!newest || sameMoment(newest.updatedAt, data.updatedAt)) return named
  const began = sameMoment(originalDoc.updatedAt, data.updatedAt)
    ? (originalDoc as Saved)
    : await versionAt(collection, id, data.updatedAt, req)
  const { taken, conflicts } = mergeIn(collection, began, data, newest)
  // Who names a value and no beginning, as the system does, means it whatever stood there.
  if (conflicts.length > 0 && req.context.saysBeginning)
    throw new Refused(
      `${whoChanged(collection, newest, conflicts, '也', req)}。为免覆盖，您的修改还没有保存：请对照两份文字，选定后再保存。`,
      409,
    )
  // A draft may hold what its writer has not read; what is published has been read by whoever publishes it.
  if (taken.length > 0 && req.context.saysBeginning && data._status === 'published')
    throw new Refused(
      `${whoChanged(collection, newest, taken, '又', req)}，您打开时还没有这一处修改。这次没有定稿，您的修改也还没有保存：请看过后再定稿。`,
      409,
    )
  return taken.reduce<Facts>((merged, path) => withField(merged, path, newest), named)
}

function whoChanged(
  { flattenedFields }: SanitizedCollectionConfig,
  { savedBy, updatedAt }: Saved,
  paths: readonly string[],
  how: '也' | '又',
  req: PayloadRequest,
): string {
  const labels = paths.map((path) => labelAt(flattenedFields, path, req) ?? path)
  const at = beijingClock(instant(updatedAt))
  return `${savedBy ?? '同事'}在 ${at} ${how}改了“${labels.join('”“')}”`
}

/** Only what a form holds, and the deeds by what they say: an editor may write the same words in another form. */
export function mergeIn(
  { slug, flattenedFields }: SanitizedCollectionConfig,
  base: Facts | null,
  mine: Facts,
  theirs: Facts,
): Merge {
  const fields = flattenedFields.filter(
    (field) => field.type !== 'join' && !('virtual' in field && field.virtual),
  )
  const comparable = (doc: Facts): Facts =>
    Object.fromEntries(
      fields.map(({ name, type }) => [name, type === 'richText' ? saidBy(doc[name]) : doc[name]]),
    )
  return mergeOf(slug, base && comparable(base), comparable(mine), comparable(theirs))
}

function saidBy(value: unknown): unknown {
  try {
    return { root: blocksOf(value as { root?: unknown } | null) }
  } catch (error) {
    if (error instanceof UnknownNode) return value
    throw error
  }
}

export async function newestOf(
  { slug }: SanitizedCollectionConfig,
  id: string,
  req: PayloadRequest,
): Promise<Saved | null> {
  const { db } = req.payload
  const where = { and: [{ parent: { equals: id } }, { latest: { equals: true } }] }
  const { docs } = await db.findVersions<Saved>({
    collection: slug,
    where,
    sort: '-updatedAt',
    limit: 1,
    pagination: false,
    req,
  })
  const [latest] = docs
  return (
    latest?.version ??
    (await db.findOne<Saved & { id: string }>({ collection: slug, where: { id: { equals: id } }, req }))
  )
}

/** The version that said it was saved then; null where it is gone, or never was. */
export async function versionAt(
  { slug }: SanitizedCollectionConfig,
  id: string,
  updatedAt: unknown,
  req: PayloadRequest,
): Promise<Saved | null> {
  const at = instant(updatedAt)
  if (Number.isNaN(at)) return null
  const { docs } = await req.payload.db.findVersions<Saved>({
    collection: slug,
    where: {
      and: [{ parent: { equals: id } }, { 'version.updatedAt': { equals: new Date(at).toISOString() } }],
    },
    limit: 1,
    pagination: false,
    req,
  })
  return docs[0]?.version ?? null
}
