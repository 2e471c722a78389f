/** Asks for the second step after a right password, whichever way somebody signs in. */
import type {
  CollectionAfterDeleteHook,
  CollectionBeforeLoginHook,
  PayloadRequest,
  TypeWithID,
  Where,
} from 'payload'
import { addressOf } from '../address.ts'
import { recordEvent, subjectOf } from '../events.ts'
import { Refused } from '../refusal.ts'
import { forget, isOn, onSince, takeCode } from '../second-factor.ts'
import { countTry, forgetTries, type Try } from '../sign-in-tries.ts'

/**
 * Whoever gets so far knows the password. From where the owner has been, and in his own session, tries are counted by
 * themselves, so that nobody elsewhere uses them up; those of his sessions together, and those from everywhere else,
 * since a million codes are not many for somebody with many addresses.
 */
async function codeTry(req: PayloadRequest, userId: string): Promise<Try> {
  const account = `code of ${userId}`
  if (String(req.user?.id) === userId) return { account, address: `${account} in session` }
  const address = addressOf(req)
  const isKnown = address !== null && (await hasBeenAt(req, userId, address))
  return { account, address: isKnown ? `${account} at ${address}` : account }
}

/** By the history: signed in from there with this second step, or turned it on there. */
async function hasBeenAt(req: PayloadRequest, userId: string, address: string): Promise<boolean> {
  const since = await onSince(req.payload, userId)
  if (since === null) return false
  const where: Where = {
    and: [
      { actorId: { equals: userId } },
      { address: { equals: address } },
      { kind: { in: ['signed-in', 'second-factor-on'] } },
      { at: { greater_than_equal: since.toISOString() } },
    ],
  }
  return (await req.payload.db.count({ collection: 'events', where, req })).totalDocs > 0
}

/** Throws for a wrong code and for too many; a code that is right is used up. */
export async function checkCode(req: PayloadRequest, userId: string, code: unknown): Promise<void> {
  if (typeof code !== 'string' || code.trim() === '')
    throw new Refused('请输入验证器应用上的 6 位验证码，或一个恢复码。')
  const attempt = await codeTry(req, userId)
  await countTry(req.payload, attempt)
  if (!(await takeCode(req.payload, userId, code)))
    throw new Refused('验证码不正确或已用过：请等应用换出新的验证码再输入，或改用恢复码。', 401, {
      secondFactor: true,
    })
  await forgetTries(req.payload, attempt)
}

/** Throws where the second step is asked for and not taken; once a request. */
export async function askSecondFactor(req: PayloadRequest, user: TypeWithID): Promise<void> {
  const userId = String(user.id)
  if (req.context.hasTakenStepsOf === userId) return
  if (!(await isOn(req.payload, userId))) return
  // Payload hands its hooks the password alone; a call from the inside has no code, and so does not get in.
  const code: unknown = req.data?.code
  if (typeof code !== 'string' || code.trim() === '')
    throw new Refused('密码正确，请再输入验证器应用上的 6 位验证码。', 401, { secondFactor: true })
  try {
    await checkCode(req, userId, code)
  } catch (error) {
    await recordEvent(req, {
      kind: 'sign-in-refused',
      actor: { kind: 'user', id: null, name: '未登录' },
      subject: subjectOf('users', { ...user }),
      note: '密码正确，二次验证未通过',
    })
    throw error
  }
  req.context.hasTakenStepsOf = userId
}

/** Of a call from the inside, which no guard of the sign-in has asked. */
export const askAtLogin: CollectionBeforeLoginHook = ({ req, user }) => askSecondFactor(req, user)

export const forgetSecondFactor: CollectionAfterDeleteHook = ({ id, req }) => forget(req.payload, String(id))
