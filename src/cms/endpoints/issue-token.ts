/** POST /api/partners/:id/token — makes a new token, shows it this once, keeps its hash. The old one ends at once. */
import { randomBytes } from 'node:crypto'
import type { Endpoint } from 'payload'
import { newToken } from '../../domain/token.ts'
import { may } from '../access.ts'
import { recordEvent, subjectOf } from '../events.ts'
import { Refused } from '../refusal.ts'
import { inTurn } from '../saving.ts'

export const issueToken: Omit<Endpoint, 'root'> = {
  path: '/:id/token',
  method: 'post',
  handler: async (req) => {
    if (!may(req, 'partners', 'update')) throw new Refused('只有管理员可以生成令牌。', 403)
    const id = String(req.routeParams?.id ?? '')
    const partner = await req.payload.db.findOne({
      collection: 'partners',
      where: { id: { equals: id } },
      req,
    })
    if (!partner) throw new Refused('找不到这家合作媒体，请刷新页面后再试。', 404)
    const { text: token, hash, prefix } = newToken(randomBytes)
    const data = { tokenHash: hash, tokenPrefix: prefix, tokenRevokedAt: null }
    // Straight to the row: it touches no list of channels, so it is one statement on either database. In turn: a save
    // writes the old token again as it read it.
    await inTurn(id, req, () =>
      req.payload.db.updateOne({ collection: 'partners', id, data, req, returning: false }),
    )
    await recordEvent(req, { kind: 'token-issued', subject: subjectOf('partners', partner), note: prefix })
    return Response.json({ token, prefix }, { headers: { 'Cache-Control': 'no-store' } })
  },
}
