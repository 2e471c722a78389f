/** Who nominates (推荐单位); each may nominate one person. */

import type { CollectionConfig } from 'payload'
import { editors } from '../../domain/rights.ts'
import { accessOf, fieldFor } from '../access.ts'
import { keepWhileUsed } from '../hooks/keep-while-used.ts'
import { afterwards, everybody } from '../hooks/wake.ts'

const contact = { read: fieldFor(...editors) }

const keeps = keepWhileUsed('units', '该推荐单位', [
  { collection: 'honorees', field: 'unit', because: '已有人选由该单位推荐，请先删除或改正这些人选' },
])

export const units: CollectionConfig = {
  slug: 'units',
  labels: { singular: '推荐单位', plural: '推荐单位' },
  access: accessOf('units'),
  disableDuplicate: true,
  trash: true,
  admin: {
    group: '人选与素材',
    description: '各市科协、学会、高校、院所和企业等。每个单位可报几人，看各年活动的规则。',
    useAsTitle: 'name',
    defaultColumns: ['name', 'contactName', 'updatedAt'],
    listSearchableFields: ['name', 'contactName'],
  },
  defaultSort: 'name',
  hooks: {
    ...afterwards('units', everybody),
    beforeChange: [keeps.beforeChange],
    beforeDelete: [keeps.beforeDelete],
  },
  fields: [
    { name: 'name', type: 'text', label: '单位全称', required: true, unique: true },
    { name: 'contactName', type: 'text', label: '联系人', access: contact },
    { name: 'contactPhone', type: 'text', label: '联系电话', access: contact },
    {
      name: 'honorees',
      type: 'join',
      label: '推荐的人选',
      collection: 'honorees',
      on: 'unit',
      admin: { allowCreate: false, defaultColumns: ['name', 'campaign', '_status'] },
    },
  ],
}
