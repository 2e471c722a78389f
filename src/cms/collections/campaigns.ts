/** The whole publicity effort of a year (活动). */
import type { CollectionBeforeChangeHook, CollectionConfig, FieldHook } from 'payload'
import { campaignLabel, organisers2021, titleMax } from '../../domain/campaign.ts'
import { accessOf, nobody } from '../access.ts'
import { unusedChannelsField } from '../channel-field.ts'
import { boardEndpoints } from '../endpoints/board.ts'
import { campaignChoice } from '../endpoints/campaign-choice.ts'
import { demoRemovalEndpoints } from '../endpoints/demo-removal.ts'
import { today } from '../endpoints/today.ts'
import { keepWhileUsed } from '../hooks/keep-while-used.ts'
import { afterwards, everybody } from '../hooks/wake.ts'
import { internal } from '../internal-field.ts'
import type { Campaign } from '../payload-types.ts'
import { askRulesChange, confirmRules } from '../rules-change.ts'
import { rulesField } from '../rules-field.ts'
import { campaignTitle } from '../text-rules.ts'

const keeps = keepWhileUsed('campaigns', '该活动', [
  { collection: 'honorees', field: 'campaign', because: '已有人选属于该活动，请先删除这些人选' },
])

// Stored, since the database searches and sorts by it, and a title may not be virtual.
const storeLabel: CollectionBeforeChangeHook<Campaign> = ({ data, originalDoc }) => {
  const { year, title, isDemo } = { ...originalDoc, ...data }
  return year && title ? { ...data, label: campaignLabel({ year, title, isDemo: isDemo === true }) } : data
}

/** Computed again when read: rows of before there was a label have none. */
const readLabel: FieldHook<Campaign> = ({ value, siblingData: { year, title, isDemo } }) =>
  year && title ? campaignLabel({ year, title, isDemo: isDemo === true }) : value

export const campaigns: CollectionConfig = {
  slug: 'campaigns',
  labels: { singular: '活动', plural: '活动' },
  access: accessOf('campaigns'),
  disableDuplicate: true,
  trash: true,
  admin: {
    group: '人选与素材',
    description: '每年一项选树和学习宣传活动。名称、年份和主办单位会印在海报上。',
    useAsTitle: 'label',
    defaultColumns: ['label', 'submissionsUntil', 'updatedAt'],
    listSearchableFields: ['label'],
  },
  forceSelect: { title: true, year: true, isDemo: true },
  defaultSort: '-year',
  hooks: {
    ...afterwards('campaigns', everybody),
    beforeChange: [keeps.beforeChange, confirmRules, storeLabel],
    beforeDelete: [keeps.beforeDelete],
  },
  endpoints: [...boardEndpoints, campaignChoice, today, askRulesChange, ...demoRemovalEndpoints],
  fields: [
    {
      name: 'title',
      type: 'text',
      label: '名称',
      required: true,
      validate: campaignTitle,
      defaultValue: () => '辽宁最美科技工作者',
      admin: { description: `印在每张海报上，最多 ${titleMax} 字。改名后，这项活动的海报会全部重新制作。` },
    },
    { name: 'year', type: 'number', label: '年份', required: true, unique: true, min: 2000, max: 2100 },
    {
      name: 'label',
      type: 'text',
      label: '活动',
      access: { create: nobody, update: nobody },
      hooks: { afterRead: [readLabel] },
      admin: { hidden: true, disableBulkEdit: true },
    },
    {
      // One column, one name a line: a list of its own would be a second table and two writes.
      name: 'organisers',
      type: 'textarea',
      label: '主办单位',
      required: true,
      // A function, or the text would be frozen into the table's definition.
      defaultValue: () => organisers2021.join('\n'),
      admin: { description: '每行一个，按通知中的顺序；海报按此顺序排列。', rows: 7 },
    },
    {
      name: 'submissionsUntil',
      type: 'date',
      label: '材料报送截止',
      required: true,
      admin: {
        description: '到这一刻为止（含）收到的材料算按时；通知只写日期时，填当日 23:59。',
        date: { pickerAppearance: 'dayAndTime', displayFormat: 'yyyy-MM-dd HH:mm' },
      },
    },
    unusedChannelsField,
    rulesField,
    {
      name: 'confirmRules',
      type: 'checkbox',
      label: '确认规则的改动',
      virtual: true,
      admin: {
        disableListColumn: true,
        disableListFilter: true,
        disableBulkEdit: true,
        components: { Field: '/src/admin/confirm-rules.tsx#ConfirmRules' },
      },
    },
    {
      name: 'isDemo',
      type: 'checkbox',
      defaultValue: false,
      access: { create: nobody, update: nobody },
      admin: internal,
    },
    // Since when, by whom and of how much it is being removed (`pipeline/removal`).
    {
      name: 'removal',
      type: 'json',
      access: { read: nobody, create: nobody, update: nobody },
      admin: internal,
    },
  ],
}
