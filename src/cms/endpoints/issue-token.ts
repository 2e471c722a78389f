/** POST /api/partners/:id/token — makes a new token, shows it this once, keeps its hash. The old one ends at once. */
import { createHash, randomBytes } from 'node:crypto'
import type { Endpoint } from 'payload'
import { may } from '../access.ts'
import { Refused } from '../refusal.ts'

/** 256 random bits, so a plain hash is enough: nothing shorter than guessing all of them finds it. */
export function newToken(): { token: string; hash: string; prefix: string } {
  const token = `zm_${randomBytes(32).toString('base64url')}`
  return { token, hash: hashOf(token), prefix: token.slice(0, 8) }
}

const hashOf = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex')

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
    const { token, hash, prefix } = newToken()
    // Straight to the row: it touches no list of channels, so it is one statement on either database.
    await req.payload.db.updateOne({
      collection: 'partners',
      id,
      data: { tokenHash: hash, tokenPrefix: prefix, tokenRevokedAt: null },
      req,
      returning: false,
    })
    return Response.json({ token, prefix }, { headers: { 'Cache-Control': 'no-store' } })
  },
}
