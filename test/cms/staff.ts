/** Somebody of the staff, with an account. */
import type { Role } from '../../src/domain/role.ts'
import type { Studio } from './databases.ts'

/** The token of a new account with this role. */
export async function signIn({ payload }: Pick<Studio, 'payload'>, role: Role): Promise<string> {
  const data = { name: role, email: `${role}@staff.test`, password: 'Correct-Horse-9', role }
  await payload.create({ collection: 'users', data })
  return (await payload.login({ collection: 'users', data })).token ?? ''
}
