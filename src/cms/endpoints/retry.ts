/** POST /api/variants/:id/retry — an editor sends a failed variant back to work; by its id or its key. */
import type { Endpoint } from 'payload'
import { may } from '../access.ts'
import { recordEvent } from '../events.ts'
import type { Variant } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const retry: Omit<Endpoint, 'root'> = {
  path: '/:id/retry',
  method: 'post',
  handler: async (req) => {
    // Whoever may change the material may have its variants made again; the rows themselves nobody edits.
    if (!may(req, 'assets', 'update')) throw new Refused('您没有重试的权限，请联系编辑或管理员。', 403)
    const asked = String(req.routeParams?.id ?? '')
    const row = await req.payload.db.findOne<Variant>({
      collection: 'variants',
      where: /^[0-9a-f]{40}$/.test(asked) ? { key: { equals: asked } } : { id: { equals: asked } },
      req,
    })
    if (!row) throw new Refused('找不到这个成品，请刷新页面后再试。', 404)
    if (!(await recordsOf(req).retryVariant(row.key, 'failed')))
      throw new Refused('这个成品没有失败，无需重试。', 409)
    await recordEvent(req, {
      kind: 'retried',
      subject: { collection: 'variants', id: String(row.id), title: row.label },
    })
    runtime().wake(referenceId(row.honoree))
    return Response.json({ message: '已重新排队，稍后自动生成。' })
  },
}
