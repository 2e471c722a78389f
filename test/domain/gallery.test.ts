import { expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { galleryOf } from '../../src/domain/gallery.ts'
import { plan } from '../../src/domain/plan.ts'
import { campaign, honoree, idPhoto, landscape, workPhotos } from './sample.ts'

const assets = [idPhoto, ...workPhotos, landscape]
const planOf = (motto: string) =>
  plan({ campaign, honoree: { ...honoree, motto }, assets, channels, screens: [] }).wanted
const wanted = planOf(honoree.motto)
const keysOf = (steps: typeof wanted): ReadonlySet<string> => new Set(steps.map(({ key }) => key))
const none = { drafted: new Set<string>(), published: new Set<string>() }

it('orders channels as the board does, every file under each channel that shows it and told of once', () => {
  const { channels: shown, items } = galleryOf(wanted, assets, new Map(), channels, none)
  expect([...new Set(shown.map(({ group }) => group))]).toEqual(['报纸电视', '屏幕', '新媒体', '短视频'])
  expect(shown.filter(({ group }) => group === '报纸电视').map(({ label }) => label)).toEqual([
    '辽宁日报',
    '辽宁广播电视台',
  ])
  expect(shown).toHaveLength(12)
  for (const { channelId, items: keys } of shown)
    expect(keys).toEqual(
      wanted.filter(({ uses }) => uses.some((use) => use.channelId === channelId)).map(({ key }) => key),
    )
  expect(new Set(items.map(({ key }) => key)).size).toBe(items.length)
  expect(new Set(shown.flatMap(({ items: keys }) => keys))).toEqual(new Set(items.map(({ key }) => key)))
  expect(items.every(({ state }) => state === 'waiting')).toBe(true)
})

it('says why something failed, and what was measured of what is made', () => {
  const [first, second] = wanted
  if (!first || !second) throw new Error('nothing planned')
  const variant = {
    ...{ key: second.key, storageKey: 'variants/x.mp4', mediaType: 'video/mp4', sha256: '', crc32: 0 },
    ...{ bytes: 9, width: 16, height: 9, durationMs: 1_000, facts: { fps: 25 } },
  }
  const { items } = galleryOf(
    wanted,
    assets,
    new Map([
      [
        first.key,
        {
          state: 'failed',
          progress: 0,
          problem: { kind: 'render-failed', what: '海报', reason: '试验' },
          variant: null,
        },
      ],
      [second.key, { state: 'done', progress: 1, problem: null, variant }],
    ]),
    channels,
    none,
  )
  expect(items.find(({ key }) => key === first.key)?.problem).toContain('试验')
  expect(items.find(({ key }) => key === second.key)).toMatchObject({ bytes: 9, measured: '帧率 25 帧' })
})

it('tells the posters of a draft from the published ones', () => {
  const draft = planOf('新的寄语')
  const both = [...wanted, ...draft.filter(({ key }) => !keysOf(wanted).has(key))]
  const { items } = galleryOf(both, assets, new Map(), channels, {
    drafted: keysOf(draft),
    published: keysOf(wanted),
  })
  const posters = items.filter(({ label }) => label === '海报 1920×1080')
  expect(posters.map(({ edition }) => edition)).toEqual(['已发布的文字', '未发布的修改'])
  expect(items.find(({ label }) => label.startsWith('图片'))?.edition).toBeNull()
})

it('names what a picture is cut from, also within a poster, and nothing of what is shown whole', () => {
  const { items } = galleryOf(wanted, assets, new Map(), channels, none)
  const framedIn = (start: string) => [
    ...new Set(items.filter(({ label }) => label.startsWith(start)).map((item) => item.framedIn)),
  ]
  expect(framedIn('图片')).toEqual([workPhotos[0]?.id])
  expect(framedIn('海报')).toEqual([workPhotos[0]?.id])
  expect(framedIn('视频封面')).toEqual([landscape.id])
  expect([...framedIn('配图'), ...framedIn('横版视频'), ...framedIn('新闻稿件包')]).toEqual([
    null,
    null,
    null,
  ])
})
