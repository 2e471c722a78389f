/** The one way materials become documents. Asked twice it finds what it made the first time. */
import { createLocalReq, type Where } from 'payload'
import { campaignLabel } from '../../domain/campaign.ts'
import type { Category } from '../../domain/category.ts'
import type { Editions, NewHonoree } from '../../domain/honoree.ts'
import type { IntakeRecords, Missing } from '../../pipeline/intake/ports.ts'
import { actorOf } from '../actor.ts'
import { assetRow } from '../adapter/asset.ts'
import { blocksOf, richTextOf, UnknownNode } from '../adapter/rich-text.ts'
import { endClaim } from '../claims.ts'
import { endAllHeld } from '../held-claims.ts'
import { takeNaming } from '../naming.ts'
import type { Honoree as Document } from '../payload-types.ts'
import { privateGroup } from '../private-fields.ts'
import { referenceId } from '../reference.ts'
import { hasRuntime, runtime } from '../runtime.ts'
import { beginSaving } from '../saving.ts'
import { type Asker, addRow, changeRow, findRows, isDuplicate } from './rows.ts'

export const intakeRecords = (req: Asker): IntakeRecords => ({
  async ensureCampaign({ year, title, organisers, submissionsUntil, isDemo = false }) {
    const id = await ensure(
      req,
      'campaigns',
      { year: { equals: year } },
      {
        year,
        title,
        label: campaignLabel({ year, title, isDemo }),
        organisers: organisers.join('\n'),
        submissionsUntil: submissionsUntil.toISOString(),
        isDemo,
      },
    )
    return id
  },

  async naming(campaignId, unit, use) {
    const claim = await takeNaming(req, campaignId, unit)
    try {
      return await use()
    } finally {
      await endClaim(req, claim)
    }
  },

  ensureHonoree: (honoree, privateFields) => ensureHonoree(req, honoree, privateFields),

  fillHonoree: (id, words) => fillMissing(req, id, words),

  trashedHonorees: (campaignId) => trashedHonorees(req, campaignId),

  async trashedAssets(honoreeId) {
    const rows = await findRows(req.payload, 'assets', {
      where: { and: [{ honoree: { equals: honoreeId } }, { deletedAt: { exists: true } }] },
      select: { sha256: true, fileName: true },
      withTrash: true,
    })
    return rows.map(({ sha256, fileName }) => ({ sha256: sha256 ?? '', fileName: fileName ?? '' }))
  },

  async addAsset(asset) {
    const where: Where = {
      and: [{ honoree: { equals: asset.honoreeId } }, { sha256: { equals: asset.sha256 } }],
    }
    const [known] = await findRows(req.payload, 'assets', {
      where,
      select: { sha256: true },
      withTrash: true,
    })
    if (known) return false
    const isNew = await addRow(req, 'assets', assetRow(asset))
    if (isNew && hasRuntime()) runtime().wake(asset.honoreeId)
    return isNew
  },

  async publishHonoree(honoreeId) {
    // Payload takes the newest draft as the base, so nothing typed since is lost.
    await req.payload.update({ collection: 'honorees', id: honoreeId, data: { _status: 'published' } })
  },
})

async function trashedHonorees(
  req: Asker,
  campaignId: string,
): Promise<readonly Pick<Editions, 'name' | 'nominatedBy'>[]> {
  const where: Where = {
    and: [{ campaign: { equals: campaignId } }, { deletedAt: { exists: true } }],
  }
  const select = { name: true, unit: true } as const
  const rows = await findRows(req.payload, 'honorees', { where, select, withTrash: true })
  const units = await findRows(req.payload, 'units', { select: { name: true }, withTrash: true })
  const nameOf = new Map(units.map(({ id, name }) => [String(id), name]))
  return rows.map(({ name, unit }) => ({
    name: name ?? '',
    nominatedBy: nameOf.get(referenceId(unit) ?? '') ?? '',
  }))
}

async function ensureHonoree(
  req: Asker,
  honoree: NewHonoree,
  privateFields: Readonly<Record<string, string>>,
): Promise<{ id: string; isNew: boolean }> {
  const unit = await ensure(
    req,
    'units',
    { name: { equals: honoree.nominatedBy } },
    { name: honoree.nominatedBy },
  )
  const sameOne: Where = {
    and: [
      { campaign: { equals: honoree.campaignId } },
      { name: { equals: honoree.name } },
      { unit: { equals: unit } },
    ],
  }
  const known = async (): Promise<string | null> => {
    const [found] = await findRows(req.payload, 'honorees', { where: sameOne, select: { name: true } })
    return found ? String(found.id) : null
  }
  for (let n = 1; ; n += 1) {
    const id = await known()
    if (id) {
      await fillMissing(req, id, honoree)
      return { id, isNew: false }
    }
    // Of two imports at once the unique slug lets one through, and the other then finds it; a namesake gets a number.
    const slug = n === 1 ? honoree.slug : `${honoree.slug}-${n}`
    try {
      const created = await req.payload.create({
        collection: 'honorees',
        draft: true,
        context: { isImport: true, actor: actorOf(req) },
        data: { ...draftOf(honoree, unit, privateFields), slug },
      })
      return { id: String(created.id), isNew: true }
    } catch (error) {
      if (!isDuplicate(error) || n > 99) throw error
    }
  }
}

function draftOf(honoree: NewHonoree, unit: string, privateFields: Readonly<Record<string, string>>) {
  return {
    campaign: honoree.campaignId,
    unit,
    name: honoree.name,
    workplace: honoree.workplace,
    position: honoree.position,
    field: honoree.field,
    // A draft may lack it, which Payload's type of a document does not know.
    category: honoree.category as Category,
    motto: honoree.motto,
    summary: honoree.summary,
    // As of the class.
    deeds: richTextOf(honoree.deeds) as Document['deeds'],
    consent: { givenAt: honoree.consentGivenAt?.toISOString() ?? null },
    private: privateGroup(privateFields),
    isDemo: honoree.isDemo ?? false,
    _status: 'draft' as const,
  }
}

/** What came later than the rest is added as a draft; what somebody wrote is left alone, also what they write just now. */
async function fillMissing(asker: Asker, id: string, told: Missing): Promise<boolean> {
  if (!(await missingOf(asker, id, told))) return false
  const context = { isImport: true, actor: actorOf(asker) }
  const req = await createLocalReq({ context }, asker.payload)
  await beginSaving(id, req)
  try {
    // Read before its turn, what was missing may be there by now.
    const data = await missingOf(req, id, told)
    if (data) await req.payload.update({ collection: 'honorees', id, draft: true, data, req })
    return data !== null
  } finally {
    await endAllHeld(req)
  }
}

/** Of what is told that which nobody has written; null where that is nothing. */
async function missingOf({ payload }: Asker, id: string, told: Missing): Promise<Partial<Document> | null> {
  const newest = await payload.findByID({ collection: 'honorees', id, draft: true, depth: 0 })
  const words = (['category', 'workplace', 'position', 'summary'] as const).filter(
    (field) => told[field] && !newest[field]?.trim(),
  )
  const data: Partial<Document> = Object.fromEntries(words.map((field) => [field, told[field]]))
  const deeds = richTextOf(told.deeds)
  if (deeds && !hasDeeds(newest.deeds)) data.deeds = deeds
  return Object.keys(data).length === 0 ? null : data
}

/** What cannot be read was written by somebody too. */
function hasDeeds(deeds: Parameters<typeof blocksOf>[0]): boolean {
  try {
    return blocksOf(deeds).length > 0
  } catch (error) {
    if (error instanceof UnknownNode) return true
    throw error
  }
}

/** Finds or creates by a unique key, also when raced; what lies in the trash comes back, since its key is taken. */
async function ensure(
  req: Asker,
  collection: 'campaigns' | 'units',
  where: Where,
  data: Record<string, unknown>,
): Promise<string> {
  const find = async (): Promise<string | null> => {
    const [found] = await findRows(req.payload, collection, { where, withTrash: true })
    if (found?.deletedAt) await changeRow(req, collection, where, { deletedAt: null })
    return found ? String(found.id) : null
  }
  const known = await find()
  if (known) return known
  if ((await addRow(req, collection, data)) && hasRuntime()) runtime().wake(null)
  const made = await find()
  if (!made) throw new Error(`${collection}: neither found nor created`)
  return made
}
