import { pinyin } from 'pinyin-pro'
import { describe, expect, it } from 'vitest'
import { people } from '../../scripts/fixtures/sample/people.ts'
import type { Block } from '../../src/domain/honoree.ts'
import { firstCautions } from '../../src/domain/word-check/cautions.ts'
import { passagesOf, type WordFinding } from '../../src/domain/word-check/finding.ts'
import { checkWords } from '../../src/domain/word-check/index.ts'
import { uncovered } from '../../src/render/fonts.ts'

const soundOf = (sign: string): string => pinyin(sign, { toneType: 'none' })

const person = {
  name: '李建国',
  workplace: '沈阳青岚能源材料研究所',
  position: '研究员、博士生导师',
  field: '高温合金',
  motto: '',
  summary: '',
  deeds: [] as readonly Block[],
  nominatedBy: '辽宁省金属学会',
}

const checked = (change: Partial<typeof person>): readonly WordFinding[] =>
  checkWords({ honoree: { ...person, ...change }, cautions: firstCautions, uncovered, soundOf })

const inSummary = (summary: string): [string, string | null][] =>
  checked({ summary }).map(({ found, proposal }) => [found, proposal])

/** Paragraph by paragraph, as news is written. */
const ordinary = [
  '李建国是研究员、博士生导师，1985年生，扎根一线20多年，近30余年来获国家科技进步奖一等奖2项。',
  '近三年累计推广46万亩，亩产500公斤以上，增收约3000万元，成品率由不足30%提高到85%。',
  '他说：“第一炉不成，就再来一炉。”在在场的人看来，这正是科学家精神。',
  '项目研究研究再研究，试一试试，和和气气，的的确确不了了之；目的的实现要靠大家。',
  '出席会议的有：教授王建军、副教授张三；2019—2024年间，温度在10～20℃，9亿～16亿元。',
  '研究采用Ca:Mg=2:1的配比（见表1），于9:30开始，pH值为7.5，速度达3,000转/分，3千米、5千克、2千瓦。',
  '1）选种；2）育苗。全国第一批国家级高新技术企业，手术采用根治术。',
  '沈阳市第一医院与沈阳市第二医院合作。李建国教授过的学生，逾百人，10余项。',
  '“我不走。”他说……“留下来——把根扎在这里！”《科技日报》《光明日报》先后报道。',
]

describe('the check of words', () => {
  it.each(people.map((one) => [one.name, one] as const))(
    'has nothing to say of %s but rare characters',
    (_, one) => {
      const deeds = one.deeds.map(
        (text): Block =>
          text.startsWith('# ') ? { kind: 'heading', text: text.slice(2) } : { kind: 'paragraph', text },
      )
      const { name, workplace, position, motto, summary } = one
      const found = checked({
        name,
        workplace,
        position,
        motto,
        summary,
        deeds,
        field: '',
        nominatedBy: one.unit,
      })
      expect(found.filter(({ rule }) => rule !== 'rare')).toEqual([])
      expect(new Set(found.map(({ found: sign }) => sign)).size).toBeLessThanOrEqual(4)
    },
  )

  it.each(ordinary)('lets ordinary text stand: %s', (text) => {
    expect(checked({ deeds: [{ kind: 'paragraph', text }] })).toEqual([])
  })

  it.each<[string, [string, string | null][]]>([
    ['１２３项', [['１２３', '123']]],
    ['二〇二六年立项，2027年结题。', [['二〇二六年', '2026年']]],
    ['二零二六年立项。', [['二零二六年', '二〇二六年']]],
    ['逾100余项', [['逾100余项', '逾100项']]],
    ['约50万多元', [['约50万多元', '约50万元']]],
    ['大约30人左右', [['大约30人左右', '大约30人']]],
    [
      '增产10-20%，产值9～16亿元。',
      [
        ['10-20%', '10%～20%'],
        ['9～16亿', '9亿～16亿'],
      ],
    ],
    ['增产10至20％', [['10至20％', '10%至20%']]],
    ['培训4千名农户', [['4千', '4000']]],
    ['投资3千万元', [['3千', '3000']]],
  ])('figures: %s', (text, expected) => {
    expect(inSummary(text)).toEqual(expected)
  })

  it.each<[string, [string, string | null][]]>([
    [
      '他来了,她也来了.',
      [
        [',', '，'],
        ['.', '。'],
      ],
    ],
    ['研究所(沈阳)成立', [['(沈阳)', '（沈阳）']]],
    ['获称"铁人"', [['"铁人"', '“铁人”']]],
    [
      '来了，，走了。。',
      [
        ['，，', '，'],
        ['。。', '。'],
      ],
    ],
    ['来了，。', [['，。', null]]],
    ['来了。。。', [['。。。', '……']]],
    ['他说：“来了。', [['“', null]]],
    ['《科技日报报道', [['《', null]]],
    ['报道）', [['）', null]]],
    ['他的的实验室', [['的的', '的']]],
    ['重点实验室重点实验室成立', [['重点实验室重点实验室', '重点实验室']]],
    ['因为因为天冷', [['因为因为', '因为']]],
  ])('marks and doubled words: %s', (text, expected) => {
    expect(inSummary(text)).toEqual(expected)
  })

  it('knows the person and the bodies by name, and the title beside the name', () => {
    expect(inSummary('李健国来了，李建军没来，李建国也来了。')).toEqual([
      ['李健国', '李建国'],
      ['李建军', null],
    ])
    expect(inSummary('沈阳青兰能源材料研究所成立')).toEqual([['沈阳青兰能源材料研究所', person.workplace]])
    expect(inSummary('副研究员李建国说，李建国教授很忙。')).toEqual([['副研究员', null]])
    expect(checked({ name: '王芳', summary: '王方与王刚、王的同事。' }).map(({ found }) => found)).toEqual([
      '王方',
    ])
  })

  it('warns of words on the list as edited, and not of the longer words they are part of', () => {
    expect(inSummary('他亲自到场，最佳团队，最佳论文，聋子。')).toEqual([
      ['亲自', null],
      ['最佳', null],
      ['聋子', '聋人'],
    ])
    const cautions = [{ word: '大咖', why: '口语', instead: '专家', except: [] }]
    const honoree = { ...person, summary: '大咖云集，亲自到场。' }
    expect(checkWords({ honoree, cautions, uncovered, soundOf })).toMatchObject([
      { found: '大咖', proposal: '专家' },
    ])
  })

  it('says which output lacks a character, and of old machines once per text', () => {
    const [lacking] = checked({ motto: '\u{30000}' })
    expect(lacking).toMatchObject({ rule: 'rare', found: '\u{30000}' })
    expect(lacking?.why).toContain('海报都做不出来')
    const name = checked({ name: '陈䶮', summary: '陈䶮与陈䶮' })
    expect(name.map(({ field, found }) => [field, found])).toEqual([
      ['name', '䶮'],
      ['summary', '䶮'],
    ])
    expect(name[0]?.why).toContain('GB 2312')
  })

  it('lets a speech of several paragraphs close at its end', () => {
    const deeds = ['他说：“第一段。', '“第二段。”'].map((text): Block => ({ kind: 'paragraph', text }))
    expect(checked({ deeds })).toEqual([])
  })

  it('points at what it found, and a certain proposal ends the finding, whatever the text', () => {
    const alphabet = [
      ...'，。、；：！？“”‘’（）《》,.;:!?()"的了在和一二〇零千百万亿余多约逾近年1２3５%-～至李建健国研究员教授',
      ' ',
      'A',
      '䶮',
      '\u{30000}',
      '聋子',
      '亲自',
      '二零二六年',
      '2026年',
      '10-20%',
      '沈阳青兰能源材料研究所',
    ]
    let seed = 20_261_128
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
      return (seed >>> 8) % below
    }
    let certain = 0
    for (let round = 0; round < 300; round += 1) {
      const text = Array.from({ length: 1 + random(30) }, () => alphabet[random(alphabet.length)]).join('')
      const honoree = { ...person, summary: text }
      const stands = new Map(
        passagesOf(honoree).map((passage) => [`${passage.field} ${passage.index}`, passage.text]),
      )
      for (const { field, index, at, found, rule, proposal } of checked({ summary: text })) {
        expect(stands.get(`${field} ${index}`)?.slice(at, at + found.length)).toBe(found)
        if (proposal === null) continue
        certain += 1
        const mended = text.slice(0, at) + proposal + text.slice(at + found.length)
        const again = checked({ summary: mended }).filter((one) => one.rule === rule && one.at === at)
        expect(
          again.map((one) => one.found),
          `${text} → ${mended}`,
        ).not.toContain(found)
      }
    }
    expect(certain).toBeGreaterThan(100)
  })
})
