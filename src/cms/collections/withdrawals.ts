/** Facts that a release is no longer to be shown (撤回): appended, never taken back. */
import type { CollectionConfig, TextFieldSingleValidation } from 'payload'
import { text } from 'payload/shared'
import { privateNumberIn } from '../../domain/private-number.ts'
import { accessOf, nobody } from '../access.ts'
import { markWithdrawn } from '../hooks/mark-shown.ts'
import { sayWithdrawal, sayWithdrawn, stampWithdrawal, withdrawSuccessor } from '../hooks/withdrawal.ts'

/** It goes out as it is, and nothing takes it back. */
const publicReason: TextFieldSingleValidation = (value, options) => {
  const what = privateNumberIn(value ?? '')
  return what
    ? `“公开的原因”里像是有${what}，而它会原样告知媒体和屏幕运营方，发出后不能收回；请删去后再撤回。`
    : text(value, options)
}

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
      validate: publicReason,
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
