/**
 * Accounts of colleagues, by invitation: nobody types a password for somebody else, and none goes by mail.
 *
 *   GET  /api/users/colleagues        every account and whether its owner has set a password
 *   POST /api/users/invite            {name, email, role} → {path, until}, shown this once
 *   POST /api/users/:id/invite        another link for one who has not used his; the earlier one ends
 */

import type { Endpoint, PayloadRequest } from 'payload'
import { beijingMinute } from '../../domain/beijing.ts'
import { roleLabel, roles } from '../../domain/role.ts'
import { may } from '../access.ts'
import { recordEvent, subjectOf } from '../events.ts'
import { type Invitation, inviteAnew, isOpenInvitation, newInvitation, unguessable } from '../invitation.ts'
import { askedOf } from '../json-body.ts'
import type { User } from '../payload-types.ts'
import { findRows } from '../records/rows.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

const headers = { 'Cache-Control': 'no-store' }

function adminOnly(req: PayloadRequest): void {
  if (!may(req, 'users', 'create')) throw new Refused('同事账号由管理员新建，您的账号没有这项权限。', 403)
}

const list: Omit<Endpoint, 'root'> = {
  path: '/colleagues',
  method: 'get',
  handler: async (req) => {
    adminOnly(req)
    const now = runtime().now()
    const colleagues = (await findRows(req.payload, 'users', { sort: ['createdAt'] })).map((user) => ({
      id: String(user.id),
      name: user.name,
      email: user.email,
      role: roleLabel[user.role],
      state: user.inviteHash ? (isOpenInvitation(user, now) ? 'invited' : 'expired') : 'set',
      until: user.inviteUntil ? beijingMinute(new Date(user.inviteUntil)) : null,
    }))
    return Response.json({ colleagues }, { headers })
  },
}

const inviteNew: Omit<Endpoint, 'root'> = {
  path: '/invite',
  method: 'post',
  handler: async (req) => {
    adminOnly(req)
    const asked = await askedOf(req)
    const of = (name: string): string => (typeof asked[name] === 'string' ? asked[name].trim() : '')
    const email = of('email').toLowerCase()
    const role = roles.find((one) => one === asked.role)
    if (of('name') === '') throw new Refused('请填写同事的姓名。')
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      throw new Refused(`邮箱“${email}”不完整，应形如 name@example.com，请改正后再邀请。`)
    if (!role) throw new Refused('请选择同事的角色。')
    const [known] = await findRows(req.payload, 'users', { where: { email: { equals: email } } })
    if (known) throw new Refused(`邮箱“${email}”已有账号（${known.name}），不必再邀请。`)
    const invitation = newInvitation(runtime().now())
    const user = await req.payload.create({
      collection: 'users',
      data: { name: of('name'), email, role, password: unguessable() },
      overrideAccess: false,
      user: req.user,
      req,
      context: { invitation },
    })
    return answer(req, user, invitation, 201)
  },
}

const inviteAgain: Omit<Endpoint, 'root'> = {
  path: '/:id/invite',
  method: 'post',
  handler: async (req) => {
    adminOnly(req)
    const id = String(req.routeParams?.id ?? '')
    const [user] = await findRows(req.payload, 'users', { where: { id: { equals: id } } })
    if (!user) throw new Refused('找不到这个账号，请刷新页面后再试。', 404)
    const invitation = newInvitation(runtime().now())
    if (!(await inviteAnew(req, id, invitation)))
      throw new Refused(`${user.name}已经设置过密码，不能再发邀请链接；忘记密码时请在其账号里重设。`, 409)
    return answer(req, user, invitation, 200)
  },
}

async function answer(
  req: PayloadRequest,
  user: User,
  { path, until }: Invitation,
  status: number,
): Promise<Response> {
  await recordEvent(req, { kind: 'invited', subject: subjectOf('users', { ...user }) })
  return Response.json({ id: String(user.id), path, until: beijingMinute(until) }, { status, headers })
}

export const colleagueEndpoints = [list, inviteNew, inviteAgain]
