/** Campaigns, screens and partners → domain values by allow-list. */
import type { Campaign } from '../../domain/campaign.ts'
import type { Partner } from '../../domain/partner.ts'
import { readRules } from '../../domain/rules-form.ts'
import type { Screen } from '../../domain/screen.ts'
import type {
  Campaign as CampaignDocument,
  Partner as PartnerDocument,
  Screen as ScreenDocument,
} from '../payload-types.ts'
import { dateOf, readDate } from './date.ts'

/** Null for a row that cannot be read. */
export function campaignOf(doc: CampaignDocument): Campaign | null {
  const { id, year, title, organisers } = doc
  const submissionsUntil = readDate(doc.submissionsUntil)
  if (!Number.isInteger(year) || !title || !submissionsUntil) return null
  const lines = (organisers ?? '').split('\n').map((line) => line.trim())
  return {
    id: String(id),
    year,
    title,
    organisers: lines.filter((line) => line !== ''),
    submissionsUntil,
    unusedChannels: doc.unusedChannels ?? [],
    rules: readRules(doc.rules),
    isDemo: doc.isDemo === true,
  }
}

/** Null for a row that cannot be read. */
export function screenOf(doc: ScreenDocument): Screen | null {
  const { id, slug, name, channelId, width, height, stillSeconds } = doc
  const isReadable = slug && name && channelId && width > 0 && height > 0 && Number.isFinite(stillSeconds)
  if (!isReadable) return null
  const common = { slug, name, channelId, width, height, stillSeconds }
  return { id: String(id), ...common, maxBytes: doc.maxBytes ?? null, playsFilm: doc.playsFilm ?? false }
}

export const partnerOf = (doc: PartnerDocument): Partner => ({
  id: String(doc.id),
  name: doc.name,
  channelIds: doc.channelIds ?? [],
  isTrustedWithEmbargo: doc.isTrustedWithEmbargo ?? false,
  tokenExpiresAt: endOf(doc.tokenExpiresAt),
  tokenRevokedAt: endOf(doc.tokenRevokedAt),
})

/** An end that cannot be read has come. */
function endOf(value: unknown): Date | null {
  const date = dateOf(value)
  return date === 'unreadable' ? new Date(0) : date
}
