/** Honoree documents → domain values by allow-list; what an unfinished draft lacks is empty, never made up. */
import { type Category, categoryLabel, type Honoree } from '../../domain/honoree.ts'
import type { Honoree as Document } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { blocksOf } from './rich-text.ts'

const isCategory = (value: unknown): value is Category => typeof value === 'string' && value in categoryLabel

/** Null while a draft does not say yet who, in which campaign and which class. */
export function honoreeOf(doc: Document, unitName: string, isPublished: boolean): Honoree | null {
  const campaignId = referenceId(doc.campaign)
  if (!campaignId || !doc.name || !doc.slug || !isCategory(doc.category)) return null
  return {
    id: String(doc.id),
    campaignId,
    slug: doc.slug,
    name: doc.name,
    nominatedBy: unitName,
    workplace: doc.workplace ?? '',
    position: doc.position ?? '',
    field: doc.field ?? '',
    category: doc.category,
    motto: doc.motto ?? '',
    summary: doc.summary ?? '',
    deeds: blocksOf(doc.deeds),
    consentGivenAt: consentOf(doc.consent),
    isPublished,
  }
}

/** A withdrawal ends the consent given before it; a consent given afterwards counts again. */
function consentOf(consent: Document['consent']): Date | null {
  if (!consent?.givenAt) return null
  const givenAt = new Date(consent.givenAt)
  const withdrawnAt = consent.withdrawnAt ? new Date(consent.withdrawnAt) : null
  return withdrawnAt && withdrawnAt >= givenAt ? null : givenAt
}
