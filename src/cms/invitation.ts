/** A colleague's way to the first password (邀请链接): made and shown once, kept as a hash, good for one use until it ends. */
import { randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import { hashToken, newToken } from '../domain/token.ts'
import type { User } from './payload-types.ts'
import { type Asker, changeRow } from './records/rows.ts'

/** Colleagues are on leave for a week, not for a month. */
const invitationMs = 7 * 24 * 3_600_000

/** The account has no password of anybody's until its owner sets one. */
export const unguessable = (): string => `${randomBytes(24).toString('base64url')}aA1-`

/** The path that opens once; an earlier one ends with it. */
export async function invite(req: Asker, userId: string, now: Date): Promise<{ path: string; until: Date }> {
  const { text, hash } = newToken(randomBytes)
  const until = new Date(now.getTime() + invitationMs)
  const data = { inviteHash: hash, inviteUntil: until.toISOString() }
  await changeRow(req, 'users', { id: { equals: userId } }, data)
  return { path: `/setup/invite?code=${text}`, until }
}

export async function invitedBy(payload: Payload, token: string): Promise<User | null> {
  if (token === '') return null
  const where = { inviteHash: { equals: hashToken(token) } }
  return payload.db.findOne<User>({ collection: 'users', where })
}

export const isOpenInvitation = ({ inviteUntil }: Pick<User, 'inviteUntil'>, now: Date): boolean =>
  inviteUntil !== undefined && inviteUntil !== null && new Date(inviteUntil) >= now

/** False when somebody was first. Throws the rules' refusal, in Chinese, for the password that was typed; the link then stays. */
export async function acceptInvitation(
  payload: Payload,
  user: User,
  password: string,
  { now, address }: { readonly now: Date; readonly address: string },
): Promise<boolean> {
  const { id, email, inviteHash } = user
  const isMine = { id: { equals: id }, inviteHash: { equals: inviteHash } }
  const isFree = { and: [isMine, { inviteUntil: { greater_than_equal: now.toISOString() } }] }
  if (!(await changeRow({ payload }, 'users', isFree, { inviteHash: null }))) return false
  try {
    await payload.update({
      collection: 'users',
      id,
      data: { password, email },
      user: { ...user, collection: 'users' },
      req: { headers: new Headers({ 'x-forwarded-for': address }) },
    })
    return true
  } catch (error) {
    await changeRow({ payload }, 'users', { id: { equals: id } }, { inviteHash })
    throw error
  }
}
