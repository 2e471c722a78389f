/** Honoree documents → domain values by allow-list; what an unfinished draft lacks is empty, never made up. */
import { isCategory } from '../../domain/category.ts'
import type { Facts, Honoree } from '../../domain/honoree.ts'
import type { Problem } from '../../domain/problem.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Honoree as Document } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { dateOf, readDate } from './date.ts'
import { blocksOf, UnknownNode } from './rich-text.ts'

/** Refuses while a draft does not say yet who, in which campaign and which class, and what cannot be read at all. */
export function honoreeOf<E extends Honoree['edition']>(
  doc: Document,
  unitName: string,
  edition: E,
): Result<Honoree & { readonly edition: E }> {
  const { name, slug, category } = doc
  const campaignId = referenceId(doc.campaign)
  const lacks = missing([
    ['姓名', name],
    ['活动', campaignId],
    ['英文标识', slug],
    ['人选类别', isCategory(category)],
  ])
  if (!name || !campaignId || !slug || !isCategory(category)) return refuse(lacks)
  const facts = factsOf(doc, unitName, edition)
  return facts.ok ? ok({ ...facts.value, id: String(doc.id), campaignId, slug, category }) : facts
}

/** However unfinished; refuses what cannot be read. */
export function factsOf<E extends Honoree['edition']>(
  doc: Document,
  unitName: string,
  edition: E,
): Result<Facts & { readonly edition: E }> {
  const unreadable = (reason: string): Result<never> =>
    refuse({ kind: 'record-unreadable', what: '人选', name: doc.name ?? '', reason })
  const consentGivenAt = consentOf(doc.consent)
  if (consentGivenAt === 'unreadable') return unreadable('“同意日期”或“撤回日期”不是有效的日期')
  try {
    return ok({
      ...wordsOf(doc, unitName),
      category: isCategory(doc.category) ? doc.category : null,
      consentGivenAt,
      consentWithdrawnAt: withdrawalOf(doc),
      edition,
    })
  } catch (error) {
    if (error instanceof UnknownNode)
      return unreadable(`“主要事迹”中有无法识别的内容${error.node && `（${error.node}）`}`)
    throw error
  }
}

/** What may be read of a person, as far as it is written; throws `UnknownNode` where the deeds cannot be read. */
export const wordsOf = (
  doc: Partial<Document>,
  unitName: string,
): Omit<Facts, 'category' | 'consentGivenAt' | 'consentWithdrawnAt' | 'edition'> => ({
  name: doc.name ?? '',
  nominatedBy: unitName,
  workplace: doc.workplace ?? '',
  position: doc.position ?? '',
  field: doc.field ?? '',
  motto: doc.motto ?? '',
  summary: doc.summary ?? '',
  deeds: blocksOf(doc.deeds),
})

const missing = (fields: readonly (readonly [string, unknown])[]): Problem => ({
  kind: 'field-missing',
  field: fields.flatMap(([label, value]) => (value ? [] : [label])).join('”“'),
})

/** Whether the person has taken back a consent that was recorded. */
export const isWithdrawn = ({ consent }: Document): boolean =>
  Boolean(consent?.withdrawnAt) && consentOf(consent) === null

/** When that was; null where nothing is taken back, or was given anew. */
export const withdrawalOf = (doc: Document): Date | null =>
  isWithdrawn(doc) ? readDate(doc.consent?.withdrawnAt) : null

/** A withdrawal ends the consent given before it; a consent given afterwards counts again. */
function consentOf(consent: Document['consent']): Date | null | 'unreadable' {
  const givenAt = dateOf(consent?.givenAt)
  const withdrawnAt = dateOf(consent?.withdrawnAt)
  if (givenAt === 'unreadable' || withdrawnAt === 'unreadable') return 'unreadable'
  return givenAt && withdrawnAt && withdrawnAt >= givenAt ? null : givenAt
}
