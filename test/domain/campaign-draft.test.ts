import { describe, expect, it } from 'vitest'
import {
  type CampaignDraft,
  deadlineAt,
  emptyDraft,
  freeYear,
  readDraft,
  stepProblems,
  stepTowards,
  yearRemark,
} from '../../src/domain/campaign-draft.ts'

const whole: CampaignDraft = { ...emptyDraft(2027), deadlineDay: '2027-05-23' }
const bounds = { taken: ['2026 年 · 辽宁最美科技工作者（演示数据）'], channelCount: 12 }

describe('a campaign being set up', () => {
  it('counts the whole minute of a deadline in Beijing', () => {
    expect(deadlineAt(whole)?.toISOString()).toBe('2027-05-23T15:59:59.999Z')
    for (const deadlineDay of ['', '2027-5-23', '2027-13-40'])
      expect(deadlineAt({ ...whole, deadlineDay })).toBeNull()
  })

  it.each([
    ['campaign', { year: '27' }, /年份“27”不对/],
    ['campaign', { year: '1999' }, /2000 到 2100/],
    ['campaign', { year: '2026' }, /已有“2026 年 · 辽宁最美科技工作者（演示数据）”/],
    ['campaign', { title: ' ' }, /“活动名称”/],
    ['campaign', { title: '长'.repeat(2_000) }, /“活动名称”有 2000 字，不能超过 30 字/],
    ['rules', { deadlineDay: '' }, /截止日期和时间/],
    ['organisers', { organisers: [' ', ''] }, /至少填写一个主办单位/],
    ['organisers', { organisers: ['省科协', ' 省科协'] }, /“省科协”出现了两次/],
    ['channels', { unusedChannels: Array.from({ length: 12 }, (_, at) => `c${at}`) }, /至少使用一个渠道/],
  ] as const)('says what %s lacks: %j', (step, changes, sentence) => {
    const draft: CampaignDraft = { ...whole, ...changes }
    expect(stepProblems(draft, step, bounds).join('')).toMatch(sentence)
    // Nothing of it slips through at the end, whichever way somebody came there.
    expect(stepProblems(draft, 'check', bounds).join('')).toMatch(sentence)
    expect(stepProblems(whole, step, bounds)).toEqual([])
  })

  it('says at once that a year has its campaign, and begins with one that has none', () => {
    expect(yearRemark(' 2026', bounds.taken)).toContain('已有“2026 年 · 辽宁最美科技工作者（演示数据）”')
    for (const year of ['2027', '202', '', '二〇二六']) expect(yearRemark(year, bounds.taken)).toBeNull()
    expect(freeYear(2026, [...bounds.taken, '2027 年 · 新'])).toBe(2028)
    expect(freeYear(2025, bounds.taken)).toBe(2025)
  })

  it('is gone through as far as nothing is lacking, and never back behind its making', () => {
    for (const step of ['campaign', 'organisers', 'check'] as const)
      expect(stepTowards(whole, step, bounds)).toBe(step)
    expect(stepTowards(whole, 'colleagues', bounds)).toBe('check')
    const undated = { ...whole, deadlineDay: '' }
    expect(stepTowards(undated, 'check', bounds)).toBe('rules')
    expect(stepTowards(undated, 'campaign', bounds)).toBe('campaign')
    const made = { ...whole, campaignId: 'c1' }
    expect(stepTowards(made, 'rules', bounds)).toBe('colleagues')
    expect(stepTowards(made, 'next', bounds)).toBe('next')
  })

  it('begins anew where what was kept cannot be read', () => {
    expect(readDraft({ ...whole, step: 'channels' }, emptyDraft(2030))).toEqual({
      ...whole,
      step: 'channels',
    })
    for (const kept of [null, 'text', { step: 'no such', year: 7, organisers: 'x' }])
      expect(readDraft(kept, whole)).toEqual(whole)
  })
})
