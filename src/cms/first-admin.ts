/** Who governs first: whoever holds the link printed at start, or runs `npm run admin`; never whoever comes first. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createLocalReq, type Payload } from 'payload'
import { addRow } from './records/rows.ts'
import { inTurn } from './saving.ts'
import { forget } from './second-factor.ts'

export async function hasAdmin(payload: Payload): Promise<boolean> {
  const { totalDocs } = await payload.db.count({ collection: 'users', where: { role: { equals: 'admin' } } })
  return totalDocs > 0
}

/** The mark of the link's single use: its key is unique on both databases, so of two users one wins. */
const mark = 'first-admin'

/** Whether the link still opens: used once it never opens again, also when every account is gone. */
export async function isSetupOpen(payload: Payload): Promise<boolean> {
  if (await hasAdmin(payload)) return false
  const { totalDocs } = await payload.db.count({ collection: 'payload-kv', where: { key: { equals: mark } } })
  return totalDocs === 0
}

/** A link lies in a terminal's scrollback for years; whoever starts the system gets another. */
const setupMs = 24 * 3_600_000

/** When it ends, and 256 bits of the installation's secret over that: the same in each of its processes, kept nowhere. */
const setupCode = (secret: string, ends: number): string =>
  `${ends.toString(36)}.${createHmac('sha256', secret).update(`zuimei: first administrator ${ends}`).digest('base64url')}`

export const setupPath = (secret: string, now: Date): string =>
  `/setup?code=${setupCode(secret, now.getTime() + setupMs)}`

export function judgeSetupCode(secret: string, code: string, now: Date): 'right' | 'expired' | 'wrong' {
  const ends = Number.parseInt(code, 36)
  if (!Number.isSafeInteger(ends)) return 'wrong'
  const [given, expected] = [code, setupCode(secret, ends)].map((text) => Buffer.from(text))
  if (given?.length !== expected?.length || !timingSafeEqual(given as Buffer, expected as Buffer))
    return 'wrong'
  return now.getTime() <= ends ? 'right' : 'expired'
}

/** False when somebody was first. Throws Payload's or our own refusal, in Chinese, for what was typed. */
export async function makeFirstAdmin(
  payload: Payload,
  account: { name: string; email: string; password: string },
  address: string,
): Promise<boolean> {
  if (await hasAdmin(payload)) return false
  if (!(await addRow({ payload }, 'payload-kv', { key: mark, data: { usedAt: new Date().toISOString() } })))
    return false
  try {
    const data = { ...account, role: 'admin' as const }
    await payload.create({
      collection: 'users',
      data,
      context: { isAdminSetUp: true },
      req: { headers: new Headers({ 'x-forwarded-for': address }) },
    })
    return true
  } catch (error) {
    await payload.db.deleteMany({ collection: 'payload-kv', where: { key: { equals: mark } } })
    throw error
  }
}

/** For the command line: whoever can run it may read the database anyway. */
export async function grantAdmin(
  payload: Payload,
  account: { name: string; email: string; password: string },
): Promise<'made' | 'reset'> {
  const { email, password } = account
  const { docs } = await payload.find({ collection: 'users', where: { email: { equals: email } }, limit: 1 })
  const [user] = docs
  if (!user) {
    const data = { ...account, role: 'admin' as const }
    await payload.create({ collection: 'users', data, context: { isAdminSetUp: true } })
    return 'made'
  }
  const req = await createLocalReq({}, payload)
  const data = { password, role: 'admin' as const }
  await inTurn(String(user.id), req, () => payload.update({ collection: 'users', id: user.id, data, req }))
  await payload.db.deleteMany({ collection: 'sign-in-tries', where: {} })
  // Whoever is locked out may have lost the telephone too.
  await forget(payload, String(user.id))
  return 'reset'
}
