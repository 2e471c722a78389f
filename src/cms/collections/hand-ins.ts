/** What is being handed in (收件): opened by staff or by a unit's link, written through its own endpoints alone. */
import type { CollectionConfig } from 'payload'
import { accessOf } from '../access.ts'
import { handInEndpoints } from '../endpoints/hand-ins.ts'
import { internal } from '../internal-field.ts'

export const handIns: CollectionConfig = {
  slug: 'hand-ins',
  labels: { singular: '收件', plural: '收件' },
  access: accessOf('hand-ins'),
  admin: { hidden: true },
  lockDocuments: false,
  disableDuplicate: true,
  endpoints: handInEndpoints,
  fields: [
    {
      name: 'campaign',
      type: 'relationship',
      label: '活动',
      relationTo: 'campaigns',
      required: true,
      index: true,
    },
    { name: 'onlyUnit', type: 'text', label: '推荐单位' },
    { name: 'onlyName', type: 'text', label: '人选' },
    { name: 'told', type: 'json', label: '补填的资料', admin: internal },
    { name: 'openedBy', type: 'text', label: '由谁打开', required: true, index: true },
    { name: 'openedAt', type: 'date', label: '打开时间', required: true, index: true },
  ],
}

/** One file of a hand-in: where it waits and what became of it. */
export const handInFiles: CollectionConfig = {
  slug: 'hand-in-files',
  labels: { singular: '收到的文件', plural: '收到的文件' },
  access: accessOf('hand-in-files'),
  admin: { hidden: true },
  endpoints: false,
  lockDocuments: false,
  timestamps: false,
  fields: [
    {
      name: 'handIn',
      type: 'relationship',
      label: '收件',
      relationTo: 'hand-ins',
      required: true,
      index: true,
    },
    { name: 'path', type: 'text', label: '文件', required: true },
    { name: 'bytes', type: 'number', label: '字节', required: true },
    { name: 'storageKey', type: 'text', required: true, unique: true, index: true },
    { name: 'state', type: 'text', label: '状态', required: true, index: true },
    { name: 'declared', type: 'text', label: '用途' },
    { name: 'person', type: 'json', label: '人选' },
    { name: 'problems', type: 'json', label: '未收下的原因' },
    { name: 'arrivedAt', type: 'date', label: '收到时间', required: true },
  ],
}
