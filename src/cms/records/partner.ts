/** Partners by their token's hash, and the receipts they leave. */
import { lastUseEveryMs } from '../../domain/token.ts'
import type { Records } from '../../pipeline/records.ts'
import { partnerOf } from '../adapter/campaign-screen-partner.ts'
import { readDate } from '../adapter/date.ts'
import { referenceId } from '../reference.ts'
import { type Asker, addRow, changeRow, findRows } from './rows.ts'

type Partners = Pick<Records, 'partners' | 'partnerByTokenHash' | 'touchToken' | 'addReceipt' | 'receipt'>

export const partnerRecords = (req: Asker): Partners => ({
  async partners() {
    return (await findRows(req.payload, 'partners', { sort: ['createdAt', 'id'] })).map(partnerOf)
  },
  async partnerByTokenHash(hash) {
    if (hash === '') return null
    const [found] = await findRows(req.payload, 'partners', { where: { tokenHash: { equals: hash } } })
    return found ? partnerOf(found) : null
  },
  async touchToken(partnerId, now) {
    const before = new Date(now.getTime() - lastUseEveryMs).toISOString()
    const isDue = {
      or: [{ tokenLastUsedAt: { exists: false } }, { tokenLastUsedAt: { less_than: before } }],
    }
    await changeRow(
      req,
      'partners',
      { and: [{ id: { equals: partnerId } }, isDue] },
      // No change of the partner's, whose open form stays good.
      { tokenLastUsedAt: now.toISOString(), updatedAt: null },
    )
  },
  async addReceipt({ key, kind, partnerId, releaseId, packVersion, screenId, at, note }) {
    return await addRow(req, 'receipts', {
      key,
      kind,
      partner: partnerId,
      release: releaseId,
      screen: screenId,
      packVersion,
      at: at.toISOString(),
      note,
    })
  },
  async receipt(key) {
    const [row] = await findRows(req.payload, 'receipts', { where: { key: { equals: key } } })
    const at = readDate(row?.at)
    if (!row || !at) return null
    const { id, kind, packVersion, note } = row
    return {
      id: String(id),
      key,
      kind,
      partnerId: referenceId(row.partner) ?? '',
      releaseId: referenceId(row.release),
      packVersion: packVersion ?? null,
      screenId: referenceId(row.screen),
      at,
      note: note ?? '',
    }
  },
})
