/**
 * A consent taken back stays taken back: it is a fact of the person, which no older version and no emptied field undoes.
 * Only a consent given later counts again (`consentOf`).
 */
import type { CollectionBeforeChangeHook } from 'payload'
import { readDate } from '../adapter/date.ts'
import type { Honoree } from '../payload-types.ts'
import { Refused } from '../refusal.ts'

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

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
  if (isNew && givenAt && withdrawnAt < givenAt)
    throw new Refused(
      `“撤回日期”填的是 ${day.format(withdrawnAt)}，早于“同意日期” ${day.format(givenAt)}；应不早于所撤回的同意，请核对这两个日期。`,
    )
  return data
}
