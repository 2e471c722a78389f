/** Facts that somebody fetched, confirmed, showed, took down or failed (回执): appended by delivery alone. */
import type { CollectionConfig } from 'payload'
import { receiptKinds, receiptLabel } from '../../domain/receipt.ts'
import { accessOf } from '../access.ts'
import { internal } from '../internal-field.ts'

export const receipts: CollectionConfig = {
  slug: 'receipts',
  labels: { singular: '回执', plural: '回执' },
  access: accessOf('receipts'),
  disableDuplicate: true,
  lockDocuments: false,
  admin: {
    group: '媒体与屏幕',
    description: '媒体取稿、屏幕展示的记录，由系统自动登记，只读。',
    useAsTitle: 'note',
    defaultColumns: ['at', 'kind', 'partner', 'release', 'screen', 'note'],
    listSearchableFields: ['note'],
  },
  defaultSort: '-at',
  fields: [
    {
      name: 'at',
      type: 'date',
      label: '时间',
      required: true,
      index: true,
      admin: {
        readOnly: true,
        date: { pickerAppearance: 'dayAndTime', displayFormat: 'yyyy-MM-dd HH:mm:ss' },
      },
    },
    {
      name: 'kind',
      type: 'select',
      label: '事项',
      required: true,
      options: receiptKinds.map((value) => ({ value, label: receiptLabel[value] })),
      admin: { readOnly: true },
    },
    {
      name: 'partner',
      type: 'relationship',
      label: '合作媒体',
      relationTo: 'partners',
      required: true,
      index: true,
      admin: { readOnly: true },
    },
    {
      name: 'release',
      type: 'relationship',
      label: '发布',
      relationTo: 'releases',
      index: true,
      admin: { readOnly: true },
    },
    {
      name: 'screen',
      type: 'relationship',
      label: '屏幕',
      relationTo: 'screens',
      index: true,
      admin: { readOnly: true },
    },
    { name: 'packVersion', type: 'text', label: '海报包版本', admin: { readOnly: true } },
    { name: 'note', type: 'text', label: '备注', admin: { readOnly: true } },
    // The same fact told twice is one row.
    { name: 'key', type: 'text', required: true, unique: true, index: true, admin: internal },
  ],
}
