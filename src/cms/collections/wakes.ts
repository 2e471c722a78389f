/** Whose material changed lately (the subject; `*` for everybody's): how one process wakes another. Seen by nobody. */
import type { CollectionConfig } from 'payload'
import { accessOf } from '../access.ts'

export const wakes: CollectionConfig = {
  slug: 'wakes',
  labels: { singular: '唤醒', plural: '唤醒' },
  access: accessOf('wakes'),
  admin: { hidden: true },
  endpoints: false,
  lockDocuments: false,
  timestamps: false,
  fields: [
    { name: 'subject', type: 'text', required: true, unique: true, index: true },
    { name: 'stamp', type: 'text', required: true },
    { name: 'at', type: 'date', required: true, index: true },
  ],
}
