/** Releases and withdrawals: appended, never changed, never deleted. */
import type { Records } from '../../pipeline/records.ts'
import { releaseOf, releaseRow, windowOf, withdrawalOf } from '../adapter/release.ts'
import { type Asker, addRow, findRows } from './rows.ts'

type Ledger = Pick<
  Records,
  | 'releases'
  | 'releaseWindows'
  | 'latestRelease'
  | 'withdrawals'
  | 'ledgerPosition'
  | 'addRelease'
  | 'addWithdrawal'
>

export const ledgerRecords = (req: Asker): Ledger => ({
  async releases(honoreeId) {
    const rows = await findRows(req.payload, 'releases', {
      ...(honoreeId === undefined ? {} : { where: { honoree: { equals: honoreeId } } }),
      sort: ['frozenAt', 'createdAt', 'id'],
    })
    return rows.map(releaseOf).filter((release) => release !== null)
  },
  async releaseWindows(campaignId) {
    const rows = await findRows(req.payload, 'releases', {
      where: { campaign: { equals: campaignId } },
      select: {
        campaign: true,
        honoree: true,
        channelId: true,
        version: true,
        validFrom: true,
        validUntil: true,
      },
    })
    return rows.map(windowOf).filter((window) => window !== null)
  },
  async latestRelease(honoreeId, channelId) {
    const rows = await findRows(req.payload, 'releases', {
      where: { and: [{ honoree: { equals: honoreeId } }, { channelId: { equals: channelId } }] },
      select: { version: true },
    })
    const [latest] = rows.toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0))
    if (!latest) return null
    const withdrawn = await findRows(req.payload, 'withdrawals', {
      where: { release: { equals: latest.id } },
    })
    return { version: latest.version ?? 0, isWithdrawn: withdrawn.length > 0 }
  },
  async withdrawals() {
    const rows = await findRows(req.payload, 'withdrawals', { sort: ['at', 'id'] })
    return rows.map(withdrawalOf).filter((withdrawal) => withdrawal !== null)
  },
  async ledgerPosition() {
    // Nothing is ever deleted from either, so two counts move with every entry and never move back.
    const [releases, withdrawals] = await Promise.all([
      req.payload.db.count({ collection: 'releases' }),
      req.payload.db.count({ collection: 'withdrawals' }),
    ])
    return `${releases.totalDocs}.${withdrawals.totalDocs}`
  },
  addRelease: (release) => addRow(req, 'releases', releaseRow(release)),
  addWithdrawal: ({ releaseId, at, reason }) =>
    addRow(req, 'withdrawals', { release: releaseId, at: at.toISOString(), reason }),
})
