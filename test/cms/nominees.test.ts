/** Who may be recorded: somebody with a name, and one of each unit, whichever way they come. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign } from './samples.ts'
import { signIn } from './staff.ts'

describe.each(databases)('people on %s', (kind) => {
  let studio: Studio
  let editor: string
  let chief: string
  let campaign: string
  let unit: string
  beforeAll(async () => {
    studio = await openStudio(kind)
    await signIn(studio, 'admin')
    editor = await signIn(studio, 'editor')
    chief = await signIn(studio, 'chief')
    campaign = await studio.records.ensureCampaign(sampleCampaign)
    unit = String((await studio.payload.create({ collection: 'units', data: { name: '沈阳甲学会' } })).id)
  })
  afterAll(() => studio.close())

  const send = async (method: string, below: string, body: object, token = editor) => {
    const response = await studio.request(method, `/api/honorees${below}`, { token, body })
    const { doc, errors } = (await response.json()) as {
      doc?: { id: string }
      errors?: { message: string; fields?: string[] }[]
    }
    return {
      status: response.status,
      id: String(doc?.id),
      sentence: errors?.[0]?.message,
      fields: errors?.[0]?.fields,
    }
  }
  const count = async (): Promise<number> =>
    (await studio.payload.count({ collection: 'honorees' })).totalDocs

  it('have a name before anything is kept of them', async () => {
    for (const name of [undefined, '', '　 ']) {
      const sent = await send('POST', '?draft=true', {
        campaign,
        unit,
        motto: '还没有名字',
        ...(name !== undefined && { name }),
      })
      expect(sent).toMatchObject({ status: 400, sentence: '请先填写姓名再保存；其余内容可以以后再补。' })
    }
    const empty = await send('POST', '', { _status: 'published' })
    expect(empty.sentence).toBe(
      '没有保存：“姓名”“人选类别”“工作单位”“职务职称”“事迹简介”“主要事迹”“活动”“推荐单位”没有填或填得不对，请按各项旁边的提示改好，再保存。',
    )
    expect(await count()).toBe(0)
    const { id } = await send('POST', '?draft=true', { campaign, unit, name: '张䶮' })
    expect((await send('PATCH', `/${id}?draft=true`, { name: '' })).status).toBe(400)
    expect((await send('PATCH', `/${id}?draft=true`, { motto: '一句话' })).status).toBe(200)
    const early = await send('PATCH', `/${id}`, { _status: 'published' })
    // For whoever does it to several at once, without a form.
    expect(early.fields).toEqual(['人选类别', '工作单位', '职务职称', '事迹简介', '主要事迹'])
    expect(early.sentence).toBe(
      '没有保存：“人选类别”“工作单位”“职务职称”“事迹简介”“主要事迹”没有填或填得不对，请按各项旁边的提示改好，再保存。',
    )
  })

  it('are one of each unit, of several at once too', async () => {
    const alone = String(
      (await studio.payload.create({ collection: 'units', data: { name: '沈阳丙学会' } })).id,
    )
    const names = ['甲某', '乙某', '丙某']
    const sent = await Promise.all(
      names.map((name) => send('POST', '?draft=true', { campaign, unit: alone, name })),
    )
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 400, 400])
    // Of two moved there, as well.
    const others = await Promise.all(
      ['丁', '戊'].map(async (name) => {
        const other = (await studio.payload.create({ collection: 'units', data: { name: `${name}学会` } })).id
        return (await send('POST', '?draft=true', { campaign, unit: other, name })).id
      }),
    )
    const empty = String(
      (await studio.payload.create({ collection: 'units', data: { name: '沈阳己学会' } })).id,
    )
    const moved = await Promise.all(others.map((id) => send('PATCH', `/${id}?draft=true`, { unit: empty })))
    expect(moved.map(({ status }) => status).sort()).toEqual([200, 400])
    const there = (await studio.records.honorees(campaign)).filter(
      ({ nominatedBy }) => nominatedBy === '沈阳己学会',
    )
    expect(there).toHaveLength(1)
    expect((await studio.payload.db.count({ collection: 'claims' })).totalDocs).toBe(0)
  })

  it('may be saved from a form of before a colleague gave them another unit', async () => {
    const unitOf = async (name: string): Promise<string> =>
      String((await studio.payload.create({ collection: 'units', data: { name } })).id)
    const [old, next] = [await unitOf('旧单位'), await unitOf('新单位')]
    const { id } = await send('POST', '?draft=true', { campaign, unit: old, name: '换单位' })
    const form = await (
      await studio.request('GET', `/api/honorees/${id}?draft=true&depth=0`, { token: editor })
    ).json()
    expect((await send('PATCH', `/${id}?draft=true`, { unit: next })).status).toBe(200)
    expect((await send('POST', '?draft=true', { campaign, unit: old, name: '顶替' })).status).toBe(201)
    const saved = await send('PATCH', `/${id}?draft=true`, { ...form, motto: '一句话' })
    expect(saved.status, saved.sentence).toBe(200)
  })

  it('are one of each unit, and another only when the first is in the trash', async () => {
    const before = await count()
    const refused = await send('POST', '?draft=true', { campaign, unit, name: '李翀' })
    expect(refused).toMatchObject({
      status: 400,
      sentence:
        '推荐单位“沈阳甲学会”已推荐“张䶮”，每个单位限报一人，不能再登记“李翀”：改报的，请先把“张䶮”移入回收站；单位有误的，请更正推荐单位。',
    })
    expect(await count()).toBe(before)
    const other = String(
      (await studio.payload.create({ collection: 'units', data: { name: '沈阳乙学会' } })).id,
    )
    const second = await send('POST', '?draft=true', { campaign, unit: other, name: '李翀' })
    expect(second.status).toBe(201)
    expect((await send('PATCH', `/${second.id}?draft=true`, { unit })).status).toBe(400)

    const { docs } = await studio.payload.find({ collection: 'honorees', where: { unit: { equals: unit } } })
    const first = String(docs[0]?.id)
    const gone = await send('PATCH', `/${first}`, { deletedAt: studio.now.toISOString() }, chief)
    expect(gone).toMatchObject({ status: 200 })
    expect(await send('PATCH', `/${second.id}?draft=true`, { unit })).toMatchObject({ status: 200 })
    const back = await send('PATCH', `/${first}?trash=true`, { deletedAt: null }, chief)
    expect(back).toMatchObject({ status: 400, sentence: expect.stringContaining('已推荐“李翀”') })
  })
})
