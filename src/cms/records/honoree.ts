/** Campaigns, honorees with their assets, and screens: what variants are planned from. */
import type { Payload, SelectIncludeType, Where } from 'payload'
import type { Asset } from '../../domain/asset.ts'
import { declarations } from '../../domain/eligibility.ts'
import type { Editions } from '../../domain/honoree.ts'
import { isSameUnit } from '../../domain/named.ts'
import { ok, refuse } from '../../domain/result.ts'
import type { Records } from '../../pipeline/records.ts'
import { assetOf } from '../adapter/asset.ts'
import { campaignOf, screenOf } from '../adapter/campaign-screen-partner.ts'
import { factsOf, honoreeOf, isWithdrawn, withdrawalOf } from '../adapter/honoree.ts'
import type { Honoree as Document } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { findRows } from './rows.ts'

type HonoreeRecords = Pick<
  Records,
  | 'campaigns'
  | 'honorees'
  | 'nomineesOf'
  | 'honoreesOf'
  | 'honoreeIdsOf'
  | 'honoree'
  | 'honoreeIds'
  | 'assetsOf'
  | 'assetsOfAll'
  | 'screens'
  | 'originalKeys'
  | 'knowsOriginal'
>

const assetsWhere = async (payload: Payload, honoree: Where[string]): Promise<readonly Asset[]> => {
  const rows = await findRows(payload, 'assets', {
    where: { honoree },
    sort: ['role', 'order', 'createdAt', 'id'],
  })
  return rows.map(assetOf).filter((asset) => asset !== null)
}

export const honoreeRecords = (payload: Payload): HonoreeRecords => ({
  async campaigns({ withRemovals } = { withRemovals: false }) {
    const rows = await findRows(payload, 'campaigns', { sort: ['year'] })
    // One that is being removed is no campaign any more: nothing is planned, taken in or released for it.
    return rows.filter(({ removal }) => withRemovals || !removal).flatMap((doc) => campaignOf(doc) ?? [])
  },
  async honorees(campaignId) {
    if (campaignId === null) return editionsOf(payload, {})
    const all = await editionsOf(payload, await mayBeOf(payload, campaignId))
    return all.filter((one) => one.campaignId === campaignId)
  },
  async nomineesOf(campaignId, unit) {
    const names = await unitNamesIn(payload)
    const units = [...names].flatMap(([id, name]) => (isSameUnit(name, unit) ? [id] : []))
    if (units.length === 0) return []
    const all = await editionsOf(payload, await mayBeOf(payload, campaignId, units))
    return all.filter((one) => one.campaignId === campaignId && isSameUnit(one.nominatedBy, unit))
  },
  honoreesOf: (ids) => editionsOf(payload, { id: { in: [...ids] } }),
  async honoreeIdsOf(campaignId) {
    const where = await mayBeOf(payload, campaignId)
    const rows = await findRows(payload, 'honorees', { where, sort: inOrder, select: {} })
    return rows.map(({ id }) => String(id))
  },
  async honoree(id) {
    const [found] = await editionsOf(payload, { id: { equals: id } })
    return found ?? null
  },
  async honoreeIds() {
    return (await findRows(payload, 'honorees', { select: {}, withTrash: true })).map(({ id }) => String(id))
  },
  assetsOf: (honoreeId) => assetsWhere(payload, { equals: honoreeId }),
  assetsOfAll: (honoreeIds) => assetsWhere(payload, { in: [...honoreeIds] }),
  async screens() {
    return (await findRows(payload, 'screens', { sort: ['slug'] })).flatMap((doc) => screenOf(doc) ?? [])
  },
  async originalKeys() {
    const rows = await findRows(payload, 'assets', { select: { storageKey: true }, withTrash: true })
    return rows.flatMap(({ storageKey }) => (storageKey ? [storageKey] : []))
  },
  async knowsOriginal(storageKey) {
    const where: Where = { storageKey: { equals: storageKey } }
    return (
      (await findRows(payload, 'assets', { where, select: { storageKey: true }, withTrash: true })).length > 0
    )
  },
})

/** A draft may name another campaign than the row it will be published to, or name one first. */
async function mayBeOf(payload: Payload, campaignId: string, unitIds?: readonly string[]): Promise<Where> {
  const of = (below: '' | 'version.'): Where => ({
    and: [
      { [`${below}campaign`]: { equals: campaignId } },
      ...(unitIds ? [{ [`${below}unit`]: { in: [...unitIds] } }] : []),
    ],
  })
  const drafts = await newestVersions(payload, of('version.'), { slug: true })
  return { or: [of(''), { id: { in: drafts.map(({ id }) => id) } }] }
}

const inOrder = ['createdAt', 'id']

/**
 * Four queries however many there are. The document's own row holds what was published; the newest version lies over
 * it as the draft, where there is one: a crash between the two writes of a create leaves a row without a version, and
 * it must not disappear for that.
 */
async function editionsOf(payload: Payload, where: Where): Promise<Editions[]> {
  const rows = await findRows(payload, 'honorees', { where, sort: inOrder })
  if (rows.length === 0) return []
  const drafts = await newestVersions(payload, { parent: { in: rows.map(({ id }) => id) } })
  const newest = new Map(drafts.map((doc) => [String(doc.id), doc]))
  const unitNames = await unitNamesIn(payload)
  const unitOf = (doc: Document): string => unitNames.get(referenceId(doc.unit) ?? '') ?? ''
  return rows.map((row) => editionsIn(row, { ...row, ...newest.get(String(row.id)), id: row.id }, unitOf))
}

export async function unitNamesIn(payload: Payload): Promise<ReadonlyMap<string, string>> {
  const units = await findRows(payload, 'units', { select: { name: true } })
  return new Map(units.map(({ id, name }) => [String(id), name]))
}

function editionsIn(row: Document, newest: Document, unitOf: (doc: Document) => string): Editions {
  const name = newest.name ?? ''
  const publishedRow = row._status === 'published' ? honoreeOf(row, unitOf(row), 'published') : null
  // Whoever takes his consent back need not wait until somebody publishes that.
  const published =
    publishedRow?.ok && isWithdrawn(newest)
      ? ok({ ...publishedRow.value, consentGivenAt: null, consentWithdrawnAt: withdrawalOf(newest) })
      : (publishedRow ?? refuse({ kind: 'honoree-draft', name } as const))
  const isSame = newest._status === 'published' && publishedRow !== null
  const newestRead = isSame ? published : honoreeOf(newest, unitOf(newest), 'draft')
  const facts = newestRead.ok ? newestRead : factsOf(newest, unitOf(newest), 'draft')
  return {
    id: String(row.id),
    campaignId: referenceId(newest.campaign),
    name,
    nominatedBy: unitOf(newest),
    newest: newestRead,
    published,
    facts: facts.ok ? facts.value : null,
    isWithdrawn: isWithdrawn(newest) || (publishedRow !== null && isWithdrawn(row)),
    undeclared: declarations.filter((name) => newest.declarations?.[name] !== true),
  }
}

/** With the words asked for, else with all. */
export async function newestVersions(
  payload: Payload,
  where: Where,
  select?: SelectIncludeType,
): Promise<Document[]> {
  const { docs } = await payload.db.queryDrafts<Document>({
    collection: 'honorees',
    where,
    pagination: false,
    limit: 0,
    ...(select ? { select: { parent: true, version: select } } : {}),
  })
  return docs
}
