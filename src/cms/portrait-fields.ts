/** What the public may read of a person: who it is, and the deeds. */
import {
  BlockquoteFeature,
  FixedToolbarFeature,
  HeadingFeature,
  lexicalEditor,
  ParagraphFeature,
  UnorderedListFeature,
} from '@payloadcms/richtext-lexical'
import type { Field } from 'payload'
import { categories, categoryName } from '../domain/category.ts'
import { deedsLabel, posterLimits, summaryLabel } from '../domain/word-limits.ts'
import { openable } from './adapter/rich-text.ts'
import { seesMaterial } from './media-tabs.ts'
import { drawable, ownCategory } from './text-rules.ts'

/** Counters and word checks under the text, as it stands in the form. */
const words = (path: string) => ({
  components: {
    afterInput: [{ path: '/src/admin/texts/field-words.tsx#FieldWords', clientProps: { path } }],
  },
})

export const portrait: Field[] = [
  {
    type: 'row',
    fields: [
      {
        name: 'name',
        type: 'text',
        label: posterLimits.name.label,
        maxLength: posterLimits.name.max,
        required: true,
        index: true,
        validate: drawable('name'),
        admin: { width: '50%', ...words('name') },
      },
      {
        name: 'category',
        type: 'select',
        label: '人选类别',
        required: true,
        // Every class a campaign may have, by its number; which there are and what they are called, the form asks.
        options: categories.map((value) => ({ value, label: categoryName(value) })),
        validate: ownCategory,
        admin: {
          width: '50%',
          components: {
            Field: '/src/admin/person/category-field.tsx#CategoryField',
            Cell: '/src/admin/person/category-cell.tsx#CategoryCell',
          },
        },
      },
    ],
  },
  {
    name: 'workplace',
    type: 'text',
    label: posterLimits.workplace.label,
    maxLength: posterLimits.workplace.max,
    required: true,
    validate: drawable('workplace'),
    admin: words('workplace'),
  },
  {
    name: 'position',
    type: 'text',
    label: posterLimits.position.label,
    maxLength: posterLimits.position.max,
    required: true,
    validate: drawable('position'),
    admin: words('position'),
  },
  { name: 'field', type: 'text', label: '研究领域', admin: words('field') },
  {
    name: 'motto',
    type: 'text',
    label: posterLimits.motto.label,
    maxLength: posterLimits.motto.max,
    validate: drawable('motto'),
    admin: { description: '印在海报上的一句话，例如“让每一粒种子都有名字”；可留空。', ...words('motto') },
  },
  {
    name: 'posterPreview',
    type: 'ui',
    label: '海报预览',
    admin: {
      condition: seesMaterial,
      components: { Field: '/src/admin/person/poster-preview.tsx#PosterPreviewPanel' },
    },
  },
  {
    name: 'summary',
    type: 'textarea',
    label: summaryLabel,
    required: true,
    validate: drawable('summary'),
    admin: { rows: 5, ...words('summary') },
  },
  {
    name: 'deeds',
    type: 'richText',
    label: deedsLabel,
    required: true,
    hooks: { afterRead: [({ value }) => openable(value)] },
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
      description: '用于报纸、学习强国和客户端的正文，可分段、加小标题、引语和列表；字数上限见下方。',
      ...words('deeds'),
    },
  },
]
