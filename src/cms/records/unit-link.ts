/** Unit links as rows. */
import type { Payload } from 'payload'
import { openUntil, type UnitLink } from '../../domain/unit-link.ts'
import type { UnitLinkRecords } from '../../pipeline/hand-in/ports.ts'
import { readDate } from '../adapter/date.ts'
import type { UnitLink as Row } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { findRows } from './rows.ts'

export const unitLinkRecords = (payload: Payload): UnitLinkRecords => {
  async function linksOf(rows: readonly Row[]): Promise<readonly UnitLink[]> {
    const ids = (of: (row: Row) => unknown): string[] => [
      ...new Set(rows.map((row) => referenceId(of(row) as never) ?? '')),
    ]
    const units = await findRows(payload, 'units', {
      where: { id: { in: ids(({ unit }) => unit) } },
    })
    const campaigns = await findRows(payload, 'campaigns', {
      where: { id: { in: ids(({ campaign }) => campaign) } },
    })
    return rows.flatMap((row) => {
      const unit = units.find(({ id }) => String(id) === referenceId(row.unit))
      const campaign = campaigns.find(({ id }) => String(id) === referenceId(row.campaign))
      if (!unit || !campaign) return []
      return {
        id: String(row.id),
        campaignId: String(campaign.id),
        unitId: String(unit.id),
        unit: unit.name,
        until: openUntil(readDate(campaign.submissionsUntil) ?? new Date(0), readDate(row.reopenedUntil)),
        revokedAt: readDate(row.revokedAt),
      }
    })
  }

  return {
    async unitLinkByHash(hash) {
      const [link] = await linksOf(
        await findRows(payload, 'unit-links', { where: { tokenHash: { equals: hash } } }),
      )
      return link ?? null
    },
    async unitLink(id) {
      const [link] = await linksOf(await findRows(payload, 'unit-links', { where: { id: { equals: id } } }))
      return link ?? null
    },
    async unitLinks(campaignId) {
      return linksOf(
        await findRows(payload, 'unit-links', {
          where: { campaign: { equals: campaignId } },
          sort: ['-createdAt'],
        }),
      )
    },
  }
}
