/** GET /api/checkup — how the house stands, for whoever answers for it. */
import type { Endpoint } from 'payload'
import { may } from '../access.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const checkup: Endpoint = {
  path: '/checkup',
  method: 'get',
  handler: async (req) => {
    // Whoever may read the whole history answers for the house.
    if (!may(req, 'events', 'read'))
      throw new Refused('“健康”由终审和管理员查看，您的账号没有这项权限。', 403)
    const checks = await runtime().checkup()
    return Response.json({ checks, at: runtime().now() }, { headers: { 'Cache-Control': 'no-store' } })
  },
}
