/** Campaigns, honorees, assets and screens: what variants are planned from. */
import type { Payload } from 'payload'
import type { Honoree } from '../../domain/honoree.ts'
import type { Records } from '../../pipeline/ports.ts'
import { assetOf } from '../adapter/asset.ts'
import { campaignOf, screenOf } from '../adapter/campaign-screen-partner.ts'
import { honoreeOf } from '../adapter/honoree.ts'
import type { Honoree as Document } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { findRows } from './rows.ts'

type Material = Pick<Records, 'campaigns' | 'honorees' | 'honoree' | 'assetsOf' | 'screens' | 'originalKeys'>

export const materialRecords = (payload: Payload): Material => ({
  async campaigns() {
    return (await findRows(payload, 'campaigns', { sort: ['year'] })).map(campaignOf)
  },
  honorees: (campaignId) => newest(payload, 'campaign', campaignId),
  async honoree(id) {
    const [found] = await newest(payload, 'id', id)
    return found ?? null
  },
  async assetsOf(honoreeId) {
    const rows = await findRows(payload, 'assets', {
      where: { honoree: { equals: honoreeId } },
      sort: ['role', 'order', 'createdAt', 'id'],
    })
    return rows.map(assetOf).filter((asset) => asset !== null)
  },
  async screens() {
    return (await findRows(payload, 'screens', { sort: ['slug'] })).map(screenOf)
  },
  async originalKeys() {
    const rows = await findRows(payload, 'assets', { select: { storageKey: true } })
    return rows.flatMap(({ storageKey }) => (storageKey ? [storageKey] : []))
  },
})

/**
 * Three queries however many there are. The document's own row is the start, the newest version lies over it: a crash
 * between the two writes of a create leaves a row without a version, and it must not disappear for that.
 */
async function newest(payload: Payload, by: 'campaign' | 'id', value: string): Promise<Honoree[]> {
  const rows = await findRows(payload, 'honorees', {
    where: { [by]: { equals: value } },
    sort: ['createdAt', 'id'],
  })
  if (rows.length === 0) return []
  const { docs } = await payload.db.queryDrafts<Document>({
    collection: 'honorees',
    // Versions are asked by the document they belong to, or a draft moved to another campaign would count in both.
    where: by === 'id' ? { parent: { equals: value } } : { parent: { in: rows.map(({ id }) => id) } },
    pagination: false,
    limit: 0,
  })
  const versions = new Map(docs.map((doc) => [String(doc.id), doc]))
  const units = await findRows(payload, 'units', { select: { name: true } })
  const unitNames = new Map(units.map(({ id, name }) => [String(id), name]))
  return rows
    .map((row) => {
      const doc = versions.get(String(row.id)) ?? row
      const unitName = unitNames.get(referenceId(doc.unit) ?? '') ?? ''
      return honoreeOf({ ...doc, id: row.id }, unitName, row._status === 'published')
    })
    .filter((honoree) => honoree !== null)
}
