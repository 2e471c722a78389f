/** Displays, or fleets of equal displays (屏幕), for which operators take poster packs. */
import type { CollectionConfig } from 'payload'
import { screenSideFault } from '../../domain/screen.ts'
import { accessOf } from '../access.ts'
import { channelField } from '../channel-field.ts'
import { keepScreenShown } from '../hooks/keep-screen-shown.ts'
import { keepWhileUsed } from '../hooks/keep-while-used.ts'
import { afterwards, everybody } from '../hooks/wake.ts'
import { asciiName } from '../text-rules.ts'

const keeps = keepWhileUsed('screens', '该屏幕', [
  { collection: 'receipts', field: 'screen', because: '已有该屏幕的回执，回执须留存备查' },
])

/** Lighter than any poster can be made. */
const minPosterBytes = 10_000

const drawable =
  (side: 'width' | 'height') =>
  (_value: unknown, { siblingData }: { siblingData: unknown }): true | string => {
    const { width, height } = siblingData as { width?: unknown; height?: unknown }
    return screenSideFault(side, width, height) ?? true
  }

export const screens: CollectionConfig = {
  slug: 'screens',
  labels: { singular: '屏幕', plural: '屏幕' },
  access: accessOf('screens'),
  disableDuplicate: true,
  trash: true,
  admin: {
    group: '媒体与屏幕',
    description: '一块屏，或一批尺寸相同的屏。海报按这里的像素逐块制作，运营方据此下载海报包。',
    useAsTitle: 'name',
    defaultColumns: ['name', 'channelId', 'width', 'height', 'stillSeconds', 'playsFilm'],
    listSearchableFields: ['name', 'slug', 'place'],
  },
  defaultSort: 'name',
  hooks: {
    ...afterwards('screens', everybody),
    beforeChange: [keeps.beforeChange, keepScreenShown],
    beforeDelete: [keeps.beforeDelete],
  },
  fields: [
    { name: 'name', type: 'text', label: '名称', required: true },
    {
      name: 'slug',
      type: 'text',
      label: '英文标识',
      required: true,
      unique: true,
      validate: asciiName,
      admin: { description: '用于海报包的网址，例如 zhongjie-led；定下后请勿更改。' },
    },
    channelField({ kinds: ['screen'] }),
    { name: 'place', type: 'text', label: '点位', admin: { description: '例如：沈阳市和平区中街北口。' } },
    {
      type: 'row',
      fields: [
        {
          name: 'width',
          type: 'number',
          label: '宽（像素）',
          required: true,
          validate: drawable('width'),
          admin: { width: '50%', step: 1 },
        },
        {
          name: 'height',
          type: 'number',
          label: '高（像素）',
          required: true,
          validate: drawable('height'),
          admin: { width: '50%', step: 1 },
        },
      ],
    },
    {
      name: 'stillSeconds',
      type: 'number',
      label: '单张海报停留（秒）',
      required: true,
      defaultValue: 10,
      min: 1,
      max: 3600,
    },
    {
      name: 'maxBytes',
      type: 'number',
      label: '单张海报上限（字节）',
      validate: (value: unknown) =>
        value === null ||
        value === undefined ||
        (Number.isInteger(value) && Number(value) >= minPosterBytes) ||
        `应为不小于 ${minPosterBytes} 的整数（字节），或留空。`,
      admin: { step: 1, description: '留空则用渠道自己的上限。' },
    },
    { name: 'playsFilm', type: 'checkbox', label: '播放视频', defaultValue: false },
    {
      name: 'confirm',
      type: 'checkbox',
      label: '确认改动',
      virtual: true,
      admin: {
        disableListColumn: true,
        disableListFilter: true,
        disableBulkEdit: true,
        components: { Field: '/src/admin/confirm-screen-change.tsx#ConfirmScreenChange' },
      },
    },
  ],
}
