/** Recent tries to sign in, by hashed account and address: rows of minutes, seen by nobody. See `sign-in-tries.ts`. */
import type { CollectionConfig } from 'payload'
import { accessOf } from '../access.ts'

export const signInTries: CollectionConfig = {
  slug: 'sign-in-tries',
  labels: { singular: '登录尝试', plural: '登录尝试' },
  access: accessOf('sign-in-tries'),
  admin: { hidden: true },
  endpoints: false,
  lockDocuments: false,
  timestamps: false,
  fields: [
    { name: 'account', type: 'text', required: true },
    { name: 'address', type: 'text', required: true, index: true },
    { name: 'at', type: 'date', required: true, index: true },
  ],
}
