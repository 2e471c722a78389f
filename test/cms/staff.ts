/** Somebody of the staff, with an account. */
import crypto, { randomUUID } from 'node:crypto'
import { getFieldsToSign, jwtSign } from 'payload'
import type { User } from '../../src/cms/payload-types.ts'
import type { Role } from '../../src/domain/role.ts'
import type { Studio } from './databases.ts'

type Open = Pick<Studio, 'payload'>

export const password = 'Correct-Horse-9'

/** As Payload stores the one password; made anew for everybody it would take longer than all else. */
const salt = crypto.createHash('sha256').update('of every account of the tests').digest('hex')
let hash: string | undefined
const hashOfAll = (): string => {
  hash ??= `pbkdf2-sha256-v1:${crypto.pbkdf2Sync(password, salt, 600_000, 32, 'sha256').toString('hex')}`
  return hash
}

/** An account with the password above, and a session as signing in begins it. */
export async function hire(
  studio: Open,
  name: string,
  role: Role,
): Promise<{ readonly id: string; readonly email: string; readonly token: string }> {
  const email = `${name}@staff.test`
  const data = { name, email, role, hash: hashOfAll(), salt }
  const { id } = await studio.payload.db.create({ collection: 'users', data })
  return { id: String(id), email, token: await sessionOf(studio, String(id)) }
}

/** A new session's token of an account. */
export async function sessionOf({ payload }: Open, id: string): Promise<string> {
  const where = { id: { equals: id } }
  const user = await payload.db.findOne<User>({ collection: 'users', where })
  if (!user) throw new Error(`no account ${id}`)
  const sid = randomUUID()
  const now = Date.now()
  const [createdAt, expiresAt] = [now, now + 3_600_000].map((at) => new Date(at).toISOString())
  const sessions = [...(user.sessions ?? []), { id: sid, createdAt, expiresAt }]
  await payload.db.updateOne({ collection: 'users', id, data: { ...user, sessions } })
  const fieldsToSign = getFieldsToSign({
    collectionConfig: payload.collections.users.config,
    email: user.email,
    sid,
    user: { ...user, collection: 'users' } as never,
  })
  return (await jwtSign({ fieldsToSign, secret: payload.secret, tokenExpiration: 3_600 })).token
}

/** The token of a new account with this role. */
export const signIn = async (studio: Open, role: Role): Promise<string> =>
  (await hire(studio, role, role)).token
