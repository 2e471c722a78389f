import { describe, expect, it } from 'vitest'
import { breakLines, emWidth } from '../../src/render/line-break.ts'

const forbiddenStart = /^[，。、；：？！）》」』】”’·%—…]/u
const forbiddenEnd = /[（《「『【“‘·—…]$/u

const texts = [
  '把论文写在祖国的大地上——用三十年的坚守，换一片沙地变绿洲',
  '教授级高级工程师、辽宁省有突出贡献的中青年专家、“百千万人才工程”百人层次人选',
  '阿卜杜热合曼·买买提江、迪丽努尔·艾合买提、王强',
  '“十四五”期间（2021—2025年）增产38%，获《Nature Plants》封面报道……他说：“值！”',
  '𠮷田㛃𬭎同志长期奋战在基层一线',
]

describe('line breaking', () => {
  it.each(texts)('keeps the rules of CLREQ at every width: %s', (text) => {
    for (let width = 4; width <= 40; width++) {
      const lines = breakLines(text, width)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      for (const [n, line] of lines.entries()) {
        if (n > 0) expect(line).not.toMatch(forbiddenStart)
        if (n < lines.length - 1) expect(line).not.toMatch(forbiddenEnd)
        expect(line).not.toMatch(/^[\uDC00-\uDFFF]/)
      }
    }
  })

  it('prefers pauses and the joints of institutions', () => {
    expect(breakLines('研究员、博士生导师、国家水稻产业技术体系岗位科学家', 18)).toEqual([
      '研究员、博士生导师、',
      '国家水稻产业技术体系岗位科学家',
    ])
    expect(breakLines('中国科学院沈阳应用生态研究所清原森林生态系统国家野外科学观测研究站', 20)[0]).toBe(
      '中国科学院沈阳应用生态研究所',
    )
  })

  it.each([
    ['水稻研究所研究员、博士生导师、首席科学家', '博士生导师'],
    ['获国家科技进步奖一等奖两项', '国家科技进步奖一等奖'],
    ['辽宁省有突出贡献的中青年专家、教授级高级工程师', '教授级高级工程师'],
    ['入选“百千万人才工程”百人层次', '“百千万人才工程”'],
    ['清原森林生态系统国家野外科学观测研究站', '国家野外科学观测研究站'],
  ])('keeps titles and prizes whole where a line holds them: %s', (text, name) => {
    for (let width = Math.ceil(emWidth(name)); width <= 24; width++)
      expect(breakLines(text, width).some((line) => line.includes(name))).toBe(true)
  })

  it('keeps numbers and Latin words whole', () => {
    for (const line of breakLines('增产2021.5吨，见Nature-Plants第3卷', 6))
      expect(line).not.toMatch(/^(021|\.5|ature|lants)/)
  })

  it('leaves a text that fits alone and an empty one empty', () => {
    expect(breakLines('让每一粒种子都有名字', 10)).toEqual(['让每一粒种子都有名字'])
    expect(breakLines('  ', 10)).toEqual([])
    expect(emWidth('中A')).toBeCloseTo(1.56)
  })
})
