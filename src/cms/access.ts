/** The rights of `domain/rights` as Payload asks for them. */
import type { Access, CollectionConfig, FieldAccess, GlobalConfig, PayloadRequest, Where } from 'payload'
import { allows, type CollectionName, grantOf, type Operation, type Scope } from '../domain/rights.ts'
import { type Role, roleIn, type StaffMember } from '../domain/role.ts'

export function roleOf(req: Pick<PayloadRequest, 'user'>): Role | null {
  const user = req.user as { collection?: unknown } | null
  return user?.collection === 'users' ? roleIn(user) : null
}

const whereOf: Record<Scope, (userId: string | number) => Where> = {
  own: (userId) => ({ id: { equals: userId } }),
  published: () => ({ _status: { equals: 'published' } }),
  shown: () => ({ isShown: { equals: true } }),
}

/** True, false, or the documents it is true for. */
function decide(
  req: Pick<PayloadRequest, 'user'>,
  name: CollectionName,
  operation: Operation,
): boolean | Where {
  const role = roleOf(req)
  if (!role || !req.user) return false
  const grant = grantOf(role, name, operation)
  return typeof grant === 'string' ? whereOf[grant](req.user.id) : grant
}

/** For endpoints and hooks that stand outside Payload's own checks; a right limited to some documents is not enough. */
export const may = (req: Pick<PayloadRequest, 'user'>, name: CollectionName, operation: Operation): boolean =>
  allows(roleOf(req), name, operation)

/** A collection's whole `access`: what the table does not grant is denied, never left to Payload's default. */
export function accessOf(name: CollectionName): NonNullable<CollectionConfig['access']> {
  const check =
    (operation: Operation): Access =>
    ({ req }) =>
      decide(req, name, operation)
  return {
    create: check('create'),
    read: check('read'),
    update: check('update'),
    // Payload asks for the right to delete in both cases; only to the trash it goes with a date.
    delete: ({ req, data }) => decide(req, name, data?.deletedAt ? 'trash' : 'delete'),
    readVersions: check('readVersions'),
    unlock: check('unlock'),
    admin: ({ req }) => decide(req, name, 'admin') === true,
  }
}

/** The same of a single document. */
export const globalAccessOf = (name: CollectionName): NonNullable<GlobalConfig['access']> => ({
  read: ({ req }) => may(req, name, 'read'),
  update: ({ req }) => may(req, name, 'update'),
})

/** Whom a preview link is made for; null for nobody of the staff. */
export function personOf(user: PayloadRequest['user']): StaffMember | null {
  const role = roleOf({ user })
  return user && role ? { id: String(user.id), role } : null
}

export const isStaff = (req: Pick<PayloadRequest, 'user'>): boolean => roleOf(req) !== null

/** For a field that only some roles may see or change. */
export const fieldFor =
  (...allowed: readonly Role[]): FieldAccess =>
  ({ req }) => {
    const role = roleOf(req)
    return role !== null && allowed.includes(role)
  }

/** Written by the system alone, through calls that override access. */
export const nobody: FieldAccess = () => false
