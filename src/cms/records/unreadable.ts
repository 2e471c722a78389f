/** Rows nothing can be made of: counted by health, named by doctor, passed over by everything else. */
import type { Payload } from 'payload'
import type { Editions } from '../../domain/honoree.ts'
import type { Records, UnreadableRow } from '../../pipeline/records.ts'
import { assetOf } from '../adapter/asset.ts'
import { campaignOf, screenOf } from '../adapter/campaign-screen-partner.ts'
import { readDate } from '../adapter/date.ts'
import { releaseOf } from '../adapter/release.ts'
import { honoreeRecords } from './honoree.ts'
import { findRows } from './rows.ts'

export const unreadableRecords = (payload: Payload): Pick<Records, 'unreadable'> => ({
  async unreadable() {
    const found: UnreadableRow[] = []
    const note = <T extends { readonly id: string }>(
      what: string,
      rows: readonly T[],
      isReadable: (row: T) => boolean,
    ): void => {
      for (const row of rows) if (!isReadable(row)) found.push({ what, id: String(row.id) })
    }
    note('人选', await honoreeRecords(payload).honorees(null), isReadableHonoree)
    note('活动', await findRows(payload, 'campaigns'), (row) => campaignOf(row) !== null)
    note('素材', await findRows(payload, 'assets'), (row) => assetOf(row) !== null)
    note('屏幕', await findRows(payload, 'screens'), (row) => screenOf(row) !== null)
    note('发布', await findRows(payload, 'releases'), (row) => releaseOf(row) !== null)
    note('撤回', await findRows(payload, 'withdrawals'), ({ at }) => readDate(at) !== null)
    return found
  },
})

/** A draft that lacks something can be read. */
const isReadableHonoree = ({ newest, published }: Editions): boolean =>
  [newest, published].every((edition) => edition.ok || edition.problem.kind !== 'record-unreadable')
