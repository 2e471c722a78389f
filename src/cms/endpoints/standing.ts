/**
 * GET /api/releases/:id/standing — what may be done with this version by whoever asks, and what a correction would
 * change: before anything is confirmed.
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { channelById } from '../../channels/index.ts'
import { sentence } from '../../domain/problem.ts'
import type { Correction, ReleaseStanding } from '../../domain/release-standing.ts'
import { prepareRelease } from '../../pipeline/release.ts'
import { may } from '../access.ts'
import { releaseOf } from '../adapter/release.ts'
import { newerThan, withdrawalOf } from '../ledger-rows.ts'
import type { Event, Release, Withdrawal } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const standing: Omit<Endpoint, 'root'> = {
  path: '/:id/standing',
  method: 'get',
  handler: async (req) => {
    if (!may(req, 'releases', 'read')) throw new Refused('请先登录。', 401)
    const row = await req.payload.db.findOne<Release>({
      collection: 'releases',
      where: { id: { equals: String(req.routeParams?.id ?? '') } },
      req,
    })
    if (!row) throw new Refused('找不到这项发布，请刷新页面后再试。', 404)
    const newer = await newerThan(row, req)
    const withdrawal = await withdrawalOf(String(row.id), req)
    const isOpen = !newer && !withdrawal
    const answer: ReleaseStanding = {
      newest: newer ? { id: String(newer.id), version: newer.version ?? 0 } : null,
      withdrawal: withdrawal ? await toldOf(row, withdrawal, req) : null,
      correction: isOpen && may(req, 'releases', 'create') ? await correctionOf(row, req) : null,
      mayWithdraw: isOpen && may(req, 'withdrawals', 'create'),
      mayRelease: may(req, 'releases', 'create'),
    }
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  },
}

async function toldOf(
  { id }: Release,
  { at, reason }: Withdrawal,
  req: PayloadRequest,
): Promise<ReleaseStanding['withdrawal']> {
  const event = await req.payload.db.findOne<Event>({
    collection: 'events',
    where: {
      and: [
        { kind: { equals: 'withdrawn' } },
        { subjectCollection: { equals: 'releases' } },
        { subjectId: { equals: String(id) } },
      ],
    },
    req,
  })
  const note = event?.note ?? ''
  return { at: at ?? null, actor: event?.actorName ?? null, reason, note: note === reason ? '' : note }
}

/** The window stays, as when the button is pressed. */
async function correctionOf(row: Release, req: PayloadRequest): Promise<Correction> {
  const release = releaseOf(row)
  const channel = channelById(row.channelId)
  const records = recordsOf(req)
  if (!release || !channel || !(await records.honoree(release.honoreeId)))
    return { isPossible: false, sentence: '这项发布的人选、渠道或记录已读不到，不能更正。' }
  const { honoreeId, version: corrects, validFrom, validUntil, embargoedUntil } = release
  const prepared = await prepareRelease(
    { honoreeId, channel, corrects, validFrom, validUntil, embargoedUntil },
    { records, uncovered: runtime().uncovered },
    runtime().now(),
  )
  if (!prepared.ok) return { isPossible: false, sentence: sentence(prepared.problem) }
  const { changes, hasDraft } = prepared.value
  return {
    isPossible: true,
    sentence: `与第 ${corrects} 版相比有改动的是：${changes.join('、')}。${hasDraft ? '尚未定稿的修改不包含在内。' : ''}`,
  }
}
