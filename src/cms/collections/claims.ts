/** What a process has taken for a while, so that no other does it meanwhile: rows of seconds, seen by nobody. See `claims.ts`. */
import type { CollectionConfig } from 'payload'
import { accessOf } from '../access.ts'

export const claims: CollectionConfig = {
  slug: 'claims',
  labels: { singular: '占用', plural: '占用' },
  access: accessOf('claims'),
  admin: { hidden: true },
  endpoints: false,
  lockDocuments: false,
  timestamps: false,
  fields: [
    { name: 'key', type: 'text', required: true, unique: true, index: true },
    // The process, and `stamp` is this one claim of it; of a tab beside others its account, and since when.
    { name: 'owner', type: 'text', required: true },
    { name: 'stamp', type: 'text', required: true },
    { name: 'until', type: 'date', required: true, index: true },
  ],
}
