import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { richTextOf } from '../../src/cms/adapter/rich-text.ts'
import { databases, newestOf, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree } from './samples.ts'

describe.each(databases)('honorees on %s', (kind) => {
  let studio: Studio
  let campaignId: string
  beforeAll(async () => {
    studio = await openStudio(kind)
    campaignId = await studio.records.ensureCampaign(sampleCampaign)
  })
  afterAll(() => studio.close())

  const make = async (name: string, over: Partial<typeof sampleHonoree> = {}) => {
    const { id } = await studio.records.ensureHonoree({ ...sampleHonoree, ...over, campaignId, name }, {})
    return id
  }
  const stored = (id: string, draft: boolean) =>
    studio.payload.findByID({ collection: 'honorees', id, draft, depth: 0 })

  it('keeps the published text while a draft is typed, and gives variants the newest', async () => {
    const id = await make('李明', { slug: 'li-ming-draft' })
    expect((await studio.records.honoree(id))?.published.ok).toBe(false)
    await studio.records.publishHonoree(id)
    expect((await studio.records.honoree(id))?.published.ok).toBe(true)

    await studio.payload.update({ collection: 'honorees', id, draft: true, data: { motto: '新的一句话' } })
    expect((await stored(id, false)).motto).toBe(sampleHonoree.motto)
    const newest = await newestOf(studio, id)
    expect(newest).toMatchObject({ motto: '新的一句话', edition: 'draft' })

    const { published } = (await studio.records.honoree(id)) ?? {}
    expect(published?.ok && published.value).toMatchObject({
      motto: sampleHonoree.motto,
      edition: 'published',
    })

    await studio.records.publishHonoree(id)
    expect((await stored(id, false)).motto).toBe('新的一句话')
    const after = await studio.records.honoree(id)
    expect(after?.newest).toEqual(after?.published)
  })

  it('holds a draft to the lengths of its words, and lets them be missing', async () => {
    const id = await make('长话', { slug: 'chang-hua' })
    const change = (data: object) =>
      studio.payload.update({ collection: 'honorees', id, draft: true, data, overrideAccess: true })
    const refused: unknown = await change({
      motto: '长'.repeat(2_000),
      summary: '长'.repeat(301),
      position: '',
    }).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      status: 400,
      message: '“海报语”有 2000 字，不能超过 40 字，请精简。“事迹简介”有 301 字，不能超过 300 字，请精简。',
    })
    expect((await stored(id, true)).motto).toBe(sampleHonoree.motto)
    await change({ motto: '𠮷'.repeat(40), name: '' })
    expect(await stored(id, true)).toMatchObject({ motto: '𠮷'.repeat(40), name: '' })
  })

  it('locks nobody out whose words were there before their limit was lowered', async () => {
    const summary = '长'.repeat(200)
    const id = await make('旧话', { slug: 'jiu-hua', summary })
    const limit = (summaryMax: number) =>
      studio.payload.update({ collection: 'campaigns', id: campaignId, data: { rules: { summaryMax } } })
    const change = (data: object) =>
      studio.payload.update({ collection: 'honorees', id, draft: true, data, overrideAccess: true })
    await limit(100)
    await change({ motto: '一句话' })
    await expect(change({ summary: `${summary}更长` })).rejects.toThrow(
      '“事迹简介”有 202 字，不能超过 100 字',
    )
    expect(await stored(id, true)).toMatchObject({ motto: '一句话', summary })
    await limit(300)
  })

  it('names whom a change of many did not reach', async () => {
    const whole = await make('齐全', { slug: 'qi-quan' })
    const lacking = [await make('缺一', { slug: 'que-yi' }), await make('缺二', { slug: 'que-er' })]
    for (const id of lacking)
      await studio.payload.update({ collection: 'honorees', id, draft: true, data: { summary: '' } })
    const { docs, errors } = await studio.payload.update({
      collection: 'honorees',
      where: { id: { in: [whole, ...lacking] } },
      draft: true,
      data: { _status: 'published' },
    })
    expect(docs.map(({ name }) => name)).toEqual(['齐全'])
    expect(errors.map(({ message }) => message).sort()).toEqual([
      expect.stringMatching(/^缺一：.*事迹简介/),
      expect.stringMatching(/^缺二：.*事迹简介/),
    ])
  })

  it('counts a person under the campaign the newest draft names, and keeps what was published', async () => {
    const other = await studio.records.ensureCampaign({ ...sampleCampaign, year: 2030 })
    const id = await make('何去', { slug: 'he-qu' })
    await studio.records.publishHonoree(id)
    await studio.payload.update({
      collection: 'honorees',
      id,
      draft: true,
      data: { campaign: other, category: null as never },
    })
    const inCampaign = async (campaign: string | null) =>
      (await studio.records.honorees(campaign)).filter((one) => one.id === id)
    expect(await inCampaign(campaignId)).toEqual([])
    expect(await inCampaign(other)).toEqual(await inCampaign(null))
    const [editions] = await inCampaign(other)
    expect(editions?.newest).toEqual({ ok: false, problem: { kind: 'field-missing', field: '人选类别' } })
    expect(editions?.published.ok && editions.published.value.campaignId).toBe(campaignId)
  })

  it('does not wait for a publication when a consent is taken back', async () => {
    const id = await make('罗归', { slug: 'luo-gui' })
    await studio.records.publishHonoree(id)
    await studio.payload.update({
      collection: 'honorees',
      id,
      draft: true,
      data: { consent: { withdrawnAt: '2026-06-02T00:00:00.000Z' } },
    })
    const { published } = (await studio.records.honoree(id)) ?? {}
    expect(published?.ok && published.value.consentGivenAt).toBeNull()
  })

  it('keeps every version and restores one', async () => {
    const id = await make('王芳', { slug: 'wang-fang' })
    await studio.records.publishHonoree(id)
    await studio.payload.update({
      collection: 'honorees',
      id,
      data: { motto: '第二稿', _status: 'published' },
    })
    const { docs } = await studio.payload.findVersions({
      collection: 'honorees',
      where: { parent: { equals: id } },
      sort: 'createdAt',
    })
    expect(docs.map(({ version }) => version.motto)).toEqual([
      sampleHonoree.motto,
      sampleHonoree.motto,
      '第二稿',
    ])
    await studio.payload.restoreVersion({ collection: 'honorees', id: String(docs[1]?.id) })
    expect((await newestOf(studio, id))?.motto).toBe(sampleHonoree.motto)
  })

  it('reads a document whose first version was lost in a crash', async () => {
    const id = await make('赵强', { slug: 'zhao-qiang' })
    await studio.payload.db.deleteVersions({ collection: 'honorees', where: { parent: { equals: id } } })
    expect(await newestOf(studio, id)).toMatchObject({ name: '赵强', deeds: sampleHonoree.deeds })
    expect((await studio.records.honorees(campaignId)).map(({ id: found }) => found)).toContain(id)
  })

  it('refuses a draft that does not say yet who it is about', async () => {
    const doc = await studio.payload.create({
      collection: 'honorees',
      draft: true,
      data: { motto: '还没有名字' },
    })
    const editions = await studio.records.honoree(String(doc.id))
    expect(editions).toMatchObject({ campaignId: null, newest: { ok: false }, published: { ok: false } })
  })

  it('names people in pinyin, each differently', async () => {
    const unit = await studio.payload.create({ collection: 'units', data: { name: '沈阳某学会' } })
    const create = () =>
      studio.payload.create({
        collection: 'honorees',
        draft: true,
        data: { name: '吕喆', campaign: campaignId, unit: unit.id },
      })
    expect([(await create()).slug, (await create()).slug]).toEqual(['lv-zhe', 'lv-zhe-2'])
  })

  it('refuses to publish what a poster cannot draw or a reader would miss, in one sentence per field', async () => {
    const id = await make('孙丽', { slug: 'sun-li', motto: 'ᠮ', position: '' })
    const refused: unknown = await studio.payload
      .update({
        collection: 'honorees',
        id,
        data: { _status: 'published', summary: '长'.repeat(301) },
      })
      .catch((error: unknown) => error)
    const { errors } = (refused as { data: { errors: { path: string; message: string }[] } }).data
    expect(Object.fromEntries(errors.map(({ path, message }) => [path, message]))).toEqual({
      motto: '“海报语”中的“ᠮ”在现有字库里没有字形，海报上会显示成方框，请核对用字，或联系管理员补充字库。',
      summary: '“事迹简介”有 301 字，不能超过 300 字，请精简。',
      position: '缺少“职务职称”，请填写。',
    })
    expect((await studio.records.honoree(id))?.published.ok).toBe(false)
  })

  it('takes a consent back, and counts one given again afterwards', async () => {
    const id = await make('周敏', { slug: 'zhou-min' })
    const may = '2026-05-01T00:00:00.000Z'
    const june = '2026-06-01T00:00:00.000Z'
    const july = '2026-07-01T00:00:00.000Z'
    const consentAfter = async (consent: { givenAt: string; withdrawnAt: string | null }) => {
      await studio.payload.update({ collection: 'honorees', id, draft: true, data: { consent } })
      expect((await studio.records.honoree(id))?.isWithdrawn).toBe(
        consent.withdrawnAt !== null && consent.withdrawnAt >= consent.givenAt,
      )
      return (await newestOf(studio, id))?.consentGivenAt?.toISOString() ?? null
    }
    expect(await consentAfter({ givenAt: may, withdrawnAt: null })).toBe(may)
    expect(await consentAfter({ givenAt: may, withdrawnAt: june })).toBeNull()
    expect(await consentAfter({ givenAt: july, withdrawnAt: june })).toBe(july)
  })

  it('keeps a consent taken back, whatever else is saved in the same moment', async () => {
    const save = (id: string, draft: boolean, data: object) =>
      studio.payload.update({ collection: 'honorees', id, draft, data })
    for (let round = 0; round < 4; round += 1) {
      const id = await make(`同时${round}`, { slug: `at-once-${round}` })
      await studio.records.publishHonoree(id)
      await Promise.all([
        save(id, round % 2 === 0, { consent: { withdrawnAt: '2026-05-25T00:00:00.000Z' } }),
        ...[1, 2, 3].map((n) => save(id, n % 2 === 0, { motto: `第 ${n} 句` })),
      ])
      const editions = await studio.records.honoree(id)
      expect([editions?.isWithdrawn, (await stored(id, true)).consent?.withdrawnAt]).toEqual([
        true,
        '2026-05-25T00:00:00.000Z',
      ])
    }
  })

  it('wakes the worker for the honoree that changed, and for everybody when a screen did', async () => {
    const id = await make('钱进', { slug: 'qian-jin' })
    studio.woken.length = 0
    await studio.payload.update({ collection: 'honorees', id, draft: true, data: { motto: '改' } })
    await studio.payload.create({
      collection: 'screens',
      data: {
        name: '中街',
        slug: 'zhongjie',
        channelId: 'landmark',
        width: 768,
        height: 1152,
        stillSeconds: 10,
      },
    })
    expect(studio.woken).toEqual([id, null])
  })

  it('refuses to delete what others point to', async () => {
    const id = await make('郑爽', { slug: 'zheng-shuang' })
    const trash = (collection: 'campaigns' | 'honorees', of: string) =>
      studio.payload.update({ collection, id: of, data: { deletedAt: studio.now.toISOString() } })
    await expect(trash('campaigns', campaignId)).rejects.toThrow(
      '不能把该活动移入回收站：已有人选属于该活动，请先删除这些人选。',
    )
    await trash('honorees', id)
    await expect(studio.payload.delete({ collection: 'honorees', id, trash: true })).resolves.toMatchObject({
      name: '郑爽',
    })
  })

  it('finds Chinese text by a part of it, and sorts the same way every time', async () => {
    const names = ['阿强', '白雪', '陈曦', '𠮷田', '㛃娜', '阿布都·热合曼']
    const other = await studio.records.ensureCampaign({ ...sampleCampaign, year: 2031 })
    for (const [index, name] of names.entries())
      await studio.records.ensureHonoree(
        { ...sampleHonoree, campaignId: other, name, slug: `sort-${index}` },
        {},
      )
    const found = async (contains: string) => {
      const { docs } = await studio.payload.find({
        collection: 'honorees',
        where: { and: [{ campaign: { equals: other } }, { name: { contains } }] },
        draft: true,
      })
      return docs.map(({ name }) => name).sort()
    }
    expect(await found('阿')).toEqual(['阿布都·热合曼', '阿强'].sort())
    expect(await found('·')).toEqual(['阿布都·热合曼'])
    expect(await found('𠮷')).toEqual(['𠮷田'])
    const sorted = await studio.payload.find({
      collection: 'honorees',
      where: { campaign: { equals: other } },
      sort: 'name',
      draft: true,
    })
    // Both sort by code point (SQLite's BINARY, MongoDB's default), not by pinyin: 㛃 U+36C3 < 白 < 阿 < 陈 < 𠮷 U+20BB7.
    expect(sorted.docs.map(({ name }) => name)).toEqual([
      '㛃娜',
      '白雪',
      '阿布都·热合曼',
      '阿强',
      '陈曦',
      '𠮷田',
    ])
  })

  it('keeps Chinese, rare characters and blocks through the editor’s format', async () => {
    const deeds = sampleHonoree.deeds
    const id = await make('𠮷野', { slug: 'ji-ye' })
    const doc = await stored(id, true)
    expect(doc.deeds).toEqual(richTextOf(deeds))
    expect((await newestOf(studio, id))?.deeds).toEqual(deeds)
  })
})
