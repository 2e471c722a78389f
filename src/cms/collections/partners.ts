/** Who pulls feeds and packs (合作媒体). Its token opens delivery's addresses only, never the studio or its API. */
import type { CollectionConfig } from 'payload'
import { accessOf, nobody } from '../access.ts'
import { channelNames, channelsField, every } from '../channel-field.ts'
import { issueToken } from '../endpoints/issue-token.ts'
import { traced } from '../events.ts'
import { endHeldAfterRefusal } from '../held-claims.ts'
import { tokenTerms } from '../hooks/event-names.ts'
import { noteBeginning } from '../hooks/keep-both.ts'
import { keepRevoked } from '../hooks/keep-revoked.ts'
import { keepWhileUsed } from '../hooks/keep-while-used.ts'
import { refuseOlder } from '../hooks/refuse-older.ts'
import { deleteInTurn, endDeleting, endSaving, readInTurn, writeInTurn } from '../saving.ts'

const byTokenButton = { access: { create: nobody, update: nobody } } as const
const instant = { pickerAppearance: 'dayAndTime', displayFormat: 'yyyy-MM-dd HH:mm' } as const

const keeps = keepWhileUsed('partners', '该合作媒体', [
  {
    collection: 'receipts',
    field: 'partner',
    because: '已有其取稿回执，回执须留存备查',
    onlyForGood: true,
  },
])

const told = traced('partners', tokenTerms)

export const partners: CollectionConfig = {
  slug: 'partners',
  labels: { singular: '合作媒体', plural: '合作媒体' },
  access: accessOf('partners'),
  disableDuplicate: true,
  trash: true,
  admin: {
    group: '媒体与屏幕',
    description:
      '取用信息流的媒体和下载海报包的屏幕运营方。令牌只在生成时显示一次，请当面或用加密方式交给对方。',
    useAsTitle: 'name',
    defaultColumns: ['name', 'channelIds', 'tokenPrefix', 'tokenExpiresAt', 'tokenLastUsedAt'],
    listSearchableFields: ['name', 'tokenPrefix'],
  },
  defaultSort: 'name',
  hooks: {
    beforeOperation: [noteBeginning, readInTurn],
    beforeChange: [refuseOlder, keepRevoked, keeps.beforeChange, writeInTurn],
    afterChange: [...told.afterChange, endSaving],
    beforeDelete: [keeps.beforeDelete, deleteInTurn],
    afterDelete: [...told.afterDelete, endDeleting],
    afterOperation: [endHeldAfterRefusal],
  },
  endpoints: [issueToken],
  fields: [
    { name: 'name', type: 'text', label: '名称', required: true, unique: true },
    channelsField({ kinds: every, description: '令牌只能取用这些渠道的信息流、海报包和文件。' }),
    { name: 'contact', type: 'text', label: '联系人及电话' },
    {
      name: 'isTrustedWithEmbargo',
      type: 'checkbox',
      label: '可提前取用未解禁稿件',
      defaultValue: false,
      admin: { description: '提前取到的稿件会标明解禁时间；未勾选的媒体在解禁前看不到。' },
    },
    {
      name: 'token',
      type: 'ui',
      label: '令牌',
      admin: {
        components: {
          Field: { path: '/src/admin/token-button.tsx#TokenButton', clientProps: { channels: channelNames } },
        },
      },
    },
    {
      name: 'tokenPrefix',
      type: 'text',
      label: '令牌开头',
      ...byTokenButton,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'tokenExpiresAt',
      type: 'date',
      label: '令牌到期',
      admin: { position: 'sidebar', date: instant, description: '留空则长期有效。' },
    },
    {
      name: 'tokenRevokedAt',
      type: 'date',
      label: '令牌作废时间',
      admin: {
        position: 'sidebar',
        date: instant,
        description: '填写后，从这一刻起令牌失效，不能恢复；生成新令牌时自动清空。',
      },
    },
    {
      name: 'tokenLastUsedAt',
      type: 'date',
      label: '最近使用',
      ...byTokenButton,
      admin: { readOnly: true, position: 'sidebar', date: instant },
    },
    {
      name: 'tokenHash',
      type: 'text',
      index: true,
      hidden: true,
      access: { read: nobody, create: nobody, update: nobody },
    },
  ],
}
