/** Who may do what in the studio: one table, deny by default, from which every collection's `access` is made. */
import type { Access, CollectionConfig, FieldAccess, GlobalConfig, PayloadRequest, Where } from 'payload'
import { type Role, roles, type StaffMember } from '../domain/role.ts'

export const roleLabel: Record<Role, string> = {
  operator: '投放操作员',
  editor: '编辑',
  reviewer: '审核',
  chief: '终审',
  admin: '管理员',
}

/** `trash` moves a document to where it can be restored from; `delete` is for good. */
export type Operation =
  | 'create'
  | 'read'
  | 'update'
  | 'trash'
  | 'delete'
  | 'readVersions'
  | 'unlock'
  | 'admin'
  | 'waive'
  | 'handIn'
  | 'issue'
  | 'reopen'

/** Documents a right is limited to. */
type Scope = 'own' | 'published' | 'shown'
type Grant = Role | { readonly role: Role; readonly only: Scope }
type Rights = Partial<Record<Operation, readonly Grant[]>>

const everyone: readonly Role[] = roles
const editors: readonly Role[] = ['editor', 'reviewer', 'chief', 'admin']
const deciders: readonly Role[] = ['chief', 'admin']
const own = (...of: Role[]): Grant[] => of.map((role) => ({ role, only: 'own' }))

const table = {
  users: {
    create: ['admin'],
    read: ['admin', ...own('operator', 'editor', 'reviewer', 'chief')],
    update: ['admin', ...own('operator', 'editor', 'reviewer', 'chief')],
    delete: ['admin'],
    admin: everyone,
  },
  campaigns: { create: deciders, read: everyone, update: deciders, trash: ['admin'], delete: ['admin'] },
  units: { create: editors, read: everyone, update: editors, trash: editors, delete: ['admin'] },
  honorees: {
    create: editors,
    read: [...editors, { role: 'operator', only: 'published' }],
    update: editors,
    trash: deciders,
    delete: ['admin'],
    readVersions: editors,
  },
  assets: {
    create: editors,
    read: editors,
    update: editors,
    trash: editors,
    delete: ['admin'],
    waive: ['reviewer', ...deciders],
  },
  // Written and read through their own endpoints alone.
  'hand-ins': { handIn: editors },
  'hand-in-files': {},
  'unit-links': { issue: editors, reopen: ['reviewer', ...deciders] },
  variants: { read: [...editors, { role: 'operator', only: 'shown' }] },
  releases: { create: deciders, read: everyone },
  withdrawals: { create: ['reviewer', ...deciders], read: everyone },
  partners: {
    create: ['admin'],
    read: deciders,
    update: ['admin'],
    trash: ['admin'],
    delete: ['admin'],
  },
  screens: {
    create: ['operator', ...editors],
    read: everyone,
    update: ['operator', ...editors],
    trash: editors,
    delete: ['admin'],
  },
  receipts: { read: everyone },
  events: { read: deciders },
  'payload-locked-documents': { create: editors, read: everyone, update: editors, delete: editors },
  'sign-in-tries': {},
  claims: {},
  'word-list': { read: editors, update: editors },
  wakes: {},
  // Each their own, through their own endpoints alone.
  'notice-marks': {},
  'second-factors': {},
  digests: {},
} satisfies Record<string, Rights>

export type CollectionName = keyof typeof table

export function roleOf(req: Pick<PayloadRequest, 'user'>): Role | null {
  const user = req.user as { collection?: unknown; role?: unknown } | null
  if (user?.collection !== 'users') return null
  return roles.find((role) => role === user.role) ?? null
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
  const rights: Rights = table[name]
  for (const grant of rights[operation] ?? []) {
    if (grant === role) return true
    if (typeof grant === 'object' && grant.role === role) return whereOf[grant.only](req.user.id)
  }
  return false
}

/** For endpoints and hooks that stand outside Payload's own checks; a right limited to some documents is not enough. */
export const may = (req: Pick<PayloadRequest, 'user'>, name: CollectionName, operation: Operation): boolean =>
  decide(req, name, operation) === true

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
