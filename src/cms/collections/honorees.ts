/** The person shown (人选). What may be public stands in the open; what may not, in a group of its own. */
import {
  BlockquoteFeature,
  FixedToolbarFeature,
  HeadingFeature,
  lexicalEditor,
  ParagraphFeature,
  UnorderedListFeature,
} from '@payloadcms/richtext-lexical'
import type { CollectionConfig, Field } from 'payload'
import { type Category, categoryLabel } from '../../domain/honoree.ts'
import { accessOf, fieldFor } from '../access.ts'
import { readiness } from '../endpoints/readiness.ts'
import { keepWithdrawal } from '../hooks/consent.ts'
import { consentChange } from '../hooks/event-names.ts'
import { fillSlug } from '../hooks/fill-slug.ts'
import { keepWhileUsed } from '../hooks/keep-while-used.ts'
import { recallWithoutConsent } from '../hooks/recall.ts'
import { afterwards, itself } from '../hooks/wake.ts'
import { wellFormed } from '../hooks/well-formed.ts'
import { privateFields } from '../private-fields.ts'
import { asciiName, drawable } from '../text-rules.ts'

const insiders = fieldFor('editor', 'reviewer', 'chief', 'admin')
const day = { pickerAppearance: 'dayOnly', displayFormat: 'yyyy-MM-dd' } as const

const portrait: Field[] = [
  {
    type: 'row',
    fields: [
      {
        name: 'name',
        type: 'text',
        label: '姓名',
        required: true,
        index: true,
        validate: drawable('name'),
        admin: { width: '50%' },
      },
      {
        name: 'category',
        type: 'select',
        label: '人选类别',
        required: true,
        options: (Object.keys(categoryLabel) as Category[]).map((value) => ({
          value,
          label: categoryLabel[value],
        })),
        admin: { width: '50%' },
      },
    ],
  },
  {
    name: 'workplace',
    type: 'text',
    label: '工作单位',
    required: true,
    validate: drawable('workplace'),
  },
  {
    name: 'position',
    type: 'text',
    label: '职务职称',
    required: true,
    validate: drawable('position'),
  },
  { name: 'field', type: 'text', label: '研究领域' },
  {
    name: 'motto',
    type: 'text',
    label: '海报语',
    validate: drawable('motto'),
    admin: { description: '印在海报上的一句话，例如“让每一粒种子都有名字”；可留空。' },
  },
  {
    name: 'summary',
    type: 'textarea',
    label: '事迹简介',
    required: true,
    validate: drawable('summary'),
    admin: { description: '不超过 300 字。', rows: 5 },
  },
  {
    name: 'deeds',
    type: 'richText',
    label: '主要事迹',
    required: true,
    // Only what every feed can carry: a format that would be lost on the way out is not offered on the way in.
    editor: lexicalEditor({
      features: () => [
        FixedToolbarFeature(),
        ParagraphFeature(),
        HeadingFeature({ enabledHeadingSizes: ['h2'] }),
        BlockquoteFeature(),
        UnorderedListFeature(),
      ],
    }),
    admin: {
      description: '用于报纸、学习强国和客户端的正文，可分段、加小标题、引语和列表；一般不超过 2000 字。',
    },
  },
]

const consent: Field[] = [
  {
    name: 'consent',
    type: 'group',
    label: '本人对公开展示的单独同意',
    admin: { description: '依据《个人信息保护法》第二十五条；没有同意或已撤回的，不能安排发布。' },
    fields: [
      {
        type: 'row',
        fields: [
          { name: 'givenAt', type: 'date', label: '同意日期', admin: { width: '50%', date: day } },
          {
            name: 'withdrawnAt',
            type: 'date',
            label: '撤回日期',
            admin: {
              width: '50%',
              date: day,
              components: { afterInput: ['/src/admin/consent-withdrawal.tsx#ConsentWithdrawal'] },
              description:
                '一经保存（草稿亦同），此人在所有渠道的发布立即撤回，文件不能再取；须重新取得同意才能再发布。',
            },
          },
        ],
      },
      {
        name: 'scope',
        type: 'text',
        label: '同意的范围',
        admin: { description: '例如：姓名、肖像、事迹、视频；通知所列十二个渠道。' },
      },
    ],
  },
  {
    name: 'declarations',
    type: 'group',
    label: '资格与保密声明',
    admin: { description: '由经办人核对后逐项勾选。涉密内容一律不得上传。' },
    fields: [
      { name: 'isNotMilitary', type: 'checkbox', label: '不是现役军人', defaultValue: false },
      { name: 'isNotCivilServant', type: 'checkbox', label: '不是公务员', defaultValue: false },
      {
        name: 'isNotSeniorLeader',
        type: 'checkbox',
        label: '不是参照公务员法管理单位的司局级以上领导',
        defaultValue: false,
      },
      {
        name: 'hasNoSecrets',
        type: 'checkbox',
        label: '已声明材料不涉密、适合公开宣传',
        defaultValue: false,
      },
    ],
  },
]

const written = afterwards('honorees', itself, consentChange)

const keeps = keepWhileUsed('honorees', '该人选', [
  {
    collection: 'releases',
    field: 'honoree',
    because: '已有其发布记录，发布记录须留存；如需停止展示请撤回发布',
  },
  {
    collection: 'assets',
    field: 'honoree',
    because: '名下还有素材，请先彻底删除这些素材',
    onlyForGood: true,
  },
])

export const honorees: CollectionConfig = {
  slug: 'honorees',
  labels: { singular: '人选', plural: '人选' },
  access: accessOf('honorees'),
  disableDuplicate: true,
  trash: true,
  // No autosave: it would defeat document locking and write a version every few seconds of typing.
  versions: { drafts: true, maxPerDoc: 50 },
  // Slugs enter public addresses, so two of one campaign may never meet.
  indexes: [{ fields: ['campaign', 'slug'], unique: true }],
  admin: {
    group: '人选与素材',
    description: '最美科技工作者人选。存为草稿不会影响已发布的内容；上传素材后，各渠道成品自动生成。',
    useAsTitle: 'name',
    defaultColumns: ['name', 'workplace', 'category', '_status', 'updatedAt'],
    listSearchableFields: ['name', 'workplace', 'position'],
  },
  hooks: {
    ...written,
    afterChange: [...written.afterChange, recallWithoutConsent],
    beforeValidate: [wellFormed],
    beforeChange: [keeps.beforeChange, keepWithdrawal, fillSlug],
    beforeDelete: [keeps.beforeDelete],
  },
  endpoints: [readiness],
  fields: [
    {
      type: 'tabs',
      tabs: [
        { label: '人物与事迹', fields: portrait },
        {
          label: '素材',
          fields: [
            {
              name: 'assets',
              type: 'join',
              label: '素材',
              collection: 'assets',
              on: 'honoree',
              defaultSort: 'role',
              defaultLimit: 50,
              admin: { defaultColumns: ['filename', 'role', 'order', 'caption'] },
            },
          ],
        },
        { label: '同意与声明', fields: consent },
        {
          label: '个人信息（不公开）',
          fields: [
            {
              name: 'private',
              type: 'group',
              label: '个人信息',
              access: { read: insiders, create: insiders, update: insiders },
              admin: { description: '仅供核实与联系，不会进入任何成品、信息流或海报包；投放操作员看不到。' },
              fields: privateFields.map(({ name, label }) => ({ name, type: 'text', label }) as const),
            },
          ],
        },
        {
          label: '渠道就绪情况',
          fields: [
            {
              name: 'readiness',
              type: 'ui',
              label: '渠道就绪情况',
              admin: { components: { Field: '/src/admin/readiness-panel.tsx#ReadinessPanel' } },
            },
          ],
        },
      ],
    },
    {
      name: 'campaign',
      type: 'relationship',
      label: '活动',
      relationTo: 'campaigns',
      required: true,
      index: true,
      admin: { position: 'sidebar' },
    },
    {
      name: 'unit',
      type: 'relationship',
      label: '推荐单位',
      relationTo: 'units',
      required: true,
      index: true,
      admin: { position: 'sidebar' },
    },
    {
      name: 'slug',
      type: 'text',
      label: '英文标识',
      index: true,
      // Empty is filled in from the name before it is written.
      validate: (value: unknown) => value === undefined || value === null || value === '' || asciiName(value),
      admin: {
        position: 'sidebar',
        description: '用于网址和文件名；留空则按姓名拼音生成，发布后请勿更改。',
      },
    },
  ],
}
