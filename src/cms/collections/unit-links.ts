/** A unit's way in without an account (单位交件链接): made and shown once, kept as a hash, written through its own endpoints alone. */
import type { CollectionConfig } from 'payload'
import { accessOf } from '../access.ts'
import { unitLinkEndpoints } from '../endpoints/unit-links.ts'
import { internal } from '../internal-field.ts'

const minute = { pickerAppearance: 'dayAndTime', displayFormat: 'yyyy-MM-dd HH:mm' } as const

export const unitLinks: CollectionConfig = {
  slug: 'unit-links',
  labels: { singular: '交件链接', plural: '交件链接' },
  access: accessOf('unit-links'),
  admin: { hidden: true },
  lockDocuments: false,
  disableDuplicate: true,
  endpoints: unitLinkEndpoints,
  fields: [
    {
      name: 'campaign',
      type: 'relationship',
      label: '活动',
      relationTo: 'campaigns',
      required: true,
      index: true,
    },
    {
      name: 'unit',
      type: 'relationship',
      label: '推荐单位',
      relationTo: 'units',
      required: true,
      index: true,
    },
    { name: 'tokenHash', type: 'text', required: true, unique: true, index: true, admin: internal },
    { name: 'reopenedUntil', type: 'date', label: '延长至', admin: { date: minute } },
    { name: 'reason', type: 'text', label: '延长的原因' },
    { name: 'revokedAt', type: 'date', label: '作废时间', admin: { date: minute } },
  ],
}
