import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Honoree } from '../../src/domain/honoree.ts'
import { pressKit } from '../../src/domain/outputs/press-kit.ts'
import { text } from '../../src/domain/outputs/text.ts'
import { countTexts } from '../../src/domain/text-counts.ts'
import { campaign, honoree, idPhoto, workPhotos } from './sample.ts'

const deedsOf = (length: number): Honoree['deeds'] => [
  {
    kind: 'paragraph',
    text: `${'他扎根一线从不言苦。'.repeat(Math.floor(length / 10))}${'。'.repeat(length % 10)}`,
  },
]
const rowsOf = (change: Partial<Honoree>, field: 'deeds' | 'motto' | 'summary' | 'name' = 'deeds') =>
  countTexts({ ...honoree, ...change }, campaign, channels)[field].rows

describe('the counters', () => {
  it.each([0, 250, 299, 300, 700, 800, 801, 1199, 1200, 2000, 2001])(
    'say of %s 字 what the plan says',
    (length) => {
      const words = { ...honoree, deeds: deedsOf(length), summary: '' }
      const rows = rowsOf(words)
      for (const channel of channels)
        for (const { output, limits } of channel.specs) {
          if (output.kind !== 'text' && output.kind !== 'press-kit') continue
          const material = { campaign, honoree: words, assets: [idPhoto, ...workPhotos], screens: [] }
          const planned =
            output.kind === 'text'
              ? text.find({ output, limits } as never, material as never)
              : pressKit.find({ output, limits } as never, material as never)
          const row = rows.find(({ who, max }) => who.includes(channel.label) && max === output.bodyMax)
          const isShort = JSON.stringify(planned).includes('text-too-short') || length === 0
          expect(row, channel.label).toMatchObject({
            found: length,
            min: output.bodyMin,
            verdict: length > output.bodyMax ? 'long' : isShort && output.bodyMin > 0 ? 'short' : 'fits',
          })
        }
    },
  )

  it('put the nearest limit first, and channels of one limit together', () => {
    const [first, ...rest] = rowsOf({ deeds: deedsOf(810) })
    expect(first).toMatchObject({ who: '辽宁日报、辽宁广播电视台', max: 800, verdict: 'long' })
    expect(first?.remedy).toBe('超出 10 字，会按整句取 800 字')
    expect(rest.map(({ who }) => who)).toContain('“学习强国”辽宁平台、北国APP、北斗融媒')
    expect(rowsOf({ deeds: deedsOf(1990) })[0]?.max).toBe(2000)
  })

  it('say when the summary or a shorter title stands in', () => {
    const short = rowsOf({ deeds: deedsOf(810) }).find(({ who }) => who.includes('抖音'))
    expect(short?.remedy).toMatch(/改用事迹简介（\d+ 字）/)
    const motto = '让每一粒种子都有名字，'.repeat(3)
    const title = rowsOf({ motto }, 'motto').find(({ who }) => who.includes('抖音'))
    expect(title).toMatchObject({ verdict: 'long', max: 30 })
    expect(title?.remedy).toContain('只用“辽宁最美科技工作者王翀”')
    expect(rowsOf({ name: '' }, 'name')).toMatchObject([{ verdict: 'short', remedy: '还没有写' }])
    expect(rowsOf({ summary: '字'.repeat(301) }, 'summary')[0]).toMatchObject({
      verdict: 'long',
      remedy: '请删去 1 字',
    })
  })
})
