/** What Records does to rows, the same on both databases. */
import type { CollectionSlug, Payload, PayloadRequest, SelectType, Where } from 'payload'
import type { Config } from '../payload-types.ts'

/** A request, so that what is written for it is one task of the database; or a studio without one. */
export type Asker = Pick<PayloadRequest, 'payload'> & Partial<PayloadRequest>

type Row<S extends keyof Config['collections']> = Config['collections'][S]

/** What lies in the trash is not found unless it is asked for. */
export async function findRows<S extends keyof Config['collections'] & CollectionSlug>(
  payload: Payload,
  collection: S,
  {
    where = {},
    sort,
    select,
    withTrash = false,
  }: { where?: Where; sort?: string[]; select?: SelectType; withTrash?: boolean } = {},
): Promise<Row<S>[]> {
  const hides = payload.collections[collection].config.trash && !withTrash
  const { docs } = await payload.db.find<Row<S> & { id: string }>({
    collection,
    where: hides ? { and: [where, notTrashed] } : where,
    pagination: false,
    limit: 0,
    ...(sort ? { sort } : {}),
    ...(select ? { select } : {}),
  })
  return docs
}

export const notTrashed: Where = { deletedAt: { exists: false } }

/** One conditional update, atomic on both databases: true when a row fulfilled `where` and was changed. */
export async function changeRow(
  req: Asker,
  collection: CollectionSlug,
  where: Where,
  data: Record<string, unknown>,
): Promise<boolean> {
  const { db } = req.payload
  const changed: unknown = await db.updateOne({
    collection,
    where,
    data,
    req,
    // SQLite's adapter otherwise looks for an id first and updates it afterwards; atomic, it changes every row that
    // fulfils `where`. MongoDB's is one findOneAndUpdate anyway.
    ...(db.name === 'sqlite' ? { options: { atomic: true } } : {}),
  })
  return changed !== null && changed !== undefined
}

/** As `changeRow`, every row that fulfils `where`: one statement of SQLite, one updateMany of MongoDB. */
export async function changeRows(
  req: Asker,
  collection: CollectionSlug,
  where: Where,
  data: Record<string, unknown>,
): Promise<void> {
  if (req.payload.db.name === 'sqlite') await changeRow(req, collection, where, data)
  else await req.payload.db.updateMany({ collection, where, data, returning: false, req })
}

/** False when a unique key refused the row: the key decides, not a look before. */
export async function addRow(
  req: Asker,
  collection: CollectionSlug,
  data: Record<string, unknown>,
): Promise<boolean> {
  try {
    await req.payload.db.create({ collection, data, returning: false, req })
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** Straight to the adapter, a ValidationError can mean nothing else: fields are not validated there. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationError'
