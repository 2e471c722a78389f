/** Asks for the second step after a right password, whichever way somebody signs in. */
import type { CollectionAfterDeleteHook, CollectionBeforeLoginHook, PayloadRequest } from 'payload'
import { recordEvent, subjectOf } from '../events.ts'
import { Refused } from '../refusal.ts'
import { forget, isOn, takeCode } from '../second-factor.ts'
import { countTry, forgetTries, type Try } from '../sign-in-tries.ts'

/**
 * Whoever gets so far knows the password, so codes are counted for the account wherever they are tried from: a million
 * of them are not many for somebody with many addresses.
 */
const codeTry = (userId: string): Try => ({ account: `code of ${userId}`, address: `code of ${userId}` })

/** Throws for a wrong code and for too many; a code that is right is used up. */
export async function checkCode(req: PayloadRequest, userId: string, code: unknown): Promise<void> {
  if (typeof code !== 'string' || code.trim() === '')
    throw new Refused('请输入验证器应用上的 6 位验证码，或一个恢复码。')
  await countTry(req.payload, codeTry(userId))
  if (!(await takeCode(req.payload, userId, code)))
    throw new Refused('验证码不正确或已用过：请等应用换出新的验证码再输入，或改用恢复码。', 401, {
      secondFactor: true,
    })
  await forgetTries(req.payload, codeTry(userId))
}

export const askSecondFactor: CollectionBeforeLoginHook = async ({ req, user }) => {
  const userId = String(user.id)
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
      subject: subjectOf('users', user),
      note: '密码正确，二次验证未通过',
    })
    throw error
  }
}

export const forgetSecondFactor: CollectionAfterDeleteHook = ({ id, req }) => forget(req.payload, String(id))
