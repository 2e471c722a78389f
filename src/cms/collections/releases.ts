/** Frozen decisions to show an honoree on a channel in a window (发布): made once, never edited, never deleted. */
import type { CollectionConfig } from 'payload'
import { channelById } from '../../channels/index.ts'
import type { VersionStatus } from '../../domain/release.ts'
import { accessOf, nobody } from '../access.ts'
import { channelField, every } from '../channel-field.ts'
import { correct } from '../endpoints/correct.ts'
import { frozen } from '../endpoints/frozen.ts'
import { reach } from '../endpoints/reach.ts'
import { standing } from '../endpoints/standing.ts'
import { releaseKind } from '../hooks/event-names.ts'
import { markReleased } from '../hooks/mark-shown.ts'
import { recallWhatCrossed } from '../hooks/recall.ts'
import { freezeRelease, sayReleased, statusNow } from '../hooks/release.ts'
import { afterwards, itsHonoree } from '../hooks/wake.ts'
import { withdrawWithCorrected } from '../hooks/withdrawal.ts'
import { internal } from '../internal-field.ts'
import { inNewForm } from '../new-form.ts'
import { recordsOf } from '../records.ts'

const instant = {
  pickerAppearance: 'dayAndTime',
  displayFormat: 'yyyy-MM-dd HH:mm',
  timeFormat: 'HH:mm',
} as const
const untouched = { access: { create: nobody, update: nobody } } as const

const statusLabel: Record<VersionStatus, string> = {
  waiting: '待发布',
  live: '展示中',
  expired: '已结束',
  withdrawn: '已撤回',
  superseded: '已被新版取代',
}

/** Whoever comes from a person or from a cell of the board has chosen already. */
const namedHonoree = inNewForm('releases', async (req) => {
  const id = req.searchParams.get('honoree')
  return id && (await recordsOf(req).honoree(id)) ? id : undefined
})
const namedChannel = inNewForm(
  'releases',
  async ({ searchParams }) => channelById(searchParams.get('channel') ?? '')?.id,
)

const written = afterwards('releases', itsHonoree, releaseKind)

export const releases: CollectionConfig = {
  slug: 'releases',
  labels: { singular: '发布', plural: '发布' },
  access: accessOf('releases'),
  disableDuplicate: true,
  lockDocuments: false,
  // Of two people who release the same thing at once, the key lets one through.
  indexes: [{ fields: ['honoree', 'channelId', 'version'], unique: true }],
  admin: {
    group: '成品与发布',
    description:
      '在某渠道、某时段展示某位人选。新建时冻结当时的文字和成品，之后不可修改；内容有变请打开该项发布点“更正”，停止展示请点“撤回”。',
    useAsTitle: 'title',
    defaultColumns: ['title', 'status', 'channelId', 'validFrom', 'validUntil', 'version'],
    listSearchableFields: ['title'],
    components: { edit: { beforeDocumentControls: ['/src/admin/release-actions.tsx#ReleaseActions'] } },
  },
  defaultSort: '-createdAt',
  // The status is computed from them, also in lists that show neither.
  forceSelect: { validFrom: true, validUntil: true, honoree: true, channelId: true, version: true },
  hooks: {
    beforeChange: [freezeRelease],
    afterChange: [...written.afterChange, withdrawWithCorrected, recallWhatCrossed, markReleased],
    afterDelete: written.afterDelete,
    afterError: [sayReleased],
  },
  endpoints: [correct, reach, standing, frozen],
  fields: [
    {
      name: 'status',
      type: 'select',
      label: '现在的状态',
      virtual: true,
      options: (Object.keys(statusLabel) as VersionStatus[]).map((value) => ({
        value,
        label: statusLabel[value],
      })),
      admin: {
        readOnly: true,
        condition: (data) => Boolean(data.id ?? data.title),
        components: { Cell: '/src/admin/release-status-cell.tsx#ReleaseStatusCell' },
      },
      hooks: { afterRead: [statusNow] },
    },
    {
      name: 'honoree',
      type: 'relationship',
      label: '人选',
      relationTo: 'honorees',
      defaultValue: namedHonoree,
      // Asked for when it is made; the fact outlives the person's row (`pipeline/removal`).
      validate: (value: unknown, { operation }: { operation?: string }) =>
        operation !== 'create' || Boolean(value) || '请选择人选。',
      index: true,
    },
    { ...channelField({ kinds: every }), defaultValue: namedChannel },
    {
      type: 'row',
      fields: [
        {
          name: 'validFrom',
          type: 'date',
          label: '开始',
          required: true,
          admin: { width: '50%', date: instant, description: '含这一刻。' },
        },
        {
          name: 'validUntil',
          type: 'date',
          label: '结束',
          admin: { width: '50%', date: instant, description: '不含这一刻；留空则一直展示。' },
        },
      ],
    },
    {
      name: 'embargoedUntil',
      type: 'date',
      label: '解禁时间',
      admin: { date: instant, description: '此前只有约定可提前取稿的媒体看得到，并标明未解禁；留空则不设。' },
    },
    {
      name: 'frozenContent',
      type: 'ui',
      label: '冻结的内容',
      admin: {
        condition: (data) => Boolean(data.id ?? data.title),
        components: { Field: '/src/admin/person/frozen-content.tsx#FrozenContentView' },
      },
    },
    {
      name: 'title',
      type: 'text',
      label: '标题',
      ...untouched,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'version',
      type: 'number',
      label: '版次',
      ...untouched,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'frozenAt',
      type: 'date',
      label: '冻结时间',
      ...untouched,
      admin: { readOnly: true, position: 'sidebar', date: instant },
    },
    {
      name: 'campaign',
      type: 'relationship',
      label: '活动',
      relationTo: 'campaigns',
      index: true,
      ...untouched,
      admin: { readOnly: true, position: 'sidebar' },
    },
    // The address of what was shown, of its own: a release outlives what its relations name.
    { name: 'itemId', type: 'text', ...untouched, admin: internal },
    { name: 'snapshot', type: 'json', label: '冻结的内容', ...untouched, admin: internal },
  ],
}
