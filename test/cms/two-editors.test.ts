/** Two people write one person: whatever the order, no word of either is lost. */
import { once } from 'node:events'
import type { PayloadRequest } from 'payload'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { richTextOf } from '../../src/cms/adapter/rich-text.ts'
import { runtime } from '../../src/cms/runtime.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import type { Edition, FieldChange, MergeReport } from '../../src/domain/edition.ts'
import type { WordReport } from '../../src/domain/word-check/report.ts'
import { env } from '../../src/platform/env.ts'
import { holderOf } from '../fixtures/name-holder.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign } from './samples.ts'

interface Person {
  readonly id: string
  readonly updatedAt: string
  readonly [field: string]: unknown
}

/** One browser's. */
const tab = '0b5fd9c4-6a0e-4c55-9d7e-2f6a4a3c1e10'

describe.each(databases)('two people at one person on %s', (kind) => {
  let studio: Studio
  let campaign: string
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    studio = await openStudio(kind)
    for (const name of ['甲', '乙', '投放'] as const) {
      const role = name === '投放' ? 'operator' : 'editor'
      const data = {
        name,
        email: `${tokens.甲 ? (tokens.乙 ? 'c' : 'b') : 'a'}@staff.test`,
        password: 'Correct-Horse-9',
        role,
      } as const
      await studio.payload.create({ collection: 'users', data })
      tokens[name] = (await studio.payload.login({ collection: 'users', data })).token ?? ''
    }
    campaign = await studio.records.ensureCampaign(sampleCampaign)
  })
  afterAll(() => studio.close())

  const send = async (who: string, method: string, path: string, body?: unknown) => {
    const response = await studio.request(method, path, { token: tokens[who] ?? null, body })
    const json = await response.json()
    return {
      status: response.status,
      doc: json.doc as Person,
      json,
      sentence: String(json.errors?.[0]?.message),
    }
  }
  const open = async (who: string, id: string): Promise<Person> =>
    (await send(who, 'GET', `/api/honorees/${id}?draft=true&depth=0`)).json
  const save = (who: string, form: Person, change: object) =>
    send(who, 'PATCH', `/api/honorees/${form.id}?draft=true`, { ...form, ...change })
  let units = 0
  const made = async (): Promise<Person> => {
    units += 1
    const unit = (await studio.payload.create({ collection: 'units', data: { name: `沈阳第${units}学会` } }))
      .id
    const { doc } = await send('甲', 'POST', '/api/honorees?draft=true', {
      ...{ campaign, unit, name: '李建国', category: 'economy', _status: 'draft' },
      ...{
        summary: '原来的简介。',
        motto: '原来的话',
        deeds: richTextOf([{ kind: 'paragraph', text: '原来的事迹。' }]),
      },
    })
    return open('甲', doc.id)
  }

  it('keeps both where they changed different fields, and says who wrote each version', async () => {
    const form = await made()
    expect((await save('甲', form, { summary: '甲的简介。' })).status).toBe(200)
    const second = await save('乙', form, {
      motto: '乙的话',
      consent: { givenAt: '2026-05-19T16:00:00.000Z' },
    })
    expect(second.status, second.sentence).toBe(200)
    expect(second.doc).toMatchObject({
      summary: '甲的简介。',
      motto: '乙的话',
      consent: { givenAt: '2026-05-19T16:00:00.000Z' },
    })
    expect(await open('甲', form.id)).toMatchObject({ summary: '甲的简介。', motto: '乙的话' })
    const { json } = await send(
      '甲',
      'GET',
      `/api/honorees/versions?where[parent][equals]=${form.id}&sort=-updatedAt`,
    )
    expect(json.docs.map(({ version }: { version: Person }) => version.savedBy)).toEqual(['乙', '甲', '甲'])
  })

  it('tells whose session is over how to keep what was typed, and who lacks the right that it is so', async () => {
    const form = await made()
    const keeps = '登录已过期，请在新标签页登录后再保存（已输入的内容保留在本页）。'
    const attempts = [
      ['PATCH', `/api/honorees/${form.id}?draft=true`, { ...form, summary: '没有登录的简介。' }],
      ['POST', `/api/honorees/${form.id}/merge`, form],
      ['POST', `/api/honorees/${form.id}/editing`, { isEditing: true, form: tab }],
    ] as const
    for (const [method, path, body] of attempts) {
      expect(await send('谁也不是', method, path, body), path).toMatchObject({ status: 403, sentence: keeps })
      const lacking = await send('投放', method, path, body)
      expect(lacking.status, path).toBe(403)
      expect(lacking.sentence, path).toMatch(/无权|没有.*权限/)
    }
    expect(await send('谁也不是', 'GET', `/api/honorees/${form.id}/newest`)).toMatchObject({
      status: 403,
      sentence: '登录已过期，请在新标签页登录后再试。',
    })
    expect(await open('甲', form.id)).toMatchObject({ summary: '原来的简介。' })
  })

  it('refuses where both changed one field, names it and him, and takes it once it is chosen', async () => {
    const form = await made()
    await save('甲', form, { summary: '甲的简介。', motto: '甲的话' })
    const mine = { summary: '乙的简介。', deeds: richTextOf([{ kind: 'paragraph', text: '乙的事迹。' }]) }
    const refused = await save('乙', form, mine)
    expect(refused.status).toBe(409)
    // Payload's message cuts a sentence at a colon.
    expect(refused.sentence).toMatch(/^甲在 \d{1,2}时\d\d分 也改了[^:]*$/)
    expect(refused.sentence).toContain('“事迹简介”')
    expect(refused.sentence).not.toContain('海报语')
    expect(await open('甲', form.id)).toMatchObject({ summary: '甲的简介。', motto: '甲的话' })
    const now = await open('乙', form.id)
    const chosen = await save('乙', now, mine)
    expect(chosen.doc).toMatchObject({ summary: '乙的简介。', motto: '甲的话' })
    expect(JSON.stringify(chosen.doc.deeds)).toContain('乙的事迹。')
  })

  it('loses nothing of many at once, each with a field of its own, nor of two with the same', async () => {
    const form = await made()
    const changes = [
      { name: '李健国' },
      { workplace: '甲所' },
      { position: '研究员' },
      { field: '材料' },
      { motto: '新话' },
    ]
    const answers = await Promise.all(
      changes.map((change, index) =>
        index % 2 === 0
          ? save('甲', form, change)
          : send('乙', 'PATCH', `/api/honorees/${form.id}?draft=true`, change),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200))
    expect(await open('甲', form.id)).toMatchObject(Object.assign({}, ...changes))
    const again = await open('甲', form.id)
    const race = await Promise.all(['一', '二', '三'].map((word) => save('乙', again, { summary: word })))
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  it('keeps both when one publishes meanwhile, and holds nobody up after a refused publication', async () => {
    const form = await made()
    const early = await send('甲', 'PATCH', `/api/honorees/${form.id}`, { ...form, _status: 'published' })
    expect(early.status).toBe(400)
    const whole = { workplace: '甲所', position: '研究员', _status: 'published' }
    const published = await send('甲', 'PATCH', `/api/honorees/${form.id}`, { ...form, ...whole })
    expect(published.status, published.sentence).toBe(200)
    const draft = await save('乙', form, { motto: '乙的话' })
    expect(draft.doc).toMatchObject({ workplace: '甲所', motto: '乙的话' })
    // The row that says who saves is gone after each of them.
    expect((await studio.payload.db.count({ collection: 'claims' })).totalDocs).toBe(0)
  })

  it('lets a unit fill in what an editor is not writing just then', async () => {
    const form = await made()
    const { beginSaving } = await import('../../src/cms/saving.ts')
    const { createLocalReq } = await import('payload')
    await save('甲', form, { summary: '' })
    const editing = await createLocalReq({}, studio.payload)
    await beginSaving(form.id, editing)
    const looks = vi.spyOn(studio.payload.db, 'find')
    const claimed = () => looks.mock.calls.filter(([{ collection }]) => collection === 'claims').length
    const told = {
      category: null,
      workplace: '单位填的所',
      position: '',
      summary: '单位填的简介。',
      deeds: [],
    }
    const filled = studio.records.fillHonoree(form.id, told)
    await expect.poll(claimed).toBeGreaterThan(1)
    looks.mockRestore()
    const written = { summary: '编辑写的简介。' }
    const at = { collection: 'honorees', id: form.id, draft: true } as const
    await studio.payload.update({ ...at, data: written, req: editing })
    expect(await filled).toBe(true)
    expect(await open('甲', form.id)).toMatchObject({ ...written, workplace: told.workplace })
    expect((await studio.payload.db.count({ collection: 'claims' })).totalDocs).toBe(0)
    expect(await studio.records.fillHonoree(form.id, told)).toBe(false)
  })

  it('frees each of many saved at once as it is written, the refused as well', async () => {
    const forms: Person[] = []
    while (forms.length < 4) forms.push(await made())
    const where = forms.map(({ id }, index) => `where[id][in][${index}]=${id}`).join('&')
    const change = (data: object, as = 'draft=true&') =>
      send('甲', 'PATCH', `/api/honorees?${as}${where}`, data)
    const savers = async () => (await studio.payload.db.count({ collection: 'claims' })).totalDocs
    expect((await change({ motto: '同一句话' })).json.docs).toHaveLength(4)
    expect(await savers()).toBe(0)
    const [first] = forms
    if (first) await save('甲', first, { workplace: '甲所', position: '研究员' })
    // The three without a workplace are refused, and have had their turn by then.
    const { json } = await change({ _status: 'published' }, '')
    expect([json.docs.length, json.errors.length]).toEqual([1, 3])
    expect(await savers()).toBe(0)
  })

  const others = (form: Person, owner: string, until: Date) =>
    studio.payload.db.create({
      collection: 'claims',
      data: { key: `saving:${form.id}`, owner, stamp: 'other', until: until.toISOString() },
    })

  it('takes the turn of a killed process at once, not while it lives', async () => {
    const form = await made()
    const holder = await holderOf(studio.folder, 'other')
    await others(form, 'other', new Date(Date.now() + 3_600_000))
    const saved = save('甲', form, { motto: '甲的话' })
    const looks = vi.spyOn(runtime(), 'isAlive')
    await expect.poll(() => looks.mock.results.map(({ value }) => value)).toContain(true)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const { status, sentence } = await saved
    expect(status, sentence).toBe(200)
    looks.mockRestore()
    expect(await open('乙', form.id)).toMatchObject({ motto: '甲的话' })
    expect((await studio.payload.db.count({ collection: 'claims' })).totalDocs).toBe(0)
  })

  it('writes nothing while it waits', async () => {
    const form = await made()
    const holder = await holderOf(studio.folder, 'waited-for')
    await others(form, 'waited-for', new Date(Date.now() + 3_600_000))
    const writes = [vi.spyOn(studio.payload.db, 'deleteMany'), vi.spyOn(studio.payload.db, 'create')]
    const looks = vi.spyOn(runtime(), 'isAlive')
    const saved = save('甲', form, { motto: '甲的话' })
    await expect.poll(() => looks.mock.calls.length).toBeGreaterThan(3)
    for (const write of writes) {
      expect(write.mock.calls.filter(([{ collection }]) => collection === 'claims')).toEqual([])
      write.mockRestore()
    }
    looks.mockRestore()
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const { status, sentence } = await saved
    expect(status, sentence).toBe(200)
  })

  it('lets nobody write whose turn ran out and was taken, and whose nobody took', async () => {
    const form = await made()
    const { beginSaving, writeInTurn } = await import('../../src/cms/saving.ts')
    const { endHeldAfterError } = await import('../../src/cms/held-claims.ts')
    const { createLocalReq } = await import('payload')
    const write = async (req: PayloadRequest) =>
      writeInTurn({
        data: {},
        originalDoc: { id: form.id },
        operation: 'update',
        req,
      } as unknown as Parameters<typeof writeInTurn>[0])
    const end = async (req: PayloadRequest) =>
      endHeldAfterError({ req } as unknown as Parameters<typeof endHeldAfterError>[0])
    const [slow, alone] = [await createLocalReq({}, studio.payload), await createLocalReq({}, studio.payload)]
    const runOut = () =>
      studio.payload.db.updateOne({
        collection: 'claims',
        where: { key: { equals: `saving:${form.id}` } },
        data: { until: new Date(0).toISOString() },
      })
    await beginSaving(form.id, slow)
    await runOut()
    const newer = await save('乙', form, { motto: '乙的话' })
    expect(newer.status, newer.sentence).toBe(200)
    await expect(write(slow)).rejects.toThrow('这次没有保存')
    await end(slow)

    await beginSaving(form.id, alone)
    await runOut()
    await write(alone)
    const { docs } = await studio.payload.db.find<{ id: string; until: string }>({ collection: 'claims' })
    // One write that follows another waits ten times as long as the first.
    expect(new Date(docs[0]?.until ?? 0).getTime()).toBeGreaterThan(
      Date.now() + (env().databaseWaitSeconds - 1) * 10_000,
    )
    await end(alone)
    expect((await studio.payload.db.count({ collection: 'claims' })).totalDocs).toBe(0)
  })

  it('forgets at the sweep what nobody came after', async () => {
    const form = await made()
    await others(form, 'other', new Date(studio.now.getTime() - 1))
    await studio.records.forgetClaims(studio.now)
    expect((await studio.payload.db.count({ collection: 'claims' })).totalDocs).toBe(0)
  })

  it('publishes nothing that its reviewer has not seen: refuses, names it and who, and takes it once it is read', async () => {
    const form = await open('甲', (await made()).id)
    const whole = { workplace: '甲所', position: '研究员' }
    await save('甲', form, whole)
    const seen = await open('甲', form.id)
    await save('乙', seen, { summary: '乙的简介，还没有人看过。' })
    const publish = (one: Person) =>
      send('甲', 'PATCH', `/api/honorees/${form.id}`, { ...one, motto: '甲的话', _status: 'published' })
    const refused = await publish(seen)
    expect(refused.status).toBe(409)
    expect(refused.sentence).toMatch(/^乙在 \d{1,2}时\d\d分 又改了“事迹简介”，.*请看过后再定稿。$/)
    expect(await open('甲', form.id)).toMatchObject({ motto: '原来的话', _status: 'draft' })
    const report = (await send('甲', 'POST', `/api/honorees/${form.id}/merge`, seen)).json as MergeReport
    expect(report.taken).toMatchObject([{ label: '事迹简介', value: '乙的简介，还没有人看过。' }])
    const published = await publish(await open('甲', form.id))
    expect(published.status, published.sentence).toBe(200)
    expect(published.doc).toMatchObject({ motto: '甲的话', summary: '乙的简介，还没有人看过。' })
  })

  it('tells an open form that asks whose words are the newest, and reads none of them for that', async () => {
    const form = await made()
    await save('甲', form, { summary: '甲的简介。' })
    const read: unknown[] = []
    const { db } = studio.payload
    for (const name of ['findVersions', 'findOne', 'find'] as const) {
      const ask = db[name] as (...args: unknown[]) => Promise<unknown>
      vi.spyOn(db, name).mockImplementation(async (...args: unknown[]) => {
        const found = await ask.apply(db, args)
        read.push(found)
        return found as never
      })
    }
    const { json } = await send('乙', 'GET', `/api/honorees/${form.id}/newest`)
    vi.restoreAllMocks()
    expect(json).toEqual({ updatedAt: (await open('乙', form.id)).updatedAt, by: '甲', others: [] })
    expect(JSON.stringify(read)).toContain('甲')
    expect(JSON.stringify(read)).not.toMatch(/甲的简介|原来的事迹/)
  })

  it('says who else is changing the person and since when, until they leave or fall silent', async () => {
    const { id } = await made()
    const tell = (who: string, isEditing: boolean, form = tab) =>
      send(who, 'POST', `/api/honorees/${id}/editing`, { isEditing, form })
    const seenBy = async (who: string) => (await send(who, 'GET', `/api/honorees/${id}/newest`)).json.others
    const began = studio.now
    const wait = (seconds: number): void => {
      studio.now = new Date(began.getTime() + seconds * 1000)
    }
    await tell('甲', true)
    wait(40)
    await tell('甲', true)
    wait(80)
    expect(await seenBy('乙')).toEqual([{ name: '甲', since: began.toISOString() }])
    expect(await seenBy('甲')).toEqual([])
    // Nobody is locked out.
    expect((await save('乙', await open('乙', id), { summary: '乙的简介。' })).status).toBe(200)
    for (const [path, body] of [
      ['newest', undefined],
      ['editing', { isEditing: true, form: tab }],
    ] as const)
      expect((await send('投放', body ? 'POST' : 'GET', `/api/honorees/${id}/${path}`, body)).status).toBe(
        403,
      )
    await tell('甲', false)
    expect(await seenBy('乙')).toEqual([])
    await tell('甲', true)
    wait(200)
    expect(await seenBy('乙')).toEqual([])
    studio.now = began
    expect((await tell('甲', true, `${tab}:editing:honorees:2:`)).status).toBe(400)
  })

  it('goes on to name a colleague of whose two tabs one is left, once', async () => {
    const { id } = await made()
    const tell = (isEditing: boolean, form: string) =>
      send('甲', 'POST', `/api/honorees/${id}/editing`, { isEditing, form })
    const seen = async () => (await send('乙', 'GET', `/api/honorees/${id}/newest`)).json.others
    const began = studio.now
    await tell(true, tab)
    studio.now = new Date(began.getTime() + 5_000)
    await tell(true, crypto.randomUUID())
    expect(await seen()).toEqual([{ name: '甲', since: began.toISOString() }])
    await tell(false, tab)
    expect(await seen()).toEqual([{ name: '甲', since: studio.now.toISOString() }])
    studio.now = began
  })

  it('restores an old version whole, and does not take it for a stale form', async () => {
    const form = await made()
    await save('甲', form, { summary: '甲的简介。' })
    const { json } = await send(
      '甲',
      'GET',
      `/api/honorees/versions?where[parent][equals]=${form.id}&sort=updatedAt`,
    )
    const restored = await send('乙', 'POST', `/api/honorees/versions/${json.docs[0].id}?draft=true`)
    expect(restored.status, restored.sentence).toBe(200)
    expect(await open('乙', form.id)).toMatchObject({ summary: '原来的简介。', savedBy: '乙' })
  })

  it('tells an open form what to take over and what to choose, and nobody who may not write', async () => {
    const form = await made()
    const theirs = { summary: '甲的简介。', motto: '甲的话', unit: null }
    await save('甲', form, theirs)
    const { json } = await send('乙', 'POST', `/api/honorees/${form.id}/merge`, {
      ...form,
      summary: '乙的简介。',
    })
    const report = json as MergeReport
    expect(report.by).toBe('甲')
    expect(report.taken.map(({ path, label, value }) => [path, label, value])).toEqual(
      expect.arrayContaining([
        ['motto', '海报语', '甲的话'],
        ['unit', '推荐单位', null],
      ]),
    )
    expect(report.conflicts).toMatchObject([{ path: 'summary', label: '事迹简介', value: '甲的简介。' }])
    expect(report.conflicts[0]?.runs.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'removed 乙',
      'added 甲',
      'same 的简介。',
    ])
    for (const path of ['newest', 'editions', 'editions/x'])
      expect((await send('投放', 'GET', `/api/honorees/${form.id}/${path}`)).status, path).toBe(403)
    expect((await send('投放', 'POST', `/api/honorees/${form.id}/merge`, form)).status).toBe(403)
  })

  it('lists versions with who, when and what, and compares any two by character', async () => {
    const form = await made()
    const deeds = ['原来的事迹。', '又一段。'].map((text) => ({ kind: 'paragraph', text }) as const)
    const change = { deeds: richTextOf(deeds), category: 'grassroots', private: { phone: '13800000000' } }
    await save('乙', form, change)
    const list = (await send('甲', 'GET', `/api/honorees/${form.id}/editions`)).json.editions as Edition[]
    expect(list.map(({ by }) => by)).toEqual(['乙', '甲'])
    expect(list[0]?.changed).toEqual(expect.arrayContaining(['主要事迹', '人选类别', '手机']))
    const { changes } = (await send('甲', 'GET', `/api/honorees/${form.id}/editions/${list[0]?.id}`))
      .json as {
      changes: FieldChange[]
    }
    const runs = (path: string) =>
      changes.find((one) => one.path === path)?.runs.map(({ kind, text }) => [kind, text])
    expect(runs('deeds')).toEqual([
      ['same', '原来的事迹。'],
      ['added', '\n又一段。'],
    ])
    expect(runs('category')).toEqual([
      ['removed', rules2021.categories[1]],
      ['added', rules2021.categories[2]],
    ])
    const gone = await send('甲', 'GET', `/api/honorees/${form.id}/editions/no-such`)
    expect([gone.status, gone.sentence]).toEqual([404, '找不到这个版本：只留最近 50 个，请刷新页面后再试。'])
  })

  it('counts and checks the words of an open form for those who write, and remembers who found one in order', async () => {
    const form = await made()
    const words = { ...form, summary: '李健国亲自到场。' }
    const look = async (): Promise<WordReport> =>
      (await send('甲', 'POST', '/api/honorees/words', words)).json
    const report = await look()
    expect(report.counts.summary.found).toBe(8)
    expect(report.findings.map(({ found, proposal, dismissal }) => [found, proposal, dismissal])).toEqual([
      ['李健国', '李建国', null],
      ['亲自', null, null],
    ])
    const keep = { rule: 'caution', found: '亲自', dismissed: true }
    expect((await send('乙', 'POST', `/api/honorees/${form.id}/findings`, keep)).status).toBe(200)
    expect((await look()).findings[1]?.dismissal).toMatchObject({ by: '乙' })
    await send('甲', 'POST', `/api/honorees/${form.id}/findings`, { ...keep, dismissed: false })
    expect((await look()).findings[1]?.dismissal).toBeNull()
    expect((await send('投放', 'POST', '/api/honorees/words', words)).status).toBe(403)
    expect((await send('投放', 'POST', `/api/honorees/${form.id}/findings`, keep)).status).toBe(403)
    expect(
      (await send('甲', 'POST', `/api/honorees/${form.id}/findings`, { rule: 'x', found: '', dismissed: 1 }))
        .status,
    ).toBe(400)
  })

  it('counts words for no channel that the campaign does without', async () => {
    const form = await made()
    const whoAsk = async (): Promise<string> => {
      const { json } = await send('甲', 'POST', '/api/honorees/words', form)
      return (json as WordReport).counts.deeds.rows.map(({ who }) => who).join()
    }
    const use = (unusedChannels: string[]) =>
      studio.payload.update({ collection: 'campaigns', id: campaign, data: { unusedChannels } })
    expect(await whoAsk()).toContain('抖音')
    await use(['douyin'])
    expect(await whoAsk()).not.toContain('抖音')
    await use([])
  })

  it('warns by the list as colleagues have edited it', async () => {
    const words = { name: '李建国', summary: '大咖亲自到场。' }
    const list = { words: [{ word: '大咖', why: '口语', instead: '专家' }] }
    expect((await send('投放', 'POST', '/api/globals/word-list', list)).status).toBe(403)
    expect((await send('甲', 'POST', '/api/globals/word-list', list)).status).toBe(200)
    const { json } = await send('甲', 'POST', '/api/honorees/words', words)
    expect(json.findings.map(({ found }: { found: string }) => found)).toEqual(['大咖'])
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { subjectCollection: { equals: 'word-list' } },
    })
    expect(docs[0]?.note).toContain('增加“大咖”')
  })

  it('takes no word off the list that a colleague has put on it meanwhile, and one saves twice in a row', async () => {
    const row = (word: string) => ({ word, why: '口语' })
    const read = async () => (await send('甲', 'GET', '/api/globals/word-list')).json
    const put = (who: string, list: { words: object[]; asRead?: string }, word: string) =>
      send(who, 'POST', '/api/globals/word-list', { ...list, words: [...list.words, row(word)] })
    await send('甲', 'POST', '/api/globals/word-list', { words: [row('大咖')] })
    const form = await read()
    const first = await put('甲', form, '天花板')
    expect(first.status, first.sentence).toBe(200)
    const refused = await put('乙', form, '王炸')
    expect([refused.status, refused.sentence]).toEqual([409, expect.stringContaining('刷新页面')])
    const again = await put('甲', first.json.result, '破防')
    expect(again.status, again.sentence).toBe(200)
    expect((await put('乙', await read(), '王炸')).status).toBe(200)
    const words = (await read()).words.map(({ word }: { word: string }) => word)
    expect(words).toEqual(['大咖', '天花板', '破防', '王炸'])
  })
})
