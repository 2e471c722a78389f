import { describe, expect, it } from 'vitest'
import { fitSummary, fitText, fitTitle } from '../../src/domain/fitted-text.ts'
import type { Honoree } from '../../src/domain/honoree.ts'
import { atLeast, type Limit } from '../../src/domain/limit.ts'
import { lengthOf, lengthOfBlocks } from '../../src/domain/text.ts'
import { campaign, honoree } from './sample.ts'

const bounds = { titleMax: 30, bodyMin: 300, bodyMax: 800, topicsMax: 5 }
const textOf = (over: Partial<Honoree>, limits: readonly Limit[] = [], within = bounds) =>
  fitText({ ...honoree, ...over }, campaign, within, limits)
const limit = (severity: Limit['severity']): Limit =>
  atLeast('body.min', 'body', 300, { severity, firmness: 'O', source: 'test', asOf: '2026' })

describe('fitTitle', () => {
  it.each([
    [30, '辽宁最美科技工作者王翀：让每一粒种子都有名字'],
    [21, '王翀：让每一粒种子都有名字'],
    [12, '辽宁最美科技工作者王翀'],
    [2, '王翀'],
    [1, null],
  ])('within %i 字 is %s', (max, title) => {
    expect(fitTitle(honoree, campaign.title, max)).toBe(title)
  })

  it('does without a motto', () => {
    expect(fitTitle({ ...honoree, motto: '' }, campaign.title, 30)).toBe('辽宁最美科技工作者王翀')
  })
})

describe('fitSummary', () => {
  it.each([
    ['the 事迹简介', honoree, honoree.summary],
    ['the first sentences of the deeds', { ...honoree, summary: '' }, '他二十年如一日'],
    ['who it is', { ...honoree, summary: '', deeds: [] }, '王翀，沈阳农业大学研究员。'],
  ])('is %s', (_, subject, start) => {
    const summary = fitSummary(subject, 800, 300)
    expect(summary.startsWith(start)).toBe(true)
    expect(summary.endsWith('。')).toBe(true)
    expect(lengthOf(summary)).toBeLessThanOrEqual(300)
  })
})

describe('fitText', () => {
  it('cuts long deeds to whole sentences', () => {
    const text = textOf({}, [], { ...bounds, bodyMax: 350 })
    if (!text.ok) throw new Error(text.problem.kind)
    expect(lengthOfBlocks(text.value.body)).toBeLessThanOrEqual(350)
    expect(lengthOfBlocks(text.value.body)).toBeGreaterThan(300)
    expect(text.value.body[0]).toEqual({ kind: 'heading', text: '扎根' })
  })

  it('prefers the 事迹简介 where the deeds do not fit a short slot', () => {
    const text = textOf({}, [], { ...bounds, bodyMin: 0, bodyMax: 300 })
    expect(text.ok && text.value.body).toEqual([{ kind: 'paragraph', text: honoree.summary }])
  })

  it.each([
    ['no words at all', { summary: ' ', deeds: [{ kind: 'paragraph', text: ' ' }] }, [], 'field-missing'],
    ['a name longer than the title', { name: '王'.repeat(31), motto: '' }, [], 'text-too-long'],
    [
      'one sentence that never ends',
      { summary: '', deeds: [{ kind: 'paragraph', text: '无'.repeat(900) }] },
      [],
      'text-too-long',
    ],
    [
      'too little for an error limit',
      { deeds: [{ kind: 'paragraph', text: '太短。' }] },
      [limit('error')],
      'text-too-short',
    ],
  ] as const)('refuses %s', (_, over, limits, kind) => {
    const text = textOf(over, limits)
    expect(text.ok ? 'accepted' : text.problem.kind).toBe(kind)
  })

  it('only warns below a preset', () => {
    expect(textOf({ deeds: [{ kind: 'paragraph', text: '太短。' }] }, [limit('warning')]).ok).toBe(true)
  })

  it('offers topics a platform can link, no more than it takes', () => {
    const text = textOf({ name: '阿依古丽·买买提', field: '水稻育种、遗传 学', workplace: '中科院（沈阳）' })
    expect(text.ok && text.value.topics).toEqual([
      '辽宁最美科技工作者',
      '水稻育种',
      '遗传',
      '学',
      '科学家精神',
    ])
    const none = textOf({}, [], { ...bounds, topicsMax: 0 })
    expect(none.ok && none.value.topics).toEqual([])
  })
})
