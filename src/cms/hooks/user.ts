/** Two rules for staff accounts: the first one governs, and no password is easy to guess. */
import type { CollectionBeforeChangeHook, CollectionBeforeOperationHook } from 'payload'
import { Refused } from '../refusal.ts'

export const firstUserIsAdmin: CollectionBeforeChangeHook = async ({ data, operation, req }) => {
  if (operation !== 'create') return data
  const { totalDocs } = await req.payload.db.count({ collection: 'users', req })
  return totalDocs === 0 ? { ...data, role: 'admin' } : data
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

/** In beforeOperation, because a reset of a forgotten password passes no other hook before it is hashed. */
export const refuseWeakPassword: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'create' && operation !== 'update' && operation !== 'resetPassword') return args
  const data = (args.data ?? {}) as { password?: unknown; email?: unknown }
  if (typeof data.password !== 'string') return args
  const refusal = passwordRefusal(data.password, typeof data.email === 'string' ? data.email : '')
  if (refusal) throw new Refused(refusal)
  return args
}
