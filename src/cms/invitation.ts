/** A colleague's way to the first password (邀请链接): made and shown once, kept as a hash, good for one use until it ends. */
import { randomBytes } from 'node:crypto'
import { type CollectionBeforeChangeHook, createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { hashToken, newToken } from '../domain/token.ts'
import type { User } from './payload-types.ts'
import { changeRow } from './records/rows.ts'
import { inTurn } from './saving.ts'

/** Colleagues are on leave for a week, not for a month. */
const invitationMs = 7 * 24 * 3_600_000

/** The account has no password of anybody's until its owner sets one. */
export const unguessable = (): string => `${randomBytes(24).toString('base64url')}aA1-`

export interface Invitation {
  /** Opens once. */
  readonly path: string
  readonly until: Date
  /** What the account's row keeps of it: an invitation is open, or the owner's password is set. */
  readonly kept: Required<Pick<User, 'inviteHash' | 'inviteUntil'>>
}

export function newInvitation(now: Date): Invitation {
  const { text, hash } = newToken(randomBytes)
  const until = new Date(now.getTime() + invitationMs)
  return {
    path: `/setup/invite?code=${text}`,
    until,
    kept: { inviteHash: hash, inviteUntil: until.toISOString() },
  }
}

/** Ends the earlier link. False when the owner has set a password meanwhile. */
export const inviteAnew = (req: PayloadRequest, id: string, { kept }: Invitation): Promise<boolean> =>
  inTurn(id, req, () =>
    changeRow(req, 'users', { and: [{ id: { equals: id } }, { inviteHash: { exists: true } }] }, { ...kept }),
  )

/** In the write of the password itself: whoever sets one ends the link, and a new account begins with its own. */
export const keepInvitation: CollectionBeforeChangeHook<User> = ({ data, operation, req }) => {
  if (!req.context.hasNewPassword) return data
  const begun = operation === 'create' ? (req.context.invitation as Invitation | undefined) : undefined
  return { ...data, ...(begun?.kept ?? { inviteHash: null, inviteUntil: null }) }
}

export async function invitedBy(payload: Payload, token: string): Promise<User | null> {
  if (token === '') return null
  const where = { inviteHash: { equals: hashToken(token) } }
  return payload.db.findOne<User>({ collection: 'users', where })
}

export const isOpenInvitation = ({ inviteUntil }: Pick<User, 'inviteUntil'>, now: Date): boolean =>
  inviteUntil !== undefined && inviteUntil !== null && new Date(inviteUntil) >= now

/**
 * Claimed by ending it and forgotten with the password's own write: whoever dies between leaves an invitation that is
 * past, and is invited anew. False when somebody was first. Throws the rules' refusal, in Chinese, for the password that was typed; the link then stays. */
export async function acceptInvitation(
  payload: Payload,
  user: User,
  password: string,
  { now, address }: { readonly now: Date; readonly address: string },
): Promise<boolean> {
  const headers = new Headers({ 'x-forwarded-for': address })
  const actor = { ...user, collection: 'users' as const }
  const req = await createLocalReq({ req: { headers }, user: actor }, payload)
  return inTurn(String(user.id), req, () => accept(req, user, password, now))
}

async function accept(req: PayloadRequest, user: User, password: string, now: Date): Promise<boolean> {
  const { id, email, inviteHash, inviteUntil } = user
  const isMine = { and: [{ id: { equals: id } }, { inviteHash: { equals: inviteHash } }] }
  const isFree = { and: [isMine, { inviteUntil: { greater_than_equal: now.toISOString() } }] }
  if (!(await changeRow(req, 'users', isFree, { inviteUntil: null }))) return false
  try {
    await req.payload.update({ collection: 'users', id, data: { password, email }, req })
    return true
  } catch (error) {
    await changeRow(req, 'users', isMine, { inviteUntil })
    throw error
  }
}
