/** Second steps of signing in (二次验证): apart from the accounts, so that no reader of one ever sees them. See `second-factor.ts`. */
import type { CollectionConfig } from 'payload'
import { accessOf } from '../access.ts'

export const secondFactors: CollectionConfig = {
  slug: 'second-factors',
  labels: { singular: '二次验证', plural: '二次验证' },
  access: accessOf('second-factors'),
  admin: { hidden: true },
  endpoints: false,
  lockDocuments: false,
  timestamps: false,
  fields: [
    // `app:USER`, or `once:` and the digest of a recovery code.
    { name: 'key', type: 'text', required: true, unique: true, index: true },
    { name: 'user', type: 'text', required: true, index: true },
    // Of an app: sealed with the installation's secret.
    { name: 'secret', type: 'text' },
    // Of an app: the half minute whose code was taken last.
    { name: 'step', type: 'number' },
    { name: 'confirmedAt', type: 'date' },
    // Of a recovery code.
    { name: 'usedAt', type: 'date' },
  ],
}
