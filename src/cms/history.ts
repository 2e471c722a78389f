/** Says an event in the words of the form: labels for names, option labels for codes, titles for ids. */
import type { CollectionSlug, FlattenedField, PayloadRequest, SanitizedCollectionConfig } from 'payload'
import { channelById } from '../channels/index.ts'
import { beijingDay, beijingMinute } from '../domain/beijing.ts'
import { type CampaignRules, categoriesOf } from '../domain/campaign-rules.ts'
import type { Facts } from '../domain/event.ts'
import { type HistoryEntry, sentencesOf } from '../domain/history.ts'
import { may } from './access.ts'
import { rulesOfPerson } from './campaign-of.ts'
import type { Event as EventRow } from './payload-types.ts'

type Titles = ReadonlyMap<string, string>

const factsOf = (value: unknown): Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {}
const namesOf = ({ fields }: EventRow): string[] =>
  Array.isArray(fields) ? fields.filter((name) => typeof name === 'string') : []

/** `group.field` as the domain names it. */
export function fieldAt(fields: readonly FlattenedField[], path: string): FlattenedField | undefined {
  const [head, ...rest] = path.split('.')
  const found = fields.find(({ name }) => name === head)
  if (rest.length === 0) return found
  return found && 'flattenedFields' in found ? fieldAt(found.flattenedFields, rest.join('.')) : undefined
}

/** Null for fields no form shows. */
function labelOf(field: FlattenedField | undefined, { i18n }: PayloadRequest): string | null {
  if (!field || !('label' in field) || ('hidden' in field && field.hidden)) return null
  if (field.admin && 'hidden' in field.admin && field.admin.hidden) return null
  const { label } = field
  if (typeof label === 'function') return label({ i18n, t: i18n.t as Parameters<typeof label>[0]['t'] })
  return typeof label === 'string' ? label : null
}

/** The words of the form for `group.field`; null for what no form shows. */
export const labelAt = (
  fields: readonly FlattenedField[],
  path: string,
  req: PayloadRequest,
): string | null => labelOf(fieldAt(fields, path), req)

export function textOf(field: FlattenedField, value: unknown, titles: Titles): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.map((one) => textOf(field, one, titles) ?? '').join('、') || null
  const text = String(value)
  if (field.type === 'checkbox') return value ? '是' : '否'
  if (field.type === 'relationship') return titles.get(text) ?? '（您看不到的资料）'
  if (field.type === 'date') {
    const at = new Date(text)
    if (Number.isNaN(at.getTime())) return text
    return (field.admin?.date?.pickerAppearance === 'dayOnly' ? beijingDay : beijingMinute)(at)
  }
  if (field.type === 'select') {
    const own = titles.get(wordKey(field.name, text))
    if (own !== undefined) return own
    const option = field.options.find((one) => typeof one !== 'string' && one.value === value)
    return typeof option === 'object' && typeof option.label === 'string' ? option.label : text
  }
  return channelById(text)?.label ?? text
}

/** Among titles: what a choice is called. */
const wordKey = (field: string, value: string): string => `${field}: ${value}`

/** Titles, and the person's classes as the campaign with these rules calls them. */
export const withClasses = (titles: Titles, rules: Pick<CampaignRules, 'categories'>): Titles =>
  new Map([
    ...titles,
    ...categoriesOf(rules).map(([value, label]) => [wordKey('category', value), label] as const),
  ])

/** Titles of what these events name, of each collection at once; of what the reader may not see, none. */
const titlesOf = (
  rows: readonly EventRow[],
  fields: readonly FlattenedField[],
  req: PayloadRequest,
): Promise<Titles> =>
  titlesOfValues(
    fields,
    rows.flatMap(({ before, after }) => [
      ...Object.entries(factsOf(before)),
      ...Object.entries(factsOf(after)),
    ]),
    req,
  )

/** The same of values, each with the name of its field. */
export async function titlesOfValues(
  fields: readonly FlattenedField[],
  values: readonly (readonly [name: string, value: unknown])[],
  req: PayloadRequest,
): Promise<Titles> {
  const wanted = new Map<CollectionSlug, Set<string>>()
  for (const [name, value] of values) {
    const field = fieldAt(fields, name)
    if (field?.type !== 'relationship' || typeof field.relationTo !== 'string' || !value) continue
    wanted.set(field.relationTo, (wanted.get(field.relationTo) ?? new Set()).add(String(value)))
  }
  const found = new Map<string, string>()
  for (const [collection, ids] of wanted) {
    const { useAsTitle = 'id' } = req.payload.collections[collection].config.admin
    const { docs } = await req.payload.find({
      collection,
      where: { id: { in: [...ids] } },
      limit: ids.size,
      depth: 0,
      overrideAccess: false,
      trash: true,
      req,
    })
    for (const doc of docs) found.set(String(doc.id), String((doc as unknown as Facts)[useAsTitle] ?? ''))
  }
  return found
}

/** One row of the whole record in words; null for whoever may not read it. */
export async function toldOf(row: Partial<EventRow>, req: PayloadRequest): Promise<string[] | null> {
  const subject = req.payload.collections[row.subjectCollection as CollectionSlug]
  if (!subject || !may(req, 'events', 'read')) return null
  const entries = await entriesOf([row as EventRow], subject.config, false, req)
  return entries.flatMap(sentencesOf)
}

/** Entries in the order of the rows; `showsAddress` for readers who may see where a request came from. */
export async function entriesOf(
  rows: readonly EventRow[],
  { slug, flattenedFields: fields }: SanitizedCollectionConfig,
  showsAddress: boolean,
  req: PayloadRequest,
): Promise<HistoryEntry[]> {
  const plain = await titlesOf(rows, fields, req)
  // Of one document, whichever entries.
  const classed = slug === 'honorees' && rows.find((row) => namesOf(row).includes('category'))
  const titles = classed ? withClasses(plain, await rulesOfPerson(classed.subjectId ?? null, req)) : plain
  return rows.map((row) => {
    const [before, after] = [factsOf(row.before), factsOf(row.after)]
    const changed = namesOf(row).flatMap((name) => {
      const field = fieldAt(fields, name)
      const label = labelOf(field, req)
      return field && label ? [{ name, field, label }] : []
    })
    const isTold = ({ name }: { name: string }): boolean => name in before || name in after
    return {
      id: String(row.id),
      kind: row.kind as HistoryEntry['kind'],
      at: row.at,
      actor: row.actorName,
      address: showsAddress ? (row.address ?? null) : null,
      note: row.note ?? '',
      changes: changed.filter(isTold).map(({ name, field, label }) => ({
        field: label,
        before: textOf(field, before[name], titles),
        after: textOf(field, after[name], titles),
      })),
      untold: changed.filter((one) => !isTold(one)).map(({ label }) => label),
    }
  })
}
