/** Who a person is before anything else is kept of them: a name, and one of no more than their unit may name (限报). */
import type { CollectionBeforeChangeHook } from 'payload'
import { sentence } from '../../domain/problem.ts'
import { rulesFor } from '../campaign-of.ts'
import { beginNaming, endNaming } from '../naming.ts'
import type { Honoree } from '../payload-types.ts'
import { findRows } from '../records/rows.ts'
import { recordsOf } from '../records.ts'
import { referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'

/** Of what staff write, once it holds what others wrote meanwhile; intake judges by itself, and says it in its report. */
export const oneOfUnit: CollectionBeforeChangeHook<Honoree> = async ({ data, originalDoc, req }) => {
  if (!req.user || req.context.isImport || data.deletedAt) return data
  const name = data.name ?? originalDoc?.name ?? ''
  if (name.trim() === '') {
    // What is to be published is refused by its fields, which name all that is missing.
    if (data._status === 'published') return data
    throw new Refused('请先填写姓名再保存；其余内容可以以后再补。')
  }
  const of = (doc: Partial<Honoree> | undefined): string =>
    `${referenceId(doc?.campaign)} ${referenceId(doc?.unit)}`
  const whole = { ...originalDoc, ...data }
  const [campaign, unit] = [referenceId(whole.campaign), referenceId(whole.unit)]
  const isBack = Boolean(originalDoc?.deletedAt) && data.deletedAt === null
  if (!campaign || !unit || (originalDoc && !isBack && of(whole) === of(originalDoc))) return data
  const [row] = await findRows(req.payload, 'units', {
    where: { id: { equals: unit } },
    select: { name: true },
  })
  await beginNaming(whole, row?.name ?? '', req)
  // By the newest drafts, which may name another unit than the row.
  const { perUnit } = await rulesFor({ campaign }, req)
  const named = await recordsOf(req).nomineesOf(campaign, row?.name ?? '')
  const others = named.filter(({ id }) => id !== originalDoc?.id)
  if (others.length < perUnit) return data
  await endNaming(whole, req)
  const other = others.map((one) => one.name).join('”“')
  throw new Refused(sentence({ kind: 'unit-has-another', unit: row?.name ?? '', name, other, max: perUnit }))
}
