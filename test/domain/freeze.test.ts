import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Asset } from '../../src/domain/asset.ts'
import { canonical } from '../../src/domain/canonical.ts'
import type { Channel } from '../../src/domain/channel.ts'
import { type FreezeInput, freeze } from '../../src/domain/freeze.ts'
import type { Honoree } from '../../src/domain/honoree.ts'
import { storageKeyOf } from '../../src/domain/outputs/index.ts'
import { plan } from '../../src/domain/plan.ts'
import { sentence } from '../../src/domain/problem.ts'
import { lengthOfBlocks } from '../../src/domain/text.ts'
import type { Variant } from '../../src/domain/variant.ts'
import { campaign, honoree, idPhoto, landscape, portrait, screen, workPhotos } from './sample.ts'

const assets: readonly Asset[] = [idPhoto, ...workPhotos, landscape, portrait]
const screens = [screen({ playsFilm: true })]
const now = new Date('2021-06-01T00:00:00Z')
const uncovered = (): readonly string[] => []

const variants = new Map<string, Variant>(
  plan({ campaign, honoree, assets, channels, screens, uncovered }).wanted.map(({ key, output }) => [
    key,
    {
      key,
      storageKey: storageKeyOf(key, output),
      mediaType: 'application/octet-stream',
      sha256: `${key}${'0'.repeat(24)}`,
      crc32: 7,
      bytes: 1_000,
      width: 'width' in output ? output.width : null,
      height: 'height' in output ? output.height : null,
      durationMs: output.kind === 'film' ? 15_000 : null,
      facts: {},
    },
  ]),
)

const channel = (id: string): Channel => {
  const found = channels.find((one) => one.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}
const inputFor = (id: string, over: Partial<FreezeInput> = {}): FreezeInput => {
  const subject = { campaign, honoree, assets, screens, channel: channel(id), ...over }
  return {
    ...subject,
    plan: plan({ ...subject, channels: [subject.channel], uncovered }),
    variants,
    validFrom: now,
    validUntil: null,
    embargoedUntil: null,
    version: 1,
    ...over,
  }
}
const frozen = (id: string, over: Partial<FreezeInput> = {}) => {
  const result = freeze(inputFor(id, over), now)
  if (!result.ok) throw new Error(sentence(result.problem))
  return result.value
}

describe.each(channels.map(({ id }) => id))('%s', (id) => {
  const { snapshot, ...release } = frozen(id)

  it('freezes who, what and when', () => {
    expect(release).toEqual({
      campaignId: 'campaign-1',
      honoreeId: 'honoree-1',
      channelId: id,
      version: 1,
      validFrom: now,
      validUntil: null,
      embargoedUntil: null,
      frozenAt: now,
    })
    expect(snapshot).toMatchObject({ name: '王翀', honoreeSlug: 'wang-chong', year: 2021 })
    expect(snapshot.title).not.toBe('')
    expect(snapshot.summary).not.toBe('')
  })

  it('has text and media as its specs say', () => {
    const text = channel(id).specs.find(({ output }) => output.kind === 'text')?.output
    if (text?.kind === 'text') {
      expect(lengthOfBlocks(snapshot.body)).toBeGreaterThan(0)
      expect(lengthOfBlocks(snapshot.body)).toBeLessThanOrEqual(text.bodyMax)
      expect(snapshot.topics.length).toBeLessThanOrEqual(text.topicsMax)
    } else expect(snapshot.body).toEqual([])
    const withBytes = channel(id).specs.filter(({ output }) => output.kind !== 'text')
    expect(new Set(snapshot.media.map(({ specId }) => specId))).toEqual(
      new Set([
        ...withBytes.map((spec) => spec.id),
        ...(id === 'landmark' ? ['poster-768x1152', 'loop-768x1152'] : []),
      ]),
    )
  })

  it('describes every medium, and says once what each variant is for', () => {
    for (const { alt, credit } of snapshot.media) {
      expect(alt).toMatch(/\p{Script=Han}/u)
      expect(credit).toBe('沈阳农业大学供图')
    }
    const uses = snapshot.media.map(({ specId, key }) => `${specId} ${key}`)
    expect(new Set(uses).size).toBe(uses.length)
  })

  it('freezes the same again', () => {
    expect(frozen(id)).toEqual({ ...release, snapshot })
  })

  it('lets no private field through, wherever it is hidden', () => {
    const secret = '210102197001011234'
    const hide = <T extends object>(value: T): T => ({
      ...value,
      idNumber: secret,
      phone: { number: secret },
    })
    const leaky = frozen(id, {
      campaign: hide(campaign),
      honoree: hide({ ...honoree, deeds: honoree.deeds.map(hide) }),
      assets: assets.map((asset) => hide({ ...asset, probe: hide(asset.probe) })),
      channel: hide({ ...channel(id), specs: channel(id).specs.map(hide) }),
      screens: screens.map(hide),
      variants: new Map([...variants].map(([key, variant]) => [key, hide(variant)])),
    })
    expect(canonical(leaky)).not.toContain(secret)
    expect(leaky).toEqual({ ...release, snapshot })
    // Nor what the unit called its files.
    expect(canonical(leaky)).not.toContain('王翀1.jpg')
  })
})

it('uses the caption of a photograph where it has one', () => {
  const captioned = assets.map((asset) =>
    asset.id === 'work-photo-2' ? { ...asset, caption: '王翀在试验田查看长势' } : asset,
  )
  const { media } = frozen('xuexi', { assets: captioned }).snapshot
  expect(media.filter(({ role }) => role === 'photo').map(({ alt }) => alt)).toEqual([
    '沈阳农业大学王翀的工作和生活照片（1）',
    '王翀在试验田查看长势',
    '沈阳农业大学王翀的工作和生活照片（3）',
  ])
})

it('marks what is made by AI, also on the posters made from it', () => {
  const made = assets.map((asset) => (asset.id === 'work-photo-1' ? { ...asset, isAiMade: true } : asset))
  const planned = plan({ campaign, honoree, assets: made, channels, screens, uncovered })
  const some = [...variants.values()][0] as Variant
  const all = new Map(planned.wanted.map(({ key }) => [key, { ...some, key }]))
  const marks = (id: string) =>
    frozen(id, { assets: made, variants: all }).snapshot.media.map(
      ({ role, isAiMade }) => `${role} ${isAiMade}`,
    )
  expect(new Set(marks('bus'))).toEqual(new Set(['poster true']))
  expect(marks('xuexi')).toEqual([
    'cover true',
    'photo true',
    'photo false',
    'photo false',
    'portrait false',
    'film false',
    'cover false',
  ])
})

describe('refusals', () => {
  const hour = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000)
  const without = (id: string): ReadonlyMap<string, Variant> => {
    const planned = plan({ campaign, honoree, assets, channels: [channel(id)], screens })
    const dropped = planned.wanted.find(({ uses }) => uses.length > 0)?.key
    return new Map([...variants].filter(([key]) => key !== dropped))
  }

  const tofu = plan({ campaign, honoree, assets, channels, screens, uncovered: () => ['𠮷'] })

  it.each<[string, string, Partial<FreezeInput>, string, string]>([
    [
      'no consent',
      'bus',
      { honoree: { ...honoree, consentGivenAt: null } },
      'consent-missing',
      '王翀尚未登记',
    ],
    [
      'consent from tomorrow',
      'bus',
      { honoree: { ...honoree, consentGivenAt: hour(24) } },
      'consent-missing',
      '同意',
    ],
    ['no workplace', 'bus', { honoree: { ...honoree, workplace: ' ' } }, 'field-missing', '工作单位'],
    ['no deeds', 'xuexi', { honoree: { ...honoree, summary: '', deeds: [] } }, 'field-missing', '主要事迹'],
    ['no film', 'douyin', { assets: [idPhoto, ...workPhotos] }, 'material-missing', '王翀缺少视频'],
    ['no photo', 'mall', { assets: [landscape] }, 'material-missing', '工作或生活照片'],
    ['tofu', 'mall', { plan: tofu }, 'character-uncovered', '𠮷'],
    [
      'an unfinished variant',
      'douyin',
      { variants: without('douyin') },
      'variants-missing',
      '竖版视频 1080×1920',
    ],
    ['an unfinished optional one', 'bus', { variants: without('bus') }, 'variants-missing', '海报 1920×360'],
    ['no time at all', 'bus', { validUntil: now }, 'window-invalid', '2021-06-01 08:00'],
    ['an end before the start', 'bus', { validUntil: hour(-1) }, 'window-invalid', '2021-06-01 07:00'],
    [
      'an embargo that outlasts the window',
      'bus',
      { validUntil: hour(2), embargoedUntil: hour(2) },
      'window-invalid',
      '2021-06-01 10:00',
    ],
    ['a date that is none', 'bus', { validFrom: new Date(Number.NaN) }, 'window-invalid', '无效时间'],
  ])('%s', (_, id, over, kind, words) => {
    const result = freeze(inputFor(id, over), now)
    if (result.ok) throw new Error('frozen')
    expect(result.problem.kind).toBe(kind)
    expect(sentence(result.problem)).toContain(words)
  })

  it('does not wait for a film no channel shows, nor for a source nobody handed in', () => {
    const noFilm = assets.filter(({ role }) => role !== 'film')
    expect(frozen('mall', { assets: noFilm }).snapshot.media.map(({ role }) => role)).toEqual([
      'poster',
      'poster',
      'poster',
    ])
    const planned = plan({ campaign, honoree, assets, channels: [channel('mall')], screens })
    const shown = new Set(planned.wanted.filter(({ uses }) => uses.length > 0).map(({ key }) => key))
    const loopsOnly = new Map([...variants].filter(([key]) => shown.has(key)))
    expect(shown.size).toBeLessThan(planned.wanted.length)
    expect(frozen('mall', { variants: loopsOnly }).snapshot.media).toHaveLength(5)
  })
})

it('cannot be given a draft', () => {
  const draft: Honoree = { ...honoree, edition: 'draft' }
  // @ts-expect-error what is frozen was published
  const input: FreezeInput = { ...inputFor('bus'), honoree: draft }
  expect(freeze(input, now).ok).toBe(false)
})
