import { describe, expect, it } from 'vitest'
import { channelById, channels } from '../../src/channels/index.ts'
import { canonical } from '../../src/domain/canonical.ts'
import { breaches, type Facts, limitText, roomFor } from '../../src/domain/limit.ts'
import { fileKindOf, type Output } from '../../src/domain/outputs/index.ts'
import { textWithin } from '../../src/domain/outputs/text.ts'
import { landscape } from '../domain/sample.ts'

/** Of a film of 30 frames, were the encoder to do exactly what it is told. */
const aimOf = (output: Output): Facts =>
  output.kind === 'film'
    ? {
        ...{ fps: 30, kbps: output.kbps },
        ...(output.loudness && { loudness: output.loudness.lkfs, truePeak: output.loudness.dbtp }),
      }
    : {}

/** Numbers and names as the notice lists them. */
const notice = [
  ['liaoning-daily', '辽宁日报'],
  ['liaoning-tv', '辽宁广播电视台'],
  ['landmark', '地标建筑户外大屏'],
  ['bus', '公交车'],
  ['metro', '地铁车站及车载电子屏'],
  ['coach-station', '长途汽车站'],
  ['mall', '商场等电子屏'],
  ['xuexi', '“学习强国”辽宁平台'],
  ['beiguo', '北国APP'],
  ['beidou', '北斗融媒'],
  ['douyin', '抖音'],
  ['kuaishou', '快手'],
]

it('has every channel of the notice, in its order', () => {
  expect(channels.map(({ id, label }) => [id, label])).toEqual(notice)
  expect(channels.map(({ number }) => number)).toEqual(notice.map((_, index) => index + 1))
})

it('finds a channel by its id alone', () => {
  for (const channel of channels) expect(channelById(channel.id)).toBe(channel)
  expect(channelById('辽宁日报')).toBeUndefined()
  expect(channelById('toString')).toBeUndefined()
})

describe.each(channels.map((channel) => [channel.id, channel] as const))('%s', (id, channel) => {
  const limits = [...channel.limits, ...channel.specs.flatMap((spec) => spec.limits)]

  it('has ASCII ids, each once, and no two specs of one output', () => {
    const ids = channel.specs.map((spec) => spec.id)
    for (const one of [id, ...ids]) expect(one).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(new Set(ids).size).toBe(ids.length)
    const outputs = channel.specs.map(({ from, output }) => canonical({ from, output }))
    expect(new Set(outputs).size).toBe(outputs.length)
  })

  it('requires something, and a film only where it is nothing without', () => {
    expect(channel.specs.some(({ isRequired }) => isRequired)).toBe(true)
    const needsFilm = channel.specs.some(({ from, isRequired }) => from === 'film' && isRequired)
    expect(needsFilm).toBe(id === 'liaoning-tv' || channel.kind === 'short-video')
  })

  it('gives words to columns and short video, posters to screens', () => {
    const kinds = new Set(channel.specs.map(({ output }) => output.kind))
    expect(kinds.has('text')).toBe(channel.kind !== 'screen')
    expect(kinds.has('poster')).toBe(channel.kind === 'screen')
  })

  it('says of every figure where it comes from', () => {
    expect(limits.length).toBeGreaterThan(0)
    for (const limit of limits) {
      expect(limit.id).toMatch(/^[a-z]+(\.[a-z-]+)+$/)
      expect(limitText(limit)).toMatch(/\p{Script=Han}/u)
      expect(limit.source).not.toBe('')
      expect(limit.asOf).toMatch(/\d{4}/)
    }
  })

  it('never blocks on a figure nobody published', () => {
    for (const { firmness, severity } of limits) if (firmness === 'P') expect(severity).toBe('warning')
  })

  it('sets what it makes within its own limits, but for what the source decides', () => {
    for (const { output, limits: own } of channel.specs) {
      if (output.kind === 'text') continue
      const facts = { ...fileKindOf(output).facts(output, landscape), ...aimOf(output) }
      expect(breaches(own, facts)).toEqual([])
      const weight = roomFor(own, 'bytes').max
      if ('maxBytes' in output && output.maxBytes !== null)
        expect(output.maxBytes).toBeLessThanOrEqual(weight)
    }
  })

  it('gives words exactly the room its limits leave', () => {
    for (const { output, limits: own } of channel.specs)
      if (output.kind === 'text') expect(output).toEqual(textWithin(own))
  })

  it('has no figure in words that a machine could look at', () => {
    for (const limit of limits)
      if (limit.field === 'advice') expect(limit.text).not.toMatch(/\d+ ?(帧|Mb\/s|字|p\b|像素|LKFS|kHz)/)
  })

  it('encodes films with even sides and a loop at no more than 20 Mb/s', () => {
    for (const { output } of channel.specs) {
      if (output.kind !== 'film') continue
      expect([output.width % 2, output.height % 2]).toEqual([0, 0])
      if (output.profile === 'h264-silent-loop') expect(output.kbps).toBeLessThanOrEqual(20_000)
      if (output.profile === 'h264') expect(output.kbps).toBeGreaterThanOrEqual(8_000)
    }
  })
})
