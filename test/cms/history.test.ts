import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import type { HistoryPage } from '../../src/domain/history.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree, secrets } from './samples.ts'

describe.each(databases)('the history of a document on %s', (kind) => {
  let studio: Studio
  let campaign: string
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    studio = await openStudio(kind)
    for (const role of ['admin', 'chief', 'editor', 'operator'] as const) {
      const data = { name: `${role} 甲`, email: `${role}@staff.test`, password: 'Correct-Horse-9', role }
      await studio.payload.create({ collection: 'users', data })
      tokens[role] = (await studio.payload.login({ collection: 'users', data })).token ?? ''
    }
    campaign = await studio.records.ensureCampaign(sampleCampaign)
  })
  afterAll(() => studio.close())

  const write = async (method: string, path: string, body: unknown) => {
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    const response = await studio.request(method, path, { token: tokens.editor ?? null, body, headers })
    const json = await response.json()
    expect(response.status, JSON.stringify(json)).toBeLessThan(300)
    return String(json.doc.id)
  }
  const look = async (role: string | null, path: string) => {
    const response = await studio.request('GET', path, { token: role ? (tokens[role] ?? null) : null })
    const text = await response.text()
    return { status: response.status, text, page: JSON.parse(text) as HistoryPage }
  }

  it('says a change in the words of the form, with what it was and what it is', async () => {
    const units = [
      await write('POST', '/api/units', { name: '沈阳甲学会' }),
      await write('POST', '/api/units', { name: '大连乙学会' }),
    ]
    const id = await write('POST', '/api/honorees?draft=true', {
      campaign,
      unit: units[0],
      name: '李明',
      category: 'economy',
      _status: 'draft',
    })
    await write('PATCH', `/api/honorees/${id}?draft=true`, {
      unit: units[1],
      category: 'grassroots',
      consent: { givenAt: '2026-05-19T16:00:00.000Z' },
      declarations: { hasNoSecrets: true },
      private: { idNumber: secrets.身份证号, phone: secrets.手机 },
    })
    const { page, text } = await look('editor', `/api/honorees/${id}/history`)
    expect(page).toMatchObject({ page: 1, pages: 1, total: 2 })
    const [newest, first] = page.entries
    expect(newest).toMatchObject({ kind: 'consent-given', actor: 'editor 甲', address: null })
    expect(newest?.changes).toHaveLength(4)
    expect(newest?.changes).toEqual(
      expect.arrayContaining([
        { field: '推荐单位', before: '沈阳甲学会', after: '大连乙学会' },
        { field: '人选类别', before: rules2021.categories[1], after: rules2021.categories[2] },
        { field: '同意日期', before: null, after: '2026-05-20' },
        { field: '已声明材料不涉密、适合公开宣传', before: '否', after: '是' },
      ]),
    )
    expect(newest?.untold).toEqual(['身份证号', '手机'])
    expect(first).toMatchObject({ kind: 'created' })
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret)
    for (const unit of units) expect(text).not.toContain(unit)
    const { page: whole } = await look('chief', `/api/honorees/${id}/history`)
    expect(whole.entries[0]?.address).toBe('203.0.113.7')
  })

  it('is in the whole record in the same words, entry by entry, for those who answer for it', async () => {
    const unit = await write('POST', '/api/units', { name: '鞍山甲学会' })
    const id = await write('POST', '/api/honorees?draft=true', { campaign, unit, name: '孙丽' })
    await write('PATCH', `/api/honorees/${id}?draft=true`, {
      category: 'grassroots',
      private: { phone: secrets.手机 },
    })
    const where = `where[subjectId][equals]=${id}&sort=-createdAt`
    for (const query of [where, `${where}&select[told]=true`]) {
      const { text } = await look('chief', `/api/events?${query}`)
      const [newest, first] = (JSON.parse(text) as { docs: { told: string[] }[] }).docs
      expect(newest?.told).toEqual([`人选类别：“${rules2021.categories[2]}”`, '手机有改动'])
      expect(first?.told).toEqual(expect.arrayContaining(['推荐单位：“鞍山甲学会”', '姓名：“孙丽”']))
    }
  })

  it('tells nobody of a document that person may not read, nor of drafts behind a published one', async () => {
    const draft = await write('POST', '/api/honorees?draft=true', {
      campaign,
      name: '王芳',
      _status: 'draft',
    })
    const { id } = await studio.records.ensureHonoree(
      { ...sampleHonoree, campaignId: campaign, name: '赵刚' },
      {},
    )
    await studio.records.publishHonoree(id)
    for (const honoree of [draft, id]) {
      const { status, text } = await look('operator', `/api/honorees/${honoree}/history`)
      expect(status).toBe(404)
      expect(text).toContain('没有查看其留痕的权限')
      expect((await look('editor', `/api/honorees/${honoree}/history`)).status).toBe(200)
    }
    const { docs } = await studio.payload.find({ collection: 'users', sort: 'email' })
    const [admin] = docs
    expect((await look('editor', `/api/users/${admin?.id}/history`)).status).toBe(404)
    expect((await look('admin', `/api/users/${admin?.id}/history`)).status).toBe(200)
    expect((await look(null, `/api/campaigns/${campaign}/history`)).status).toBe(401)
    expect((await look('admin', '/api/campaigns/no-such-id/history')).status).toBe(404)
    // The record itself has no history, and no way round the right to read it.
    const { docs: events } = await studio.payload.find({ collection: 'events', limit: 1 })
    expect((await look('editor', `/api/events/${events[0]?.id}/history`)).status).toBe(404)
  })

  it('is told page by page, the newest first', async () => {
    const id = await write('POST', '/api/units', { name: '丙学会' })
    for (let n = 1; n <= 60; n++) {
      await studio.records.addEvent({
        kind: 'changed',
        actor: { kind: 'system', id: null, name: '系统' },
        subject: { collection: 'units', id, title: '丙学会' },
        at: new Date(Date.UTC(2027, 0, 1, 0, n)),
        address: null,
        fields: ['name'],
        before: { name: `丙 ${n - 1}` },
        after: { name: `丙 ${n}` },
        note: '',
      })
    }
    const { page: newest } = await look('operator', `/api/units/${id}/history`)
    expect(newest).toMatchObject({ page: 1, pages: 2, total: 61 })
    expect(newest.entries).toHaveLength(50)
    expect(newest.entries[0]?.changes).toEqual([{ field: '单位全称', before: '丙 59', after: '丙 60' }])
    const { page: rest } = await look('operator', `/api/units/${id}/history?page=2`)
    expect(rest.entries.map(({ kind: what }) => what).at(-1)).toBe('created')
    expect(rest.entries).toHaveLength(11)
    expect((await look('operator', `/api/units/${id}/history?page=x`)).page.page).toBe(1)
  })

  it('names a campaign with its year, wherever it is chosen, listed or remembered', async () => {
    const chosen = await studio.request('GET', '/api/campaigns?select[label]=true&where[label][like]=2026', {
      token: tokens.editor ?? null,
    })
    expect((await chosen.json()).docs).toMatchObject([
      { id: campaign, label: '2026 年 · 辽宁最美科技工作者' },
    ])
    const made = await studio.request('POST', '/api/campaigns', {
      token: tokens.chief ?? null,
      body: {
        year: 2027,
        title: '最美科技工作者',
        organisers: '省科协',
        submissionsUntil: '2027-05-23',
        label: '假',
      },
    })
    const { id, label } = (await made.json()).doc
    expect(label).toBe('2027 年 · 最美科技工作者')
    await studio.request('PATCH', `/api/campaigns/${id}`, {
      token: tokens.chief ?? null,
      body: { title: '辽宁最美科技工作者', label: '假' },
    })
    const row = await studio.payload.db.findOne<{ label: string; id: string }>({
      collection: 'campaigns',
      where: { id: { equals: id } },
    })
    expect(row?.label).toBe('2027 年 · 辽宁最美科技工作者')
    const { page } = await look('chief', `/api/campaigns/${id}/history`)
    expect(page.entries[0]?.changes).toEqual([
      { field: '名称', before: '最美科技工作者', after: '辽宁最美科技工作者' },
    ])
    // A row of before there were labels.
    await studio.payload.db.updateOne({ collection: 'campaigns', id, data: { label: null } })
    const old = await studio.request('GET', `/api/campaigns/${id}?select[label]=true`, {
      token: tokens.editor ?? null,
    })
    expect((await old.json()).label).toBe('2027 年 · 辽宁最美科技工作者')
  })
})
