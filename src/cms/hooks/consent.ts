/**
 * A consent taken back stays taken back: it is a fact of the person, which no older version and no emptied field undoes.
 * Only a consent given later counts again (`consentOf`).
 */
import type { CollectionAfterChangeHook, CollectionBeforeChangeHook, Where } from 'payload'
import { beijingDay, beijingStamp } from '../../domain/beijing.ts'
import { readDate } from '../adapter/date.ts'
import type { Honoree } from '../payload-types.ts'
import { Refused } from '../refusal.ts'

/** `originalDoc` is the newest version here, draft or not. */
export const keepWithdrawal: CollectionBeforeChangeHook<Honoree> = ({ data, originalDoc, req }) => {
  const known = originalDoc?.consent
  // What an older version says of consent is as old as that version.
  if (known?.withdrawnAt && req.context.isRestoringVersion) return { ...data, consent: known }
  const withdrawnAt = readDate(data.consent?.withdrawnAt)
  if (!withdrawnAt) {
    if (known?.withdrawnAt) throw new Refused('撤回日期不能清空；重新取得同意后，请填写新的同意日期。')
    return data
  }
  const givenAt = readDate(data.consent?.givenAt)
  const isNew = withdrawnAt.getTime() !== readDate(known?.withdrawnAt)?.getTime()
  // Of one day it is the time that differs.
  const saidOf = givenAt && beijingDay(withdrawnAt) === beijingDay(givenAt) ? beijingStamp : beijingDay
  if (isNew && givenAt && withdrawnAt < givenAt)
    throw new Refused(
      `“撤回日期”填的是 ${saidOf(withdrawnAt)}，早于“同意日期” ${saidOf(givenAt)}；应不早于所撤回的同意，请核对这两个日期。`,
    )
  return data
}

/** Saves further apart see each other. */
const crossingMs = 2_000

/**
 * Of two saves within a few milliseconds the one that read the person before the withdrawal may be written after it.
 * Looked for after every write, because the last one of them sees what all have written. The person's own row is told
 * too, whether published or not: Payload takes it for the newest where it was written last.
 */
export const keepCrossedWithdrawal: CollectionAfterChangeHook<Honoree> = async ({ doc, req }) => {
  const { db } = req.payload
  const collection = 'honorees'
  const find = async (where: Where, limit: number) => {
    const ofPerson: Where = { and: [{ parent: { equals: doc.id } }, where] }
    const query = { where: ofPerson, sort: '-updatedAt', limit, pagination: false, req }
    return (await db.findVersions<Honoree>({ collection, ...query })).docs
  }
  const [known] = await find({ 'version.consent.withdrawnAt': { exists: true } }, 1)
  const withdrawnAt = known?.version.consent?.withdrawnAt
  if (!withdrawnAt) return doc
  // Two that cross may each take the other's mark of the latest away, so the moments around count as well.
  const since = new Date(new Date(known.updatedAt).getTime() - crossingMs).toISOString()
  const crossing = await find(
    { or: [{ latest: { equals: true } }, { updatedAt: { greater_than_equal: since } }] },
    0,
  )
  for (const { id, parent, createdAt, updatedAt, version } of crossing) {
    if (version.consent?.withdrawnAt) continue
    const consent = { ...version.consent, withdrawnAt }
    const versionData = { parent, createdAt, updatedAt, latest: true, version: { ...version, consent } }
    await db.updateVersion({ collection, id, versionData, req })
  }
  const row = await db.findOne<Honoree>({ collection, where: { id: { equals: doc.id } }, req })
  if (row && !row.consent?.withdrawnAt) {
    // The time of the last save stays: by it the newest version is told from the row.
    const data = { consent: { ...row.consent, withdrawnAt }, updatedAt: row.updatedAt }
    await db.updateOne({ collection, id: doc.id, data, req, returning: false })
  }
  return doc.consent?.withdrawnAt ? doc : { ...doc, consent: { ...doc.consent, withdrawnAt } }
}
