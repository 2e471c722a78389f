import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changesOf } from '../../src/domain/event.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree, secrets } from './samples.ts'

const password = 'Correct-Horse-9'

describe.each(databases)('events on %s', (kind) => {
  let studio: Studio
  let editor: string
  let admin: string

  const json = async (response: Response) => {
    const body = await response.json()
    expect(response.status, JSON.stringify(body)).toBeLessThan(300)
    return body
  }
  const rows = async (where = {}) =>
    (await studio.payload.find({ collection: 'events', where, sort: 'createdAt', limit: 200 })).docs

  beforeAll(async () => {
    studio = await openStudio(kind)
    for (const role of ['admin', 'editor'] as const) {
      const email = `${role}@staff.test`
      await studio.payload.create({
        collection: 'users',
        data: { name: `${role} 甲`, email, password, role },
      })
      const { token } = await studio.payload.login({ collection: 'users', data: { email, password } })
      if (role === 'admin') admin = token ?? ''
      else editor = token ?? ''
    }
  })
  afterAll(() => studio.close())

  it('tells who did what to a person, with public values and without private ones', async () => {
    const campaign = await studio.records.ensureCampaign(sampleCampaign)
    const unit = await json(
      await studio.request('POST', '/api/units', { token: editor, body: { name: '沈阳甲学会' } }),
    )
    const made = await json(
      await studio.request('POST', '/api/honorees?draft=true', {
        token: editor,
        body: { campaign, unit: unit.doc.id, name: '李明', category: 'economy', _status: 'draft' },
      }),
    )
    const { id } = made.doc
    await json(
      await studio.request('PATCH', `/api/honorees/${id}?draft=true`, {
        token: editor,
        body: {
          workplace: '沈阳甲研究所',
          private: { idNumber: secrets.身份证号, phone: secrets.手机, address: secrets.通讯地址 },
        },
      }),
    )
    await json(
      await studio.request('PATCH', `/api/honorees/${id}?draft=true`, {
        token: editor,
        body: { consent: { givenAt: '2026-05-20T00:00:00.000Z' } },
      }),
    )
    const found = await rows({ subjectId: { equals: id } })
    expect(found.map(({ kind: what, actorName }) => [what, actorName])).toEqual([
      ['created', 'editor 甲'],
      ['changed', 'editor 甲'],
      ['consent-given', 'editor 甲'],
    ])
    expect(found[1]).toMatchObject({
      title: '李明',
      after: { workplace: '沈阳甲研究所' },
      fields: ['workplace', 'private.idNumber', 'private.phone', 'private.address'],
    })
    const everything = JSON.stringify(await rows())
    for (const secret of Object.values(secrets)) expect(everything).not.toContain(secret)
  })

  it('tells a draft saved over what is published from a publication taken back', async () => {
    const campaignId = await studio.records.ensureCampaign(sampleCampaign)
    const { id } = await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name: '周平' }, {})
    await studio.records.publishHonoree(id)
    const save = async (body: object, query = '') =>
      json(await studio.request('PATCH', `/api/honorees/${id}${query}`, { token: editor, body }))
    await save({ motto: '草稿里的话' }, '?draft=true')
    await save({ motto: '草稿里的另一句' }, '?draft=true')
    await save({ _status: 'published' })
    await save({ _status: 'draft' })
    await save({ motto: '只有草稿了' }, '?draft=true')
    const found = await rows({ and: [{ subjectId: { equals: id } }, { actorName: { equals: 'editor 甲' } }] })
    expect(found.map(({ kind: what }) => what)).toEqual([
      'changed',
      'changed',
      'published',
      'unpublished',
      'changed',
    ])
  })

  it('records a new token by its beginning alone, and its end', async () => {
    const partner = await json(
      await studio.request('POST', '/api/partners', {
        token: admin,
        body: { name: '甲报社', channelIds: ['beiguo'] },
      }),
    )
    const { id } = partner.doc
    const { token, prefix } = await json(
      await studio.request('POST', `/api/partners/${id}/token`, { token: admin }),
    )
    await json(
      await studio.request('PATCH', `/api/partners/${id}`, {
        token: admin,
        body: { tokenRevokedAt: '2026-06-01T00:00:00.000Z' },
      }),
    )
    const found = await rows({ subjectId: { equals: id } })
    expect(found.map(({ kind: what }) => what)).toEqual(['created', 'token-issued', 'token-changed'])
    expect(found[1]?.note).toBe(prefix)
    expect(JSON.stringify(await rows())).not.toContain(token)
  })

  it('tells who signed in, who was refused, and what became of accounts, without what was typed', async () => {
    const signIn = (email: string, typed: string) =>
      studio.request('POST', '/api/users/login', {
        body: { email, password: typed },
        headers: { 'x-forwarded-for': '10.1.2.3' },
      })
    const made = await json(
      await studio.request('POST', '/api/users', {
        token: admin,
        body: { name: '王五', email: 'wang.wu@staff.test', password, role: 'operator' },
      }),
    )
    const { id } = made.doc
    expect((await signIn('wang.wu@staff.test', 'Wrong-Horse-1')).status).toBe(401)
    expect((await signIn('nobody.known@staff.test', 'Wrong-Horse-2')).status).toBe(401)
    await json(await signIn('wang.wu@staff.test', password))
    const change = (body: object) => studio.request('PATCH', `/api/users/${id}`, { token: admin, body })
    await json(await change({ role: 'editor' }))
    await json(await change({ password: 'Battery-Staple-7' }))
    await json(await change({ email: 'wang.5@staff.test' }))
    await json(await studio.request('DELETE', `/api/users/${id}`, { token: admin }))

    const found = await rows({ subjectId: { equals: String(id) } })
    expect(found.map(({ kind: what, actorName, title }) => [what, actorName, title])).toEqual([
      ['created', 'admin 甲', '王五'],
      ['sign-in-refused', '未登录', '王五'],
      ['signed-in', '王五', '王五'],
      ['role-changed', 'admin 甲', '王五'],
      ['password-changed', 'admin 甲', '王五'],
      ['changed', 'admin 甲', '王五'],
      ['deleted', 'admin 甲', '王五'],
    ])
    expect([found[1]?.address, found[2]?.address]).toEqual(['10.1.2.3', '10.1.2.3'])
    expect(found[3]).toMatchObject({ before: { role: 'operator' }, after: { role: 'editor' } })
    expect(found[5]).toMatchObject({ fields: ['email'], before: {}, after: {} })
    const strangers = await rows({ title: { equals: '没有这个账号' } })
    expect(strangers.map(({ kind: what }) => what)).toEqual(['sign-in-refused'])
    const everything = JSON.stringify(await rows())
    for (const typed of ['Wrong-Horse', 'Battery-Staple', password, 'nobody.known', 'wang.wu', 'wang.5'])
      expect(everything).not.toContain(typed)
  })

  it('tells of an administrator made or reset from the command line', async () => {
    const { grantAdmin } = await import('../../src/cms/first-admin.ts')
    const account = { name: '赵六', email: 'zhao.liu@staff.test', password: 'Battery-Staple-7' }
    await grantAdmin(studio.payload, account)
    await grantAdmin(studio.payload, { ...account, password: 'Another-Staple-8' })
    const found = await rows({ title: { equals: '赵六' } })
    expect(found.map(({ kind: what, actorKind }) => [what, actorKind])).toEqual([
      ['admin-set-up', 'system'],
      ['password-changed', 'system'],
    ])
    expect(JSON.stringify(found)).not.toMatch(/Staple|zhao/)
  })

  it('can be written, changed and deleted by nobody, and is read by those who answer for it', async () => {
    const [event] = await rows()
    for (const [method, path] of [
      ['POST', '/api/events'],
      ['PATCH', `/api/events/${event?.id}`],
      ['DELETE', `/api/events/${event?.id}`],
      ['DELETE', '/api/events?where[id][exists]=true'],
    ] as const) {
      const response = await studio.request(method, path, { token: admin, body: { note: 'forged' } })
      expect(response.status, `${method} ${path}`).toBe(403)
    }
    expect((await studio.request('GET', '/api/events', { token: editor })).status).toBe(403)
    expect(
      (await json(await studio.request('GET', '/api/events', { token: admin }))).totalDocs,
    ).toBeGreaterThan(5)
  })

  it('tells the whole of a change, whatever the request asks to see of it', async () => {
    const unit = await json(
      await studio.request('POST', '/api/units', { token: editor, body: { name: '鞍山丙学会' } }),
    )
    const { id } = unit.doc
    await json(
      await studio.request('PATCH', `/api/units/${id}?select[contactName]=true`, {
        token: editor,
        body: { name: '鞍山丁学会' },
      }),
    )
    const found = await rows({ subjectId: { equals: id } })
    expect(found.at(-1)).toMatchObject({
      kind: 'changed',
      title: '鞍山丁学会',
      fields: ['name'],
      before: { name: '鞍山丙学会' },
      after: { name: '鞍山丁学会' },
    })
  })

  it('lets the change stand when the trace cannot be written', async () => {
    const { db } = studio.payload
    const create = db.create
    db.create = (async (args: Parameters<typeof create>[0]) => {
      if (args.collection === 'events') throw new Error('disk full')
      return create.call(db, args)
    }) as typeof create
    try {
      const unit = await studio.request('POST', '/api/units', { token: editor, body: { name: '大连乙学会' } })
      expect(unit.status).toBe(201)
    } finally {
      db.create = create
    }
  })
})

describe('changesOf', () => {
  it('names no part of what is told to nobody', () => {
    const after = { version: 1, snapshot: { body: [1], media: [] }, probe: { width: 1 } }
    expect(changesOf('releases', null, after)).toEqual({
      fields: ['version'],
      before: {},
      after: { version: 1 },
    })
  })

  it('tells a rich text, a relation and a group apart', () => {
    const before = { name: '甲', deeds: { root: { children: [1] } }, unit: 'u1', consent: { givenAt: null } }
    const after = {
      name: '甲',
      deeds: { root: { children: [2] } },
      unit: { id: 'u2', name: '乙' },
      consent: {},
    }
    expect(changesOf('honorees', before, after)).toEqual({
      fields: ['deeds', 'unit'],
      before: { unit: 'u1' },
      after: { unit: 'u2' },
    })
  })
})
