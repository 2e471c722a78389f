/** Who may do what: one table, deny by default. The studio's pages, Payload's `access` and every endpoint ask it. */
import { type Role, roles } from './role.ts'

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
export type Scope = 'own' | 'published' | 'shown'
type Grant = Role | { readonly role: Role; readonly only: Scope }
type Rights = Partial<Record<Operation, readonly Grant[]>>

export const everyone: readonly Role[] = roles
export const editors: readonly Role[] = ['editor', 'reviewer', 'chief', 'admin']
export const deciders: readonly Role[] = ['chief', 'admin']
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

/** True, false, or the documents it is true for. */
export function grantOf(role: Role, name: CollectionName, operation: Operation): boolean | Scope {
  const rights: Rights = table[name]
  for (const grant of rights[operation] ?? []) {
    if (grant === role) return true
    if (typeof grant === 'object' && grant.role === role) return grant.only
  }
  return false
}

/** A right limited to some documents is not enough; nobody has none. */
export const allows = (role: Role | null, name: CollectionName, operation: Operation): boolean =>
  role !== null && grantOf(role, name, operation) === true
