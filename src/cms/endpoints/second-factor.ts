/**
 * The second step of signing in, of whoever asks:
 *
 *   GET  /api/users/second-factor           → {isOn, recoveryLeft}
 *   POST /api/users/second-factor/begin     {password}  → {secret, address}; nothing is asked for yet
 *   POST /api/users/second-factor/confirm   {code}      → {codes}: recovery codes, shown this once
 *   POST /api/users/second-factor/end       {code}
 *
 * and of a colleague who lost the telephone, by an administrator:
 *
 *   GET  /api/users/:id/second-factor       → {isOn}
 *   POST /api/users/:id/second-factor/reset
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { may, personOf } from '../access.ts'
import { recordEvent, subjectOf } from '../events.ts'
import { checkCode } from '../hooks/second-factor.ts'
import { checkPresentPassword, type StoredUser, storedUser } from '../hooks/sign-in.ts'
import { askedOf } from '../json-body.ts'
import { Refused } from '../refusal.ts'
import { inTurn } from '../saving.ts'
import { begin, confirm, forget, isOn, recoveryLeft } from '../second-factor.ts'

type Handler = (req: PayloadRequest, user: StoredUser) => Promise<Record<string, unknown>>

const headers = { 'Cache-Control': 'no-store' }

async function fieldOf(req: PayloadRequest, name: string): Promise<unknown> {
  const body = await askedOf(req)
  return body[name]
}

/** Of one's own account. */
const own = (method: 'get' | 'post', path: string, handle: Handler): Omit<Endpoint, 'root'> => ({
  path: `/second-factor${path}`,
  method,
  handler: async (req) => {
    const person = personOf(req.user)
    const user = person && (await storedUser(req, 'id', person.id))
    if (!user) throw new Refused('请先登录。', 401)
    return Response.json(await handle(req, user), { headers })
  },
})

const ofColleague = (method: 'get' | 'post', path: string, handle: Handler): Omit<Endpoint, 'root'> => ({
  path: `/:id/second-factor${path}`,
  method,
  handler: async (req) => {
    if (!may(req, 'users', 'update')) throw new Refused('同事的二次验证由管理员办理。', 403)
    const user = await storedUser(req, 'id', String(req.routeParams?.id ?? ''))
    if (!user) throw new Refused('找不到这个账号，请刷新页面后再试。', 404)
    return Response.json(await handle(req, user), { headers })
  },
})

const tell = (
  req: PayloadRequest,
  kind: 'second-factor-on' | 'second-factor-off' | 'second-factor-reset',
  user: StoredUser,
) => recordEvent(req, { kind, subject: subjectOf('users', { ...user }) })

export const secondFactorEndpoints = [
  own('get', '', async ({ payload }, { id }) => ({
    isOn: await isOn(payload, String(id)),
    recoveryLeft: await recoveryLeft(payload, String(id)),
  })),
  own('post', '/begin', async (req, user) => {
    // Whoever finds a signed-in screen must not shut its owner out.
    await checkPresentPassword(
      req,
      user,
      await fieldOf(req, 'password'),
      '请先填写当前密码，再开启二次验证。',
    )
    const begun = await begin(req.payload, String(user.id), user.email)
    if (!begun) throw new Refused('二次验证已经开启；要换手机，请先用验证码关闭，再重新开启。', 409)
    return begun
  }),
  own('post', '/confirm', async (req, user) => {
    const code = await fieldOf(req, 'code')
    const codes = typeof code === 'string' ? await confirm(req.payload, String(user.id), code) : null
    if (!codes) throw new Refused('验证码不正确：请核对手机时间是否准确，输入应用上正在显示的 6 位数字。')
    await tell(req, 'second-factor-on', user)
    await endOtherSessions(req, user)
    return { codes }
  }),
  own('post', '/end', async (req, user) => {
    await checkCode(req, String(user.id), await fieldOf(req, 'code'))
    await forget(req.payload, String(user.id))
    await tell(req, 'second-factor-off', user)
    return { message: '二次验证已关闭，以后登录只需密码。' }
  }),
  ofColleague('get', '', async ({ payload }, { id }) => ({ isOn: await isOn(payload, String(id)) })),
  ofColleague('post', '/reset', async (req, user) => {
    if (String(user.id) === String(req.user?.id))
      throw new Refused('自己的二次验证请用验证码关闭；手机丢失的，请用恢复码，或请另一位管理员重置。')
    await forget(req.payload, String(user.id))
    await tell(req, 'second-factor-reset', user)
    // A lost telephone may be signed in.
    await endOtherSessions(req, user)
    return { message: '已重置：对方在各处的登录都已退出，以后登录只需密码，可以重新开启二次验证。' }
  }),
]

/** All but the one that asks, where it is the user's own: whoever signed in elsewhere did so by another rule. */
const endOtherSessions = (req: PayloadRequest, { id }: StoredUser): Promise<void> =>
  inTurn(String(id), req, async () => {
    const here = (req.user as { _sid?: unknown } | null)?._sid
    const user = await storedUser(req, 'id', String(id))
    if (!user) return
    const sessions = (user.sessions ?? []).filter((session) => session.id === here)
    const data = { sessions, updatedAt: null }
    await req.payload.db.updateOne({ collection: 'users', id, data, req, returning: false })
  })
