/** Which notice (通知) somebody has read, and which digest of them went by mail: rows of the machinery, seen by nobody. */
import type { CollectionConfig } from 'payload'
import { accessOf } from '../access.ts'

const hidden = {
  admin: { hidden: true },
  endpoints: false,
  lockDocuments: false,
  timestamps: false,
} as const

export const noticeMarks: CollectionConfig = {
  ...hidden,
  slug: 'notice-marks',
  labels: { singular: '已读标记', plural: '已读标记' },
  access: accessOf('notice-marks'),
  fields: [
    // `USER|NOTICE`: read twice is read once.
    { name: 'key', type: 'text', required: true, unique: true, index: true },
    { name: 'user', type: 'text', required: true, index: true },
    { name: 'notice', type: 'text', required: true },
    { name: 'at', type: 'date', required: true, index: true },
  ],
}

export const digests: CollectionConfig = {
  ...hidden,
  slug: 'digests',
  labels: { singular: '通知邮件', plural: '通知邮件' },
  access: accessOf('digests'),
  fields: [
    { name: 'key', type: 'text', required: true, unique: true, index: true },
    { name: 'user', type: 'text', required: true, index: true },
    { name: 'notices', type: 'json', required: true },
    { name: 'attempts', type: 'number', required: true, defaultValue: 0 },
    // Also the end of a claim: whoever died over it is followed then.
    { name: 'dueAt', type: 'date', required: true, index: true },
    { name: 'sentAt', type: 'date', index: true },
  ],
}
