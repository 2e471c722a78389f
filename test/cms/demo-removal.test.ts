/** Taking the demo away, with partners who have pulled it, a colleague's own person, and a kill in the middle. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Where } from 'payload'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { demoScreens } from '../../src/channels/demo-screens.ts'
import { channels } from '../../src/channels/index.ts'
import { demoLogin, demoPartner, ensurePartner, ensureScreen, ensureUser } from '../../src/cms/seed.ts'
import { createDelivery } from '../../src/delivery/app.ts'
import { removalPhrase } from '../../src/domain/removal.ts'
import { hashToken } from '../../src/domain/token.ts'
import { removeDemos } from '../../src/pipeline/removal.ts'
import { sweep } from '../../src/pipeline/sweep.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleAsset, sampleCampaign, sampleHonoree, sampleRelease } from './samples.ts'
import { signIn } from './staff.ts'

const token = 'zm_only-for-tests'
const silent = { info() {}, error() {} }

describe.each(databases)('removing the demo on %s', (kind) => {
  let studio: Studio
  let admin: string
  let demo: string
  let handIn: string
  const people: string[] = []

  beforeAll(async () => {
    studio = await openStudio(kind)
    admin = await signIn(studio, 'admin')
    await studio.payload.create({
      collection: 'partners',
      data: { name: '媒体', channelIds: ['douyin'], tokenHash: hashToken(token), tokenPrefix: 'zm_only' },
    })
    const [one, other] = demoScreens
    for (const screen of [one, other])
      if (screen) await ensureScreen(studio.payload, { stillSeconds: 10, playsFilm: false, ...screen })
    await ensurePlaces()
    demo = await studio.records.ensureCampaign({ ...sampleCampaign, isDemo: true })
    for (const name of ['甲', '乙', '丙']) people.push(await invented(name))
  })
  afterAll(() => studio.close())

  /** The partner and the account, as `npm run demo` makes them. */
  async function ensurePlaces(): Promise<void> {
    const { payload } = studio
    const made = { channelIds: ['bus'], tokenHash: hashToken('zm_the-demo'), tokenPrefix: 'zm_demo' }
    await ensurePartner(payload, { name: demoPartner, ...made })
    await ensureUser(payload, {
      email: demoLogin,
      password: 'Correct-Horse-9',
      name: '演示管理员',
      role: 'admin',
    })
  }

  /** A person of the demo with an original, an output of it, and a release that shows that. */
  async function invented(name: string): Promise<string> {
    const at = people.length
    const { records, store } = studio
    const { id } = await records.ensureHonoree(
      { ...sampleHonoree, campaignId: demo, name, nominatedBy: `演示单位${name}`, isDemo: true },
      {},
    )
    const key = `made${at}`
    const original = sampleAsset(id, `${at}`.repeat(64))
    const made = `variants/ma/${key}.jpg`
    const file = path.join(studio.folder, 'bytes')
    await writeFile(file, 'bytes')
    for (const storageKey of [original.storageKey, made]) await store.put(file, storageKey)
    await records.addAsset(original)
    await records.publishHonoree(id)
    await studio.payload.db.create({
      collection: 'variants',
      data: {
        key,
        honoree: id,
        label: '海报 1920×360',
        channelIds: ['douyin'],
        cost: 1,
        state: 'done',
        progress: 1,
        attempts: 1,
        storageKey: made,
      },
    })
    const release = sampleRelease(demo, id, 1)
    const [media] = release.snapshot.media
    if (!media) throw new Error('the sample has no media')
    const snapshot = { ...release.snapshot, name, media: [{ ...media, key, storageKey: made }] }
    await records.addRelease({ ...release, snapshot })
    return id
  }
  const ask = async (method: string, address: string, body?: unknown, by = admin) => {
    const response = await studio.request(method, address, { token: by, body })
    const json = await response.json()
    return { status: response.status, json, sentence: String(json.errors?.[0]?.message ?? '') }
  }
  const feed = async (): Promise<string> => {
    const delivery = createDelivery({
      records: studio.records,
      store: studio.store,
      channels,
      thumbnails: async () => null,
      now: () => studio.now,
      secret: 'only-for-tests-0123456789-abcdefghij',
      signedIn: async () => null,
      publicUrl: 'http://studio.test',
      log: silent,
    })
    const headers = { authorization: `Bearer ${token}` }
    const response = await delivery.fetch(new Request('http://studio.test/feeds/douyin.atom', { headers }))
    const text = await response.text()
    await delivery.settle()
    return text
  }
  const stored = async (): Promise<string[]> => {
    const keys: string[] = []
    for (const prefix of ['originals', 'variants'])
      for await (const { key } of studio.store.list(prefix)) keys.push(key)
    return keys
  }
  const ports = () => ({ records: studio.records, clock: () => studio.now })

  it('is asked for by an administrator who types it, of a demo alone, and says what goes', async () => {
    const chief = await signIn(studio, 'chief')
    const { records } = studio
    const own = await records.ensureCampaign({ ...sampleCampaign, year: 2027 })
    const address = `/api/campaigns/${demo}/removal`
    expect((await ask('POST', address, { phrase: removalPhrase }, chief)).status).toBe(403)
    expect((await ask('GET', '/api/campaigns/removals', undefined, chief)).status).toBe(403)
    expect((await ask('POST', address, { phrase: '删' })).sentence).toMatch(/什么都没有删除/)
    expect((await ask('POST', `/api/campaigns/${own}/removal`, { phrase: removalPhrase })).sentence).toMatch(
      /不是演示数据/,
    )
    // A colleague's hand-in is open, and a screen of the demo has become the colleague's.
    handIn = (await ask('POST', '/api/hand-ins/open', { campaign: demo })).json.id
    const [touched, untouched] = (await studio.payload.find({ collection: 'screens', sort: 'slug' })).docs
    await ask('PATCH', `/api/screens/${touched?.id}`, { place: '青年大街 1 号' })
    // A colleague's own person in the demo's campaign.
    await records.ensureHonoree({ ...sampleHonoree, campaignId: demo, name: '真人' }, {})
    const before = await feed()
    expect(before).toContain('辽宁最美科技工作者（演示数据） · 抖音')
    const { json } = await ask('GET', '/api/campaigns/removals')
    expect(json.running).toEqual([])
    expect(json.demo).toMatchObject([
      {
        campaignId: demo,
        counts: {
          people: 3,
          photos: 3,
          films: 0,
          papers: 0,
          outputs: 3,
          posters: 3,
          releases: 3,
          // What it has just fetched.
          receipts: 3,
          kept: 1,
        },
        places: {
          going: [`合作媒体“${demoPartner}”`, `屏幕“${untouched?.name}”`, `账号“${demoLogin}”`],
          kept: [{ name: `屏幕“${touched?.name}”`, why: 'changed' }],
        },
      },
    ])
    expect((await ask('POST', address, { phrase: removalPhrase })).status).toBe(202)
    expect(studio.woken.at(-1)).toBeNull()
    expect((await ask('POST', address, { phrase: removalPhrase })).status).toBe(404)
    expect((await records.campaigns()).map(({ id }) => id)).toEqual([own])
  })

  it('answers a hand-in that was open with a sentence', async () => {
    for (const [method, step, body] of [
      ['GET', 'verdict', undefined],
      ['POST', 'take', { files: null }],
      ['POST', 'tell', { told: [] }],
    ] as const) {
      const answer = await ask(method, `/api/hand-ins/${handIn}/${step}`, body)
      expect([answer.status, answer.sentence], step).toEqual([
        409,
        expect.stringContaining('所属的活动正在删除，什么都没有收下'),
      ])
    }
  })

  it('is finished by the next run when one was killed in the middle', async () => {
    studio.now = new Date(studio.now.getTime() + 3_600_000)
    let turns = 0
    await removeDemos(ports(), () => ++turns > 1)
    // Whoever is still shown is still said to be the demo's.
    expect((await feed()).match(/<title>[^<]*（演示数据）[^<]*<\/title>/g)).toHaveLength(3)
    const { json } = await ask('GET', '/api/campaigns/removals')
    expect(json.running).toMatchObject([{ left: 2, total: 3 }])
    // Died between the withdrawal and the rows.
    const dying = {
      ...studio.records,
      removePerson: async () => Promise.reject(new Error('killed')),
    }
    await expect(removeDemos({ ...ports(), records: dying })).rejects.toThrow('killed')
    await removeDemos(ports())
    expect((await ask('GET', '/api/campaigns/removals')).json).toEqual({ demo: [], running: [] })
    for (const collection of ['assets', 'variants'] as const)
      expect((await studio.payload.count({ collection, trash: true })).totalDocs, collection).toBe(0)
    const left = await studio.payload.find({ collection: 'honorees', draft: true, trash: true, depth: 0 })
    expect(left.docs.map(({ name }) => name)).toEqual(['真人'])
    expect((await studio.payload.find({ collection: 'units' })).docs.map(({ name }) => name)).toEqual([
      sampleHonoree.nominatedBy,
    ])
    expect(
      (await studio.payload.db.findVersions({ collection: 'honorees', where: { parent: { in: people } } }))
        .totalDocs,
    ).toBe(0)
    // The campaign stays with the colleague's person, and is the demo's no more.
    expect(await studio.records.campaigns()).toMatchObject([{ id: demo, isDemo: false }, { year: 2027 }])
  })

  it('tells partners once, keeps the ledger and the history, and the accounts', async () => {
    const { records } = studio
    const releases = await records.releases()
    expect(releases.map(({ honoreeId }) => honoreeId)).toEqual(people)
    expect(await records.withdrawals()).toHaveLength(3)
    expect(await records.unreadable()).toEqual([])
    const after = await feed()
    for (const id of people)
      expect(after.match(new RegExp(`deleted-entry[^>]*${demo}\\.${id}\\.douyin`, 'g'))).toHaveLength(1)
    expect(after).not.toMatch(/<entry|演示数据）/)
    const { docs } = await studio.payload.find({ collection: 'events', limit: 0, sort: 'at' })
    const kinds = docs.map(({ kind: of }) => of)
    expect(kinds.filter((of) => of === 'demo-removal-asked' || of === 'demo-removed')).toEqual([
      'demo-removal-asked',
      'demo-removed',
    ])
    expect(docs.filter(({ kind: of }) => of === 'withdrawn')).toHaveLength(3)
    for (const { kind: of, actorName } of docs)
      if (of === 'demo-removed' || of === 'withdrawn') expect(actorName).toBe('admin')
    expect((await studio.payload.count({ collection: 'receipts' })).totalDocs).toBe(3)
    const names = async (collection: 'partners' | 'screens' | 'users') =>
      (await studio.payload.find({ collection, limit: 0 })).docs.map((one) =>
        'slug' in one ? one.slug : one.name,
      )
    expect(await names('partners')).toEqual(['媒体'])
    expect(await names('screens')).toEqual(['landmark-4k'])
    expect(await names('users')).not.toContain('演示管理员')
    expect(kinds.filter((of) => of === 'deleted')).toHaveLength(3)
    // What is shown of the release is that it was taken back, and nothing offers to do it again.
    const row = await ask('GET', `/api/releases/${releases[0]?.id}`)
    expect([row.status, row.json.status]).toEqual([200, 'withdrawn'])
    expect((await ask('GET', `/api/releases/${releases[0]?.id}/standing`)).json).toMatchObject({
      newest: null,
      mayWithdraw: false,
      correction: null,
    })
  })

  it('leaves no bytes: they go by the sweep, through quarantine', async () => {
    const { records, store } = studio
    expect(await stored()).toHaveLength(6)
    const later = new Date(Date.now() + 1_000)
    const report = await sweep(
      { records, store, channels, uncovered: () => [] },
      { isAlone: true, now: later },
    )
    expect(report.orphans).toBe(6)
    expect(await stored()).toEqual([])
  })

  it('is made anew by the next demo, beside what colleagues have', async () => {
    const again = await studio.records.ensureCampaign({ ...sampleCampaign, year: 2028, isDemo: true })
    const { id } = await studio.records.ensureHonoree(
      { ...sampleHonoree, campaignId: again, name: '甲', isDemo: true },
      {},
    )
    await ask('POST', `/api/campaigns/${again}/removal`, { phrase: removalPhrase })
    await removeDemos(ports())
    expect((await studio.records.campaigns()).map(({ year }) => year)).toEqual([2026, 2027])
    // Its year is free again.
    const anew = await studio.records.ensureCampaign({ ...sampleCampaign, year: 2028, isDemo: true })
    expect(anew).not.toBe(again)
    const person = { ...sampleHonoree, campaignId: anew, name: '甲', isDemo: true }
    expect(await studio.records.ensureHonoree(person, {})).toMatchObject({ isNew: true })
    expect(await studio.records.demoPeople(anew)).not.toContain(id)
    await ask('POST', `/api/campaigns/${anew}/removal`, { phrase: removalPhrase })
    await removeDemos(ports())
  })

  /** A demo of one person with a release, its partner and its account, whose removal was asked for. */
  async function asked(year: number) {
    const { records } = studio
    const campaignId = await records.ensureCampaign({ ...sampleCampaign, year, isDemo: true })
    const unit = `演示单位${year}`
    const person = { ...sampleHonoree, campaignId, name: '丁', nominatedBy: unit, isDemo: true }
    const { id } = await records.ensureHonoree(person, {})
    await records.addRelease(sampleRelease(campaignId, id, 1))
    await ensurePlaces()
    expect(
      (await ask('POST', `/api/campaigns/${campaignId}/removal`, { phrase: removalPhrase })).status,
    ).toBe(202)
    return { campaignId, unit, releaseId: (await records.releases(id))[0]?.id ?? '' }
  }
  /** Everything is gone, and everything was told once. */
  async function expectFinished(
    { campaignId, unit, releaseId }: Awaited<ReturnType<typeof asked>>,
    when: string,
  ) {
    const count = async (
      collection: 'campaigns' | 'units' | 'events' | 'partners' | 'users',
      where: Where,
    ): Promise<number> => (await studio.payload.db.count({ collection, where })).totalDocs
    const told = (kindOfEvent: string, subjectId: string) =>
      count('events', { and: [{ kind: { equals: kindOfEvent } }, { subjectId: { equals: subjectId } }] })
    expect(
      {
        people: await studio.records.demoPeople(campaignId),
        campaigns: await count('campaigns', { id: { equals: campaignId } }),
        units: await count('units', { name: { equals: unit } }),
        partners: await count('partners', { name: { equals: demoPartner } }),
        accounts: await count('users', { email: { equals: demoLogin } }),
        withdrawn: await told('withdrawn', releaseId),
        removed: await told('demo-removed', campaignId),
      },
      when,
    ).toEqual({ people: [], campaigns: 0, units: 0, partners: 0, accounts: 0, withdrawn: 1, removed: 1 })
  }

  it('is finished by the next run, after whichever write the one before died', async () => {
    const { db } = studio.payload
    for (let lived = 0, isKilled = true; isKilled; lived++) {
      const demoOfOne = await asked(2100 + lived)
      let writes = 0
      const spies = (['create', 'updateOne', 'deleteMany', 'deleteVersions'] as const).map((name) => {
        const write = db[name].bind(db) as (args: unknown) => Promise<unknown>
        return vi.spyOn(db, name).mockImplementation((async (args: unknown) => {
          if (++writes > lived) throw new Error('killed')
          return write(args)
        }) as never)
      })
      await removeDemos(ports()).catch(() => null)
      for (const spy of spies) spy.mockRestore()
      isKilled = writes > lived
      await removeDemos(ports())
      await expectFinished(demoOfOne, `${lived} writes`)
    }
  })

  it('is told once by two workers at once', async () => {
    const demoOfOne = await asked(2200)
    await Promise.all([removeDemos(ports()), removeDemos(ports())])
    await expectFinished(demoOfOne, 'two workers')
  })
})
