/** The demo's rows, straight at the adapter: nothing asks or hears of each, the removal as a whole is told. */
import type { CollectionSlug, Where } from 'payload'
import { campaignLabel } from '../../domain/campaign.ts'
import { type Actor, systemActor } from '../../domain/event.ts'
import type { RemovalCounts } from '../../domain/removal.ts'
import type { RemovalRecords } from '../../pipeline/removal.ts'
import type { Campaign } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { type DemoPeople, demoPeopleOf } from './demo-people.ts'
import { demoPlacesOf } from './demo-places.ts'
import { eventRecords } from './event.ts'
import { type Asker, changeRow, findRows } from './rows.ts'

/** What is written in a campaign's row while it is being removed. */
export interface AskedRemoval {
  readonly by: Actor
  readonly counts: RemovalCounts
  /** Of its people: when they are gone, nothing else says which units the demo made. */
  readonly units: readonly string[]
}

const askedOf = ({ removal }: Campaign): AskedRemoval | null =>
  typeof removal === 'object' && removal !== null && !Array.isArray(removal) && 'counts' in removal
    ? (removal as unknown as AskedRemoval)
    : null

export const removalRecords = (req: Asker): RemovalRecords => {
  const { payload } = req
  const remove = (collection: CollectionSlug, where: Where): Promise<void> =>
    payload.db.deleteMany({ collection, where, req })
  const count = async (collection: CollectionSlug, where: Where): Promise<number> =>
    (await payload.db.count({ collection, where, req })).totalDocs

  /** A unit that a colleague wrote down has an event of it; the import's has none. */
  async function removeUnit(unit: string): Promise<void> {
    const uses = await Promise.all([
      count('honorees', { unit: { equals: unit } }),
      count('unit-links', { unit: { equals: unit } }),
      count('events', { and: [{ subjectCollection: { equals: 'units' } }, { subjectId: { equals: unit } }] }),
    ])
    if (uses.every((number) => number === 0)) await remove('units', { id: { equals: unit } })
  }

  return {
    async removals() {
      const rows = await findRows(payload, 'campaigns', { withTrash: true })
      return rows.flatMap((row) => {
        const asked = askedOf(row)
        if (!asked) return []
        const { by = systemActor, counts } = asked
        return [{ campaignId: String(row.id), label: labelOf(row), by, counts }]
      })
    },
    demoPeople: async (campaignId) => (await demoPeopleOf(req, campaignId)).going,
    async removePerson(honoreeId) {
      const where = { honoree: { equals: honoreeId } }
      await remove('variants', where)
      await remove('assets', where)
      await payload.db.deleteVersions({
        collection: 'honorees',
        where: { parent: { equals: honoreeId } },
        req,
      })
      await remove('honorees', { id: { equals: honoreeId } })
    },
    async removePlaces({ campaignId, by }, at) {
      // Another year's demo needs them as much.
      const others = await count('campaigns', {
        and: [{ isDemo: { equals: true } }, { id: { not_equals: campaignId } }],
      })
      if (others > 0) return
      const { going } = await demoPlacesOf(req, { without: [], by })
      for (const { collection, id, label } of going) {
        const told = { actor: by, address: null, fields: [], before: {}, after: {}, note: '' } as const
        const subject = { collection, id, title: label }
        await eventRecords(req).addEvent({ ...told, kind: 'deleted', subject, at }, `demo-place ${id}`)
        await remove(collection, { id: { equals: id } })
      }
    },
    async finishRemoval(campaignId) {
      const ofIt = { campaign: { equals: campaignId } }
      const handIns = (await findRows(payload, 'hand-ins', { where: ofIt, select: {} })).map(({ id }) => id)
      const waiting = await count('hand-in-files', {
        and: [{ handIn: { in: handIns } }, { state: { in: ['received', 'refused'] } }],
      })
      const own = waiting + (await count('honorees', ofIt))
      const [campaign] = await findRows(payload, 'campaigns', {
        where: { id: { equals: campaignId } },
        withTrash: true,
      })
      if (!campaign) return
      for (const unit of askedOf(campaign)?.units ?? []) await removeUnit(unit)
      if (own > 0) {
        const data = { isDemo: false, removal: null, label: campaignLabel(campaign as NamedCampaign) }
        await changeRow(req, 'campaigns', { id: { equals: campaignId } }, data)
        return
      }
      await remove('hand-in-files', { handIn: { in: handIns } })
      await remove('hand-ins', ofIt)
      await remove('unit-links', ofIt)
      await remove('campaigns', { id: { equals: campaignId } })
    },
  }
}

type NamedCampaign = { readonly year: number; readonly title: string }
const labelOf = ({ year, title }: Campaign): string => campaignLabel({ year, title, isDemo: true })

/** Of those who go, each once. */
export async function demoUnits({ payload }: Asker, { going }: DemoPeople): Promise<readonly string[]> {
  const where = { id: { in: [...going] } }
  const people = await findRows(payload, 'honorees', { where, select: { unit: true }, withTrash: true })
  return [...new Set(people.flatMap(({ unit }) => referenceId(unit) ?? []))]
}

/** What is there of the demo in a campaign, before anything goes. */
export async function removalCounts({ payload }: Asker, { going, kept }: DemoPeople): Promise<RemovalCounts> {
  const theirs: Where = { honoree: { in: [...going] } }
  const assets = await findRows(payload, 'assets', { where: theirs, select: { role: true }, withTrash: true })
  const made = await findRows(payload, 'variants', {
    where: { and: [theirs, { state: { equals: 'done' } }] },
    select: { label: true },
  })
  const releases = await findRows(payload, 'releases', { where: theirs, select: {} })
  const receipts = await payload.db.count({
    collection: 'receipts',
    where: { release: { in: releases.map(({ id }) => id) } },
  })
  const films = assets.filter(({ role }) => role === 'film').length
  const papers = assets.filter(({ role }) => role === 'document').length
  return {
    people: going.length,
    photos: assets.length - films - papers,
    films,
    papers,
    outputs: made.length,
    posters: made.filter(({ label }) => label?.startsWith('海报')).length,
    releases: releases.length,
    receipts: receipts.totalDocs,
    kept: kept.length,
  }
}
