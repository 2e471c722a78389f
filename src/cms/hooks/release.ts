/** A release made in the studio is frozen by the pipeline before it is written; what it is now is computed when read. */
import type { CollectionBeforeChangeHook, FieldHook } from 'payload'
import { channelById } from '../../channels/index.ts'
import { type ReleaseStatus, statusAt } from '../../domain/release.ts'
import { prepareRelease } from '../../pipeline/release.ts'
import { readDate } from '../adapter/date.ts'
import { releaseRow, withdrawalOf } from '../adapter/release.ts'
import { correctedVersion } from '../endpoints/correct.ts'
import type { Release, Withdrawal } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { referenceId } from '../reference.ts'
import { Refused, refusedFor } from '../refusal.ts'
import { runtime } from '../runtime.ts'

// One that is none is refused by the freeze, in words.
const dateOf = (value: string | null | undefined): Date | null => (value ? new Date(value) : null)

export const freezeRelease: CollectionBeforeChangeHook<Release> = async ({ data, req }) => {
  const honoreeId = referenceId(data.honoree)
  const channel = channelById(data.channelId ?? '')
  const validFrom = dateOf(data.validFrom)
  if (!honoreeId || !channel || !validFrom) throw new Refused('请先选好人选、渠道和开始时间。')
  const prepared = await prepareRelease(
    {
      honoreeId,
      channel,
      validFrom,
      validUntil: dateOf(data.validUntil),
      embargoedUntil: dateOf(data.embargoedUntil),
      corrects: correctedVersion(req),
    },
    { records: recordsOf(req), uncovered: runtime().uncovered },
    runtime().now(),
  )
  if (!prepared.ok) throw refusedFor(prepared.problem)
  return { ...data, ...releaseRow(prepared.value) }
}

/** One look per row shown: lists are short and the release of a withdrawal is a unique key. */
export const statusNow: FieldHook<Release, ReleaseStatus | null> = async ({ originalDoc, data, req }) => {
  const row: Partial<Release> = originalDoc ?? data ?? {}
  const validFrom = readDate(row.validFrom)
  if (!row.id || !validFrom) return null
  const withdrawal = await req.payload.db.findOne<Withdrawal>({
    collection: 'withdrawals',
    where: { release: { equals: row.id } },
    req,
  })
  const window = { validFrom, validUntil: readDate(row.validUntil) }
  return statusAt(window, withdrawal && withdrawalOf(withdrawal), runtime().now())
}
