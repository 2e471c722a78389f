/**
 * What whoever asks must know (通知).
 *
 *   GET  /api/notices          → {notices, canMail}, newest first
 *   GET  /api/notices/unread   → {unread: 3}
 *
 * both 304 for whoever has it already, as `If-None-Match` says;
 *
 *   POST /api/notices/read     {ids: [...]} or {ids: null}: all there are now
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { type NoticeReader, rememberNoticesMs } from '../../domain/notice.ts'
import { env } from '../../platform/env.ts'
import { personOf } from '../access.ts'
import { askedOf } from '../json-body.ts'
import { noticesOfReader, noticesStamp, type ReadNotice } from '../notices.ts'
import { addRow } from '../records/rows.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'
import { answerAsOf } from './polled.ts'

const headers = { 'Cache-Control': 'no-store' }

const readerOf = (req: PayloadRequest): NoticeReader => {
  const reader = personOf(req.user)
  if (!reader) throw new Refused('请先登录。', 401)
  return reader
}

/** Every page of everybody asks each minute. */
async function answerNotices(
  req: PayloadRequest,
  of: (notices: readonly ReadNotice[]) => unknown,
): Promise<Response> {
  const reader = readerOf(req)
  const now = runtime().now()
  return answerAsOf(req, await noticesStamp(req, reader, now), async () =>
    of(await noticesOfReader(req, reader, now)),
  )
}

const list: Endpoint = {
  path: '/notices',
  method: 'get',
  handler: async (req) => {
    return answerNotices(req, (notices) => ({ notices, canMail: env().smtp !== null }))
  },
}

const unread: Endpoint = {
  path: '/notices/unread',
  method: 'get',
  handler: async (req) => {
    return answerNotices(req, (notices) => ({ unread: notices.filter(({ isRead }) => !isRead).length }))
  },
}

const read: Endpoint = {
  path: '/notices/read',
  method: 'post',
  handler: async (req) => {
    const reader = readerOf(req)
    const now = runtime().now()
    const { ids } = await askedOf(req)
    const asked = Array.isArray(ids) ? new Set(ids) : null
    if (asked === null && ids !== null) throw new Refused('请选择要标为已读的通知。')
    // Only what there is can be marked, so the table holds nothing invented.
    const notices = await noticesOfReader(req, reader, now)
    const news = notices.filter(({ id, isRead }) => !isRead && (asked === null || asked.has(id)))
    for (const { id } of news)
      await addRow(req, 'notice-marks', {
        key: `${reader.id}|${id}`,
        user: reader.id,
        notice: id,
        at: now.toISOString(),
      })
    const before = new Date(now.getTime() - rememberNoticesMs).toISOString()
    await req.payload.db.deleteMany({ collection: 'notice-marks', where: { at: { less_than: before } }, req })
    return Response.json({ read: news.length }, { headers })
  },
}

export const noticeEndpoints = [list, unread, read]
