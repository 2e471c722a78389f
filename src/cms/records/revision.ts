/**
 * What of somebody changed, told from when each row was written: far cheaper than reading the rows, and true whichever
 * process, hook or hand wrote them through the adapter.
 */
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Payload, Where } from 'payload'
import { grouped } from '../../domain/grouped.ts'
import type { Records, Revision } from '../../pipeline/records.ts'
import type { Honoree as Document } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { newestVersions, unitNamesIn } from './honoree.ts'
import { findRows } from './rows.ts'

/** Besides its words, which bear a moment: the consent that is taken back keeps the moment of the words. */
const light = {
  createdAt: true,
  updatedAt: true,
  _status: true,
  campaign: true,
  unit: true,
  consent: true,
} as const

export const revisionRecords = (payload: Payload): Pick<Records, 'revisions' | 'fileRevisions'> => ({
  async revisions(campaignId) {
    const { rows, drafts } = await documentsOf(payload, campaignId)
    const unitNames = await unitNamesIn(payload)
    const assets = await momentsOf(payload, 'assets')
    const files = await momentsOf(payload, 'variants')
    const people = rows.map((row): Revision => {
      const honoreeId = String(row.id)
      const documents = [row, ...(drafts.get(honoreeId) ?? [])]
      const own = [assets.get(honoreeId), files.get(honoreeId)]
      const said = documents.map((one) => [facts(one), unitNames.get(referenceId(one.unit) ?? '')])
      return {
        honoreeId,
        of: JSON.stringify([said, own]),
        changedAt: latestOf([
          ...documents.map(({ updatedAt }) => updatedAt),
          ...own.map((one) => one?.latest),
        ]),
      }
    })
    return { people, files: JSON.stringify([...files]) }
  },
  async fileRevisions() {
    return [...(await momentsOf(payload, 'variants'))].flatMap(([honoreeId, { all, latest }]) =>
      honoreeId === null ? [] : { honoreeId, of: all, changedAt: new Date(latest) },
    )
  },
})

/** Everybody who may be of the campaign, in order, by two queries; by a third whom a draft alone names. */
async function documentsOf(payload: Payload, campaignId: string) {
  const isOf = { equals: campaignId }
  const find = (where: Where) => findRows(payload, 'honorees', { where, select: light })
  const recorded = await find({ campaign: isOf })
  const known = new Set(recorded.map(({ id }) => String(id)))
  const where = { or: [{ parent: { in: [...known] } }, { 'version.campaign': isOf }] }
  const drafts = grouped(await newestVersions(payload, where, light), ({ id }) => String(id))
  const others = [...drafts.keys()].filter((id) => !known.has(id))
  const named = others.length > 0 ? await find({ id: { in: others } }) : []
  return { rows: [...recorded, ...named].toSorted(byAge), drafts }
}

const byAge = (a: Document, b: Document): number =>
  a.createdAt === b.createdAt ? (String(a.id) < String(b.id) ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1

const facts = ({ updatedAt, _status, campaign, unit, consent }: Document) => [
  updatedAt,
  _status,
  referenceId(campaign),
  referenceId(unit),
  consent,
]

function latestOf(moments: readonly (string | undefined)[]): Date {
  const times = moments.flatMap((one) => (one === undefined ? [] : new Date(one).getTime()))
  return new Date(Math.max(...times))
}

/** Of all rows of somebody: how many there are and when each was written last. */
interface Moments {
  readonly all: string
  readonly latest: string
}

const idOf = (owner: unknown): string | null => (owner ? String(owner) : null)

/** One query, which the database itself gathers: of thousands of rows none leaves it. Whoever has none is left out; null is nobody. */
async function momentsOf(
  payload: Payload,
  collection: 'assets' | 'variants',
): Promise<ReadonlyMap<string | null, Moments>> {
  return payload.db.name === 'sqlite'
    ? momentsInSqlite(payload.db as unknown as SQLiteAdapter, collection)
    : momentsInMongo(payload.db as unknown as MongoAdapter, collection)
}

/** Rows in the trash count too: one that came and went there has left a word, were it read in between. */
const hasTrash = { assets: true, variants: false } as const

async function momentsInSqlite({ client }: SQLiteAdapter, collection: keyof typeof hasTrash) {
  const moment = hasTrash[collection] ? `updated_at || coalesce('-' || deleted_at, '')` : 'updated_at'
  const { rows } = await client.execute(
    `SELECT honoree_id AS owner, group_concat(moment, ' ') AS "all", max(updated_at) AS latest
       FROM (SELECT honoree_id, updated_at, ${moment} AS moment FROM ${collection} ORDER BY honoree_id, updated_at)
      GROUP BY owner`,
  )
  return new Map(
    rows.map(({ owner, all, latest }) => [idOf(owner), { all: String(all), latest: String(latest) }]),
  )
}

interface MongoAdapter {
  readonly collections: Readonly<
    Record<string, { aggregate<T>(stages: readonly object[]): Promise<readonly T[]> }>
  >
}

async function momentsInMongo({ collections }: MongoAdapter, collection: keyof typeof hasTrash) {
  const moment = { at: '$updatedAt', ...(hasTrash[collection] ? { gone: '$deletedAt' } : {}) }
  const rows = await collections[collection]!.aggregate<{ _id: unknown; all: readonly Moment[] }>([
    { $group: { _id: '$honoree', all: { $push: moment } } },
  ])
  return new Map(
    rows.map(({ _id, all }) => {
      const moments = all.map(({ at }) => wordOf(at)).toSorted()
      const words = all
        .map(({ at, gone }) => (gone ? `${wordOf(at)}-${wordOf(gone)}` : wordOf(at)))
        .toSorted()
      return [idOf(_id), { all: words.join(' '), latest: moments.at(-1) ?? '' }]
    }),
  )
}

interface Moment {
  readonly at: unknown
  readonly gone?: unknown
}

const wordOf = (moment: unknown): string => (moment instanceof Date ? moment.toISOString() : String(moment))
