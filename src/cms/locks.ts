/** Payload's locks, which it makes and shows itself: whom they are for, and by which name their holder is shown. */
import type { CollectionAfterReadHook, SanitizedConfig } from 'payload'
import { accessOf } from './access.ts'
import type { PayloadLockedDocument, User } from './payload-types.ts'
import { type Reference, referenceId } from './reference.ts'

/** Payload lets every account lock every document: operators, who write no material, must not shut editors out of it. */
export async function guardLocks(building: Promise<SanitizedConfig>): Promise<SanitizedConfig> {
  const config = await building
  const locks = config.collections.find(({ slug }) => slug === 'payload-locked-documents')
  if (!locks) throw new Error('locks: Payload has no such collection any more')
  Object.assign(locks.access, accessOf('payload-locked-documents'))
  locks.hooks.afterRead.push(nameHolder)
  return config
}

/**
 * Accounts are their owners' and the administrator's to read, but whoever waits must know whom to ask. Payload shows a
 * holder's address, or the id where it has none; so the name stands in its place, and nothing else of the account.
 */
const nameHolder: CollectionAfterReadHook<PayloadLockedDocument> = async ({ doc, req }) => {
  const id = referenceId(doc.user?.value as Reference)
  if (id === null) return doc
  const user = await req.payload.db.findOne<User>({
    collection: 'users',
    where: { id: { equals: id } },
    select: { name: true },
    req,
  })
  const name = user?.name ?? '已删除的账号'
  return { ...doc, user: { relationTo: 'users', value: { id, name, email: name } } }
}
