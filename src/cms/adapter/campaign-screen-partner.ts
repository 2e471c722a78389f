/** Campaigns, screens and partners → domain values by allow-list. */
import type { Campaign } from '../../domain/campaign.ts'
import type { Partner } from '../../domain/partner.ts'
import type { Screen } from '../../domain/screen.ts'
import type {
  Campaign as CampaignDocument,
  Partner as PartnerDocument,
  Screen as ScreenDocument,
} from '../payload-types.ts'

export const campaignOf = (doc: CampaignDocument): Campaign => ({
  id: String(doc.id),
  year: doc.year,
  title: doc.title,
  organisers: doc.organisers
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  submissionsUntil: new Date(doc.submissionsUntil),
})

export const screenOf = (doc: ScreenDocument): Screen => ({
  id: String(doc.id),
  slug: doc.slug,
  name: doc.name,
  channelId: doc.channelId,
  width: doc.width,
  height: doc.height,
  stillSeconds: doc.stillSeconds,
  maxBytes: doc.maxBytes ?? null,
  playsFilm: doc.playsFilm ?? false,
})

export const partnerOf = (doc: PartnerDocument): Partner => ({
  id: String(doc.id),
  name: doc.name,
  channelIds: doc.channelIds,
  isTrustedWithEmbargo: doc.isTrustedWithEmbargo ?? false,
  tokenExpiresAt: doc.tokenExpiresAt ? new Date(doc.tokenExpiresAt) : null,
  tokenRevokedAt: doc.tokenRevokedAt ? new Date(doc.tokenRevokedAt) : null,
})
