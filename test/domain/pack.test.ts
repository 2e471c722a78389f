import { createHash } from 'node:crypto'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { packManifestSchema } from '../../src/delivery/schemas/pack-manifest.ts'
import { standings } from '../../src/domain/ledger.ts'
import { type PackInput, packFor } from '../../src/domain/pack.ts'
import { guideName, manifest, packTexts, playlist, smil } from '../../src/domain/pack-files.ts'
import type { Release, Withdrawal } from '../../src/domain/release.ts'
import type { Screen } from '../../src/domain/screen.ts'
import { media, release } from './release-sample.ts'

const now = new Date('2026-11-23T06:00:00.000+08:00')
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000)
const screen: Screen = {
  id: 's1',
  slug: 'bus-bar',
  name: '公交条屏',
  channelId: 'bus',
  width: 1920,
  height: 361,
  stillSeconds: 10,
  maxBytes: null,
  playsFilm: false,
}
const poster = media({ role: 'poster', width: 1920, height: 361, specId: 'poster-1920x361' })
const other = media({ role: 'poster', width: 1920, height: 360 })
const loop = media({ role: 'loop', width: 1920, height: 360, durationMs: 14_960, mediaType: 'video/mp4' })
interface Wish extends Partial<Pick<PackInput, 'screen' | 'now' | 'campaigns'>> {
  readonly releases?: readonly Release[]
  readonly withdrawals?: readonly Withdrawal[]
}
const pack = ({ releases = [], withdrawals = [], ...changes }: Wish) =>
  packFor({
    screen,
    channel: { id: 'bus', label: '公交车' },
    standings: standings(releases, withdrawals),
    campaigns: [],
    now,
    ...changes,
  })
const posters = [other, poster, loop]

describe('what a pack holds', () => {
  const table = [
    { what: 'live', release: release({}, posters), holds: true },
    { what: 'from this instant', release: release({ validFrom: now }, posters), holds: true },
    { what: 'until this instant', release: release({ validUntil: now }, posters), holds: false },
    { what: 'in exactly a week', release: release({ validFrom: hours(168) }, posters), holds: true },
    {
      what: 'beyond a week',
      release: release({ validFrom: new Date(+hours(168) + 1) }, posters),
      holds: false,
    },
    { what: 'under embargo', release: release({ embargoedUntil: hours(1) }, posters), holds: false },
    { what: 'embargo over', release: release({ embargoedUntil: now }, posters), holds: true },
  ]
  it.each(table)('$what: $holds', ({ release: one, holds }) => {
    expect(pack({ releases: [one] }).items.map(({ media: { key } }) => key)).toEqual(
      holds ? [poster.key] : [],
    )
  })

  it('holds only the highest version, and says what was withdrawn', () => {
    const [first, second] = [release({}, posters), release({ version: 2 }, posters)]
    expect(pack({ releases: [first, second] }).items.map(({ releaseId }) => releaseId)).toEqual([second.id])
    const withdrawals = [{ releaseId: second.id, at: now, reason: '更正' }]
    const gone = pack({ releases: [first, second], withdrawals })
    expect([gone.items, gone.withdraws]).toEqual([[], withdrawals])
  })

  it('names those without a poster at exactly these pixels', () => {
    expect(pack({ releases: [release({}, [other])] })).toMatchObject({ items: [], missing: ['王翀'] })
  })

  it('adds the loop where the screen plays film, and takes the heaviest poster the screen takes', () => {
    const heavy = media({ ...poster, key: 'b'.repeat(40), bytes: 9_000_000, sha256: 'b'.repeat(64) })
    const plays = { ...screen, playsFilm: true }
    const items = pack({ screen: plays, releases: [release({}, [...posters, heavy])] }).items
    expect(items.map(({ media: { key }, playSeconds }) => [key, playSeconds])).toEqual([
      [heavy.key, 10],
      [loop.key, 14.96],
    ])
    const light = { ...screen, maxBytes: 500_000 }
    expect(pack({ screen: light, releases: [release({}, [poster])] }).items).toHaveLength(1)
    expect(pack({ screen: { ...light, maxBytes: 900 }, releases: [release({}, [poster])] }).missing).toEqual([
      '王翀',
    ])
  })

  it('gives ASCII names that never meet', () => {
    const one = release({ campaignId: 'c1' }, [poster])
    const twin = { ...release({ campaignId: 'c2' }, [poster]), id: 'twin' }
    const strange = release({ honoreeId: '王 翀/../x' }, [poster])
    const files = pack({ releases: [one, twin, strange] }).items.map(({ file }) => file)
    expect(new Set(files).size).toBe(3)
    for (const file of files) expect(file).toMatch(/^[A-Za-z0-9][A-Za-z0-9.-]*\.jpg$/)
  })
})

describe('its version', () => {
  const live = release({}, posters)
  const soon = release({ honoreeId: 'h2', validFrom: hours(1), validUntil: hours(2) }, posters)

  it('stands still between edges and moves at them', () => {
    const releases = [live, soon]
    const versions = [0, 0.5, 1, 1.5, 2].map((count) => pack({ releases, now: hours(count) }).version)
    expect(versions[1]).toBe(versions[0])
    expect(versions[2]).not.toBe(versions[0])
    expect(versions[3]).toBe(versions[2])
    expect(versions[4]).not.toBe(versions[2])
    expect([0, 1, 2].map((count) => pack({ releases, now: hours(count) }).nextEdge)).toEqual([
      hours(1),
      hours(2),
      null,
    ])
  })

  it('looks ahead to what enters the horizon', () => {
    expect(pack({ releases: [release({ validFrom: hours(200) }, posters)] }).nextEdge).toEqual(hours(32))
  })
})

describe('its files', () => {
  const live = release({ validUntil: hours(48) }, posters)
  const soon = release({ honoreeId: 'h2', validFrom: hours(1) }, [{ ...poster, alt: '<“&” \u0007' }])
  const whole = pack({
    screen: { ...screen, playsFilm: true },
    releases: [live, soon, release({ honoreeId: 'h3' }, [other])],
    withdrawals: [],
  })

  it('carry a manifest that keeps its own schema', () => {
    const ajv = new Ajv2020({ strict: true, allErrors: true })
    formats.default(ajv)
    const validate = ajv.compile(packManifestSchema)
    validate(JSON.parse(JSON.stringify(manifest(whole))))
    expect(validate.errors).toBeNull()
    expect(validate({ ...manifest(whole), extra: 1 })).toBe(false)
  })

  it('are summed, the guide apart, and bear ASCII names but for it', () => {
    const texts = packTexts(whole)
    expect(texts.map(({ name }) => name)).toEqual([
      'manifest.json',
      'index.smil',
      'playlist.m3u8',
      'SHA256SUMS',
      guideName,
    ])
    const sums = new TextDecoder().decode(texts[3]?.bytes)
    for (const { name, bytes } of texts.slice(0, 3))
      expect(sums).toContain(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
    for (const { file, media: one } of whole.items) expect(sums).toContain(`${one.sha256}  ${file}\n`)
    const guide = new TextDecoder('utf-8', { ignoreBOM: true }).decode(texts[4]?.bytes)
    expect(guide.startsWith('\u{FEFF}海报包使用说明')).toBe(true)
    expect(guide).toContain('尚缺本屏尺寸海报的人选\r\n王翀')
    // What was frozen stays as it is: nothing enters by itself.
    expect(guide).not.toContain('自动进入')
    expect(guide).toContain('由终审打开各项发布点“更正”')
  })

  it('show nothing before its time to players that know no windows', () => {
    const files = whole.items.map(({ file, releaseId }) => ({ file, isSoon: releaseId === soon.id }))
    for (const { file, isSoon } of files) expect(playlist(whole).includes(`\n${file}\n`)).toBe(!isSoon)
  })

  it('give signage players the windows as expressions, well escaped', () => {
    const text = smil(whole)
    expect(text).toContain(`expr="adapi-compare(adapi-gmdate(),'2026-11-22T23:00:00Z')&gt;=0"`)
    expect(text).toContain(`adapi-compare(adapi-gmdate(),'2026-11-24T22:00:00Z')&lt;0`)
    expect(text).toContain('alt="&lt;“&amp;” "')
  })
})

describe('what the demo made up', () => {
  const invented = release({}, posters)
  const real = release({ honoreeId: 'h2' }, [poster])
  const campaigns = [{ id: invented.campaignId, isDemo: true }]

  it('says so in the titles and in the guide, and changes nothing of a real pack', () => {
    const marked = pack({ releases: [invented], campaigns })
    expect(marked.title).toMatch(/（演示数据）$/)
    expect(marked.items.map(({ title }) => title)).toEqual([`${invented.snapshot.title}（演示数据）`])
    expect(JSON.stringify(manifest(marked))).toContain('（演示数据）')
    const guide = new TextDecoder().decode(packTexts(marked).at(-1)?.bytes)
    expect(guide).toContain('请注意：本包含有演示数据，人物、事迹和照片均为虚构')

    const plain = pack({ releases: [real], campaigns: [{ id: real.campaignId, isDemo: false }] })
    expect(plain).toEqual(pack({ releases: [real], campaigns: [{ id: 'another', isDemo: true }] }))
    expect(new TextDecoder().decode(packTexts(plain).at(-1)?.bytes)).not.toContain('演示')
  })
})
