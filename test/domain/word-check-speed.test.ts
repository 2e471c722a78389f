/** No text makes the check slow: the studio, its feeds included, stands still meanwhile. */
import { describe, expect, it } from 'vitest'
import { firstCautions } from '../../src/domain/word-check/cautions.ts'
import { checkWords } from '../../src/domain/word-check/index.ts'
import { halfWidth } from '../../src/domain/word-check/punctuation.ts'

const size = 60_000
/** A pattern that takes the square of the length takes minutes. */
const limitMs = 20_000
const times = (text: string): string => text.repeat(size / text.length)

const plain = {
  ...{ name: '李建国', workplace: '沈阳青岚能源材料研究所', position: '研究员', field: '', motto: '' },
  ...{ summary: '', deeds: [], nominatedBy: '辽宁省金属学会' },
}
const checked = (change: Partial<typeof plain>) =>
  checkWords({
    honoree: { ...plain, ...change },
    cautions: firstCautions,
    uncovered: () => [],
    soundOf: (sign) => sign,
  })

describe('the check of words', () => {
  it.each([
    ['a ( before Chinese text', `(${times('中')}`, 0],
    ['a " before Chinese text', `"${times('研究者')}`, 1],
    ['many (', times('(中'), 0],
    ['many ）', times('甲）'), size / 2],
    ['many ） after spaces', times('   甲1）'), size / 6],
    ['many ’', times('中’'), size / 2],
    ['one figure', times('1'), 0],
    ['one figure to another', `1至${times('1')}`, 0],
  ])(
    'comes to its end over %s',
    (_, summary, least) => {
      expect(checked({ summary }).length).toBeGreaterThanOrEqual(least)
    },
    limitMs,
  )

  it(
    'comes to its end over a name, a workplace and a position as long as the text',
    () => {
      const long = times('中')
      const summary = times('李副教授，')
      expect(checked({ name: long, workplace: long, summary: long }).length).toBeGreaterThan(0)
      const titles = (position: string) =>
        checked({ name: '李', position, summary }).filter(({ rule }) => rule === 'name').length
      expect([titles('教授'), titles(`教授${long}`)]).toEqual([size / 5, 0])
    },
    limitMs,
  )

  it('finds the pairs that a pattern for pair and Chinese at once finds', () => {
    const alphabet = ['(', ')', '"', '中', '文', 'a', '1', ' ', '。']
    let seed = 20_261_128
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
      return (seed >>> 8) % below
    }
    let pairs = 0
    for (let round = 0; round < 3000; round += 1) {
      const text = Array.from({ length: 1 + random(20) }, () => alphabet[random(alphabet.length)]).join('')
      const wanted = Array.from(text.matchAll(/\(([^()]*\p{Script=Han}[^()]*)\)/gu), ([run]) => run)
      const found = halfWidth(text).filter(({ found: run }) => run.startsWith('('))
      expect(found.map(({ found: run }) => run)).toEqual(wanted)
      pairs += wanted.length
    }
    expect(pairs).toBeGreaterThan(100)
    const quotes = halfWidth('称"甲"与"B"和"丙"').map(({ found }) => found)
    expect(quotes).toEqual(['"甲"', '"丙"'])
  })
})
