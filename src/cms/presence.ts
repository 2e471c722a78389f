/**
 * Who has changes of a document before them that are not saved yet (正在编辑): a claim that each holds for themselves,
 * beside the others', renewed by the open form. It locks nobody out, and ends with a word or with its time.
 */
import type { Colleague } from '../domain/edition.ts'
import { type Asker, addRow, changeRow, findRows } from './records/rows.ts'
import { clockNow } from './runtime.ts'

/** A form renews it every 20 seconds; a browser that fell silent is forgotten soon. */
const silentMs = 60_000

const documentKey = (collection: string, id: string): string => `editing:${collection}:${id}:`

/** Of the account `userId`; told again, it began when it began. */
export async function tellEditing(
  req: Asker,
  { collection, id, userId }: { readonly collection: string; readonly id: string; readonly userId: string },
  isEditing: boolean,
): Promise<void> {
  const key = documentKey(collection, id) + userId
  const now = clockNow()
  const until = new Date(now.getTime() + silentMs).toISOString()
  const own = { key: { equals: key } }
  const isHeld = { and: [own, { until: { greater_than: now.toISOString() } }] }
  if (isEditing && (await changeRow(req, 'claims', isHeld, { until }))) return
  await req.payload.db.deleteMany({ collection: 'claims', where: own, req })
  if (isEditing) await addRow(req, 'claims', { key, owner: userId, stamp: now.toISOString(), until })
}

/** Everybody else, who began first before the rest. */
export async function othersEditing(
  req: Asker,
  collection: string,
  id: string,
): Promise<readonly Colleague[]> {
  const key = documentKey(collection, id)
  const held = await findRows(req.payload, 'claims', {
    where: { and: [{ key: { contains: key } }, { until: { greater_than: clockNow().toISOString() } }] },
    sort: ['stamp'],
  })
  const others = held.filter(({ owner }) => owner !== String(req.user?.id))
  if (others.length === 0) return []
  const users = await findRows(req.payload, 'users', {
    where: { id: { in: others.map(({ owner }) => owner) } },
    select: { name: true },
  })
  return others.flatMap(({ owner, stamp }) => {
    const user = users.find((one) => String(one.id) === owner)
    return user ? [{ name: user.name, since: stamp }] : []
  })
}
