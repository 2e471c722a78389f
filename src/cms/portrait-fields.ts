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
import { type Category, categoryLabel } from '../domain/honoree.ts'
import { deedsLimit, wordLimits } from '../domain/word-limits.ts'
import { seesMaterial } from './media-tabs.ts'
import { drawable } from './text-rules.ts'

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
        label: wordLimits.name.label,
        maxLength: wordLimits.name.max,
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
    label: wordLimits.workplace.label,
    maxLength: wordLimits.workplace.max,
    required: true,
    validate: drawable('workplace'),
    admin: words('workplace'),
  },
  {
    name: 'position',
    type: 'text',
    label: wordLimits.position.label,
    maxLength: wordLimits.position.max,
    required: true,
    validate: drawable('position'),
    admin: words('position'),
  },
  { name: 'field', type: 'text', label: '研究领域', admin: words('field') },
  {
    name: 'motto',
    type: 'text',
    label: wordLimits.motto.label,
    maxLength: wordLimits.motto.max,
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
    label: wordLimits.summary.label,
    maxLength: wordLimits.summary.max,
    required: true,
    validate: drawable('summary'),
    admin: { description: `不超过 ${wordLimits.summary.max} 字。`, rows: 5, ...words('summary') },
  },
  {
    name: 'deeds',
    type: 'richText',
    label: deedsLimit.label,
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
      description: `用于报纸、学习强国和客户端的正文，可分段、加小标题、引语和列表；一般不超过 ${deedsLimit.max} 字。`,
      ...words('deeds'),
    },
  },
]
