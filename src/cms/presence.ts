/**
 * Who has changes of a document before them that are not saved yet (正在编辑): each open form holds a claim of its own
 * beside the others', and renews it. It locks nobody out, and ends with a word or with its time.
 */
import type { Colleague } from '../domain/edition.ts'
import { presentAt, tellGone, tellPresent } from './claims.ts'
import { type Asker, findRows } from './records/rows.ts'
import { clockNow } from './runtime.ts'

/** A form renews it every 20 seconds; a browser that fell silent is forgotten soon. */
const silentMs = 60_000

const editing = (collection: string, id: string): string => `editing:${collection}:${id}:`

interface OpenForm {
  readonly collection: string
  readonly id: string
  readonly userId: string
  /** Of the tab: somebody may have the same document open in two. */
  readonly form: string
}

export async function tellEditing(
  req: Asker,
  { collection, id, userId, form }: OpenForm,
  isEditing: boolean,
): Promise<void> {
  const key = `${editing(collection, id)}${userId}:${form}`
  if (isEditing) await tellPresent(req, { key, owner: userId }, silentMs, clockNow())
  else await tellGone(req, key)
}

/** Everybody else, each once, who began first before the rest. */
export async function othersEditing(
  req: Asker,
  collection: string,
  id: string,
): Promise<readonly Colleague[]> {
  const present = await presentAt(req, editing(collection, id), clockNow())
  const since = new Map<string, string>()
  for (const one of present)
    if (one.owner !== String(req.user?.id) && !since.has(one.owner)) since.set(one.owner, one.since)
  if (since.size === 0) return []
  const users = await findRows(req.payload, 'users', {
    where: { id: { in: [...since.keys()] } },
    select: { name: true },
  })
  return [...since].flatMap(([owner, began]) => {
    const user = users.find((one) => String(one.id) === owner)
    return user ? [{ name: user.name, since: began }] : []
  })
}
