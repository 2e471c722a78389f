/** Releases and withdrawals ↔ rows. The snapshot is one JSON value: frozen whole, read whole. */
import { channelById } from '../../channels/index.ts'
import {
  itemIdOf,
  type Release,
  type ReleaseWindow,
  type Snapshot,
  type Withdrawal,
} from '../../domain/release.ts'
import type { Release as ReleaseDocument, Withdrawal as WithdrawalDocument } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { dateOf, readDate } from './date.ts'

/** Null for a row that cannot be read. */
export function releaseOf(doc: ReleaseDocument): Release | null {
  const window = windowOf(doc)
  const frozenAt = readDate(doc.frozenAt)
  const embargoedUntil = dateOf(doc.embargoedUntil)
  if (!window || !frozenAt || embargoedUntil === 'unreadable' || !isSnapshot(doc.snapshot)) return null
  return { ...window, embargoedUntil, frozenAt, snapshot: doc.snapshot }
}

/** The same without what readers see. */
export function windowOf(doc: ReleaseDocument): ReleaseWindow | null {
  // A hand in the database may have left anything.
  const [itsCampaign, itsHonoree] = typeof doc.itemId === 'string' ? doc.itemId.split('.') : []
  const campaignId = referenceId(doc.campaign) ?? itsCampaign
  const honoreeId = referenceId(doc.honoree) ?? itsHonoree
  const validFrom = readDate(doc.validFrom)
  const validUntil = dateOf(doc.validUntil)
  if (validUntil === 'unreadable' || !campaignId || !honoreeId || !validFrom || !doc.version) return null
  return {
    id: String(doc.id),
    campaignId,
    honoreeId,
    channelId: doc.channelId,
    version: doc.version,
    validFrom,
    validUntil,
  }
}

const isSnapshot = (value: unknown): value is Snapshot =>
  typeof value === 'object' &&
  value !== null &&
  Array.isArray((value as Partial<Snapshot>).media) &&
  Array.isArray((value as Partial<Snapshot>).body)

export function releaseRow(release: Omit<Release, 'id'>) {
  const { snapshot, version } = release
  return {
    title: `${snapshot.name} · ${channelById(release.channelId)?.label ?? release.channelId} · 第 ${version} 版`,
    itemId: itemIdOf(release),
    campaign: release.campaignId,
    honoree: release.honoreeId,
    channelId: release.channelId,
    version,
    validFrom: release.validFrom.toISOString(),
    validUntil: release.validUntil?.toISOString() ?? null,
    embargoedUntil: release.embargoedUntil?.toISOString() ?? null,
    frozenAt: release.frozenAt.toISOString(),
    snapshot: { ...snapshot },
  }
}

/** One whose time cannot be read counts from the first instant: what somebody withdrew is never shown again for it. */
export function withdrawalOf(doc: WithdrawalDocument): Withdrawal | null {
  const releaseId = referenceId(doc.release)
  return releaseId ? { releaseId, at: readDate(doc.at) ?? new Date(0), reason: doc.reason ?? '' } : null
}
