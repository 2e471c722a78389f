/** Files made for the channels (成品): written by the worker alone, read by staff, by operators as far as a release shows them. */
import type { CollectionConfig, Field, PayloadRequest } from 'payload'
import { channelById } from '../../channels/index.ts'
import { factsText } from '../../domain/limit.ts'
import { isProblem, sentence } from '../../domain/problem.ts'
import type { VariantState } from '../../domain/variant.ts'
import { accessOf, personOf } from '../access.ts'
import { filmFactsOf } from '../adapter/variant.ts'
import { retry } from '../endpoints/retry.ts'
import { internal } from '../internal-field.ts'
import { hasRuntime, runtime } from '../runtime.ts'

export const stateLabel: Record<VariantState, string> = {
  waiting: '等待',
  rendering: '生成中',
  done: '已完成',
  failed: '失败',
}

const fact = (name: string, label: string): Field => ({
  name,
  type: 'number',
  label,
  admin: { readOnly: true, position: 'sidebar' },
})

type Row = {
  readonly storageKey?: string | null
  readonly channelIds?: unknown
  readonly problem?: unknown
  readonly facts?: unknown
}

/** Computed when read, stored nowhere. */
const computed = (
  name: string,
  label: string,
  of: (row: Row, req: PayloadRequest) => string | null,
  admin: Field['admin'] = {},
): Field =>
  ({
    name,
    type: 'text',
    label,
    virtual: true,
    admin: { readOnly: true, ...admin },
    hooks: { afterRead: [({ data, originalDoc, req }) => of((originalDoc ?? data ?? {}) as Row, req)] },
  }) as Field

export const variants: CollectionConfig = {
  slug: 'variants',
  labels: { singular: '成品', plural: '成品' },
  access: accessOf('variants'),
  disableDuplicate: true,
  lockDocuments: false,
  admin: {
    group: '成品与发布',
    description: '系统按各渠道规格自动生成的文件，只读。失败的可看原因并重试。',
    useAsTitle: 'label',
    defaultColumns: ['label', 'preview', 'honoree', 'state', 'channels', 'updatedAt'],
    listSearchableFields: ['label', 'key'],
    components: { edit: { beforeDocumentControls: ['/src/admin/retry-button.tsx#RetryButton'] } },
  },
  defaultSort: '-updatedAt',
  endpoints: [retry],
  // Facts about one file are one row: a crash can never leave half of them.
  forceSelect: { storageKey: true, channelIds: true, problem: true, facts: true },
  fields: [
    computed(
      'preview',
      '预览',
      ({ storageKey }, { user }) => {
        const person = personOf(user)
        return storageKey && person && hasRuntime() ? runtime().link(storageKey, person) : null
      },
      {
        components: {
          Field: '/src/admin/variant-preview.tsx#VariantPreview',
          Cell: '/src/admin/variant-preview.tsx#VariantPreview',
        },
      },
    ),
    { name: 'label', type: 'text', label: '规格', required: true, admin: { readOnly: true } },
    {
      name: 'honoree',
      type: 'relationship',
      label: '人选',
      relationTo: 'honorees',
      required: true,
      index: true,
      admin: { readOnly: true },
    },
    {
      name: 'asset',
      type: 'relationship',
      label: '来自素材',
      relationTo: 'assets',
      index: true,
      admin: { readOnly: true },
    },
    {
      name: 'state',
      type: 'select',
      label: '状态',
      required: true,
      defaultValue: 'waiting',
      index: true,
      options: (Object.keys(stateLabel) as VariantState[]).map((value) => ({
        value,
        label: stateLabel[value],
      })),
      admin: {
        readOnly: true,
        components: { Cell: '/src/admin/variant-state-cell.tsx#VariantStateCell' },
      },
    },
    computed(
      'problemSentence',
      '失败原因',
      ({ problem }) => (isProblem(problem) ? sentence(problem) : null),
      {
        condition: (data) => Boolean(data.problem),
      },
    ),
    computed('channels', '用于渠道', ({ channelIds }) =>
      Array.isArray(channelIds)
        ? channelIds.map((id) => channelById(String(id))?.label ?? String(id)).join('、')
        : '',
    ),
    computed('measured', '成片实测', ({ facts }) => factsText(filmFactsOf(facts)), {
      condition: (data) => Boolean(data.measured),
    }),
    fact('progress', '进度（0–1）'),
    fact('attempts', '尝试次数'),
    fact('width', '宽（像素）'),
    fact('height', '高（像素）'),
    fact('bytes', '字节数'),
    fact('durationMs', '时长（毫秒）'),
    {
      name: 'doneAt',
      type: 'date',
      label: '完成时间',
      admin: {
        readOnly: true,
        position: 'sidebar',
        date: { pickerAppearance: 'dayAndTime', displayFormat: 'yyyy-MM-dd HH:mm:ss' },
      },
    },
    {
      name: 'key',
      type: 'text',
      label: '指纹',
      required: true,
      unique: true,
      index: true,
      admin: { readOnly: true, position: 'sidebar' },
    },
    { name: 'mediaType', type: 'text', label: '文件类型', admin: { readOnly: true, position: 'sidebar' } },
    // Kept by `pipeline/reconcile`; progress counts the rest.
    { name: 'isSuperseded', type: 'checkbox', defaultValue: false, admin: internal },
    // Kept by `pipeline/mark-shown`; what operators may see goes by it.
    { name: 'isShown', type: 'checkbox', defaultValue: false, index: true, admin: internal },
    { name: 'storageKey', type: 'text', admin: internal },
    { name: 'sha256', type: 'text', admin: internal },
    { name: 'crc32', type: 'number', admin: internal },
    { name: 'channelIds', type: 'json', admin: internal },
    { name: 'problem', type: 'json', admin: internal },
    { name: 'facts', type: 'json', admin: internal },
    { name: 'cost', type: 'number', admin: internal },
    { name: 'owner', type: 'text', admin: internal },
    { name: 'leaseUntil', type: 'date', admin: internal },
  ],
}
