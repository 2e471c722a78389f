/**
 * A form that began before the row was written anew would take the other's change back: a right that was withdrawn, a
 * token that was revoked. There are no versions to tell whose difference it is, so it is refused; see `keep-both` for
 * what two people write together.
 */
import type { CollectionBeforeChangeHook } from 'payload'
import { beijingClock } from '../../domain/beijing.ts'
import { labelAt } from '../history.ts'
import { Refused } from '../refusal.ts'
import { mergeIn, sameMoment } from './keep-both.ts'

export const refuseOlder: CollectionBeforeChangeHook = ({
  data,
  originalDoc,
  operation,
  req,
  collection,
}) => {
  if (operation !== 'update' || !req.context.saysBeginning) return data
  if (sameMoment(originalDoc.updatedAt, data.updatedAt)) return data
  const { conflicts } = mergeIn(collection, null, data, originalDoc)
  if (conflicts.length === 0) return data
  const labels = conflicts.map((path) => labelAt(collection.flattenedFields, path, req) ?? path)
  const at = beijingClock(new Date(originalDoc.updatedAt).getTime())
  throw new Refused(
    `您打开之后，这份资料在 ${at} 又被改过，现在的“${labels.join('”“')}”与您表上的不同。为免覆盖，这次没有保存：请刷新页面，看过后再改。`,
    409,
  )
}
