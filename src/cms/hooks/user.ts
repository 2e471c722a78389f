/** Rules for staff accounts: one administrator always stays, and nobody takes over what is not theirs. */
import type {
  CollectionAfterChangeHook,
  CollectionBeforeDeleteHook,
  CollectionBeforeOperationHook,
} from 'payload'
import { hasAdmin } from '../first-admin.ts'
import type { User } from '../payload-types.ts'
import { changeRow } from '../records/rows.ts'
import { Refused } from '../refusal.ts'

/**
 * Looked at after the write, because two who demote each other both look before and both see two: the last write sees
 * none left and is taken back.
 */
export const keepOneAdmin: CollectionAfterChangeHook<User> = async ({ doc, previousDoc, operation, req }) => {
  if (operation !== 'update' || previousDoc.role !== 'admin') return doc
  if (await hasAdmin(req.payload)) return doc
  await changeRow(req, 'users', { id: { equals: previousDoc.id } }, { role: 'admin' })
  throw new Refused('至少要留一位管理员：请先把另一位用户设为管理员，再改这一位的角色。')
}

/** Two steps, so that one rule keeps the last: demoting is where it stands. */
export const refuseToDeleteAdmin: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const user = await req.payload.db.findOne<User>({ collection: 'users', where: { id: { equals: id } }, req })
  if (user?.role === 'admin')
    throw new Refused('管理员账号不能直接删除：请先把角色改为其他，再删除；最后一位管理员须保留。')
}

/** A new role begins with a new sign-in; a new password does so in Payload itself. Access asks the row, not the session. */
export const endSessions: CollectionAfterChangeHook<User> = async ({
  data,
  doc,
  operation,
  previousDoc,
  req,
}) => {
  const role: unknown = (data as Partial<User>).role
  if (operation === 'update' && role !== undefined && role !== previousDoc.role)
    await req.payload.db.updateOne({
      collection: 'users',
      id: previousDoc.id,
      // The form has been told when it was saved.
      data: { sessions: [], updatedAt: null },
      req,
    })
  return doc
}

const minLength = 10
/** As many characters need no mixture of kinds (NIST SP 800-63B prefers length to composition). */
const longEnough = 16
const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]

export function passwordRefusal(password: string, email: string): string | null {
  if (password.length < minLength)
    return `密码只有 ${password.length} 位，至少需要 ${minLength} 位，请换一个。`
  const name = email.split('@')[0]?.toLowerCase() ?? ''
  if (name.length > 3 && password.toLowerCase().includes(name))
    return '密码里含有登录名，容易被猜到，请换一个。'
  if (new Set(password).size < 5) return '密码中重复的字符太多，容易被猜到，请换一个。'
  const found = kinds.filter((kind) => kind.test(password)).length
  if (password.length < longEnough && found < 3)
    return `密码过于简单：请混用大写字母、小写字母、数字和符号中的三种，或用 ${longEnough} 位以上的长密码。`
  return null
}

/** In beforeOperation, because the password is hashed past every later hook. */
export const refuseWeakPassword: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation !== 'create' && operation !== 'update') return args
  const data = (args.data ?? {}) as { password?: unknown; email?: unknown }
  if (typeof data.password !== 'string') return args
  const refusal = passwordRefusal(data.password, typeof data.email === 'string' ? data.email : '')
  if (refusal) throw new Refused(refusal)
  req.context.hasNewPassword = true
  return args
}
