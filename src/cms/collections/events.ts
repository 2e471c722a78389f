/** Who did what to which document (留痕): appended by the system alone, read by whoever answers for it. */
import type { CollectionConfig } from 'payload'
import { type Actor, eventKinds, eventLabel } from '../../domain/event.ts'
import { accessOf } from '../access.ts'
import { toldOf } from '../history.ts'
import { internal } from '../internal-field.ts'

export const actorLabel: Record<Actor['kind'], string> = {
  user: '工作人员',
  partner: '合作媒体',
  unit: '推荐单位',
  system: '系统',
}

const readOnly = { readOnly: true } as const
const fact = { ...readOnly, components: { Cell: '/src/admin/fact-cell.tsx#FactCell' } } as const

export const events: CollectionConfig = {
  slug: 'events',
  labels: { singular: '留痕', plural: '留痕' },
  access: accessOf('events'),
  disableDuplicate: true,
  lockDocuments: false,
  admin: {
    group: '系统',
    description: '谁、何时、从哪里、对什么做了什么。由系统自动登记，只能查看，不能修改或删除。',
    useAsTitle: 'title',
    defaultColumns: ['at', 'kind', 'actorName', 'title', 'told', 'note', 'address'],
    listSearchableFields: ['title', 'actorName', 'note'],
  },
  defaultSort: '-at',
  // What changed is put into words from them, also in lists that do not ask for them.
  forceSelect: { subjectCollection: true, fields: true, before: true, after: true },
  fields: [
    {
      name: 'at',
      type: 'date',
      label: '时间',
      required: true,
      index: true,
      admin: {
        ...readOnly,
        date: { pickerAppearance: 'dayAndTime', displayFormat: 'yyyy-MM-dd HH:mm:ss' },
      },
    },
    {
      name: 'kind',
      type: 'select',
      label: '事项',
      required: true,
      index: true,
      options: eventKinds.map((value) => ({ value, label: eventLabel[value] })),
      // A new kind is a line in the domain, not a change of the table's definition.
      typescriptSchema: [() => ({ type: 'string' })],
      admin: readOnly,
    },
    { name: 'actorName', type: 'text', label: '何人', required: true, index: true, admin: readOnly },
    {
      name: 'actorKind',
      type: 'select',
      label: '身份',
      required: true,
      options: (Object.keys(actorLabel) as Actor['kind'][]).map((value) => ({
        value,
        label: actorLabel[value],
      })),
      admin: readOnly,
    },
    { name: 'title', type: 'text', label: '对象', index: true, admin: fact },
    { name: 'note', type: 'text', label: '说明', admin: fact },
    {
      name: 'told',
      type: 'text',
      hasMany: true,
      label: '内容',
      virtual: true,
      hooks: { afterRead: [({ originalDoc, data, req }) => toldOf(originalDoc ?? data ?? {}, req)] },
      admin: {
        ...readOnly,
        disableListFilter: true,
        components: {
          Field: '/src/admin/event-told.tsx#EventToldField',
          Cell: '/src/admin/event-told.tsx#EventToldCell',
        },
      },
    },
    { name: 'address', type: 'text', label: '网络地址', index: true, admin: fact },
    { name: 'fields', type: 'json', admin: internal },
    { name: 'before', type: 'json', admin: internal },
    { name: 'after', type: 'json', admin: internal },
    // Text and no relations: the fact stays when the document or the account is gone.
    { name: 'actorId', type: 'text', index: true, admin: internal },
    { name: 'subjectCollection', type: 'text', index: true, admin: internal },
    { name: 'subjectId', type: 'text', index: true, admin: internal },
  ],
}
