/** What independent readers and validators make of the four formats, served over HTTP. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { parseFeed as parseRowan } from '@rowanmanning/feed-parser'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parseAtomFeed, parseFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import RssParser from 'rss-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemIdOf, type Release, type ReleaseMedia } from '../../src/domain/release.ts'
import { bearer, type House, hours, keep, nastyRead, openHouse, picture, release, six } from './house.ts'

const run = promisify(execFile)
const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0
const python = ['/usr/bin/python3', 'python3'].find((command) => has(command, '-c', 'import feedparser'))

let house: House
let scratch: string
let film: ReleaseMedia
let photo: ReleaseMedia
let live: Release
let withdrawn: Release
let held: Release
const text = { rss: '', atom: '', json: '', ninjs: '' }

beforeAll(async () => {
  house = await openHouse()
  scratch = await mkdtemp(path.join(tmpdir(), 'zuimei-readers-'))
  photo = { ...(await picture(house, 320, 240, 'photo', '#a3101b')), isAiMade: true }
  film = await keep(house, Buffer.from('film'.repeat(500)), {
    specId: 'film-9x16',
    role: 'film',
    mediaType: 'video/mp4',
    width: 1080,
    height: 1920,
    durationMs: 14_960,
  })
  live = release(house, [photo, film], { validUntil: hours(1000) })
  held = release(house, [photo], { honoreeId: 'h2', embargoedUntil: hours(5) })
  withdrawn = release(house, [photo], { honoreeId: 'h3' })
  release(house, [], { honoreeId: 'h4', snapshot: { topics: [], body: [] } })
  house.tables.withdrawals.push({ releaseId: withdrawn.id, at: six, reason: '内容有误 <更正>' })
  for (const format of ['rss', 'atom', 'json', 'ninjs'] as const) {
    const answer = await house.get(`/feeds/douyin.${format}`, bearer(house.token.trusted))
    expect(answer.status).toBe(200)
    text[format] = await answer.text()
    await writeFile(path.join(scratch, `feed.${format}`), text[format])
  }
})
afterAll(async () => {
  await house.close()
  await rm(scratch, { recursive: true, force: true })
})

const idOf = (one: Release): string => `urn:zuimei:item:${itemIdOf(one)}`
const titleOf = (one: Release): string => one.snapshot.title.replace('\u{0007}', '')

it('rss-parser reads the RSS, files and windows included', async () => {
  const parser = new RssParser({
    headers: bearer(house.token.trusted),
    customFields: {
      item: [
        ['media:group', 'group'],
        ['dcterms:valid', 'valid'],
      ],
    },
  })
  const feed = await parser.parseURL(`${house.url}/feeds/douyin.rss`)
  expect(feed.items).toHaveLength(3)
  const item = feed.items.find(({ guid }) => guid === idOf(live))
  expect(item).toMatchObject({
    title: titleOf(live),
    pubDate: live.validFrom.toUTCString(),
    content: `王翀长期从事水稻育种。${nastyRead}`,
    valid: `start=${live.validFrom.toISOString()};end=${hours(1000).toISOString()};scheme=W3C-DTF`,
  })
  expect(item?.enclosure).toMatchObject({ length: String(film.bytes), type: 'video/mp4' })
  const encoded: string = (item as Record<string, unknown> | undefined)?.['content:encoded'] as string
  expect(encoded).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(encoded).toContain('<ul><li>新品种十二个</li>')
  expect(item?.group['media:content'].map(({ $ }: { $: Record<string, string> }) => $)).toMatchObject([
    { isDefault: 'false', medium: 'image', 'zm:sha256': photo.sha256, 'zm:aiMade': 'true', width: '320' },
    { isDefault: 'true', medium: 'video', fileSize: String(film.bytes), duration: '14.96' },
  ])
  const bytes = await (await fetch(item?.enclosure?.url ?? '')).arrayBuffer()
  expect(bytes.byteLength).toBe(film.bytes)
})

it('feedsmith reads all three of its formats', () => {
  expect(parseFeed(text.rss).format).toBe('rss')
  const rss = parseRssFeed(text.rss)
  const item = rss.items?.find(({ guid }) => guid?.value === idOf(live))
  expect(item?.title).toBe(titleOf(live))
  expect(item?.enclosures).toHaveLength(1)
  const group = item?.media?.groups?.[0]
  expect(group?.contents?.map((content) => content.isDefault)).toEqual([false, true])
  expect(group?.contents?.[0]?.credits?.[0]).toMatchObject({ value: '沈阳农业大学供图' })
  const atom = parseAtomFeed(text.atom)
  expect(atom.entries?.map(({ id }) => id)).toEqual(rss.items?.map(({ guid }) => guid?.value))
  expect(atom.entries?.find(({ id }) => id === idOf(live))?.title?.value).toBe(titleOf(live))
  expect(atom.authors?.map(({ name }) => name)).toEqual(['省委宣传部', '省精神文明办', '省科协'])
  const json = parseJsonFeed(text.json)
  expect(json.items?.find(({ id }) => id === idOf(live))?.attachments?.[1]).toMatchObject({
    mime_type: 'video/mp4',
    size_in_bytes: film.bytes,
    duration_in_seconds: 14.96,
  })
})

it.each(['rss', 'atom'] as const)('@rowanmanning/feed-parser reads the %s', (format) => {
  const feed = parseRowan(text[format])
  expect(feed.title).toBe('辽宁最美科技工作者 · 抖音')
  const item = feed.items.find(({ id }) => id === idOf(live))
  expect(item).toMatchObject({ title: titleOf(live), published: live.validFrom })
  expect(item?.content).toContain('<h2>扎根</h2>')
  expect(item?.media.map(({ mimeType }) => mimeType)).toContain('video/mp4')
})

it('JSON Feed keeps its own rules', () => {
  const feed = JSON.parse(text.json)
  expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
  expect(feed.feed_url).toBe(`${house.url}/feeds/douyin.json`)
  for (const item of feed.items) {
    expect(typeof item.id).toBe('string')
    expect(typeof item.content_html).toBe('string')
    for (const { url, mime_type } of item.attachments)
      expect([new URL(url).protocol, mime_type]).toEqual(['http:', expect.any(String)])
  }
  // Members that are not the standard's begin with an underscore.
  const own = Object.keys(feed).filter(
    (name) =>
      ![
        'version',
        'title',
        'home_page_url',
        'feed_url',
        'description',
        'language',
        'authors',
        'items',
      ].includes(name),
  )
  expect(own).toEqual(['_zuimei'])
  expect(feed._zuimei.withdrawn).toMatchObject([{ id: idOf(withdrawn), reason: '内容有误 <更正>' }])
})

it('ninjs validates against the schema of IPTC', async () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  const schema = async (name: string) =>
    JSON.parse(await readFile(path.join(import.meta.dirname, '../schemas', name), 'utf8'))
  ajv.addSchema(await schema('GeoJSON-schema.json'), 'https://geojson.org/schema/GeoJSON.json')
  const validate = ajv.compile(await schema('ninjs-schema_3.1.json'))
  const doc = JSON.parse(text.ninjs)
  validate(doc)
  expect(validate.errors).toBeNull()
  // The validator is awake: an unknown member deep inside is refused.
  doc.associations[0].renditions[0].sha256 = 'x'
  expect(validate(doc)).toBe(false)
  const status = Object.fromEntries(
    doc.associations.map(({ uri, pubStatus }: { uri: string; pubStatus: string }) => [uri, pubStatus]),
  )
  expect(status).toMatchObject({
    [idOf(live)]: 'usable',
    [idOf(held)]: 'withheld',
    [idOf(withdrawn)]: 'canceled',
  })
})

describe('the marks of withdrawal and embargo', () => {
  it.each(['rss', 'atom'] as const)('stand in the %s', (format) => {
    expect(text[format]).toContain(
      `<at:deleted-entry ref="${idOf(withdrawn)}" when="${six.toISOString()}"><at:comment>内容有误 &lt;更正&gt;</at:comment>`,
    )
    expect(text[format]).toContain(`<zm:release>${live.id}</zm:release>`)
    expect(text[format]).toContain('【2026/11/23 11:00 前禁发】')
    expect(text[format]).toContain(`<zm:embargoedUntil>${hours(5).toISOString()}<`)
  })
})

it.each(['rss', 'atom', 'json', 'ninjs'] as const)('the %s carries nothing private', (format) => {
  // Of partners, tokens and storage a feed says nothing.
  for (const word of [...house.tables.tokens.keys(), '合作媒体', 'variants/', 'originals/', house.folder])
    expect(text[format]).not.toContain(word)
  expect(text[format]).not.toContain('\u{0007}')
})

it.skipIf(!has('xmllint', '--version'))('Atom keeps the grammar of RFC 4287', async () => {
  const grammar = path.join(import.meta.dirname, '../schemas/atom.rng')
  const check = (file: string) => run('xmllint', ['--noout', '--relaxng', grammar, file])
  await expect(check(path.join(scratch, 'feed.atom'))).resolves.toBeDefined()
  const broken = path.join(scratch, 'broken.atom')
  await writeFile(broken, text.atom.replace(/<updated>.*?<\/updated>/, ''))
  await expect(check(broken)).rejects.toThrow()
  await expect(run('xmllint', ['--noout', path.join(scratch, 'feed.rss')])).resolves.toBeDefined()
})

it.skipIf(!python).each(['rss', 'atom'])(
  "Python's feedparser reads the %s without complaint",
  async (format) => {
    const script = `
import feedparser, json, sys
d = feedparser.parse(sys.argv[1])
print(json.dumps({'bozo': bool(d.bozo), 'status': d.status, 'version': d.version, 'entries': [
  {'id': e.id, 'title': e.title, 'enclosures': [[x.type, x.get('length')] for x in e.enclosures]} for e in d.entries]}))`
    const address = `${house.url}/feeds/douyin.${format}?token=${house.token.trusted}`
    const { stdout } = await run(python ?? '', ['-c', script, address])
    const feed = JSON.parse(stdout)
    expect(feed).toMatchObject({ bozo: false, status: 200, version: format === 'rss' ? 'rss20' : 'atom10' })
    const entry = feed.entries.find(({ id }: { id: string }) => id === idOf(live))
    expect(entry.title).toBe(titleOf(live))
    expect(entry.enclosures).toContainEqual(['video/mp4', String(film.bytes)])
  },
)

it.skipIf(!has('newsboat', '--version')).each(['rss', 'atom'])(
  'newsboat keeps every item of the %s',
  async (format) => {
    const urls = path.join(scratch, `urls-${format}`)
    const cache = path.join(scratch, `cache-${format}.db`)
    const config = path.join(scratch, 'newsboat.conf')
    await writeFile(config, 'cleanup-on-quit no\n')
    const credentials = `http://reader:${house.token.trusted}@${house.url.slice('http://'.length)}`
    await writeFile(urls, `${credentials}/feeds/douyin.${format}\n${credentials}/feeds/beiguo.${format}\n`)
    // Told of both channels at once: newsboat keeps one row a GUID across feeds.
    if (!house.tables.releases.some(({ channelId }) => channelId === 'beiguo')) {
      release(house, [photo], { channelId: 'beiguo' })
      await house.delivery.refresh()
    }
    const options = ['-u', urls, '-c', cache, '-C', config]
    await run('newsboat', [...options, '-x', 'reload'], {
      env: { ...process.env, HOME: scratch, LC_ALL: 'C.UTF-8' },
    })
    const query = 'select guid, title, enclosure_type from rss_item where deleted = 0'
    const { stdout } = await run(python ?? 'python3', [
      '-c',
      'import sqlite3, json, sys; print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))',
      cache,
      query,
    ])
    const rows: [string, string, string][] = JSON.parse(stdout)
    expect(rows).toHaveLength(4)
    const row = rows.find(([guid]) => guid === idOf(live))
    expect(row?.[1]).toBe(titleOf(live))
  },
)
