/**
 * POST /api/releases/:id/correct — releases the present published words as the next version of the version named. A
 * window sent along replaces the old one. Of several people who correct the same version one succeeds.
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { may } from '../access.ts'
import { askedOf } from '../json-body.ts'
import { withdrawalOf } from '../ledger-rows.ts'
import type { Release } from '../payload-types.ts'
import { isDuplicate } from '../records/rows.ts'
import { referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'

const windowFields = ['validFrom', 'validUntil', 'embargoedUntil'] as const

/** What `freezeRelease` reads of it. */
export const correctedVersion = ({ context }: Pick<PayloadRequest, 'context'>): number | null =>
  typeof context.correctedVersion === 'number' ? context.correctedVersion : null

export const correct: Omit<Endpoint, 'root'> = {
  path: '/:id/correct',
  method: 'post',
  handler: async (req) => {
    if (!may(req, 'releases', 'create')) throw new Refused('只有终审和管理员可以更正发布。', 403)
    const row = await req.payload.db.findOne<Release>({
      collection: 'releases',
      where: { id: { equals: String(req.routeParams?.id ?? '') } },
      req,
    })
    const honoree = referenceId(row?.honoree)
    if (!row || !honoree) throw new Refused('找不到这项发布，请刷新页面后再试。', 404)
    if (await withdrawalOf(String(row.id), req))
      throw new Refused('这一版已经撤回，不能更正；要再展示，请新建一项发布。', 409)
    const asked = (await askedOf(req)) as Partial<Release>
    const window = Object.fromEntries(
      windowFields.map((name) => [name, name in asked ? asked[name] : row[name]]),
    )
    req.context.correctedVersion = row.version ?? 0
    try {
      const doc = await req.payload.create({
        collection: 'releases',
        data: { honoree, channelId: row.channelId, ...window } as Release,
        depth: 0,
        overrideAccess: false,
        req,
      })
      return Response.json({ doc, message: `已发布第 ${doc.version} 版。` }, { status: 201 })
    } catch (error) {
      if (isDuplicate(error))
        throw new Refused('别人刚刚发布了更新的一版，请刷新页面，看过后再决定是否更正。', 409)
      throw error
    }
  },
}
