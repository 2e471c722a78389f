/** Signing in and changing the password: tries are counted, and an unknown account costs what a known one does. */
import {
  AuthenticationError,
  type CollectionAfterLoginHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
  type TypeWithID,
} from 'payload'
import { addressOf } from '../address.ts'
import { writingMs } from '../held-claims.ts'
import { isPassword, pretendToCheck } from '../password-hash.ts'
import { Refused } from '../refusal.ts'
import { beginSaving, endSavingOf } from '../saving.ts'
import { countTry, forgetTries } from '../sign-in-tries.ts'
import { askSecondFactor } from './second-factor.ts'

export type StoredUser = TypeWithID & {
  email: string
  hash?: string
  salt?: string
  sessions?: { id: string }[]
}

export const storedUser = (
  req: PayloadRequest,
  field: 'email' | 'id',
  value: string,
): Promise<StoredUser | null> =>
  req.payload.db.findOne<StoredUser>({ collection: 'users', where: { [field]: { equals: value } }, req })

export const guardSignIn: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'login' || req.payloadAPI === 'local') return args
  const { email, password } = (args.data ?? {}) as { email?: unknown; password?: unknown }
  // Payload itself says what is missing.
  if (typeof email !== 'string' || typeof password !== 'string') return args
  if (email.trim() === '' || password.trim() === '') return args
  const takeBack = await countTry(req.payload, { account: email, address: addressOf(req) })
  const user = await storedUser(req, 'email', email.toLowerCase().trim())
  if (user) req.context.signInAs = user
  // Payload answers at once for an account it does not know, and so would say which ones there are.
  const isRight = user ? await isPassword(password, user) : await pretendToCheck(password)
  if (!user || !isRight) throw new AuthenticationError(req.t)
  try {
    await beginSigningIn(user, req)
  } catch (error) {
    await takeBack()
    throw error
  }
  // Payload asks its hooks when it has begun a session already, and takes that back by writing the account once more.
  await askSecondFactor(req, user)
  return args
}

/**
 * With a session Payload writes the whole account as it read it before it judged the password: who signs in elsewhere
 * meanwhile would lose his session, and a new password, a new role or a deletion would be undone. Only who knows the
 * password waits for a turn or has one: whoever guesses would keep the owner waiting.
 */
const beginSigningIn = ({ id }: StoredUser, req: PayloadRequest): Promise<void> =>
  beginSaving(String(id), req, {
    ms: writingMs(),
    sentence: '这个账号正在别处登录或修改，请稍等片刻再登录。',
  })

export const forgiveTries: CollectionAfterLoginHook = async ({ req, user }) => {
  await endSavingOf(user.id, req)
  await forgetTries(req.payload, { account: String(user.email), address: addressOf(req) })
}

/**
 * Whoever finds a signed-in screen must not make it theirs, by the password or by the address it is signed in with; an
 * administrator resets others' without knowing them.
 */
export const askPresentPassword: CollectionBeforeOperationHook = async ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  if (operation !== 'update') return args
  const update = args as {
    id?: number | string
    data?: { password?: unknown; email?: unknown; currentPassword?: unknown }
  }
  const { currentPassword, ...data } = update.data ?? {}
  update.data = data
  const { password, email } = data
  if (overrideAccess || !req.user || (password === undefined && email === undefined)) return args
  if (update.id === undefined) throw new Refused('密码和邮箱请逐个账号修改。')
  if (String(update.id) !== String(req.user.id)) return args
  const user = await storedUser(req, 'id', String(req.user.id))
  // The form sends the address along with every change.
  const isSameEmail =
    email === undefined || (typeof email === 'string' && email.toLowerCase().trim() === user?.email)
  if (password === undefined && isSameEmail) return args
  await checkPresentPassword(req, user, currentPassword, '修改自己的密码或邮箱时，请同时填写当前密码。')
  await beginSaving(String(req.user.id), req)
  if ((await storedUser(req, 'id', String(req.user.id)))?.hash !== user?.hash)
    throw new Refused('这个账号的密码刚刚改过，您的改动没有保存，请重新登录后再试。', 409)
  return args
}

/** Throws `missing` where nothing was typed, a sentence for a wrong password, and 429 for too many. */
export async function checkPresentPassword(
  req: PayloadRequest,
  user: StoredUser | null,
  typed: unknown,
  missing: string,
): Promise<void> {
  if (typeof typed !== 'string' || typed === '') throw new Refused(missing)
  const attempt = { account: user?.email ?? '', address: addressOf(req) }
  await countTry(req.payload, attempt)
  if (!user || !(await isPassword(typed, user)))
    throw new Refused('当前密码不正确，改动没有保存，请重新填写。')
  await forgetTries(req.payload, attempt)
}
