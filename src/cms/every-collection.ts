/** What holds for every collection, ours or to come. */
import type { CollectionConfig } from 'payload'
import { limitBulk } from './hooks/limit-bulk.ts'

export const withHouseRules = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  // The REST address of a document helps nobody who works here.
  admin: { ...collection.admin, hideAPIURL: true },
  hooks: {
    ...collection.hooks,
    beforeOperation: [limitBulk, ...(collection.hooks?.beforeOperation ?? [])],
  },
})
