/** Years side by side: which one somebody works on, what a new one leaves alone, and what it does without. */
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { createDelivery, type Delivery } from '../../src/delivery/app.ts'
import { feedFormats } from '../../src/domain/formats/format.ts'
import { hashToken } from '../../src/domain/token.ts'
import { campaignBoard } from '../../src/pipeline/board.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleAsset, sampleCampaign, sampleHonoree, sampleRelease } from './samples.ts'
import { hire, sessionOf, signIn } from './staff.ts'

const silent = { info() {}, error() {} }
const token = 'zm_only-for-tests'

describe.each(databases)('campaigns on %s', (kind) => {
  let studio: Studio
  let delivery: Delivery
  let chief: string
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    studio = await openStudio(kind)
    chief = await signIn(studio, 'chief')
    delivery = createDelivery({
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
    await studio.payload.create({
      collection: 'partners',
      data: {
        name: '合作媒体',
        channelIds: channels.map(({ id }) => id),
        tokenHash: hashToken(token),
        tokenPrefix: 'zm_only',
      },
    })
    await studio.payload.create({
      collection: 'screens',
      data: {
        name: '公交车条屏',
        slug: 'bus-bar',
        channelId: 'bus',
        width: 1920,
        height: 360,
        stillSeconds: 10,
      },
    })
    ids.old = await studio.records.ensureCampaign(sampleCampaign)
    await release(ids.old, '李明')
  })
  afterAll(async () => {
    await delivery.settle()
    await studio.close()
  })

  async function release(campaignId: string, name: string): Promise<string> {
    const { id } = await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name }, {})
    for (const channelId of ['douyin', 'beiguo', 'bus'])
      await studio.records.addRelease({ ...sampleRelease(campaignId, id, 1), channelId })
    return id
  }
  const choice = async (query = '', by = chief) =>
    (await studio.request('GET', `/api/campaigns/choice${query}`, { token: by })).json()
  const make = async (campaign: Readonly<Record<string, unknown>>) => {
    const body = { ...sampleCampaign, organisers: sampleCampaign.organisers.join('\n'), ...campaign }
    const response = await studio.request('POST', '/api/campaigns', { token: chief, body })
    const answer = await response.json()
    expect(response.status, JSON.stringify(answer)).toBe(201)
    return String(answer.doc.id)
  }
  /** Everything partners and screens get: feeds in every format, packs, the lists of both. */
  const delivered = async (): Promise<Record<string, string>> => {
    const addresses = [
      ...channels.flatMap(({ id, kind: of }) =>
        of === 'screen' ? [] : feedFormats.map((format) => `/feeds/${id}.${format}`),
      ),
      '/packs/bus-bar/manifest.json',
      '/packs/bus-bar.zip',
      '/feeds',
      '/packs',
    ]
    // As after a restart: nothing is answered from a memory of before.
    await delivery.refresh()
    const found: Record<string, string> = {}
    for (const address of addresses)
      for (const accept of ['*/*', 'text/html']) {
        const headers = { authorization: `Bearer ${token}`, accept }
        const response = await delivery.fetch(new Request(`http://studio.test${address}`, { headers }))
        found[`${address} ${accept}`] =
          `${response.status} ${response.headers.get('etag')} ${await response.text()}`
      }
    return found
  }

  it('begin empty, and then filled, without a word changed of what the last one delivers', async () => {
    const before = await delivered()
    expect(before['/feeds/beiguo.atom */*']).toContain('李明')
    ids.new = await make({ year: 2027, title: '辽宁最美科技工作者（新）', organisers: '省科协' })
    expect(await delivered()).toEqual(before)
    // People and materials alone show nothing yet.
    const { id } = await studio.records.ensureHonoree(
      { ...sampleHonoree, campaignId: ids.new, name: '张新' },
      {},
    )
    await studio.records.addAsset(sampleAsset(id, 'b'.repeat(64)))
    await studio.records.publishHonoree(id)
    expect(await delivered()).toEqual(before)
  })

  it('carry their year, and stay chosen per person', async () => {
    const { campaigns, campaignId } = await choice()
    expect(campaigns.map(({ label }: { label: string }) => label)).toEqual([
      '2027 年 · 辽宁最美科技工作者（新）',
      '2026 年 · 辽宁最美科技工作者',
    ])
    expect(campaignId).toBe(ids.new)
    const remember = { token: chief, body: { value: ids.old } }
    expect((await studio.request('POST', '/api/payload-preferences/campaign', remember)).status).toBe(200)
    expect((await choice()).campaignId).toBe(ids.old)
    expect((await choice(`?campaign=${ids.new}`)).campaignId).toBe(ids.new)
    expect((await choice('?campaign=gone')).campaignId).toBe(ids.old)
    expect((await choice('', await signIn(studio, 'editor'))).campaignId).toBe(ids.new)
    expect((await studio.request('GET', '/api/campaigns/choice')).status).toBe(401)
  })

  it('that were only just begun draw nobody away from one with people', async () => {
    ids.empty = await make({ year: 2028 })
    const { campaignId, campaigns } = await choice('', await signIn(studio, 'reviewer'))
    expect(campaigns[0].id).toBe(ids.empty)
    expect(campaignId).toBe(ids.new)
  })

  it('do without the channels they do not use: on the board, in the plan and in releases', async () => {
    const body = { unusedChannels: ['bus', 'kuaishou'] }
    const changed = await studio.request('PATCH', `/api/campaigns/${ids.new}`, { token: chief, body })
    expect(changed.status).toBe(200)
    const campaigns = await studio.records.campaigns()
    const boardOf = async (id: string | undefined) => {
      const campaign = campaigns.find((one) => one.id === id)
      if (!campaign) throw new Error('no such campaign')
      const ports = { records: studio.records, channels, uncovered: () => [] }
      const { rows } = await campaignBoard(campaign, ports, studio.now)
      return rows[0]?.cells.map(({ channelId }) => channelId) ?? []
    }
    expect(await boardOf(ids.old)).toEqual(channels.map(({ id }) => id))
    expect(await boardOf(ids.new)).toEqual(
      channels.map(({ id }) => id).filter((id) => !body.unusedChannels.includes(id)),
    )
    const [person] = await studio.records.honorees(ids.new ?? '')
    const order = { honoree: person?.id, channelId: 'bus', validFrom: '2026-06-01T06:00:00.000+08:00' }
    const refused = await studio.request('POST', '/api/releases', { token: chief, body: order })
    expect((await refused.json()).errors[0].message).toContain('2027 年的活动不用“公交车”')
    const unknown = { token: chief, body: { unusedChannels: ['nowhere'] } }
    expect((await studio.request('PATCH', `/api/campaigns/${ids.new}`, unknown)).status).toBe(400)
  })

  it('offer partners no channel that the year they read of does not use', async () => {
    const listed = async (): Promise<string[]> => {
      await delivery.refresh()
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
      const response = await delivery.fetch(new Request('http://studio.test/feeds', { headers }))
      return (await response.json()).feeds.map(({ channel }: { channel: string }) => channel)
    }
    const all = await listed()
    // 2027, of which nothing was released, does without 快手 too.
    expect(all).toContain('kuaishou')
    const body = { unusedChannels: ['kuaishou', 'beiguo'] }
    await studio.request('PATCH', `/api/campaigns/${ids.old}`, { token: chief, body })
    // 北国 has items that partners have fetched: it stays until nobody needs it.
    expect(await listed()).toEqual(all.filter((id) => id !== 'kuaishou'))
  })

  it('say that they are the demo’s wherever their name stands', async () => {
    const demo = await studio.records.ensureCampaign({ ...sampleCampaign, year: 2025, isDemo: true })
    const { campaigns } = await choice()
    expect(campaigns.at(-1)).toEqual({
      id: demo,
      label: '2025 年 · 辽宁最美科技工作者（演示数据）',
      isDemo: true,
    })
    const read = await studio.request('GET', `/api/campaigns/${demo}`, { token: chief })
    expect((await read.json()).label).toBe('2025 年 · 辽宁最美科技工作者（演示数据）')
    // Nobody unmarks it by hand.
    const body = { isDemo: false, title: '改名' }
    await studio.request('PATCH', `/api/campaigns/${demo}`, { token: chief, body })
    expect((await studio.records.campaigns()).find(({ id }) => id === demo)).toMatchObject({
      title: '改名',
      isDemo: true,
    })
  })

  it('have a title that posters have room for', async () => {
    const [{ id } = { id: '' }] = await studio.records.campaigns()
    const body = { title: '长'.repeat(2_000) }
    const response = await studio.request('PATCH', `/api/campaigns/${id}`, { token: chief, body })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('“活动名称”有 2000 字，不能超过 30 字，请精简。')
  })

  it('may be saved with a longer title stored before, and not with another too long', async () => {
    const [{ id } = { id: '' }] = await studio.records.campaigns()
    const title = '长'.repeat(40)
    await studio.payload.db.updateOne({ collection: 'campaigns', id, data: { title } })
    const save = async (body: object): Promise<number> =>
      (await studio.request('PATCH', `/api/campaigns/${id}`, { token: chief, body })).status
    expect(await save({ submissionsUntil: '2026-06-01T15:59:00.000Z' })).toBe(200)
    expect(await save({ title, submissionsUntil: '2026-06-02T15:59:00.000Z' })).toBe(200)
    expect(await save({ title: `${title}长` })).toBe(400)
  })

  it('are preset in the empty form alone, as its address says', async () => {
    const { id: user } = await hire(studio, 'presets', 'chief')
    const [{ id: other } = { id: '' }, { id: newest } = { id: '' }] = (
      await studio.records.campaigns()
    ).slice(-2)
    const remember = { token: await sessionOf(studio, user), body: { value: newest } }
    expect((await studio.request('POST', '/api/payload-preferences/campaign', remember)).status).toBe(200)
    const honoree = await release(other, '钱预设')
    const preset = async (collection: 'honorees' | 'releases', field: string, at: string) => {
      const staff = await studio.payload.findByID({ collection: 'users', id: user })
      const req = await createLocalReq(
        { user: { ...staff, collection: 'users' }, urlSuffix: `/admin/collections/${at}` },
        studio.payload,
      )
      const { defaultValue } = studio.payload.collections[collection].config.flattenedFields.find(
        ({ name }) => name === field,
      ) as { defaultValue: (args: { req: typeof req }) => Promise<unknown> }
      return (await defaultValue({ req })) ?? null
    }
    expect(await preset('honorees', 'campaign', 'honorees/create')).toBe(newest)
    expect(await preset('honorees', 'campaign', `honorees/create?campaign=${other}`)).toBe(other)
    const asked = `create?honoree=${honoree}&channel=bus`
    expect(await preset('releases', 'honoree', `releases/${asked}`)).toBe(honoree)
    expect(await preset('releases', 'channelId', `releases/${asked}`)).toBe('bus')
    // Of what is named wrongly, of a row that stands and of another form nothing is preset.
    for (const at of ['releases/create', 'releases/create?honoree=gone&channel=gone', `releases/${honoree}`])
      for (const field of ['honoree', 'channelId']) expect(await preset('releases', field, at), at).toBeNull()
    for (const at of [`honorees/${honoree}`, 'honorees', `releases/${asked}`])
      expect(await preset('honorees', 'campaign', at), at).toBeNull()
  })

  it('are not given to whom nobody has given one, by a look or by a save', async () => {
    const { id } = await studio.payload.db.create({ collection: 'honorees', data: { name: '未定年份' } })
    const one = `/api/honorees/${id}`
    for (const path of [one, `${one}?draft=true`, `/api/honorees?where[id][equals]=${id}`]) {
      const read = (await (await studio.request('GET', path, { token: chief })).json()) as {
        docs?: readonly unknown[]
      }
      const row = (read.docs?.[0] ?? read) as { name: string; campaign?: unknown }
      expect([row.name, row.campaign ?? null], path).toEqual(['未定年份', null])
    }
    const body = { motto: '只改这一句' }
    expect((await studio.request('PATCH', `${one}?draft=true`, { token: chief, body })).status).toBe(200)
    const { docs } = await studio.payload.db.findVersions<{ campaign?: unknown }>({
      collection: 'honorees',
      where: { parent: { equals: id } },
    })
    expect(docs.map(({ version }) => version.campaign ?? null)).toEqual([null])
  })
})
