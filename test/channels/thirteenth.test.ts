/** A new channel is one file and one line: everything else is derived, shown here with a channel the notice never named. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { channelTable, withChannelTable } from '../../scripts/channel-markdown.ts'
import { channels } from '../../src/channels/index.ts'
import type { Channel } from '../../src/domain/channel.ts'
import { feedFor } from '../../src/domain/feed.ts'
import { freeze } from '../../src/domain/freeze.ts'
import { atLeast } from '../../src/domain/limit.ts'
import { storageKeyOf } from '../../src/domain/outputs/index.ts'
import { plan } from '../../src/domain/plan.ts'
import { readiness } from '../../src/domain/readiness.ts'
import type { Variant } from '../../src/domain/variant.ts'
import { campaign, honoree, landscape, workPhotos } from '../domain/sample.ts'

const museum: Channel = {
  id: 'science-museum',
  number: 13,
  label: '省科技馆展厅',
  kind: 'column',
  group: 'app',
  specs: [
    {
      id: 'wall-photo',
      label: '展墙照片',
      from: 'lead-photo',
      output: {
        kind: 'image',
        fit: 'cover',
        width: 1000,
        height: 1000,
        format: 'png',
        quality: 100,
        density: 300,
        maxBytes: null,
      },
      isRequired: true,
      limits: [
        atLeast('photo.density', 'ppi', 300, {
          severity: 'error',
          firmness: 'O',
          source: 'the museum',
          asOf: '2026',
        }),
      ],
    },
    {
      id: 'text',
      label: '展签',
      from: 'text',
      output: { kind: 'text', titleMax: 12, bodyMin: 0, bodyMax: 100, topicsMax: 0 },
      isRequired: true,
      limits: [],
    },
  ],
  limits: [],
}
const table = [...channels, museum]
const input = {
  campaign,
  honoree,
  assets: [...workPhotos, landscape],
  channels: table,
  screens: [],
}
const now = new Date('2021-06-01T00:00:00Z')

const variants = new Map<string, Variant>(
  plan(input).wanted.map(({ key, output }) => [
    key,
    {
      key,
      storageKey: storageKeyOf(key, output),
      mediaType: 'image/png',
      sha256: key,
      crc32: 1,
      bytes: 1000,
      width: 1000,
      height: 1000,
      durationMs: null,
      facts: {},
    },
  ]),
)

const freezeMuseum = () =>
  freeze(
    {
      campaign,
      honoree,
      assets: input.assets,
      channel: museum,
      screens: [],
      variants,
      validFrom: now,
      validUntil: null,
      embargoedUntil: null,
      version: 1,
      plan: plan(input),
    },
    now,
  )

it('is planned beside the twelve, which do not notice', () => {
  const { wanted } = plan(input)
  const added = wanted.filter(({ uses }) => uses.some(({ channelId }) => channelId === museum.id))
  expect(added.map(({ uses }) => uses)).toEqual([[{ channelId: 'science-museum', specId: 'wall-photo' }]])
  const rest = wanted.filter((step) => !added.includes(step))
  expect(rest).toEqual(plan({ ...input, channels }).wanted)
})

it('shows on the readiness board', () => {
  const rows = [...variants.keys()].map((key) => ({
    key,
    state: 'done' as const,
    problem: null,
    variant: null,
  }))
  expect(readiness(plan(input), rows, table, []).at(-1)).toMatchObject({
    channelId: 'science-museum',
    state: 'ready',
    wanted: 1,
  })
})

it('has a feed of what was released on it, and only there', () => {
  const release = freezeMuseum()
  if (!release.ok) throw new Error(release.problem.kind)
  const partner = { isTrustedWithEmbargo: false }
  const releases = [{ ...release.value, id: 'release-1' }]
  const feedOf = (channel: Channel) =>
    feedFor({ campaigns: [campaign], channel, partner, releases, withdrawals: [], now })

  const feed = feedOf(museum)
  expect(feed.channelLabel).toBe('省科技馆展厅')
  expect(feed.items).toMatchObject([
    {
      title: '辽宁最美科技工作者王翀',
      body: [{ kind: 'paragraph', text: honoree.summary }],
      media: [{ specId: 'wall-photo', role: 'cover', credit: '沈阳农业大学供图' }],
    },
  ])
  for (const channel of channels) expect(feedOf(channel).items).toEqual([])
})

it('has its row in the README, in both languages', () => {
  for (const [lang, row] of [
    ['en', '| 13 | 省科技馆展厅 | `science-museum` | feed | picture 1000×1000; text ≤100 字 |  | O |'],
    ['zh', '| 13 | 省科技馆展厅 | `science-museum` | 订阅源 | 图片 1000×1000；文字稿 ≤100 字 |  | O |'],
  ] as const) {
    const lines = channelTable(table, lang).split('\n')
    expect(lines.at(-1)).toBe(row)
    expect(lines.slice(0, -1).join('\n')).toBe(channelTable(channels, lang))
  }
})

it('changes nothing of a document but what stands between the marks', () => {
  const document = '# 标题\n<!-- channels -->\n旧表\n<!-- /channels -->\n结尾\n'
  const filled = withChannelTable(document, table, 'zh')
  expect(filled).toBe(`# 标题\n<!-- channels -->\n${channelTable(table, 'zh')}\n<!-- /channels -->\n结尾\n`)
  expect(filled && withChannelTable(filled, table, 'zh')).toBe(filled)
  expect(withChannelTable('# 没有表\n', table, 'zh')).toBeNull()
})

it('is named by no other room: ids of channels stand in the table alone', () => {
  const src = path.resolve(import.meta.dirname, '../../src')
  const naming = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('channels') && !file.includes('migrations'))
    .filter((file) => {
      const text = readFileSync(path.join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
      return channels.some(({ id }) => text.includes(`'${id}'`))
    })
  expect(naming).toEqual([])
})
