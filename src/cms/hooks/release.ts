/** A release made in the studio is frozen by the pipeline before it is written; what it is now is computed when read. */
import {
  type CollectionAfterErrorHook,
  type CollectionBeforeChangeHook,
  type FieldHook,
  ValidationError,
} from 'payload'
import { channelById } from '../../channels/index.ts'
import { statusAt, type VersionStatus } from '../../domain/release.ts'
import { prepareRelease } from '../../pipeline/release.ts'
import { readDate } from '../adapter/date.ts'
import { releaseRow, withdrawalOf } from '../adapter/release.ts'
import { correctedVersion } from '../endpoints/correct.ts'
import { newerThan, takenKey, withdrawalOf as withdrawalRowOf } from '../ledger-rows.ts'
import type { Release } from '../payload-types.ts'
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
  if (!honoreeId || !channel || !validFrom) throw lacking({ honoreeId, channel, validFrom })
  if (!(await recordsOf(req).honoree(honoreeId)))
    throw new Refused('这位人选在回收站里，或已被删除，不能安排发布；请先在回收站中恢复，再安排发布。')
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
  return { ...data, ...releaseRow(prepared.value.release) }
}

interface Choices {
  readonly honoreeId: string | null
  readonly channel: unknown
  readonly validFrom: Date | null
}

/** The freeze comes before the fields' own rules, so each is marked from here. */
function lacking({ honoreeId, channel, validFrom }: Choices): ValidationError {
  const choices = [
    { isMade: honoreeId, path: 'honoree', label: '人选', message: '请选择人选。' },
    { isMade: channel, path: 'channelId', label: '渠道', message: '请从列表中选择一个渠道。' },
    { isMade: validFrom, path: 'validFrom', label: '开始', message: '请填写开始时间。' },
  ]
  const errors = choices.flatMap(({ isMade, ...said }) => (isMade ? [] : [said]))
  return new ValidationError({ collection: 'releases', errors })
}

/** Of two people who release the same thing at once, the second. */
export const sayReleased: CollectionAfterErrorHook = ({ error, req, result }) =>
  takenKey(error, req)
    ? {
        response: {
          ...result,
          errors: [{ message: '别人刚刚发布了这位人选在此渠道的一版，请刷新页面，看过后再决定是否更正。' }],
        },
      }
    : undefined

/** Two looks per row shown: lists are short, and both go by a unique key. */
export const statusNow: FieldHook<Release, VersionStatus | null> = async ({ originalDoc, data, req }) => {
  const row: Partial<Release> = originalDoc ?? data ?? {}
  const validFrom = readDate(row.validFrom)
  if (!row.id || !validFrom) return null
  const withdrawal = await withdrawalRowOf(String(row.id), req)
  const window = { validFrom, validUntil: readDate(row.validUntil) }
  const status = statusAt(window, withdrawal && withdrawalOf(withdrawal), runtime().now())
  if (status === 'withdrawn' || !row.channelId) return status
  const { honoree, channelId, version } = row
  return (await newerThan({ honoree: honoree ?? '', channelId, version }, req)) ? 'superseded' : status
}
