/** What the dialogs of 更正 and 撤回 say of who has had a release: the counts, out of real receipts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Receipt } from '../../src/domain/receipt.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree, sampleRelease } from './samples.ts'

describe.each(databases)('the reach of a release on %s', (kind) => {
  let studio: Studio
  let token: string
  const releaseIds: string[] = []
  const partners: string[] = []
  const screens: string[] = []
  beforeAll(async () => {
    studio = await openStudio(kind)
    const { payload, records } = studio
    const data = {
      name: 'chief',
      email: 'chief@staff.test',
      password: 'Correct-Horse-9',
      role: 'chief' as const,
    }
    await payload.create({ collection: 'users', data })
    token = (await payload.login({ collection: 'users', data })).token ?? ''
    const campaignId = await records.ensureCampaign(sampleCampaign)
    const { id } = await records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})
    for (const version of [1, 2])
      await records.addRelease({ ...sampleRelease(campaignId, id, version), channelId: 'bus' })
    releaseIds.push(...(await records.releases()).map((release) => release.id))
    for (const name of ['公交传媒', '北国'])
      partners.push(
        String((await payload.create({ collection: 'partners', data: { name, channelIds: ['bus'] } })).id),
      )
    for (const [slug, channelId] of [
      ['one', 'bus'],
      ['two', 'bus'],
      ['three', 'metro'],
    ] as const) {
      const size = { width: 960, height: 540, stillSeconds: 10 }
      const screen = await payload.create({
        collection: 'screens',
        data: { name: slug, slug, channelId, ...size },
      })
      screens.push(String(screen.id))
    }
  })
  afterAll(() => studio.close())

  let told = 0
  const tell = (what: Receipt['kind'], over: Partial<Receipt>) => {
    told += 1
    const nothing = { releaseId: null, packVersion: null, screenId: null, note: '' }
    return studio.records.addReceipt({
      key: `key-${told}`,
      kind: what,
      partnerId: partners[0] ?? '',
      at: new Date('2026-06-01T08:00:00.000Z'),
      ...nothing,
      ...over,
    })
  }
  const sentence = async (of = releaseIds[0]): Promise<unknown> => {
    const response = await studio.request('GET', `/api/releases/${of}/reach`, { token })
    return ((await response.json()) as { sentence: string }).sentence
  }

  it('is nothing at first, then counts partners and screens, each once', async () => {
    expect(await sentence()).toBe('这一版还没有媒体或屏幕的回执。')
    const [releaseId = '', other = ''] = releaseIds
    const [, second = ''] = partners
    await tell('fetched', { releaseId })
    await tell('fetched', { releaseId, partnerId: second })
    for (const minute of ['01', '02'])
      await tell('shown', { releaseId, at: new Date(`2026-06-01T08:${minute}:00Z`) })
    await tell('failed', { releaseId: other })
    const pack = { packVersion: 'a'.repeat(40) }
    await tell('fetched', { ...pack, screenId: screens[0] ?? '' })
    await tell('fetched', { ...pack, screenId: screens[0] ?? '', partnerId: second })
    await tell('fetched', { ...pack, screenId: screens[1] ?? '', at: new Date('2026-05-01T08:00:00Z') })
    await tell('fetched', { ...pack, screenId: screens[2] ?? '' })
    expect(await sentence()).toBe('按现有回执，这一版有 2 家已取走、1 家已展示、1 块屏幕在发布后取过海报包。')
    expect(await sentence(other)).toBe('按现有回执，这一版有 1 家失败、1 块屏幕在发布后取过海报包。')
  })

  it('is not for strangers, nor of what is not there', async () => {
    const stranger = await studio.request('GET', `/api/releases/${releaseIds[0]}/reach`)
    const nothing = await studio.request('GET', '/api/releases/nothing/reach', { token })
    expect([stranger.status, nothing.status]).toEqual([403, 404])
  })
})
