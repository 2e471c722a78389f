/**
 * The second step of signing in (二次验证): a code of an authenticator app (TOTP, RFC 6238), or one of ten recovery
 * codes. Each is taken once, by one conditional update, so that of two who type the same one wins.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Payload } from 'payload'
import { readDate } from './adapter/date.ts'
import type { SecondFactor } from './payload-types.ts'
import { addRow, changeRow, findRows } from './records/rows.ts'
import { clockNow } from './runtime.ts'

const stepMs = 30_000
const recoveryCodes = 10
/** No sign that is taken for another. */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

const appKey = (userId: string): string => `app:${userId}`

const totpOf = (base32: string, account: string): TOTP =>
  new TOTP({ issuer: '最美宣传系统', label: account, secret: Secret.fromBase32(base32), digits: 6 })

async function appOf(payload: Payload, userId: string): Promise<SecondFactor | null> {
  const [row] = await findRows(payload, 'second-factors', { where: { key: { equals: appKey(userId) } } })
  return row ?? null
}

/** When it came into force; null where none is. */
export const onSince = async (payload: Payload, userId: string): Promise<Date | null> =>
  readDate((await appOf(payload, userId))?.confirmedAt)

export const isOn = async (payload: Payload, userId: string): Promise<boolean> =>
  (await onSince(payload, userId)) !== null

export async function recoveryLeft(payload: Payload, userId: string): Promise<number> {
  const where = { and: [{ user: { equals: userId } }, { key: { like: 'once:' } }] }
  const rows = await findRows(payload, 'second-factors', { where })
  return rows.filter(({ usedAt }) => !usedAt).length
}

/** A new secret, not in force until a code of it was typed; null where there is one in force. */
export async function begin(
  payload: Payload,
  userId: string,
  account: string,
): Promise<{ readonly secret: string; readonly address: string } | null> {
  if (await isOn(payload, userId)) return null
  // One that was begun and left is replaced; one that comes into force meanwhile stays.
  const left = { and: [{ key: { equals: appKey(userId) } }, { confirmedAt: { exists: false } }] }
  await payload.db.deleteMany({ collection: 'second-factors', where: left })
  const secret = new Secret({ size: 20 }).base32
  const sealed = seal(payload, userId, secret)
  const row = { key: appKey(userId), user: userId, secret: sealed }
  // Begun twice at once, the first stands.
  if (!(await addRow({ payload }, 'second-factors', row))) return null
  return { secret, address: totpOf(secret, account).toString() }
}

/** The recovery codes, shown this once; null when the code is wrong. */
export async function confirm(
  payload: Payload,
  userId: string,
  code: string,
): Promise<readonly string[] | null> {
  const app = await appOf(payload, userId)
  if (!app || app.confirmedAt || !(await takeAppCode(payload, app, code))) return null
  const earlier = { and: [{ user: { equals: userId } }, { key: { like: 'once:' } }] }
  await payload.db.deleteMany({ collection: 'second-factors', where: earlier })
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode)
  for (const one of codes)
    await addRow({ payload }, 'second-factors', { key: onceKey(payload, userId, one), user: userId })
  await changeRow(
    { payload },
    'second-factors',
    { key: { equals: appKey(userId) } },
    { confirmedAt: clockNow().toISOString() },
  )
  return codes
}

/** Takes a code of the app, or a recovery code; false for a wrong one and for one taken before. */
export async function takeCode(payload: Payload, userId: string, code: string): Promise<boolean> {
  const app = await appOf(payload, userId)
  if (!app?.confirmedAt) return false
  if (/^\s*(\d\s*){6}$/.test(code)) return takeAppCode(payload, app, code)
  const key = onceKey(payload, userId, code)
  const unused = { and: [{ key: { equals: key } }, { usedAt: { exists: false } }] }
  return changeRow({ payload }, 'second-factors', unused, { usedAt: clockNow().toISOString() })
}

/** Of an account that is gone, or whose owner lost the telephone. */
export async function forget(payload: Payload, userId: string): Promise<void> {
  await payload.db.deleteMany({ collection: 'second-factors', where: { user: { equals: userId } } })
}

async function takeAppCode(payload: Payload, app: SecondFactor, code: string): Promise<boolean> {
  const secret = unseal(payload, app.user, app.secret ?? '')
  if (secret === null) return false
  const timestamp = clockNow().getTime()
  // Clocks of telephones are off, and typing takes time: the half minute before and after count too.
  const token = code.replace(/\s/g, '')
  const off = totpOf(secret, '').validate({ token, timestamp, window: 1 })
  if (off === null) return false
  const step = Math.floor(timestamp / stepMs) + off
  const isNew = { or: [{ step: { exists: false } }, { step: { less_than: step } }] }
  return changeRow({ payload }, 'second-factors', { and: [{ key: { equals: app.key } }, isNew] }, { step })
}

/** Sixty bits: guessing is hopeless even for whoever reads the digests. */
const newRecoveryCode = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join(''),
  ).join('-')

const onceKey = (payload: Payload, userId: string, code: string): string => {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return `once:${createHmac('sha256', keyOf(payload, 'recovery')).update(`${userId}|${plain}`).digest('hex')}`
}

const keyOf = (payload: Payload, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', payload.config.secret, '', `zuimei: second factor, ${use}`, 32))

/** AES-256-GCM, bound to the account: a row moved to another is none. */
function seal(payload: Payload, userId: string, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(payload, 'seal'), nonce)
  cipher.setAAD(Buffer.from(userId))
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64')
}

/** Null for what was sealed with another secret. */
function unseal(payload: Payload, userId: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(payload, 'seal'), bytes.subarray(0, 12))
    decipher.setAAD(Buffer.from(userId))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
