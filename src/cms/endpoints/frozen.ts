/** GET /api/releases/:id/frozen — the words and files this version shows, for whoever may read it. */
import type { Endpoint } from 'payload'
import type { FrozenContent } from '../../domain/frozen-content.ts'
import { may, personOf } from '../access.ts'
import { releaseOf } from '../adapter/release.ts'
import { findRows } from '../records/rows.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const frozen: Omit<Endpoint, 'root'> = {
  path: '/:id/frozen',
  method: 'get',
  handler: async (req) => {
    const person = personOf(req.user)
    if (!person || !may(req, 'releases', 'read')) throw new Refused('请先登录。', 401)
    const id = String(req.routeParams?.id ?? '')
    const [row] = await findRows(req.payload, 'releases', { where: { id: { equals: id } } })
    if (!row) throw new Refused('找不到这项发布，请刷新页面后再试。', 404)
    const release = releaseOf(row)
    if (!release) throw new Refused('这项发布的记录已读不到，请联系管理员。', 409)
    const { title, summary, body, topics, name, workplace, position, media } = release.snapshot
    const answer: FrozenContent = {
      ...{ title, summary, body, topics, name, workplace, position },
      media: media.map(({ key, role, alt, credit, bytes, width, height, durationMs, storageKey }) => ({
        ...{ key, role, alt, credit, bytes, width, height, durationMs },
        href: runtime().link(storageKey, person),
      })),
    }
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  },
}
