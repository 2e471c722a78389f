/** After a release or a withdrawal: operators see at once what is shown now, and nothing of what is no longer. */
import type { CollectionAfterChangeHook } from 'payload'
import { markShown } from '../../pipeline/mark-shown.ts'
import type { Release, Withdrawal } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { referenceId } from '../reference.ts'

export const markReleased: CollectionAfterChangeHook<Release> = async ({ doc, req }) => {
  const honoreeId = referenceId(doc.honoree)
  if (honoreeId) await markShown(honoreeId, { records: recordsOf(req) })
}

export const markWithdrawn: CollectionAfterChangeHook<Withdrawal> = async ({ doc, req }) => {
  const release = await req.payload.db.findOne<Release>({
    collection: 'releases',
    where: { id: { equals: referenceId(doc.release) } },
    req,
  })
  const honoreeId = referenceId(release?.honoree)
  if (honoreeId) await markShown(honoreeId, { records: recordsOf(req) })
}
