/** Two years, each with its notice's rules: everything that judges asks the one a person belongs to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { campaignBoard } from '../../src/pipeline/board.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree } from './samples.ts'
import { signIn } from './staff.ts'

const summary = '他扎根田间三十年，育成水稻新品种，推广到全省四十四个县。'.repeat(14)
const classes = ['基础研究', '技术攻关', '科学普及', '青年人才']

describe.each(databases)('rules of a campaign on %s', (kind) => {
  let studio: Studio
  let chief: string
  let editor: string
  const ids = { old: '', new: '' }
  const person = { old: '', new: '' }
  type Year = keyof typeof ids

  beforeAll(async () => {
    studio = await openStudio(kind)
    chief = await signIn(studio, 'chief')
    editor = await signIn(studio, 'editor')
    studio.now = new Date('2026-05-22T08:00:00+08:00')
    // As a row of before there were rules.
    ids.old = await studio.records.ensureCampaign(sampleCampaign)
    const made = await ask('POST', '/api/campaigns', {
      ...sampleCampaign,
      year: 2027,
      organisers: '省科协',
      rules: { perUnit: 2, summaryMax: 500, total: 1, categories: classes.join('\n'), needsIntegrity: false },
    })
    ids.new = String(made.json.doc.id)
    for (const year of ['old', 'new'] as const)
      person[year] = (
        await studio.records.ensureHonoree(
          { ...sampleHonoree, slug: `ming-${year}`, campaignId: ids[year], name: '李明', summary },
          {},
        )
      ).id
  })
  afterAll(() => studio.close())

  const ask = async (method: string, address: string, body?: unknown, token = chief) => {
    const response = await studio.request(method, address, { token, body })
    const json = await response.json()
    return { status: response.status, json, sentence: String(json?.errors?.[0]?.message ?? '') }
  }
  const rulesOf = async (year: Year) =>
    (await studio.records.campaigns()).find(({ id }) => id === ids[year])?.rules
  const gapsOf = async (year: Year): Promise<readonly string[]> => {
    const campaign = (await studio.records.campaigns()).find(({ id }) => id === ids[year])
    if (!campaign) throw new Error('no such campaign')
    const ports = { records: studio.records, channels, uncovered: () => [] }
    const { rows } = await campaignBoard(campaign, ports, studio.now)
    return rows[0]?.gaps.map(({ text }) => text) ?? []
  }

  it('are this notice’s where none were ever written, also to whoever opens the form', async () => {
    expect(await rulesOf('old')).toEqual(rules2021)
    const { json } = await ask('GET', `/api/campaigns/${ids.old}?depth=0`)
    expect(json.rules).toMatchObject({ summaryMax: 300, needsFormPdf: true, needsActivity: false })
    expect(await rulesOf('new')).toEqual({
      ...rules2021,
      perUnit: 2,
      total: 1,
      summaryMax: 500,
      categories: classes,
      papers: rules2021.papers.filter((paper) => paper !== 'integrity'),
    })
  })

  it('judge the same person by each year’s own: on the board, in the counters and when it is published', async () => {
    const [old, next] = [await gapsOf('old'), await gapsOf('new')]
    expect(old).toContain(`“事迹简介”有 ${summary.length} 字，不能超过 300 字，请精简。`)
    expect(next.filter((text) => text.includes('事迹简介'))).toEqual([])
    expect(old).toContain('李明缺少廉政意见（盖章 PDF 版），请补交。')
    expect(next.filter((text) => text.includes('廉政意见'))).toEqual([])

    for (const [year, max] of [
      ['old', 300],
      ['new', 500],
    ] as const) {
      const { json } = await ask('POST', '/api/honorees/words', { campaign: ids[year], summary }, editor)
      expect(json.counts.summary.rows[0]).toMatchObject({ who: '本表', max })
      const body = { _status: 'published' }
      const { status, json: answer } = await ask('PATCH', `/api/honorees/${person[year]}`, body, editor)
      expect(status, JSON.stringify(answer)).toBe(year === 'old' ? 400 : 200)
    }
  })

  it('know their own classes alone', async () => {
    const choose = (year: Year, category: string) =>
      ask(
        'PATCH',
        `/api/honorees/${person[year]}`,
        { category, summary: '短。', _status: 'published' },
        editor,
      )
    expect((await choose('new', 'class-4')).status).toBe(200)
    const refused = await choose('old', 'class-4')
    expect(refused.status).toBe(400)
    expect(JSON.stringify(refused.json)).toContain('“人选类别”填的是“第四类”，应为本活动的类别之一')
    const page = async (year: Year) => (await ask('GET', `/api/campaigns/board?campaign=${ids[year]}`)).json
    expect((await page('new')).categories.at(-1)).toEqual(['class-4', '青年人才'])
    expect((await page('old')).categories).toHaveLength(3)
    const { json } = await ask('GET', `/api/honorees/${person.new}/history`, undefined, editor)
    expect(json.entries[0].changes).toContainEqual({
      field: '人选类别',
      before: classes[2],
      after: '青年人才',
    })
    const { editions } = (await ask('GET', `/api/honorees/${person.new}/editions`, undefined, editor)).json
    const compared = await ask('GET', `/api/honorees/${person.new}/editions/${editions[0].id}`)
    expect(JSON.stringify(compared.json.changes)).toContain('青年人才')
    expect(JSON.stringify(compared.json.changes)).not.toContain('第四类')
  })

  it('let a unit name as many as its year allows, and say when the year has more than its number', async () => {
    const unit = await studio.payload.create({ collection: 'units', data: { name: '大连乙学会' } })
    const opened = async (year: Year, name: string) => {
      const issued = await ask('POST', '/api/unit-links/issue', { campaign: ids[year], unit: unit.id })
      const token = String(issued.json.path).split('/').at(-1) ?? ''
      const authorization = `Unit ${token}`
      const response = await studio.request('POST', '/api/hand-ins/open', { authorization, body: { name } })
      const { id, errors } = await response.json()
      if (!id) return String(errors?.[0]?.message)
      const handIn = await studio.records.handIn(id)
      return handIn?.only?.name
    }
    for (const year of ['old', 'new'] as const)
      await studio.records.ensureHonoree(
        {
          ...sampleHonoree,
          slug: `yi-${year}`,
          campaignId: ids[year],
          name: '艾力·买买提',
          nominatedBy: '大连乙学会',
        },
        {},
      )
    expect(await opened('old', '古丽·热合曼')).toBe('艾力·买买提')
    expect(await opened('new', '古丽·热合曼')).toBe('古丽·热合曼')
    // However it is spaced and dotted, a name that is recorded is that person.
    expect(await opened('new', '艾力 • 买买提')).toBe('艾力·买买提')
    const names = Array.from({ length: 30 }, (_, at) => `甲${at}`)
    const many = []
    for (const name of names) many.push(await opened('new', name))
    expect(many.filter((one, at) => one === names[at])).toHaveLength(20)
    expect(many.at(-1)).toContain('这条链接上打开的收件太多')
    expect(await opened('new', '甲 0')).toBe('甲0')
    const { quota } = (await ask('GET', `/api/campaigns/board?campaign=${ids.new}`)).json
    expect(quota).toEqual([expect.stringContaining('全部人选现有 2 人，名额是 1 人')])
  })

  it('are changed only by who may, in figures that can be rules, and only when the change is meant', async () => {
    const change = (rules: object, query = '', token = chief) =>
      ask('PATCH', `/api/campaigns/${ids.old}${query}`, { rules }, token)
    expect((await change({ summaryMax: 500 }, '', editor)).status).toBe(403)
    const wrong = await change({ photoMin: 6, summaryMax: 3 })
    expect(wrong.status).toBe(400)
    const said = JSON.stringify(wrong.json)
    expect(said).toContain('“事迹简介字数上限”填的是“3”，应为整数，50 至 2000 字')
    expect(said).toContain('“工作生活照片至多”填的是“5”，应为不少于 6')

    const { json } = await ask('POST', `/api/campaigns/${ids.old}/rules-change`, {
      rules: { summaryMax: 400 },
    })
    expect(json).toEqual({
      sentences: [expect.stringMatching(/^事迹简介字数上限由“300 字”改为“400 字”：/)],
      isFelt: true,
    })
    const unsaid = await change({ summaryMax: 400 })
    expect([unsaid.status, (await rulesOf('old'))?.summaryMax]).toEqual([409, 300])
    expect(unsaid.sentence).toContain('请勾选“确认规则的改动”后再保存')
    expect((await change({ summaryMax: 400 }, '?confirm=1')).status).toBe(200)
    expect([(await rulesOf('old'))?.summaryMax, (await rulesOf('new'))?.summaryMax]).toEqual([400, 500])

    const history = await ask('GET', `/api/campaigns/${ids.old}/history`)
    expect(JSON.stringify(history.json)).toContain('事迹简介字数上限')
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { and: [{ subjectId: { equals: ids.old } }, { kind: { equals: 'changed' } }] },
    })
    expect(docs).toMatchObject([
      {
        fields: ['rules.summaryMax'],
        before: { 'rules.summaryMax': 300 },
        after: { 'rules.summaryMax': 400 },
      },
    ])
  })
})
