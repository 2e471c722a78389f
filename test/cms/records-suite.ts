/** What any Records holds to: the databases, and the ones in memory that stand for them in other tests. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { systemActor, withdrawalKey, withdrawalTold } from '../../src/domain/event.ts'
import type { Honoree } from '../../src/domain/honoree.ts'
import type { Variant } from '../../src/domain/variant.ts'
import type { IntakeRecords } from '../../src/pipeline/intake/ports.ts'
import type { BlobStore } from '../../src/pipeline/ports.ts'
import type { Records } from '../../src/pipeline/records.ts'
import { sampleAsset, sampleCampaign, sampleHonoree, sampleRelease } from './samples.ts'

export interface RecordsHouse {
  readonly records: Records & IntakeRecords
  readonly store: BlobStore
  /** For files of the test. */
  readonly folder: string
  readonly now: Date
  /** Puts an asset in the trash. */
  trash(assetId: string): Promise<unknown>
  close(): Promise<unknown>
}

const racers = Array.from({ length: 20 }, (_, index) => `owner-${index}`)
const later = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)

export function holdsRecords(name: string, open: () => Promise<RecordsHouse>): void {
  describe(`records ${name}`, () => {
    let studio: RecordsHouse
    let campaignId: string
    let honoreeId: string
    beforeAll(async () => {
      studio = await open()
      campaignId = await studio.records.ensureCampaign(sampleCampaign)
      honoreeId = (await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})).id
      await studio.records.addRelease(sampleRelease(campaignId, honoreeId, 90))
    })
    afterAll(() => studio.close())

    const newestOf = async ({ records }: RecordsHouse, id: string): Promise<Honoree | null> => {
      const editions = await records.honoree(id)
      return editions?.newest.ok ? editions.newest.value : null
    }
    const announce = async (): Promise<string> => {
      const key = randomUUID()
      await studio.records.announceVariants([
        { key, honoreeId, assetId: null, label: '竖版海报', channelIds: ['bus', 'douyin'], cost: 2.5 },
      ])
      return key
    }
    const row = async (key: string) => (await studio.records.variantRowsByKey([key]))[0]
    const made = (key: string): Variant => ({
      key,
      storageKey: `variants/aa/${key}.jpg`,
      mediaType: 'image/jpeg',
      sha256: 'b'.repeat(64),
      crc32: 4_294_967_295,
      bytes: 123_456,
      width: 1080,
      height: 1920,
      durationMs: 15_000,
      facts: { fps: 25, kbps: 9_950, loudness: -16.1, truePeak: -2.3 },
    })

    it('remembers the latest sweep alone', async () => {
      const { records, now } = studio
      expect(await records.lastSweep()).toBeNull()
      const nothing = { repaired: 0, recalled: 0, forgotten: 0, orphans: 0, deleted: 0, unread: 0 }
      await records.noteSweep(nothing, now)
      await records.noteSweep({ ...nothing, orphans: 3 }, later(now, 60))
      expect(await records.lastSweep()).toEqual({ at: later(now, 60), report: { ...nothing, orphans: 3 } })
    })

    describe('materials', () => {
      it('keeps words that are too long, which an import has said, for somebody to shorten', async () => {
        const summary = '长'.repeat(400)
        const told = { ...sampleHonoree, campaignId, name: '赵长', slug: 'zhao-chang', summary }
        const { id } = await studio.records.ensureHonoree(told, {})
        expect((await newestOf(studio, id))?.summary).toBe(summary)
        const again = await studio.records.ensureHonoree(
          { ...told, deeds: [{ kind: 'paragraph', text: '后补' }] },
          {},
        )
        expect(again).toEqual({ id, isNew: false })
      })

      it('gives back what was put in, with nothing private', async () => {
        const [campaign] = await studio.records.campaigns()
        // A new one does without no channel, and is no demo unless it says so.
        expect(campaign).toEqual({
          id: campaignId,
          ...sampleCampaign,
          unusedChannels: [],
          rules: rules2021,
          isDemo: false,
        })
        expect(await newestOf(studio, honoreeId)).toEqual({
          id: honoreeId,
          campaignId,
          name: '李明',
          ...sampleHonoree,
          edition: 'draft',
        })
      })

      it('finds what it made when asked again, and overwrites no text', async () => {
        expect(await studio.records.ensureCampaign({ ...sampleCampaign, title: '别的名称' })).toBe(campaignId)
        const again = await studio.records.ensureHonoree(
          { ...sampleHonoree, campaignId, name: '李明', motto: '别的话' },
          {},
        )
        expect(again).toEqual({ id: honoreeId, isNew: false })
        expect((await newestOf(studio, honoreeId))?.motto).toBe(sampleHonoree.motto)
      })

      it('fills in deeds that were missing, never over what somebody wrote', async () => {
        const person = { ...sampleHonoree, campaignId, name: '后补', slug: 'hou-bu', deeds: [] }
        const { id } = await studio.records.ensureHonoree(person, {})
        const first = [{ kind: 'paragraph', text: '后来补交的事迹。' }] as const
        await studio.records.ensureHonoree({ ...person, deeds: first }, {})
        expect((await newestOf(studio, id))?.deeds).toEqual(first)
        await studio.records.ensureHonoree({ ...person, deeds: sampleHonoree.deeds }, {})
        expect((await newestOf(studio, id))?.deeds).toEqual(first)
      })

      it('gives a person under one campaign and under all, as a draft until published', async () => {
        const person = { ...sampleHonoree, campaignId, name: '先后', slug: 'xian-hou' }
        const { id } = await studio.records.ensureHonoree(person, {})
        expect(await studio.records.honoreeIds()).toContain(id)
        const inBoth = async () => {
          const [some, all] = [await studio.records.honorees(campaignId), await studio.records.honorees(null)]
          const [one] = some.filter((editions) => editions.id === id)
          expect(all.filter((editions) => editions.id === id)).toEqual([one])
          expect(await studio.records.honoree(id)).toEqual(one)
          return one
        }
        expect(await inBoth()).toMatchObject({
          name: '先后',
          newest: { ok: true, value: { edition: 'draft' } },
          published: { ok: false, problem: { kind: 'honoree-draft' } },
        })
        await studio.records.publishHonoree(id)
        const after = await inBoth()
        expect(after?.published).toMatchObject({ ok: true, value: { edition: 'published' } })
        expect(after?.newest).toEqual(after?.published)
        expect(await studio.records.honorees('no-such-campaign')).toEqual([])
      })

      it('makes one honoree of twenty imports at once, and two of namesakes', async () => {
        const person = { ...sampleHonoree, campaignId, name: '王伟', slug: 'wang-wei' }
        const made = await Promise.all(racers.map(() => studio.records.ensureHonoree(person, {})))
        expect(new Set(made.map(({ id }) => id)).size).toBe(1)
        expect(made.filter(({ isNew }) => isNew)).toHaveLength(1)
        const namesake = await studio.records.ensureHonoree({ ...person, nominatedBy: '大连理工大学' }, {})
        expect(namesake.isNew).toBe(true)
        expect((await newestOf(studio, namesake.id))?.slug).toBe('wang-wei-2')
      })
    })

    describe('assets', () => {
      it('gives an asset back as it was added, once', async () => {
        const asset = sampleAsset(honoreeId, '1'.repeat(64))
        expect(await studio.records.addAsset(asset)).toBe(true)
        const [found] = await studio.records.assetsOf(honoreeId)
        expect(found).toEqual({ ...asset, id: found?.id })
        expect(await studio.records.originalKeys()).toEqual([asset.storageKey])
        expect(await studio.records.addAsset(asset)).toBe(false)
      })

      it('keeps an asset of the trash apart, with its bytes and its key taken', async () => {
        const { records } = studio
        const person = { ...sampleHonoree, campaignId, name: '回收', slug: 'hui-shou' }
        const { id } = await records.ensureHonoree(person, {})
        const asset = sampleAsset(id, '4'.repeat(64))
        await records.addAsset(asset)
        expect(await records.trashedAssets(id)).toEqual([])
        const [found] = await records.assetsOf(id)
        await studio.trash(found?.id ?? '')
        expect(await records.assetsOf(id)).toEqual([])
        expect(await records.trashedAssets(id)).toMatchObject([
          { sha256: asset.sha256, fileName: asset.fileName },
        ])
        expect(await records.trashedAssets(honoreeId)).toEqual([])
        expect(await records.addAsset(asset)).toBe(false)
        expect(await records.originalKeys()).toContain(asset.storageKey)
      })

      it('takes one of twenty equal files at once, and the same file for somebody else', async () => {
        const sha256 = '2'.repeat(64)
        const added = await Promise.all(
          racers.map(() => studio.records.addAsset(sampleAsset(honoreeId, sha256))),
        )
        expect(added.filter(Boolean)).toHaveLength(1)
        const other = await studio.records.ensureHonoree(
          { ...sampleHonoree, campaignId, name: '同框者', slug: 'tong-kuang' },
          {},
        )
        expect(await studio.records.addAsset(sampleAsset(other.id, sha256))).toBe(true)
      })
    })

    describe('variants', () => {
      let key: string
      const { now } = { now: new Date('2026-06-01T08:00:00.000Z') }
      beforeEach(async () => {
        key = await announce()
      })

      it('announces once, however often', async () => {
        await studio.records.claimVariant(key, 'a', now, later(now, 60))
        await Promise.all(
          racers.map(() =>
            studio.records.announceVariants([
              { key, honoreeId, assetId: null, label: 'x', channelIds: [], cost: 1 },
              { key: `${key}-new`, honoreeId, assetId: null, label: 'x', channelIds: [], cost: 1 },
            ]),
          ),
        )
        const rows = await studio.records.variantRowsByKey([key, `${key}-new`])
        expect(rows.map(({ state }) => state).sort()).toEqual(['rendering', 'waiting'])
      })

      it('lets one of twenty racers claim', async () => {
        const claims = await Promise.all(
          racers.map((owner) => studio.records.claimVariant(key, owner, now, later(now, 60))),
        )
        expect(claims.filter(Boolean)).toHaveLength(1)
        expect(await row(key)).toMatchObject({ state: 'rendering', attempts: 1, progress: 0, cost: 2.5 })
      })

      it('lets one of twenty take over a claim whose lease has ended, none before', async () => {
        await studio.records.claimVariant(key, 'dead', now, later(now, 60))
        const claimAt = (seconds: number) =>
          Promise.all(
            racers.map((owner) =>
              studio.records.claimVariant(key, owner, later(now, seconds), later(now, seconds + 60)),
            ),
          )
        expect((await claimAt(59)).filter(Boolean)).toHaveLength(0)
        const winners = (await claimAt(61)).filter(Boolean)
        expect(winners).toHaveLength(1)
        expect((await row(key))?.attempts).toBe(2)
      })

      it('completes for the holder alone, with every measured fact', async () => {
        await studio.records.claimVariant(key, 'a', now, later(now, 60))
        expect(await studio.records.reportProgress(key, 'a', 0.5, later(now, 90))).toBe(true)
        expect(await studio.records.reportProgress(key, 'b', 0.9, later(now, 90))).toBe(false)
        expect((await row(key))?.progress).toBe(0.5)
        await studio.records.completeVariant('b', made(key), now)
        expect((await row(key))?.state).toBe('rendering')
        await studio.records.completeVariant('a', made(key), now)
        expect(await row(key)).toEqual({
          isSuperseded: false,
          key,
          honoreeId,
          assetId: null,
          state: 'done',
          progress: 1,
          attempts: 1,
          cost: 2.5,
          doneAt: now,
          problem: null,
          variant: made(key),
        })
        expect(await studio.records.claimVariant(key, 'c', later(now, 999), later(now, 9999))).toBe(false)
      })

      it('keeps why it failed, and waits again when retried', async () => {
        const problem = { kind: 'render-failed', what: '竖版海报', reason: '超时' } as const
        await studio.records.claimVariant(key, 'a', now, later(now, 60))
        await studio.records.failVariant(key, 'a', problem, now)
        expect(await row(key)).toMatchObject({ state: 'failed', problem, variant: null })
        await studio.records.retryVariant(key, 'failed')
        expect(await row(key)).toMatchObject({ state: 'waiting', problem: null, attempts: 1, doneAt: null })
        await studio.records.claimVariant(key, 'a', now, later(now, 60))
        await studio.records.retryVariant(key, 'failed')
        expect((await row(key))?.state).toBe('rendering')
        await studio.records.releaseClaim(key, 'b')
        expect((await row(key))?.state).toBe('rendering')
        await studio.records.releaseClaim(key, 'a')
        expect((await row(key))?.state).toBe('waiting')
      })

      it('counts no try that found the disk full, and every one that found it broken', async () => {
        const failAs = async (fault: 'full' | 'broken') => {
          await studio.records.claimVariant(key, 'a', now, later(now, 60))
          await studio.records.failVariant(key, 'a', { kind: 'output-unsaved', what: '竖版海报', fault }, now)
          await studio.records.retryVariant(key, 'failed')
          return (await row(key))?.attempts
        }
        expect([await failAs('full'), await failAs('broken'), await failAs('full')]).toEqual([0, 1, 1])
      })

      it('goes back to work when its bytes are gone', async () => {
        await studio.records.claimVariant(key, 'a', now, later(now, 60))
        await studio.records.completeVariant('a', made(key), now)
        // Whoever read that it failed, before another made it, does not have it made again.
        expect(await studio.records.retryVariant(key, 'failed')).toBe(false)
        expect((await row(key))?.state).toBe('done')
        expect(await studio.records.retryVariant(key, 'done')).toBe(true)
        expect(await row(key)).toMatchObject({ state: 'waiting', variant: null, doneAt: null })
      })

      it('forgets what is made and unwanted, never what a release shows or somebody is making', async () => {
        const finish = async (wanted: string) => {
          await studio.records.claimVariant(wanted, 'a', now, later(now, 60))
          await studio.records.completeVariant('a', made(wanted), now)
        }
        await finish(key)
        await studio.records.announceVariants([
          { key: 'shown', honoreeId, assetId: null, label: 'x', channelIds: [], cost: 1 },
        ])
        await finish('shown')
        const busy = await announce()
        await studio.records.claimVariant(busy, 'a', now, later(now, 60))
        const idle = await announce()
        const keys = [key, 'shown', busy, idle]
        const left = async () => (await studio.records.variantRowsByKey(keys)).map((kept) => kept.key).sort()
        expect(await studio.records.forgetVariants(keys, ['waiting', 'failed'])).toBe(1)
        expect(await left()).toEqual([key, busy, 'shown'].sort())
        expect(await studio.records.forgetVariants(keys, ['waiting', 'failed', 'done'])).toBe(1)
        expect(await left()).toEqual([busy, 'shown'].sort())
        // Its bytes were lost and it waits again: still shown.
        await studio.records.retryVariant('shown', 'done')
        expect(await studio.records.forgetVariants(keys, ['waiting', 'failed'])).toBe(0)
      })

      it('marks what a release shows, of the person it is told of alone', async () => {
        const { records } = studio
        const marked = async (of: string | null) => (await records.shownVariants(of)).map(({ key }) => key)
        const key = await announce()
        await records.markVariant(key, 'somebody else', true)
        expect(await marked(null)).not.toContain(key)
        await records.markVariant(key, honoreeId, true)
        expect(await records.shownVariants(honoreeId)).toContainEqual(
          expect.objectContaining({ key, honoreeId }),
        )
        expect(await marked(null)).toContain(key)
        await records.markVariant(key, honoreeId, false)
        expect(await marked(honoreeId)).not.toContain(key)
      })

      it('counts work for everybody, by name', async () => {
        const mine = (await studio.records.workRows()).filter(({ honoreeId: id }) => id === honoreeId)
        expect(mine.length).toBe((await studio.records.variantRows(honoreeId)).length)
        expect(new Set(mine.map(({ honoreeName }) => honoreeName))).toEqual(new Set(['李明']))
        const [first] = await studio.records.variantRows(honoreeId)
        const count = async () =>
          (await studio.records.workRows()).filter(({ honoreeId: id }) => id === honoreeId).length
        await studio.records.supersedeVariants([first?.key ?? ''], true)
        expect(await count()).toBe(mine.length - 1)
        expect((await studio.records.variantRowsByKey([first?.key ?? '']))[0]?.isSuperseded).toBe(true)
        await studio.records.supersedeVariants([first?.key ?? ''], false)
        expect(await count()).toBe(mine.length)
      })
    })

    describe('the ledger', () => {
      it('gives a release back as it was frozen', async () => {
        const release = sampleRelease(campaignId, honoreeId, 1)
        expect(await studio.records.addRelease(release)).toBe(true)
        const found = (await studio.records.releases()).find(({ version }) => version === 1)
        expect(found).toEqual({ ...release, id: found?.id })
        expect((await studio.records.latestRelease(honoreeId, release.channelId))?.version).toBe(90)
        expect(await studio.records.latestRelease(honoreeId, 'metro')).toBeNull()
      })

      it('takes one of twenty equal releases, and moves with every entry', async () => {
        const before = await studio.records.ledgerPosition()
        const added = await Promise.all(
          racers.map(() => studio.records.addRelease(sampleRelease(campaignId, honoreeId, 2))),
        )
        expect(added.filter(Boolean)).toHaveLength(1)
        const between = await studio.records.ledgerPosition()
        const [first] = await studio.records.releases()
        const withdrawal = { releaseId: first?.id ?? '', at: studio.now, reason: '内容更正' }
        const withdrawn = await Promise.all(racers.map(() => studio.records.addWithdrawal(withdrawal)))
        expect(withdrawn.filter((isFirst) => isFirst)).toHaveLength(1)
        const after = await studio.records.ledgerPosition()
        expect(new Set([before, between, after]).size).toBe(3)
        expect(await studio.records.withdrawals()).toEqual([withdrawal])

        expect(await studio.records.toldWithdrawals()).toEqual(new Set())
        const told = {
          ...withdrawalTold(first!, '李明', '内容更正'),
          ...{ actor: systemActor, at: studio.now, address: null, fields: [], before: {} },
        }
        const tell = () => studio.records.addEvent(told, withdrawalKey(withdrawal.releaseId))
        await Promise.all([tell(), tell(), tell()])
        expect(await studio.records.toldWithdrawals()).toEqual(new Set([withdrawal.releaseId]))
      })

      it('lists those of one honoree alone when asked', async () => {
        const { records } = studio
        const other = { ...sampleHonoree, campaignId, name: '另一位', slug: 'ling-yi-wei' }
        const { id } = await records.ensureHonoree(other, {})
        expect(await records.releases(id)).toEqual([])
        await records.addRelease(sampleRelease(campaignId, id, 1))
        expect((await records.releases(id)).map((one) => [one.honoreeId, one.version])).toEqual([[id, 1]])
        const mine = await records.releases(honoreeId)
        expect(mine.length).toBeGreaterThan(2)
        expect(mine).toEqual((await records.releases()).filter((one) => one.honoreeId === honoreeId))
      })

      it('lists releases oldest first', async () => {
        const versions = (await studio.records.releases()).map(({ version }) => version)
        expect(versions).toEqual([...versions].sort((a, b) => a - b))
        expect(versions.length).toBeGreaterThan(2)
      })
    })

    describe('wakes', () => {
      it('keeps one row per honoree, the latest first, with a new stamp each time, also when raced', async () => {
        const { records } = studio
        const at = (seconds: number): Date => new Date(studio.now.getTime() + seconds * 1000)
        await Promise.all(Array.from({ length: 10 }, () => records.leaveWake('h1', at(1))))
        await records.leaveWake(null, at(2))
        const [everybody, first, ...more] = await records.wakes(100)
        expect([everybody?.honoreeId, first?.honoreeId, more]).toEqual([null, 'h1', []])
        await records.leaveWake('h1', at(3))
        const [again] = await records.wakes(1)
        expect(again?.honoreeId).toBe('h1')
        expect(again?.stamp).not.toBe(first?.stamp)
        await records.forgetWakes(at(3))
        expect((await records.wakes(100)).map(({ honoreeId }) => honoreeId)).toEqual(['h1'])
        await records.forgetWakes(at(4))
      })
    })
  })
}
