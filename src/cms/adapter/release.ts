/** Releases and withdrawals ↔ rows. The snapshot is one JSON value: frozen whole, read whole. */
import { channelById } from '../../channels/index.ts'
import type { Release, Snapshot, Withdrawal } from '../../domain/release.ts'
import type { Release as ReleaseDocument, Withdrawal as WithdrawalDocument } from '../payload-types.ts'
import { referenceId } from '../reference.ts'

const dateOf = (value: string | null | undefined): Date | null => (value ? new Date(value) : null)

export function releaseOf(doc: ReleaseDocument): Release | null {
  const campaignId = referenceId(doc.campaign)
  const honoreeId = referenceId(doc.honoree)
  const validFrom = dateOf(doc.validFrom)
  const frozenAt = dateOf(doc.frozenAt)
  if (!campaignId || !honoreeId || !validFrom || !frozenAt || !doc.version || !doc.snapshot) return null
  return {
    id: String(doc.id),
    campaignId,
    honoreeId,
    channelId: doc.channelId,
    version: doc.version,
    validFrom,
    validUntil: dateOf(doc.validUntil),
    embargoedUntil: dateOf(doc.embargoedUntil),
    frozenAt,
    snapshot: doc.snapshot as unknown as Snapshot,
  }
}

export function releaseRow(release: Omit<Release, 'id'>) {
  const { snapshot, version } = release
  return {
    title: `${snapshot.name} · ${channelById(release.channelId)?.label ?? release.channelId} · 第 ${version} 版`,
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

export function withdrawalOf(doc: WithdrawalDocument): Withdrawal | null {
  const releaseId = referenceId(doc.release)
  const at = dateOf(doc.at)
  return releaseId && at ? { releaseId, at, reason: doc.reason } : null
}
