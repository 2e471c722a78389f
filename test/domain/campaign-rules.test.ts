import { describe, expect, it } from 'vitest'
import { type CampaignRules, classesOfYears, rules2021 } from '../../src/domain/campaign-rules.ts'
import { check, gapsOf } from '../../src/domain/material-rules.ts'
import { sentence } from '../../src/domain/problem.ts'
import { quotaProblems } from '../../src/domain/quota.ts'
import { readRoster } from '../../src/domain/roster.ts'
import { type Judgeable, type RulesChange, rulesChange, type Steps } from '../../src/domain/rules-change.ts'
import { readRules, rulesForm, rulesProblems, storedRules } from '../../src/domain/rules-form.ts'
import { honoree } from './sample.ts'

const rules = (change: Partial<CampaignRules>): CampaignRules => ({ ...rules2021, ...change })
const now = new Date('2026-05-01T00:00:00Z')

describe('the classes of several years', () => {
  const of = (year: number, ...categories: string[]) => ({ year, rules: { categories } })

  it('are said once where every year calls them the same, and with their years where not', () => {
    const years = [of(2025, '前沿', '高峰'), of(2027, '基础', '高峰', '科普'), of(2026, '前沿')]
    expect(classesOfYears(years)).toEqual([
      ['frontier', '基础（2027 年）/ 前沿（2025、2026 年）'],
      ['economy', '高峰'],
      ['grassroots', '科普'],
    ])
    expect(classesOfYears([])).toEqual([])
  })
})

describe('rules as they are typed and stored', () => {
  const own = rules({
    perUnit: 2,
    total: 20,
    photoMegabytes: 1.5,
    filmMinutes: 5,
    categories: ['基础研究', '科学普及'],
    papers: ['formWord', 'activity'],
  })

  it('come back as they were', () => {
    expect(readRules(rulesForm(own))).toEqual(own)
    expect(readRules(storedRules(own))).toEqual(own)
    expect(rulesProblems(rulesForm(own))).toEqual([])
  })

  it.each([
    ['nothing', null],
    ['an empty row', Object.fromEntries(Object.keys(storedRules(own)).map((name) => [name, null]))],
    ['what cannot be read', { summaryMax: -3, photoMin: 9, photoMax: 4, categories: 7, needsFormWord: 'ja' }],
  ])('are the notice’s own where there is %s', (_, stored) => {
    expect(readRules(stored)).toEqual(rules2021)
  })

  it.each([
    [{ perUnit: '' }, '“每个推荐单位限报”填的是“空”，应为整数，1 至 50 人，请更正后再保存。'],
    [{ summaryMax: '300.5' }, '“事迹简介字数上限”填的是“300.5”，应为整数，50 至 2000 字'],
    [{ total: '许多' }, '“总名额”填的是“许多”，应为整数，1 至 2000 人，不限就留空'],
    [{ photoMegabytes: '1.25' }, '应为最多 1 位小数的数，0 至 50 MB'],
    [{ photoMin: '6' }, '“工作生活照片至多”填的是“5”，应为不少于 6'],
    [{ categories: ' \n' }, '“人选类别”填的是“空”，应为通知所列的类别，每行一类'],
    [{ categories: '甲\n乙\n甲' }, '“人选类别”填的是“甲”，应为各不相同的类别'],
    [{ categories: [...'一二三四五六七八九十'].join('\n') }, '填的是“10 行”，应为最多九类'],
  ])('say what is wrong with %j', (typed, said) => {
    const problems = rulesProblems({ ...rulesForm(rules2021), ...typed }).map(sentence)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(said)
  })
})

describe('materials', () => {
  const photo = { kind: 'image', format: 'jpeg', bytes: 1_600_000, width: 4000, height: 3000 } as const
  const film = {
    kind: 'film',
    container: 'mp4',
    bytes: 9,
    width: 1920,
    height: 1080,
    durationMs: 200_000,
    fps: 25,
    hasAudio: true,
  } as const
  const workPhoto = { kind: 'work-photo', role: 'work-photo', number: 1 } as const
  const ownFilm = { kind: 'film', role: 'film', number: 0 } as const

  it('are judged by the campaign’s own figures', () => {
    expect(check(workPhoto, photo, 'x.jpg', rules2021).ok).toBe(false)
    expect(check(workPhoto, photo, 'x.jpg', rules({ photoMegabytes: 1.5 })).ok).toBe(true)
    expect(check(ownFilm, film, 'x.mp4', rules2021).ok).toBe(false)
    expect(check(ownFilm, film, 'x.mp4', rules({ filmMinutes: 4 })).ok).toBe(true)
  })

  it('lack only what the campaign asks for', () => {
    const asked = rules({ papers: ['activity'], photoMin: 0 })
    expect(gapsOf('张三', [], asked).map(({ problem }) => sentence(problem))).toEqual([
      '张三缺少开展情况表，请补交。',
      '张三缺少视频（MP4 或 MOV），请补交。',
    ])
  })
})

describe('a class in a table', () => {
  const header = ['姓名', '推荐单位', '类别', '工作单位']
  const classOf = (cell: string, own: CampaignRules) => {
    const read = readRoster([header, ['张三', '甲学会', cell, '甲所']], '汇总表.xlsx', own, now)
    if (!read.ok) throw new Error('unread')
    const { nominees, problems } = read.value
    return nominees[0]?.category ?? problems.map(sentence)[0]
  }

  it.each([
    ['1', 'frontier'],
    ['第二类', 'economy'],
    ['三', 'grassroots'],
    ['面向世界科技前沿', 'frontier'],
    ['面向人民生命健康、面向经济主战场', 'economy'],
    ['扎根基层一线', 'grassroots'],
  ])('%s is known by the notice’s words', (cell, category) => {
    expect(classOf(cell, rules2021)).toBe(category)
  })

  it('is known by the campaign’s own words, and by no others', () => {
    const own = rules({ categories: ['基础研究', '技术攻关', '青年', '科学普及'] })
    expect(classOf('青年', own)).toBe('grassroots')
    expect(classOf('4', own)).toBe('class-4')
    expect(classOf('从事科学普及工作', own)).toBe('class-4')
    const refused = '应为通知所列四类之一（可填 1、2、3、4）'
    expect(classOf('5', own)).toContain(refused)
    expect(classOf('面向世界科技前沿', own)).toContain(refused)
    // 面向 alone tells no class from another.
    expect(classOf('面向', rules2021)).toContain('应为通知所列三类之一')
  })
})

describe('numbers', () => {
  const named = (name: string, unit: string) => ({ name, unit, category: 'frontier' }) as const
  const people = [named('甲', '一会'), named('乙', '一会'), named('丙', '二会')]
  const said = (own: Partial<CampaignRules>): readonly string[] =>
    quotaProblems(people, rules(own)).map(sentence)

  it('are exceeded by unit, by class and in all, each by its own', () => {
    expect(said({})).toEqual(['推荐单位“一会”报了 2 人（甲、乙），每个单位限报一人，请只保留一人。'])
    expect(said({ perUnit: 2 })).toEqual([])
    const spaced = [...people, named(' 甲', '一会')]
    expect(quotaProblems(spaced, rules({ perUnit: 2 }))).toEqual([])
    expect(said({ perUnit: 2, perCategory: 2, total: 2 })).toEqual([
      expect.stringContaining('“面向世界科技前沿、面向国家重大需求”一类现有 3 人，名额是 2 人'),
      expect.stringContaining('全部人选现有 3 人，名额是 2 人'),
    ])
  })
})

describe('a change of a running campaign’s rules', () => {
  const person = (name: string, letters: number): Judgeable => ({
    name,
    unit: `${name}会`,
    honoree: { ...honoree, name, summary: '字'.repeat(letters) },
    assets: [],
  })
  const people = [person('甲', 250), person('乙', 260), person('丙', 100)]
  const lenient = rules({ papers: [], photoMin: 0 })
  const told = (steps: Steps<RulesChange>): RulesChange => {
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
    }
  }
  const changed = (change: Partial<CampaignRules>) =>
    told(rulesChange(lenient, { ...lenient, ...change }, people))

  it('says who fits no longer, and who fits again', () => {
    expect(changed({ summaryMax: 200 })).toEqual({
      sentences: ['事迹简介字数上限由“300 字”改为“200 字”：2 位人选（甲、乙）将从合格变为超限。'],
      isFelt: true,
    })
    const back = told(rulesChange({ ...lenient, summaryMax: 200 }, lenient, people))
    expect(back.sentences[0]).toContain('2 位人选（甲、乙）将从不合格变为合格')
  })

  it('judges each person once by what is, and of the rest what a changed figure asks alone', () => {
    const looked = { words: 0, assets: 0 }
    const watched = people.map((one) => ({
      ...one,
      get honoree() {
        looked.words += 1
        return one.honoree
      },
      get assets() {
        looked.assets += 1
        return []
      },
    }))
    const steps = (change: Partial<CampaignRules>): number => {
      Object.assign(looked, { words: 0, assets: 0 })
      return [...rulesChange(lenient, { ...lenient, ...change }, watched)].length
    }
    // By what is: words once, papers and pictures once each.
    expect(steps({ summaryMax: 200 })).toBe(people.length * 2)
    expect(looked).toEqual({ words: people.length * 2, assets: people.length * 2 })
    expect(steps({ summaryMax: 200, photoMin: 1, papers: ['integrity'] })).toBe(people.length * 4)
    expect(looked).toEqual({ words: people.length * 2, assets: people.length * 4 })
    // Of numbers nobody's own materials are asked.
    expect(steps({ perUnit: 2 })).toBe(0)
    expect(looked.assets).toBe(0)
  })

  it('is felt by nobody where nobody’s standing changes', () => {
    expect(changed({ filmMinutes: 5 })).toEqual({
      sentences: ['每段视频不超过由“3 分钟”改为“5 分钟”：没有人选因此改变。'],
      isFelt: false,
    })
    expect(changed({})).toEqual({ sentences: [], isFelt: false })
  })

  it('says what becomes of papers, numbers and classes', () => {
    const { sentences, isFelt } = changed({
      papers: ['integrity'],
      total: 2,
      categories: ['前沿', lenient.categories[1] ?? ''],
    })
    expect(isFelt).toBe(true)
    expect(sentences).toEqual([
      '人选类别第一类由“面向世界科技前沿、面向国家重大需求”改为“前沿”：没有人选属于这一类。',
      '人选类别第三类：去掉“长期奋战在基层一线和老少边穷地区”，3 位人选（甲、乙、丙）须重新选择类别。',
      expect.stringContaining('总名额由“不限”改为“2 人”：全部人选现有 3 人，名额是 2 人'),
      '廉政意见（盖章 PDF 版）由“不要求”改为“必交”：3 位人选（甲、乙、丙）将从合格变为不合格。',
    ])
  })
})
