import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, openStudio, type Studio } from './databases.ts'
import { holdsRecords } from './records-suite.ts'
import { sampleAsset, sampleCampaign, sampleHonoree, sampleRelease, secrets } from './samples.ts'

const racers = Array.from({ length: 20 }, (_, index) => `owner-${index}`)
const later = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)

for (const kind of databases)
  holdsRecords(`on ${kind}`, async () => {
    const studio = await openStudio(kind)
    return {
      ...studio,
      trash: (id) =>
        studio.payload.update({
          collection: 'assets',
          id,
          data: { deletedAt: studio.now.toISOString() },
        }),
    }
  })

describe.each(databases)('records on %s', (kind) => {
  let studio: Studio
  let campaignId: string
  let honoreeId: string
  beforeAll(async () => {
    studio = await openStudio(kind)
    campaignId = await studio.records.ensureCampaign(sampleCampaign)
    honoreeId = (await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, secrets))
      .id
  })
  afterAll(() => studio.close())

  describe('private fields', () => {
    it('refuses a private field nobody keeps, rather than lose it', async () => {
      const person = { ...sampleHonoree, campaignId, name: '无名', slug: 'wu-ming' }
      await expect(studio.records.ensureHonoree(person, { 血型: 'O' })).rejects.toThrow('血型')
    })

    it('keeps the private fields, out of everything Records returns', async () => {
      const stored = await studio.payload.findByID({ collection: 'honorees', id: honoreeId, draft: true })
      expect(Object.values(stored.private ?? {}).sort()).toEqual(Object.values(secrets).sort())
      await studio.records.addRelease(sampleRelease(campaignId, honoreeId, 90))
      const everything = JSON.stringify([
        await studio.records.campaigns(),
        await studio.records.honorees(campaignId),
        await studio.records.assetsOf(honoreeId),
        await studio.records.variantRows(honoreeId),
        await studio.records.workRows(),
        await studio.records.releases(),
        await studio.records.partners(),
        await studio.records.screens(),
      ])
      for (const secret of Object.values(secrets)) expect(everything).not.toContain(secret)
    })
  })

  it('gives the form deeds that its editor can open, also of a row that has a root without children', async () => {
    const person = { ...sampleHonoree, campaignId, name: '无文', slug: 'wu-wen', deeds: [] }
    const { id } = await studio.records.ensureHonoree(person, {})
    const inForm = async () =>
      (await studio.payload.findByID({ collection: 'honorees', id, draft: true })).deeds ?? null
    expect(await inForm()).toBeNull()
    const shape = { direction: 'ltr', format: '', indent: 0, version: 1 } as const
    const root = { type: 'root', children: [], ...shape }
    const context = { isImport: true }
    const data = { deeds: { root } }
    await studio.payload.update({ collection: 'honorees', id, draft: true, context, data })
    expect(await inForm()).toBeNull()
    await studio.records.ensureHonoree({ ...person, deeds: [{ kind: 'paragraph', text: '后补' }] }, {})
    expect(await inForm()).toMatchObject({ root: { children: [{ type: 'paragraph' }] } })
  })

  it('says of somebody without a class what is known all the same', async () => {
    const person = { ...sampleHonoree, campaignId, name: '无类', slug: 'wu-lei', category: null }
    const { id } = await studio.records.ensureHonoree(person, {})
    expect(await studio.records.honoree(id)).toMatchObject({
      newest: { ok: false },
      facts: { name: '无类', category: null, workplace: sampleHonoree.workplace, edition: 'draft' },
    })
  })

  it('wakes the worker for whose asset came', async () => {
    studio.woken.length = 0
    expect(await studio.records.addAsset(sampleAsset(honoreeId, '3'.repeat(64)))).toBe(true)
    expect(studio.woken).toEqual([honoreeId])
  })

  describe('partners', () => {
    it('opens by the hash of a token, and remembers when', async () => {
      const doc = await studio.payload.create({
        collection: 'partners',
        data: { name: '辽宁日报社', channelIds: ['liaoning-daily', 'beiguo'], tokenHash: 'c'.repeat(64) },
      })
      const id = String(doc.id)
      const partner = {
        id,
        name: '辽宁日报社',
        channelIds: ['liaoning-daily', 'beiguo'],
        isTrustedWithEmbargo: false,
        tokenExpiresAt: null,
        tokenRevokedAt: null,
      }
      expect(await studio.records.partnerByTokenHash('c'.repeat(64))).toEqual(partner)
      expect(await studio.records.partnerByTokenHash('d'.repeat(64))).toBeNull()
      expect(await studio.records.partnerByTokenHash('')).toBeNull()
      expect(await studio.records.partners()).toEqual([partner])

      const lastUsed = async () =>
        (await studio.payload.findByID({ collection: 'partners', id })).tokenLastUsedAt
      const first = new Date('2026-06-01T08:00:00.000Z')
      await studio.records.touchToken(id, first)
      await studio.records.touchToken(id, later(first, 59))
      expect(await lastUsed()).toBe(first.toISOString())
      await studio.records.touchToken(id, later(first, 61))
      expect(await lastUsed()).toBe(later(first, 61).toISOString())
      expect(await studio.records.partnerByTokenHash('c'.repeat(64))).toEqual(partner)
    })

    it('appends receipts', async () => {
      const [partner] = await studio.records.partners()
      const [release] = await studio.records.releases()
      const receipt = {
        key: 'told-twice',
        kind: 'fetched' as const,
        partnerId: partner?.id ?? '',
        releaseId: release?.id ?? '',
        packVersion: null,
        screenId: null,
        at: studio.now,
        note: 'atom',
      }
      const added = await Promise.all(racers.map(() => studio.records.addReceipt(receipt)))
      expect(added.filter((isNew) => isNew)).toHaveLength(1)
      expect(await studio.records.receipt(receipt.key)).toEqual({ ...receipt, id: expect.any(String) })
      expect(await studio.records.receipt('told-never')).toBeNull()
      const { docs } = await studio.payload.find({ collection: 'receipts', depth: 0 })
      expect(docs).toMatchObject([
        {
          kind: 'fetched',
          partner: partner?.id,
          release: release?.id,
          at: studio.now.toISOString(),
          note: 'atom',
        },
      ])
    })
  })
})
