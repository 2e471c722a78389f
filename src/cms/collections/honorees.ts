/** The person shown (人选). What may be public stands in the open; what may not, in a group of its own. */
import type { CollectionConfig } from 'payload'
import { editors } from '../../domain/rights.ts'
import { accessOf, fieldFor, nobody } from '../access.ts'
import { campaignChosenBy } from '../chosen-campaign.ts'
import { consent } from '../consent-fields.ts'
import { cropping } from '../endpoints/crops.ts'
import { comparedEditions, editing, editions, merged, newest } from '../endpoints/editions.ts'
import { gallery } from '../endpoints/gallery.ts'
import { posterPreview } from '../endpoints/poster-preview.ts'
import { readiness } from '../endpoints/readiness.ts'
import { checkedWords, keptFindings } from '../endpoints/words.ts'
import { endHeldAfterRefusal } from '../held-claims.ts'
import { keepCrossedWithdrawal, keepWithdrawal } from '../hooks/consent.ts'
import { consentChange } from '../hooks/event-names.ts'
import { fillSlug } from '../hooks/fill-slug.ts'
import { keepBoth, noteBeginning } from '../hooks/keep-both.ts'
import { keepWhileUsed } from '../hooks/keep-while-used.ts'
import { oneOfUnit } from '../hooks/one-of-unit.ts'
import { recallWithoutConsent } from '../hooks/recall.ts'
import { afterwards, itself } from '../hooks/wake.ts'
import { draftWithinLimits, wellFormed } from '../hooks/well-formed.ts'
import { internal } from '../internal-field.ts'
import { mediaTabs } from '../media-tabs.ts'
import { endNamingAfterChange } from '../naming.ts'
import { inNewForm } from '../new-form.ts'
import { portrait } from '../portrait-fields.ts'
import { privateFields } from '../private-fields.ts'
import { recordsOf } from '../records.ts'
import { endSaving, writeInTurn } from '../saving.ts'
import { asciiName } from '../text-rules.ts'

const insiders = fieldFor(...editors)

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

const versionsView = { Component: '/src/admin/texts/editions.tsx#Editions' } as const

/** The one asked for, else the one somebody works on. */
const chosenInForm = inNewForm('honorees', async (req) => {
  const campaigns = await recordsOf(req).campaigns()
  return (await campaignChosenBy(req, campaigns, req.searchParams.get('campaign')))?.id
})

export const honorees: CollectionConfig = {
  slug: 'honorees',
  labels: { singular: '人选', plural: '人选' },
  access: accessOf('honorees'),
  disableDuplicate: true,
  trash: true,
  // Whoever comes second may write too: nobody's words overwrite another's (`hooks/keep-both`).
  lockDocuments: false,
  // No autosave: it would write a version every few seconds of typing; words not saved yet are kept in the browser.
  versions: { drafts: true, maxPerDoc: 50 },
  // Slugs enter public addresses, so two of one campaign may never meet.
  indexes: [{ fields: ['campaign', 'slug'], unique: true }],
  admin: {
    // Payload's own compare without authors, in another order, and say the times in two zones.
    components: {
      views: { edit: { versions: versionsView, version: versionsView } },
      beforeListTable: ['/src/admin/person/class-words.tsx#ClassWords'],
    },
    group: '人选与素材',
    description: '最美科技工作者人选。存为草稿不会影响已定稿的内容；上传素材后，各渠道成品自动生成。',
    useAsTitle: 'name',
    defaultColumns: ['name', 'workplace', 'category', '_status', 'updatedAt'],
    listSearchableFields: ['name', 'workplace', 'position'],
  },
  hooks: {
    ...written,
    beforeOperation: [noteBeginning],
    afterChange: [
      endSaving,
      endNamingAfterChange,
      keepCrossedWithdrawal,
      ...written.afterChange,
      recallWithoutConsent,
    ],
    beforeValidate: [wellFormed, draftWithinLimits],
    beforeChange: [keepBoth, oneOfUnit, keeps.beforeChange, keepWithdrawal, fillSlug, writeInTurn],
    beforeDelete: [keeps.beforeDelete],
    afterOperation: [endHeldAfterRefusal],
  },
  endpoints: [
    readiness,
    cropping,
    gallery,
    posterPreview,
    checkedWords,
    keptFindings,
    newest,
    editing,
    merged,
    editions,
    comparedEditions,
  ],
  fields: [
    {
      name: 'arrival',
      type: 'ui',
      label: '返回总表',
      admin: { disableListColumn: true, components: { Field: '/src/admin/person/arrival.tsx#Arrival' } },
    },
    // Above the tabs, so that it works whichever is open.
    {
      name: 'desk',
      type: 'ui',
      label: '文字检查',
      admin: { disableListColumn: true, components: { Field: '/src/admin/texts/desk.tsx#TextsDesk' } },
    },
    {
      type: 'tabs',
      tabs: [
        { label: '人物与事迹', fields: portrait },
        ...mediaTabs,
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
      defaultValue: chosenInForm,
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
    // Invented by the demo: leaves with it, where a colleague's own person of the same campaign stays.
    {
      name: 'isDemo',
      type: 'checkbox',
      access: { create: nobody, update: nobody },
      admin: internal,
    },
    // Of every version: who wrote it.
    { name: 'savedBy', type: 'text', admin: internal, access: { create: nobody, update: nobody } },
  ],
}
