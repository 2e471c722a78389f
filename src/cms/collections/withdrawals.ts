/** Facts that a release is no longer to be shown (撤回): appended, never taken back. */
import type { CollectionConfig } from 'payload'
import { accessOf, nobody } from '../access.ts'
import { markWithdrawn } from '../hooks/mark-shown.ts'
import { sayWithdrawal, sayWithdrawn, stampWithdrawal, withdrawSuccessor } from '../hooks/withdrawal.ts'

export const withdrawals: CollectionConfig = {
  slug: 'withdrawals',
  labels: { singular: '撤回', plural: '撤回' },
  access: accessOf('withdrawals'),
  disableDuplicate: true,
  lockDocuments: false,
  admin: {
    group: '成品与发布',
    description:
      '立即停止展示一项发布（及其此前各版），媒体和屏幕下次取用时得知。撤回后不能恢复，只能重新发布。',
    useAsTitle: 'reason',
    defaultColumns: ['release', 'reason', 'at'],
    listSearchableFields: ['reason'],
  },
  defaultSort: '-createdAt',
  hooks: {
    beforeChange: [stampWithdrawal],
    afterChange: [sayWithdrawal, withdrawSuccessor, markWithdrawn],
    afterError: [sayWithdrawn],
  },
  fields: [
    {
      name: 'release',
      type: 'relationship',
      label: '发布',
      relationTo: 'releases',
      required: true,
      unique: true,
      index: true,
    },
    {
      name: 'reason',
      type: 'text',
      label: '公开的原因',
      required: true,
      maxLength: 200,
      admin: { description: '会原样告知媒体和屏幕运营方，请勿写入个人信息。' },
    },
    {
      name: 'at',
      type: 'date',
      label: '撤回时间',
      access: { create: nobody, update: nobody },
      admin: {
        readOnly: true,
        date: { pickerAppearance: 'dayAndTime', displayFormat: 'yyyy-MM-dd HH:mm:ss' },
      },
    },
  ],
}
