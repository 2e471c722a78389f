/** What holds for every collection, ours or to come. */
import type { CollectionConfig, Field, PayloadRequest, SelectField } from 'payload'
import type { CollectionName } from '../domain/rights.ts'
import { may } from './access.ts'
import { historyOf } from './endpoints/history.ts'
import { answerWhole } from './hooks/answer-whole.ts'
import { limitBulk } from './hooks/limit-bulk.ts'
import { nameBulkFailures } from './hooks/name-bulk.ts'
import { groupsAreGroups } from './hooks/well-formed.ts'

export const withHouseRules = (collection: CollectionConfig): CollectionConfig =>
  withHistory({
    ...collection,
    fields: inBeijing([...collection.fields, ...stamps(collection)]),
    // The REST address of a document helps nobody who works here.
    admin: { ...collection.admin, hideAPIURL: true },
    hooks: {
      ...collection.hooks,
      beforeOperation: [
        answerWhole,
        groupsAreGroups,
        limitBulk,
        ...(collection.hooks?.beforeOperation ?? []),
      ],
      afterOperation: [...(collection.hooks?.afterOperation ?? []), nameBulkFailures],
    },
  })

/** Written by machines alone, told in the history of what they are about, or the history itself. */
const untraced: ReadonlySet<string> = new Set([
  'events',
  'receipts',
  'sign-in-tries',
  'wakes',
  'claims',
  'notice-marks',
  'digests',
  'second-factors',
  'withdrawals',
  'hand-ins',
  'hand-in-files',
  'unit-links',
])

/** Every document shows what was done to it. */
function withHistory(collection: CollectionConfig): CollectionConfig {
  const { slug, admin = {}, endpoints } = collection
  if (untraced.has(slug)) return collection
  const name = slug as Parameters<typeof historyOf>[0]
  return {
    ...collection,
    endpoints: [...(endpoints || []), historyOf(name)],
    admin: {
      ...admin,
      components: {
        ...admin.components,
        views: {
          ...admin.components?.views,
          edit: { ...admin.components?.views?.edit, ...tabFor(name, Boolean(collection.versions)) } as Edit,
        },
      },
    },
  }
}

type Views = NonNullable<NonNullable<NonNullable<CollectionConfig['admin']>['components']>['views']>
type Edit = NonNullable<Views['edit']>

// Payload's type of this object does not let a name of ours stand in it.
const tabFor = (name: CollectionName, hasVersions: boolean): Edit =>
  ({
    history: {
      Component: '/src/admin/history.tsx#History',
      path: '/history',
      tab: {
        label: '留痕',
        href: '/history',
        condition: ({ req }: { req: PayloadRequest }) => !hasVersions || may(req, name, 'readVersions'),
      },
    },
  }) as unknown as Edit

/** Payload adds these by itself, but then a list shows them by the reader's own clock. */
const stamps = ({ timestamps }: CollectionConfig): Field[] =>
  timestamps === false
    ? []
    : (['updatedAt', 'createdAt'] as const).map((name) => ({
        name,
        type: 'date',
        index: true,
        label: ({ t }) => t(`general:${name}`),
        admin: { disableBulkEdit: true, hidden: true },
      }))

const beijing = 'Asia/Shanghai'
const timeCell = '/src/admin/time-cell.tsx#TimeCell'

/**
 * The zone a form shows a date in: Payload keeps one beside each date, ours is the same for all and stored nowhere.
 * Without it a form shows and takes what the reader's own computer says.
 */
const zoneOf = ({ baseField }: { readonly baseField: SelectField }): Field =>
  ({
    ...baseField,
    label: '时区',
    required: false,
    virtual: true,
    hooks: { afterRead: [() => beijing] },
    admin: { hidden: true, disableListColumn: true, disableListFilter: true, disableBulkEdit: true },
  }) as Field

/** Every date of every list and form as Beijing's. */
const inBeijing = (fields: readonly Field[]): Field[] =>
  fields.map((field): Field => {
    if (field.type === 'date')
      return {
        ...field,
        ...(field.admin?.hidden ? {} : { timezone: { override: zoneOf } }),
        admin: { ...field.admin, components: { Cell: timeCell, ...field.admin?.components } },
      }
    if (field.type === 'tabs')
      return { ...field, tabs: field.tabs.map((tab) => ({ ...tab, fields: inBeijing(tab.fields) })) }
    return 'fields' in field ? ({ ...field, fields: inBeijing(field.fields) } as Field) : field
  })
