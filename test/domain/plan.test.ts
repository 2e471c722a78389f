import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Asset } from '../../src/domain/asset.ts'
import { ratioOf } from '../../src/domain/crop.ts'
import { groupId } from '../../src/domain/group.ts'
import { type PlanInput, plan } from '../../src/domain/plan.ts'
import { posterRatio } from '../../src/domain/poster-content.ts'
import { specsOf } from '../../src/domain/screen-specs.ts'
import type { Spec } from '../../src/domain/spec.ts'
import { variantKey } from '../../src/domain/variant.ts'
import { uncovered } from '../../src/render/fonts.ts'
import {
  campaign,
  film,
  honoree,
  idPhoto,
  landscape,
  portrait,
  screen,
  workPhoto,
  workPhotos,
} from './sample.ts'

const planOf = (assets: readonly Asset[], over: Partial<PlanInput> = {}) =>
  plan({ campaign, honoree, assets, channels, screens: [], ...over })
const full = [idPhoto, ...workPhotos, landscape, portrait]

const table: readonly { who: string; assets: readonly Asset[]; blocked: readonly string[] }[] = [
  { who: 'with everything', assets: full, blocked: [] },
  { who: 'with a landscape film', assets: [idPhoto, ...workPhotos, landscape], blocked: [] },
  { who: 'with a portrait film', assets: [idPhoto, ...workPhotos, portrait], blocked: [] },
  {
    who: 'without a film',
    assets: [idPhoto, ...workPhotos],
    blocked: ['liaoning-tv', 'douyin', 'kuaishou'],
  },
  {
    who: 'without work photos',
    assets: [idPhoto, landscape],
    // The ID photo still carries the bar posters of buses, no larger ones.
    blocked: ['liaoning-daily', 'landmark', 'metro', 'coach-station', 'mall', 'xuexi', 'beiguo', 'beidou'],
  },
  {
    who: 'with a tiny work photo',
    assets: [workPhoto(1, 640, 426), landscape],
    blocked: ['landmark', 'metro', 'coach-station', 'mall', 'xuexi', 'beiguo', 'beidou'],
  },
  { who: 'with nothing', assets: [], blocked: channels.map(({ id }) => id) },
]

describe.each(table)('an honoree $who', ({ assets, blocked }) => {
  const planned = planOf(assets)

  it('is refused by exactly the channels that lack a required source', () => {
    const required = planned.refusals.filter(({ isRequired }) => isRequired)
    expect(new Set(required.map(({ channelId }) => channelId))).toEqual(new Set(blocked))
  })

  it.each(channels.map(({ id }) => id))('gets every spec of %s or a reason', (channelId) => {
    for (const spec of channels.find(({ id }) => id === channelId)?.specs ?? []) {
      const is = (one: { channelId: string; specId: string }): boolean =>
        one.channelId === channelId && one.specId === spec.id
      const made = planned.wanted.filter(({ uses }) => uses.some(is))
      const refused = planned.refusals.filter(is)
      if (spec.output.kind === 'text') expect(made).toEqual([])
      else expect(made.length > 0).toBe(refused.length === 0)
      expect(refused.length).toBeLessThanOrEqual(1)
      for (const { output, key, source } of made) {
        expect(output).toEqual(spec.output)
        expect(key).toBe(variantKey(source, output))
      }
    }
  })

  it('plans the same steps again, whatever order the database lists the assets in', () => {
    expect(planOf([...assets].reverse())).toEqual(planned)
  })

  it('has nothing to do when all is done, and exactly the rest when some is', () => {
    const keys = planned.wanted.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(planOf(assets, { done: new Set(keys) }).todo).toEqual([])
    const half = new Set(keys.filter((_, index) => index % 2 === 0))
    expect(planOf(assets, { done: half }).todo.map(({ key }) => key)).toEqual(
      keys.filter((key) => !half.has(key)),
    )
  })

  it('keeps one source in every group, so that one process can render it', () => {
    for (const group of new Set(planned.wanted.map((step) => groupId(step.group)))) {
      const steps = planned.wanted.filter((step) => groupId(step.group) === group)
      if (steps[0]?.group.kind !== 'press-kit')
        expect(new Set(steps.map(({ source }) => JSON.stringify(source))).size).toBe(1)
    }
  })

  it('puts the film of the same size beside every loop', () => {
    for (const { output, group } of planned.wanted) {
      if (output.kind !== 'film' || output.profile !== 'h264-silent-loop') continue
      const masters = planned.wanted.filter(
        (step) =>
          groupId(step.group) === groupId(group) &&
          step.output.kind === 'film' &&
          step.output.profile === 'h264' &&
          step.output.width === output.width &&
          step.output.height === output.height,
      )
      expect(masters).toHaveLength(1)
    }
  })
})

it('encodes a film five times for twelve channels, two of them by stream copy', () => {
  const films = planOf(full).wanted.flatMap(({ output }) =>
    output.kind === 'film' ? [`${output.profile} ${output.width}×${output.height}`] : [],
  )
  expect(films.sort()).toEqual([
    'h264 1080×1920',
    'h264 1920×1080',
    'h264-silent-loop 1080×1920',
    'h264-silent-loop 1920×1080',
    'xdcam-hd422 1920×1080',
  ])
})

it('shares one film among the columns and one among the short-video platforms', () => {
  const usersOf = (width: number) =>
    planOf(full)
      .wanted.filter(
        ({ output }) => output.kind === 'film' && output.profile === 'h264' && output.width === width,
      )
      .map(({ uses }) => uses.map(({ channelId }) => channelId))
  expect(usersOf(1920)).toEqual([['liaoning-tv', 'xuexi', 'beiguo', 'beidou']])
  expect(usersOf(1080)).toEqual([['douyin', 'kuaishou']])
})

it('takes each film from the source that lies or stands as it does', () => {
  for (const { output, asset } of planOf(full).wanted)
    if (output.kind === 'film')
      expect(asset?.id).toBe(output.width > output.height ? landscape.id : portrait.id)
})

it('needs the whole film for a loop even when only a screen asks for it', () => {
  const [mall] = channels.filter(({ id }) => id === 'mall')
  const planned = planOf([workPhoto(1), landscape], { channels: mall ? [mall] : [] })
  const masters = planned.wanted.filter(({ uses }) => uses.length === 0)
  expect(masters.map(({ output }) => output.kind === 'film' && output.profile)).toEqual(['h264', 'h264'])
  // It is the very film of the columns, should they want it.
  const keys = new Set(planOf([workPhoto(1), landscape]).wanted.map(({ key }) => key))
  for (const { key } of masters) expect(keys).toContain(key)
})

it('makes variants without consent: they are not shown', () => {
  const silent = { ...honoree, consentGivenAt: null, edition: 'draft' } as const
  expect(planOf(full, { honoree: silent })).toEqual(planOf(full))
})

describe('a screen of its own size', () => {
  const before = planOf(full)
  const added = (over: Parameters<typeof screen>[0]) => {
    const known = new Set(before.wanted.map(({ key }) => key))
    return planOf(full, { screens: [screen(over)] }).wanted.filter(({ key }) => !known.has(key))
  }

  it('adds exactly its poster', () => {
    expect(added({})).toMatchObject([
      {
        output: { kind: 'poster', width: 768, height: 1152 },
        uses: [{ channelId: 'landmark', specId: 'poster-768x1152' }],
        group: { kind: 'poster', subject: expect.stringMatching(/^honoree-1 /) },
      },
    ])
  })

  it('adds nothing at a size the channel makes anyway', () => {
    expect(added({ width: 1920, height: 1080, playsFilm: true })).toEqual([])
  })

  it('makes a lighter poster where it says so, which changes the key', () => {
    const posters = added({ width: 1920, height: 1080, maxBytes: 500_000 })
    expect(posters).toMatchObject([{ output: { kind: 'poster', width: 1920, maxBytes: 500_000 } }])
  })

  it('adds its loop, with even sides, and the film it is cut from', () => {
    const films = added({ width: 769, height: 1152, playsFilm: true }).filter(({ asset }) => asset !== null)
    expect(films).toMatchObject([
      { output: { profile: 'h264-silent-loop', width: 768, height: 1152 }, asset: { id: portrait.id } },
      { output: { profile: 'h264', width: 768, height: 1152 }, asset: { id: portrait.id }, uses: [] },
    ])
  })

  it('adds nothing to other channels', () => {
    const [bus] = channels.filter(({ id }) => id === 'bus')
    expect(bus && specsOf(bus, [screen()])).toEqual(bus?.specs)
  })

  it('is refused alone where nothing of its size can be drawn', () => {
    const [width, height] = [16_384, 4_200]
    const huge = screen({ id: 'huge', slug: 'huge', name: '巨屏', width, height, playsFilm: true })
    const planned = planOf(full, { screens: [huge] })
    const refused = planned.refusals.filter(({ problem }) => problem.kind === 'screen-size')
    expect(refused.map(({ specId }) => specId)).toEqual([
      `poster-${width}x${height}`,
      `loop-${width}x${height}`,
    ])
    expect(planned.wanted.map(({ key }) => key)).toEqual(planOf(full).wanted.map(({ key }) => key))
  })

  it('is made once for a fleet of equal screens', () => {
    const [landmark] = channels.filter(({ id }) => id === 'landmark')
    if (!landmark) throw new Error('no landmark')
    const specs = specsOf(landmark, [screen(), screen({ id: 'screen-2', slug: 'second' })])
    expect(specs).toHaveLength(landmark.specs.length + 1)
    expect(new Set(specs.map(({ id }: Spec) => id)).size).toBe(specs.length)
  })
})

describe('rare characters', () => {
  const named = (name: string) => planOf(full, { honoree: { ...honoree, name }, uncovered })
  const posters = channels.flatMap(({ specs }) => specs).filter(({ from }) => from === 'poster')

  it.each(['王翀', '陶喆', '李堃', '周䶮', '林㛃', '赵𬭎', '阿依古丽·买买提'])(
    '%s gets every poster by the fonts there are',
    (name) => {
      expect(named(name).refusals).toEqual([])
    },
  )

  it.each([
    ['𠮷野', '𠮷'],
    ['ᠰᠢᠨ', 'ᠰᠢᠨ'],
  ])(
    '%s has characters no font draws: posters are refused, naming field and character, and nothing else',
    (name, missing) => {
      const { refusals, wanted } = named(name)
      expect(wanted.filter(({ output }) => output.kind === 'poster')).toEqual([])
      expect(refusals).toHaveLength(posters.length)
      for (const { problem } of refusals)
        expect(problem).toEqual({ kind: 'character-uncovered', field: '姓名', characters: [...missing] })
    },
  )
})

describe('pixels', () => {
  const posterAt = (width: number, height: number, photo: Asset) => {
    const planned = planOf([photo], { screens: [screen({ width, height })] })
    const { problem } = planned.refusals.find(({ specId }) => specId === `poster-${width}x${height}`) ?? {}
    return problem?.kind ?? 'made'
  }

  it.each([
    [1200, 1200, 1800, 1800, 'made'],
    [1199, 1200, 1800, 1800, 'pixels-too-few'],
    [1200, 1199, 1800, 1800, 'pixels-too-few'],
    [1200, 1200, 1802, 1802, 'pixels-too-few'],
    [413, 531, 2560, 600, 'made'],
  ] as const)('a photo of %i×%i on a poster of %i×%i is %s', (width, height, w, h, outcome) => {
    expect(posterAt(w, h, workPhoto(1, width, height))).toBe(outcome)
  })

  it('names the least that is needed for a crop', () => {
    const { refusals } = planOf([workPhoto(1, 1279, 800)])
    expect(
      refusals.find(({ channelId, specId }) => channelId === 'beiguo' && specId === 'cover-16x9')?.problem,
    ).toEqual({
      kind: 'pixels-too-few',
      file: '王翀1.jpg',
      width: 1279,
      height: 800,
      minWidth: 1280,
      minHeight: 720,
    })
  })

  it.each([
    [1920, 1080, 3840, 2160, true],
    [1920, 1080, 3842, 2162, false],
    [1080, 1920, 3840, 2160, true],
  ])('a film of %i×%i for a loop of %i×%i: %s', (width, height, w, h, isMade) => {
    const planned = planOf([film(1, width, height)], {
      screens: [screen({ width: w, height: h, playsFilm: true })],
    })
    expect(planned.refusals.some(({ specId }) => specId === `loop-${w}x${h}`)).toBe(!isMade)
  })
})

describe('what decides the bytes decides the key', () => {
  const keys = (over: Partial<PlanInput>, assets: readonly Asset[] = full): ReadonlySet<string> =>
    new Set(planOf(assets, over).wanted.map(({ key }) => key))
  const known = keys({})
  const changed = (other: ReadonlySet<string>): number => [...known].filter((key) => !other.has(key)).length
  const posters = planOf(full).wanted.filter(({ output }) => output.kind === 'poster').length

  it('a new motto changes the posters, and the press kit whose headline it is', () => {
    expect(changed(keys({ honoree: { ...honoree, motto: '新的寄语' } }))).toBe(posters + 1)
  })

  it('a private or unrelated edit changes nothing', () => {
    expect(changed(keys({ honoree: { ...honoree, slug: honoree.slug, consentGivenAt: null } }))).toBe(0)
  })

  const lead = (over: Partial<Asset>): readonly Asset[] =>
    full.map((asset) => (asset.id === 'work-photo-1' ? { ...asset, ...over } : asset))
  const cuts = planOf(full).wanted.filter(
    ({ asset, output }) => asset?.id === 'work-photo-1' && output.kind === 'image' && output.fit === 'cover',
  )

  it('a focal point changes what is cut from that photo and the posters it leads, not what shows it whole', () => {
    expect(cuts.length).toBeGreaterThan(3)
    expect(changed(keys({}, lead({ focal: { x: 0.3, y: 0.4 } })))).toBe(cuts.length + posters)
  })

  it('a hand’s crop changes the outputs of its ratio alone', () => {
    const crop = { x: 0.1, y: 0.1, width: 0.6 }
    const wide = cuts.filter(({ output }) => 'width' in output && ratioOf(output) === '16:9')
    expect(wide.length).toBeGreaterThan(1)
    const before = planOf(full).wanted
    const after = keys({}, lead({ crops: { '16:9': crop } }))
    expect(before.filter(({ key }) => !after.has(key))).toEqual(wide)
    expect(changed(keys({}, lead({ crops: { [posterRatio]: crop } })))).toBe(posters)
    // One that no channel asks for.
    expect(changed(keys({}, lead({ crops: { '5:4': crop } })))).toBe(0)
  })

  it('a focal point moved afterwards leaves the cropped ratio as it is', () => {
    const crops = { '16:9': { x: 0.1, y: 0.1, width: 0.6 } } as const
    const cropped = keys({}, lead({ crops }))
    const moved = keys({}, lead({ crops, focal: { x: 0.3, y: 0.4 } }))
    const wide = cuts.filter(({ output }) => 'width' in output && ratioOf(output) === '16:9').length
    expect([...cropped].filter((key) => !moved.has(key)).length).toBe(cuts.length - wide + posters)
  })

  it('a crop with too few pixels gets nothing made of it, and says so', () => {
    const { refusals } = planOf(lead({ crops: { '16:9': { x: 0, y: 0, width: 0.2 } } }))
    expect(
      refusals.find(({ channelId, specId }) => channelId === 'beiguo' && specId === 'cover-16x9')?.problem,
    ).toMatchObject({ kind: 'pixels-too-few', width: 1200, height: 675, minWidth: 1280, minHeight: 720 })
  })
})
