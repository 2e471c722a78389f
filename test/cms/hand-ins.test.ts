/** Hand-ins over the interface the page uses: by staff, and by a unit that has a link and no account. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeForm } from '../../scripts/fixtures/sample/papers.ts'
import { Refused } from '../../src/cms/refusal.ts'
import { runtime } from '../../src/cms/runtime.ts'
import type { Verdict } from '../../src/domain/verdict.ts'
import { importFolder } from '../../src/pipeline/hand-in/import.ts'
import { receive } from '../../src/pipeline/hand-in/receive.ts'
import { documentReader } from '../../src/render/documents/document-reader.ts'
import { heavyJpeg } from '../fixtures/hand-in.ts'
import { seedPeople } from '../fixtures/people.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleAsset, sampleCampaign } from './samples.ts'

const open = new Date('2026-05-20T02:00:00.000Z')
const linkIssued = { kind: { equals: 'link-issued' } }
const late = new Date('2026-05-24T02:00:00.000Z')

describe.each(databases)('hand-ins on %s', (kind) => {
  let studio: Studio
  let campaign: string
  const tokens: Record<string, string> = {}
  let arrivals = 0

  beforeAll(async () => {
    studio = await openStudio(kind)
    studio.now = open
    for (const role of ['admin', 'editor', 'reviewer', 'operator'] as const) {
      const data = { name: `${role} 甲`, email: `${role}@staff.test`, password: 'Correct-Horse-9', role }
      await studio.payload.create({ collection: 'users', data })
      tokens[role] = (await studio.payload.login({ collection: 'users', data })).token ?? ''
    }
    campaign = await studio.records.ensureCampaign(sampleCampaign)
  })
  afterAll(() => studio.close())

  /** As a role, or with a unit's link. */
  const ask = async (who: string | null, method: string, address: string, body?: unknown) => {
    const by = who?.startsWith('zm_')
      ? { authorization: `Unit ${who}` }
      : { token: who ? (tokens[who] ?? null) : null }
    const response = await studio.request(method, address, { ...by, body })
    const json = await response.json()
    return { status: response.status, json, sentence: String(json?.errors?.[0]?.message ?? '') }
  }
  const arrive = async (handInId: string, below: string, bytes: Buffer) => {
    const file = path.join(studio.folder, `half-${++arrivals}`)
    await writeFile(file, bytes)
    const { records, store, folder } = studio
    const scratch = path.join(folder, 'scratch')
    await receive(
      { handInId, id: `a${arrivals}`, path: below, file },
      { records, store, reader: documentReader, scratch },
      new Date(open.getTime() + arrivals),
    )
  }
  const verdictOf = async (who: string, id: string): Promise<Verdict> =>
    (await ask(who, 'GET', `/api/hand-ins/${id}/verdict`)).json
  const unit = async (name: string): Promise<string> =>
    String((await studio.payload.create({ collection: 'units', data: { name } })).id)
  const issue = async (unitId: string): Promise<{ id: string; token: string; isOpen: boolean }> => {
    const { json, status } = await ask('editor', 'POST', '/api/unit-links/issue', { campaign, unit: unitId })
    expect(status).toBe(201)
    return { id: json.id, token: String(json.path).split('/').at(-1) ?? '', isOpen: json.isOpen }
  }

  it('are opened, judged, completed and taken by an editor, and say who did', async () => {
    const { json } = await ask('editor', 'POST', '/api/hand-ins/open', { campaign })
    await arrive(json.id, '沈阳甲学会_张䶮/张䶮1.jpg', await heavyJpeg(1))
    await arrive(json.id, '沈阳甲学会_张䶮/IMG_1.jpg', await heavyJpeg(2))
    const verdict = await verdictOf('editor', json.id)
    expect(verdict.people).toMatchObject([{ unit: '沈阳甲学会', name: '张䶮', honoreeId: null }])
    const files = verdict.people[0]?.files ?? []
    expect(files.map(({ state }) => state).sort()).toEqual(['new', 'refused'])

    const misnamed = files.find(({ state }) => state === 'refused')
    const declared = { file: misnamed?.id, declared: 'work-photo' }
    expect((await ask('editor', 'POST', `/api/hand-ins/${json.id}/file`, declared)).status).toBe(200)
    await arrive(json.id, '沈阳甲学会_张䶮/扫描件.txt', Buffer.from('张䶮长期从事研究。'))
    const scan = (await verdictOf('editor', json.id)).people[0]?.files.find(({ path: at }) => /扫描/.test(at))
    const paper = { file: scan?.id, declared: 'deeds' }
    expect((await ask('editor', 'POST', `/api/hand-ins/${json.id}/file`, paper)).status).toBe(200)
    expect(JSON.stringify(await verdictOf('editor', json.id))).toMatch(/单独同意/)
    const told = [
      {
        unit: '沈阳甲学会',
        name: '张䶮',
        category: 'economy',
        workplace: '沈阳甲研究所',
        position: '研究员',
      },
    ]
    expect((await ask('editor', 'POST', `/api/hand-ins/${json.id}/tell`, { told })).status).toBe(200)
    expect((await ask('editor', 'POST', `/api/hand-ins/${json.id}/take`, { files: null })).json).toEqual({
      added: 3,
      refused: 0,
      waiting: 0,
      replaced: 0,
    })
    const [person] = (await studio.records.honorees(campaign)).filter(({ name }) => name === '张䶮')
    expect(person).toMatchObject({
      nominatedBy: '沈阳甲学会',
      newest: { ok: true, value: { category: 'economy' } },
    })
    const assets = await studio.records.assetsOf(person?.id ?? '')
    expect(assets).toHaveLength(3)
    expect(assets.find(({ role }) => role === 'document')?.fileName).toBe('主要事迹_扫描件.txt')
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { kind: { equals: 'imported' } },
    })
    expect(docs).toMatchObject([{ actorName: 'editor 甲' }])
    const { json: history } = await ask('editor', 'GET', `/api/honorees/${person?.id}/history`)
    expect(history.entries.map((one: { kind: string; actor: string }) => [one.kind, one.actor])).toEqual([
      ['imported', 'editor 甲'],
      ['created', 'editor 甲'],
    ])
  })

  it('keep what was refused in the list of everybody until somebody deals with it', async () => {
    const { json } = await ask('editor', 'POST', '/api/hand-ins/open', { campaign })
    await arrive(json.id, '路人/DSC_1.jpg', await heavyJpeg(3))
    await ask('editor', 'POST', `/api/hand-ins/${json.id}/take`, { files: null })
    const list = async () =>
      (await ask('reviewer', 'GET', `/api/hand-ins/waiting?campaign=${campaign}`)).json.files
    const [refused] = await list()
    expect(refused).toMatchObject({ path: '路人/DSC_1.jpg', state: 'refused', sender: 'editor 甲' })
    expect(refused.sentences).toHaveLength(1)
    // Whose it is may be said, by whoever does not hand in for one person alone.
    const at = `/api/hand-ins/${json.id}/file`
    const person = { unit: '沈阳甲学会', name: '张䶮' }
    expect((await ask('reviewer', 'POST', at, { file: refused.id, person: { name: '' } })).sentence).toMatch(
      /选定这个文件是哪位人选的/,
    )
    expect((await verdictOf('editor', json.id)).choices).toContainEqual(person)
    expect((await ask('reviewer', 'POST', at, { file: refused.id, person })).status).toBe(200)
    expect((await verdictOf('editor', json.id)).people).toMatchObject([
      { ...person, files: [{ id: refused.id }] },
    ])
    const aside = { file: refused.id, aside: true }
    expect((await ask('reviewer', 'POST', `/api/hand-ins/${json.id}/file`, aside)).status).toBe(200)
    expect(await list()).toEqual([])
    expect((await ask('reviewer', 'POST', `/api/hand-ins/${json.id}/file`, aside)).sentence).toMatch(
      /已经处理过/,
    )
  })

  it('keep apart two files of one name, whosever they are said to be', async () => {
    const { json } = await ask('editor', 'POST', '/api/hand-ins/open', { campaign })
    const at = `/api/hand-ins/${json.id}/file`
    const whose = { unit: '沈阳甲学会', name: '张䶮' }
    const inFolder = '沈阳甲学会_张䶮/IMG_7.jpg'
    await arrive(json.id, 'IMG_7.jpg', await heavyJpeg(31))
    await arrive(json.id, inFolder, await heavyJpeg(32))
    const files = () => studio.records.handInFiles([json.id])
    const loose = (await files()).find((one) => one.path === 'IMG_7.jpg')
    const file = loose?.id
    const nobody = await ask('editor', 'POST', at, { file, person: { unit: '别的学会', name: '张䶮' } })
    expect(nobody.sentence).toMatch(/没有人选“张䶮”（别的学会），“IMG_7\.jpg”没有改动。.*从列表中选定/)
    const traversal = await ask('editor', 'POST', at, { file, person: { unit: '', name: '..' } })
    expect(traversal.sentence).toMatch(/没有人选“\.\.”，/)
    expect((await ask('editor', 'POST', at, { file, person: whose })).status).toBe(200)

    const [person, ...others] = (await verdictOf('editor', json.id)).people
    expect(others).toEqual([])
    expect(person?.files.map((one) => one.path).toSorted()).toEqual(['IMG_7.jpg', inFolder].toSorted())
    const waiting = await ask('editor', 'GET', `/api/hand-ins/waiting?campaign=${campaign}`)
    const own = (waiting.json.files as { handInId: string }[]).filter(({ handInId }) => handInId === json.id)
    expect(own).toHaveLength(2)

    // Replacing goes by what was sent, and leaves the other its bytes.
    await arrive(json.id, inFolder, await heavyJpeg(33))
    const now = await files()
    expect(now.find(({ id }) => id === file)).toMatchObject({ state: 'received', person: whose })
    expect(now.filter((one) => one.path === inFolder).map(({ state }) => state)).toEqual([
      'aside',
      'received',
    ])
    expect(await studio.store.size(loose?.storageKey ?? '')).not.toBeNull()
    for (const { id } of now) await ask('editor', 'POST', at, { file: id, declared: 'work-photo' })
    expect((await ask('editor', 'POST', `/api/hand-ins/${json.id}/take`, {})).json).toMatchObject({
      added: 2,
      refused: 0,
    })
  })

  it('let a unit hand in its own nominee’s materials and see nobody else’s', async () => {
    const link = await issue(await unit('大连乙学会'))
    const other = await issue(await unit('鞍山丙学会'))
    expect((await ask(link.token, 'GET', '/api/hand-ins/mine')).json).toMatchObject({
      unit: '大连乙学会',
      names: [],
    })
    expect((await ask(link.token, 'POST', '/api/hand-ins/open', {})).sentence).toMatch(/请先填写人选姓名/)
    const { json } = await ask(link.token, 'POST', '/api/hand-ins/open', { name: '艾力·买买提' })
    expect((await ask(link.token, 'POST', '/api/hand-ins/open', { name: '艾力·买买提' })).json).toEqual(json)
    await arrive(json.id, '艾力·买买提1.jpg', await heavyJpeg(4))
    expect((await verdictOf(link.token, json.id)).people).toMatchObject([
      { name: '艾力·买买提', unit: '大连乙学会' },
    ])

    // Of another unit, of an operator, of a stranger it is not there.
    expect((await ask(other.token, 'GET', `/api/hand-ins/${json.id}/verdict`)).status).toBe(404)
    expect((await ask('operator', 'GET', `/api/hand-ins/${json.id}/verdict`)).status).toBe(401)
    expect((await ask(null, 'GET', `/api/hand-ins/${json.id}/verdict`)).status).toBe(401)
    expect((await ask(link.token, 'GET', `/api/hand-ins/waiting?campaign=${campaign}`)).status).toBe(403)
    // And a link opens nothing else of the studio.
    for (const address of ['/api/honorees', '/api/hand-ins', '/api/users', '/api/units', '/api/unit-links'])
      expect((await ask(link.token, 'GET', address)).status, address).toBe(403)

    // A unit speaks of its own nominee, whatever it writes.
    const told = [
      {
        unit: '别的学会',
        name: '别人',
        category: 'grassroots',
        workplace: '大连乙研究所',
        position: '工程师',
      },
    ]
    await ask(link.token, 'POST', `/api/hand-ins/${json.id}/tell`, { told })
    expect(
      (await ask(link.token, 'POST', `/api/hand-ins/${json.id}/take`, { files: null })).json,
    ).toMatchObject({ added: 1 })
    const [person] = (await studio.records.honorees(campaign)).filter(
      ({ nominatedBy }) => nominatedBy === '大连乙学会',
    )
    expect(person).toMatchObject({ name: '艾力·买买提' })
    expect((await ask(link.token, 'GET', '/api/hand-ins/mine')).json).toMatchObject({
      names: ['艾力·买买提'],
      taken: ['艾力·买买提1.jpg'],
    })
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { actorKind: { equals: 'unit' } },
    })
    expect(docs.map(({ kind }) => kind).toSorted()).toEqual(['created', 'imported'])
    for (const { actorName } of docs) expect(actorName).toBe('大连乙学会（交件链接）')
  })

  it('end with the deadline, go on when somebody with the right says why, and end when revoked or replaced', async () => {
    const unitId = await unit('抚顺丁学会')
    const link = await issue(unitId)
    studio.now = late
    const over = await ask(link.token, 'POST', '/api/hand-ins/open', { name: '王五' })
    expect(over).toMatchObject({ status: 410 })
    expect(over.sentence).toMatch(/“抚顺丁学会”的材料应在 2026年5月23日 24时00分 前提交，现已截止/)

    const reopen = `/api/unit-links/${link.id}/reopen`
    const until = '2026-05-25T10:00:00.000Z'
    expect((await ask('editor', 'POST', reopen, { until, reason: '邮路中断' })).status).toBe(403)
    expect((await ask('reviewer', 'POST', reopen, { until })).sentence).toMatch(/请写明延长交件时间的原因/)
    expect((await ask('reviewer', 'POST', reopen, { until, reason: '邮路中断' })).status).toBe(200)
    expect((await ask(link.token, 'POST', '/api/hand-ins/open', { name: '王五' })).status).toBe(200)
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { kind: { equals: 'link-reopened' } },
    })
    expect(docs).toMatchObject([{ note: '邮路中断', actorName: 'reviewer 甲' }])

    // Made anew it is closed again, and whoever made it is told.
    studio.now = late
    const listed = async () =>
      (await ask('editor', 'GET', `/api/unit-links/list?campaign=${campaign}`)).json.units.find(
        (one: { unitId: string }) => one.unitId === unitId,
      ).link
    expect(await listed()).toMatchObject({ isOpen: true, isRevoked: false })
    const next = await issue(unitId)
    expect(next.isOpen).toBe(false)
    expect(await listed()).toMatchObject({ id: next.id, isOpen: false, isRevoked: false })
    expect((await ask(link.token, 'GET', '/api/hand-ins/mine')).sentence).toMatch(/已作废/)
    studio.now = open
    expect((await ask(next.token, 'GET', '/api/hand-ins/mine')).status).toBe(200)
    // One that was never shown, because its making was broken off, hides none that works.
    const data = { campaign, unit: unitId, tokenHash: 'never shown' }
    const { id } = await studio.payload.db.create({ collection: 'unit-links', data })
    await ask('editor', 'POST', `/api/unit-links/${id}/revoke`)
    expect((await ask(next.token, 'GET', '/api/hand-ins/mine')).status).toBe(410)
  })

  it('belong to the unit, not to one link, and tell it nothing of the house', async () => {
    const unitId = await unit('本溪戊学会')
    const first = await issue(unitId)
    const { json } = await ask(first.token, 'POST', '/api/hand-ins/open', { name: '赵六' })
    const other = await ask(first.token, 'POST', '/api/hand-ins/open', { name: '钱七' })
    const photo = await heavyJpeg(11)
    await arrive(json.id, '赵六1.jpg', photo)
    await arrive(other.json.id, '钱七1.jpg', await heavyJpeg(12))
    await ask(first.token, 'POST', `/api/hand-ins/${json.id}/take`, {})
    // 限报一人, in whatever order they come.
    const second = await ask(first.token, 'POST', `/api/hand-ins/${other.json.id}/take`, {})
    expect(second.sentence).toMatch(/本溪戊学会/)
    const people = async () =>
      (await studio.records.honorees(campaign)).filter(({ nominatedBy }) => nominatedBy === '本溪戊学会')
    expect((await people()).map(({ name }) => name)).toEqual(['赵六'])

    // And of two taken at once.
    const both = await issue(await unit('本溪己学会'))
    const opened = await Promise.all(
      ['冯十一', '陈十二'].map(async (name, at) => {
        const { json: one } = await ask(both.token, 'POST', '/api/hand-ins/open', { name })
        await arrive(one.id, `${name}1.jpg`, await heavyJpeg(21 + at))
        return one.id as string
      }),
    )
    await Promise.all(opened.map((id) => ask('editor', 'POST', `/api/hand-ins/${id}/take`, {})))
    const named = await studio.records.honorees(campaign)
    expect(named.filter(({ nominatedBy }) => nominatedBy === '本溪己学会')).toHaveLength(1)

    // Of what staff added, and of whom they excused, a unit hears nothing.
    const [person] = await people()
    const [asset] = await studio.records.assetsOf(person?.id ?? '')
    await studio.records.addAsset({
      ...sampleAsset(person?.id ?? '', 'c'.repeat(64)),
      fileName: '内部核查.jpg',
    })
    await studio.payload.db.updateOne({
      collection: 'assets',
      id: asset?.id ?? '',
      data: { waiver: { by: '王主任', reason: '内部理由', at: open.toISOString(), rules: 'file-too-small' } },
    })
    const next = await issue(unitId)
    const mine = (await ask(next.token, 'GET', '/api/hand-ins/mine')).json
    expect(mine.taken).toEqual(['赵六1.jpg'])
    // Of the office's own file it hears the kind, not the name.
    expect(mine.held).toEqual([{ person: '赵六', kind: '生活工作照', count: 2, names: ['赵六1.jpg'] }])
    expect(JSON.stringify(mine)).not.toContain('内部核查')
    // What waits is found again without another file.
    expect(mine.waiting).toEqual([{ id: other.json.id, name: '钱七' }])
    const again = await ask(next.token, 'POST', '/api/hand-ins/open', {})
    expect(again.json.id).toBe(json.id)
    await arrive(json.id, '赵六2.jpg', await heavyJpeg(13))
    const text = JSON.stringify(await verdictOf(next.token, json.id))
    expect(text).toContain('赵六2.jpg')
    expect(text).not.toMatch(/王主任|内部理由/)

    expect(
      (
        await ask('reviewer', 'POST', `/api/unit-links/${first.id}/reopen`, {
          until: '2026-05-25T10:00:00.000Z',
          reason: '补交',
        })
      ).sentence,
    ).toMatch(/已作废/)
    const gone = await unit('已撤学会')
    const link = await issue(gone)
    await studio.payload.update({ collection: 'units', id: gone, data: { deletedAt: open.toISOString() } })
    expect((await ask(link.token, 'GET', '/api/hand-ins/mine')).status).toBe(401)
  })

  it('ask for what is not recorded until it is, never over what the office has', async () => {
    const unitId = await unit('锦州壬学会')
    const link = await issue(unitId)
    const { json } = await ask(link.token, 'POST', '/api/hand-ins/open', { name: '吴十' })
    await arrive(json.id, '吴十1.jpg', await heavyJpeg(31))
    await ask(link.token, 'POST', `/api/hand-ins/${json.id}/take`, {})
    const asked = async () =>
      (await verdictOf(link.token, json.id)).people.map(({ name, asks }) => [name, asks])
    expect(await asked()).toEqual([['吴十', ['category', 'workplace', 'position', 'summary']]])
    const mine = async () => (await ask(link.token, 'GET', '/api/hand-ins/mine')).json
    expect(await mine()).toMatchObject({ lacking: ['吴十'], waiting: [] })

    const person = async () =>
      (await studio.records.honorees(campaign)).find((one) => one.nominatedBy === '锦州壬学会')
    const id = (await person())?.id ?? ''
    await studio.payload.update({ collection: 'honorees', id, draft: true, data: { position: '研究员' } })
    expect(await asked()).toEqual([['吴十', ['category', 'workplace', 'summary']]])
    const tell = (told: object) => ask(link.token, 'POST', `/api/hand-ins/${json.id}/tell`, { told: [told] })
    const first = await tell({ workplace: '壬研究所', position: '工程师' })
    expect(first.json.message).toMatch(/记入人选“吴十”/)
    expect((await person())?.facts).toMatchObject({
      workplace: '壬研究所',
      position: '研究员',
      category: null,
    })
    expect(await asked()).toEqual([['吴十', ['category', 'summary']]])
    await tell({ workplace: '别处', category: 'economy', summary: '二十年。' })
    expect((await person())?.newest).toMatchObject({
      ok: true,
      value: { workplace: '壬研究所', position: '研究员', category: 'economy', summary: '二十年。' },
    })
    expect([await asked(), (await mine()).lacking]).toEqual([[], []])
  })

  it('fill in nobody of a unit that another spelling makes', async () => {
    const person = { campaign, unit: await unit('锦州卯学会'), name: '卯一', _status: 'draft' }
    const made = await ask('editor', 'POST', '/api/honorees?draft=true', person)
    const link = await issue(await unit('锦州 卯学会'))
    const { json } = await ask(link.token, 'POST', '/api/hand-ins/open', { name: '卯一' })
    expect((await verdictOf(link.token, json.id)).people).toEqual([])
    const told = [{ workplace: '别处' }]
    const said = await ask(link.token, 'POST', `/api/hand-ins/${json.id}/tell`, { told })
    expect(said.json.message).toMatch(/已保存填写的资料/)
    expect((await studio.records.honoree(made.json.doc.id))?.facts?.workplace).toBe('')
    expect((await verdictOf(link.token, json.id)).people).toEqual([])
    expect((await ask(link.token, 'GET', '/api/hand-ins/mine')).json.names).toEqual([])
  })

  it('tell a unit nothing of what the studio wrote and has not published', async () => {
    const unitId = await unit('锦州癸学会')
    const link = await issue(unitId)
    const words = { name: '郑十一', workplace: '内部记的单位', summary: '内部的话。' }
    const written = { campaign, unit: unitId, _status: 'draft', ...words }
    expect((await ask('editor', 'POST', '/api/honorees?draft=true', written)).status).toBe(201)
    const { json } = await ask(link.token, 'POST', '/api/hand-ins/open', { name: '郑十一' })
    const form = path.join(studio.folder, '推荐表.docx')
    await writeForm(form, '推荐表', [
      ['姓名', '郑十一'],
      ['工作单位', '癸研究所'],
    ])
    await arrive(json.id, '推荐表.docx', await readFile(form))
    const said = async (who: string) => JSON.stringify(await verdictOf(who, json.id))
    // Staff see what disagrees with their own draft.
    expect(await said('editor')).toMatch(/工作单位是“癸研究所”，与填报的“内部记的单位”不一致/)
    expect(await said(link.token)).not.toMatch(/内部|不一致|单独同意/)
    // What is recorded is not asked, and what the unit says itself is compared.
    const asks = async () => (await verdictOf(link.token, json.id)).people.map((one) => one.asks)
    expect(await asks()).toEqual([['category', 'position']])
    const told = [{ workplace: '子研究所' }]
    await ask(link.token, 'POST', `/api/hand-ins/${json.id}/tell`, { told })
    expect(await said(link.token)).toMatch(/工作单位是“癸研究所”，与填报的“子研究所”不一致/)
  })

  it('have a link for every unit in one action, and end the earlier ones', async () => {
    const first = await issue(await unit('盘锦辛学会'))
    const before = (await studio.payload.find({ collection: 'events', where: linkIssued })).totalDocs
    expect((await ask('operator', 'POST', '/api/unit-links/issue-all', { campaign })).status).toBe(403)
    const { json, status } = await ask('editor', 'POST', '/api/unit-links/issue-all', { campaign })
    expect(status).toBe(201)
    const listed = await ask('editor', 'GET', `/api/unit-links/list?campaign=${campaign}`)
    const units = (listed.json.units as { unit: string; link: { isOpen: boolean } }[]).map((one) => one.unit)
    expect((json.links as { unit: string }[]).map((one) => one.unit)).toEqual(units)
    expect(json.links[0].until).toMatch(/^2026年5月23日 24:00$/)
    const mine = (json.links as { unit: string; path: string }[]).find((one) => one.unit === '盘锦辛学会')
    const token = mine?.path.split('/').at(-1) ?? ''
    expect((await ask(token, 'GET', '/api/hand-ins/mine')).json.unit).toBe('盘锦辛学会')
    expect((await ask(first.token, 'GET', '/api/hand-ins/mine')).sentence).toMatch(/已作废/)
    const after = (await studio.payload.find({ collection: 'events', where: linkIssued })).totalDocs
    expect(after - before).toBe(units.length)
    const one = await ask('editor', 'POST', '/api/unit-links/issue', {
      campaign,
      unit: listed.json.units[0].unitId,
    })
    expect(one.json.until).toBe(json.links[0].until)
  })

  it('keep their earlier links while new ones cannot all be made, and say so', async () => {
    const issueAll = () => ask('editor', 'POST', '/api/unit-links/issue-all', { campaign })
    const tokensOf = (links: readonly { path: string }[]) =>
      links.map((one) => one.path.split('/').at(-1) ?? '')
    const works = async (links: readonly { path: string }[]) => {
      const answers = await Promise.all(
        tokensOf(links).map((token) => ask(token, 'GET', '/api/hand-ins/mine')),
      )
      return answers.filter(({ status }) => status === 200).length
    }
    const inForce = async (): Promise<number> =>
      (await studio.records.unitLinks(campaign)).filter(({ revokedAt }) => revokedAt === null).length
    const first = (await issueAll()).json.links
    expect([await works(first), await inForce()]).toEqual([first.length, first.length])

    const { db } = studio.payload
    for (const [write, at] of [
      ['create', 3],
      [kind === 'SQLite' ? 'updateOne' : 'updateMany', 1],
    ] as const) {
      const whole = db[write] as (args: { collection: string }) => Promise<never>
      let count = 0
      db[write] = (args: { collection: string }) => {
        if (args.collection === 'unit-links' && ++count === at) throw new Error('the disk is full')
        return whole.call(db, args)
      }
      const broken = await issueAll()
      Object.assign(db, { [write]: whole })
      expect([write, count, broken.status]).toEqual([write, at, 500])
      expect(broken.sentence).toMatch(/一个新链接也没有生成，原有的链接都没有作废/)
      expect([await works(first), await inForce()]).toEqual([first.length, first.length])
    }

    // Killed instead, with nobody to take back what was made, the late-materials deed still reaches who was sent a link.
    const fresh = await unit('盘锦壬学会')
    const update = kind === 'SQLite' ? 'updateOne' : 'updateMany'
    for (const at of [1, 2]) {
      let count = 0
      const broken = new Map<string, unknown>()
      for (const write of [update, 'deleteMany'] as const) {
        const whole = db[write] as (args: { collection: string }) => Promise<never>
        broken.set(write, whole)
        db[write] = (args: { collection: string }) => {
          if (args.collection === 'unit-links' && ++count >= at) throw new Error('killed')
          return whole.call(db, args)
        }
      }
      expect((await issueAll()).status).toBe(500)
      Object.assign(db, Object.fromEntries(broken))
      const { units } = (await ask('editor', 'GET', `/api/unit-links/list?campaign=${campaign}`)).json
      const listed = units.flatMap(({ link }: { link: { id: string } | null }) => link?.id ?? [])
      const old = first.map((one: { id: string }) => one.id)
      if (at === 1) expect(listed).toEqual(old)
      expect(listed).toEqual(expect.arrayContaining(old))
      expect(await works(first)).toBe(first.length)
    }
    await studio.payload.update({ collection: 'units', id: fresh, data: { deletedAt: open.toISOString() } })

    // Of two at once the later one's count, whichever that is.
    const [a, b] = await Promise.all([issueAll(), issueAll()])
    expect([a.status, b.status]).toEqual([201, 201])
    const working = [await works(a.json.links), await works(b.json.links)].toSorted((x, y) => x - y)
    expect([working, await inForce()]).toEqual([[0, first.length], first.length])
  })

  it('record nobody of whom nothing could be taken', async () => {
    const { json } = await ask('editor', 'POST', '/api/hand-ins/open', { campaign })
    await arrive(json.id, '丹东己学会_孙八/孙八1.jpg', Buffer.from('no photo'))
    expect((await ask('editor', 'POST', `/api/hand-ins/${json.id}/take`, {})).json).toMatchObject({
      refused: 1,
    })
    expect((await studio.records.honorees(campaign)).some(({ name }) => name === '孙八')).toBe(false)
    const [file] = await studio.records.handInFiles([json.id])
    const declared = { file: file?.id, declared: 'constructor' }
    expect((await ask('editor', 'POST', `/api/hand-ins/${json.id}/file`, declared)).sentence).toMatch(
      /请从列表中选择/,
    )
  })

  it('keep what an import by command does not take in the same list, once, until it is mended', async () => {
    const folder = path.join(studio.folder, '材料')
    const at = async (below: string, bytes: Buffer): Promise<void> => {
      await mkdir(path.dirname(path.join(folder, below)), { recursive: true })
      await writeFile(path.join(folder, below), bytes)
    }
    const { records, store } = studio
    const ports = { ...runtime().intake, records, store }
    const run = (isDryRun = false) =>
      importFolder({ path: folder, campaign: sampleCampaign }, ports, { isDryRun }, studio.now)
    const list = async (): Promise<{ id: string; path: string; state: string; sender: string }[]> =>
      (await ask('reviewer', 'GET', `/api/hand-ins/waiting?campaign=${campaign}`)).json.files
    const before = await list()
    const now = async () => {
      const known = new Set(before.map(({ id }) => id))
      return (await list()).filter(({ id }) => !known.has(id))
    }
    const own = '沈阳辰学会_辰一'
    await at(`${own}/辰一1.jpg`, await heavyJpeg(41))
    await at(`${own}/辰一2.jpg`, Buffer.from('no photograph'))
    await at('路人/DSC_9.jpg', await heavyJpeg(42))
    expect((await run(true)).waiting).toBe(0)
    expect(await now()).toEqual([])

    expect(await run()).toMatchObject({ honorees: [{ name: '辰一', added: 1 }], waiting: 2, unkept: 0 })
    const refused = await now()
    const facts = { state: 'refused', sender: '命令行导入', sentences: [expect.stringMatching(/。$/)] }
    expect(refused).toMatchObject([
      { path: `${own}/辰一2.jpg`, ...facts },
      { path: '路人/DSC_9.jpg', ...facts },
    ])
    expect((await run()).waiting).toBe(2)
    expect(await now()).toEqual(refused)
    // Wherever the same folder lies by then.
    const moved = path.join(studio.folder, '材料（已移动）')
    await cp(folder, moved, { recursive: true })
    await importFolder({ path: moved, campaign: sampleCampaign }, ports, { isDryRun: false }, studio.now)
    expect(await now()).toEqual(refused)

    // What staff have dealt with does not come back; what is wrong in another way takes the place of the first.
    const [, stranger] = await list().then((all) => all.filter(({ sender }) => sender === '命令行导入'))
    const { json } = await ask('reviewer', 'GET', `/api/hand-ins/waiting?campaign=${campaign}`)
    const { handInId } = json.files.find(({ id }: { id: string }) => id === stranger?.id)
    const aside = { file: stranger?.id, aside: true }
    expect((await ask('reviewer', 'POST', `/api/hand-ins/${handInId}/file`, aside)).status).toBe(200)
    await at(`${own}/辰一2.jpg`, Buffer.from('still no photograph'))
    studio.now = new Date(open.getTime() + 60_000)
    expect((await run()).waiting).toBe(1)
    const again = await now()
    expect(again).toMatchObject([{ path: `${own}/辰一2.jpg`, ...facts }])
    expect(again[0]?.id).not.toBe(refused[0]?.id)

    // Mended: its own refusal ends, and one of the studio's intake of the same file.
    const { json: inStudio } = await ask('editor', 'POST', '/api/hand-ins/open', { campaign })
    await arrive(inStudio.id, `${own}/辰一3.jpg`, Buffer.from('no photograph either'))
    await ask('editor', 'POST', `/api/hand-ins/${inStudio.id}/take`, { files: null })
    expect(await now()).toHaveLength(2)
    await at(`${own}/辰一2.jpg`, await heavyJpeg(43))
    await at(`${own}/辰一3.jpg`, await heavyJpeg(44))
    studio.now = new Date(open.getTime() + 120_000)
    expect(await run()).toMatchObject({ honorees: [{ added: 2, unchanged: 1 }], waiting: 0 })
    expect(await now()).toEqual([])
    studio.now = open
  })

  it('keep what two imports of one folder at once do not take but once', async () => {
    const folder = path.join(studio.folder, '同一份材料')
    for (const [at, stranger] of ['路人巳', '路人午'].entries()) {
      await mkdir(path.join(folder, stranger), { recursive: true })
      await writeFile(path.join(folder, stranger, 'DSC_1.jpg'), await heavyJpeg(61 + at))
    }
    const { records, store } = studio
    const ports = { ...runtime().intake, records, store }
    const input = { path: folder, campaign: sampleCampaign }
    const run = () => importFolder(input, ports, { isDryRun: false }, studio.now)
    expect((await Promise.all([run(), run()])).map(({ waiting }) => waiting)).toEqual([2, 2])
    const { files } = (await ask('reviewer', 'GET', `/api/hand-ins/waiting?campaign=${campaign}`)).json
    const paths = (files as { path: string }[]).map((one) => one.path)
    const own = paths.filter((one) => /^路人[巳午]/.test(one))
    expect(own.toSorted()).toEqual(['路人午/DSC_1.jpg', '路人巳/DSC_1.jpg'])
    // And a unit that opens its page twice at once.
    const link = await issue(await unit('营口未学会'))
    const opened = () => ask(link.token, 'POST', '/api/hand-ins/open', { name: '未一' })
    const [one, two] = await Promise.all([opened(), opened()])
    expect(one.json).toEqual(two.json)
  })

  it('read as many people in the turn of a unit, however many the campaign has', async () => {
    const { db } = studio.payload
    const readToRecord = async (campaignId: string): Promise<number> => {
      const { json } = await ask('editor', 'POST', '/api/hand-ins/open', { campaign: campaignId })
      await arrive(json.id, '沈阳新学会_新人/新人1.jpg', await heavyJpeg(31))
      let isTurn = false
      let rows = 0
      const [find, queryDrafts, create, deleteMany] = [db.find, db.queryDrafts, db.create, db.deleteMany]
      const count = <T extends { docs: unknown[] }>(collection: string, found: T): T => {
        if (isTurn && collection !== 'units') rows += found.docs.length
        return found
      }
      db.find = async (args) => count(args.collection, await find.call(db, args)) as never
      db.queryDrafts = async (args) => count(args.collection, await queryDrafts.call(db, args)) as never
      db.create = async (args) => {
        isTurn ||= args.collection === 'claims' && String(args.data.key).startsWith('naming:')
        return (await create.call(db, args)) as never
      }
      db.deleteMany = async (args) => {
        if (args.collection === 'claims') isTurn = false
        await deleteMany.call(db, args)
      }
      try {
        const taken = await ask('editor', 'POST', `/api/hand-ins/${json.id}/take`, { files: null })
        expect(taken.json).toMatchObject({ added: 1 })
      } finally {
        Object.assign(db, { find, queryDrafts, create, deleteMany })
      }
      return rows
    }
    const seeded = async (count: number, year: number) =>
      (await seedPeople(studio.payload, { count, year, now: open, isMade: false })).campaignId
    const [few, many] = [await seeded(5, 2031), await seeded(60, 2032)]
    const read = await readToRecord(few)
    expect(read).toBeGreaterThan(0)
    expect(await readToRecord(many)).toBe(read)
  })

  it('bring nobody back whom somebody threw away', async () => {
    const link = await issue(await unit('营口庚学会'))
    const open = async (): Promise<string> =>
      (await ask(link.token, 'POST', '/api/hand-ins/open', { name: '周九' })).json.id
    const first = await open()
    await arrive(first, '周九1.jpg', await heavyJpeg(11))
    const told = [
      { unit: '营口庚学会', name: '周九', category: 'economy', workplace: '庚研究所', position: '工程师' },
    ]
    await ask(link.token, 'POST', `/api/hand-ins/${first}/tell`, { told })
    const taken = await ask(link.token, 'POST', `/api/hand-ins/${first}/take`, {})
    expect(taken.json).toMatchObject({ added: 1 })
    const named = async () =>
      (await studio.records.honorees(campaign)).filter(({ name }) => name === '周九').map(({ id }) => id)
    const [id = ''] = await named()
    const trash = (deletedAt: string | null) =>
      ask('admin', 'PATCH', `/api/honorees/${id}${deletedAt ? '' : '?trash=true'}`, { deletedAt })
    expect((await trash(new Date().toISOString())).status).toBe(200)

    const again = await open()
    await arrive(again, '周九2.jpg', await heavyJpeg(12))
    const said = (await verdictOf(link.token, again)).people[0]?.files[0]
    expect([said?.state, said?.remarks[0]?.text]).toEqual([
      'refused',
      expect.stringMatching(/人选“周九”（营口庚学会）此前已移入回收站.*先到人选的回收站恢复/),
    ])
    expect((await ask(link.token, 'POST', `/api/hand-ins/${again}/take`, {})).json).toMatchObject({
      added: 0,
      refused: 1,
    })
    expect(await named()).toEqual([])

    expect((await trash(null)).status).toBe(200)
    const after = await ask(link.token, 'POST', `/api/hand-ins/${again}/take`, {})
    expect([after.json.added, await named()]).toEqual([1, [id]])
  })

  it('refuse what makes no sense in a sentence', async () => {
    const { json } = await ask('editor', 'POST', '/api/hand-ins/open', { campaign })
    const at = `/api/hand-ins/${json.id}`
    expect((await ask('editor', 'POST', '/api/hand-ins/open', { campaign: 'none' })).sentence).toMatch(
      /请先选择活动/,
    )
    expect((await ask('editor', 'POST', `${at}/tell`, { told: [{ name: '' }] })).sentence).toMatch(
      /补填的资料有误/,
    )
    expect((await ask('editor', 'POST', `${at}/tell`, { told: 5 })).sentence).toMatch(/补填的资料有误/)
    expect((await ask('editor', 'POST', `${at}/file`, { file: 'none' })).sentence).toMatch(/找不到这个文件/)
    expect((await ask('editor', 'GET', '/api/hand-ins/none/verdict')).sentence).toMatch(/找不到这次收件/)
    expect((await ask('editor', 'POST', '/api/unit-links/issue', { campaign })).sentence).toMatch(
      /请选择推荐单位/,
    )
    // What is quoted is said as it was written, a clock so that Payload cuts nothing.
    expect(new Refused('“会议 12:30.jpg”已于 05:32 处理。').message).toBe(
      '“会议 12:30.jpg”已于 5时32分 处理。',
    )
  })
})
