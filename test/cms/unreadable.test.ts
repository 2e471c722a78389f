/** One bad row stops nothing: drafts are looked at before the write, and what lies there already is one red row. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { RichText } from '../../src/cms/adapter/rich-text.ts'
import { campaignBoard } from '../../src/pipeline/board.ts'
import { reconcile } from '../../src/pipeline/reconcile.ts'
import { scheduleCampaign } from '../../src/pipeline/schedule-campaign.ts'
import { sweep } from '../../src/pipeline/sweep.ts'
import { createLog } from '../../src/platform/log.ts'
import { freePort } from '../browser/server.ts'
import { createPaperRenderer } from '../pipeline/paper-renderer.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree, sampleRelease } from './samples.ts'
import { signIn } from './staff.ts'

const paragraph = (...children: object[]): RichText =>
  ({ root: { type: 'root', version: 1, children: [{ type: 'paragraph', version: 1, children }] } }) as never
const words = { type: 'text', version: 1, text: '链接文字' }
const block = (type: string): RichText =>
  ({ root: { type: 'root', children: [{ type, version: 1 }] } }) as never

const bad: readonly [string, object, RegExp][] = [
  ['a date', { consent: { givenAt: 'garbage' } }, /^“同意日期”填的是“garbage”，应为日期/],
  ['another date', { consent: { withdrawnAt: 20260520 } }, /^“撤回日期”填的是“20260520”，应为日期/],
  ['a link', { deeds: paragraph({ type: 'link', children: [words] }) }, /^“主要事迹”里有.+（链接）/],
  ['an autolink', { deeds: paragraph({ type: 'autolink', children: [words] }) }, /（链接）/],
  ['a table', { deeds: block('table') }, /^“主要事迹”里有.+（表格）/],
  ['an upload', { deeds: block('upload') }, /（图片或文件）/],
  ['a rule', { deeds: block('horizontalrule') }, /（分隔线）/],
  ['a node nobody knows', { deeds: block('surprise') }, /（surprise）/],
  ['text where a tree should be', { deeds: 'just text' }, /^“主要事迹”里有/],
  ['a number as a name', { name: 42 }, /^“姓名”填的是“42”，应为文字/],
  ['a category of its own', { category: 'best' }, /^“人选类别”填的是“best”，应为列表中的一项/],
  ['a campaign that is not there', { campaign: 'nowhere' }, /^“活动”填的是“nowhere”，应为已登记的一项/],
  ['a unit that is no id', { unit: { a: 1 } }, /^“推荐单位”填的是/],
  ['a tick that is none', { declarations: { hasNoSecrets: 'perhaps' } }, /应为是或否/],
]

describe.each(databases)('bad rows on %s', (kind) => {
  let studio: Studio
  let campaignId: string
  let token: string
  const ids = { date: '', node: '', fine: '' }
  beforeAll(async () => {
    studio = await openStudio(kind)
    token = await signIn(studio, 'admin')
    campaignId = await studio.records.ensureCampaign(sampleCampaign)
    for (const [index, name] of Object.keys(ids).entries()) {
      const person = { ...sampleHonoree, slug: name, campaignId, name: `人选${index + 1}` }
      const { id } = await studio.records.ensureHonoree(person, {})
      await studio.records.publishHonoree(id)
      ids[name as keyof typeof ids] = id
    }
  })
  afterAll(() => studio.close())

  const sizes = async (): Promise<number[]> =>
    Promise.all([
      studio.payload.db.count({ collection: 'honorees' }).then(({ totalDocs }) => totalDocs),
      studio.payload.db.countVersions({ collection: 'honorees' }).then(({ totalDocs }) => totalDocs),
    ])
  const ask = async (method: string, where: string, body?: object) => {
    const response = await studio.request(method, where, { token, ...(body ? { body } : {}) })
    const json = (await response.json()) as { errors?: { message: string }[]; docs?: object[] }
    return { status: response.status, json, sentence: json.errors?.[0]?.message ?? '' }
  }

  it.each(bad)('refuses %s before the write, in one sentence', async (_, body, words) => {
    const before = await sizes()
    const who = encodeURIComponent(ids.fine)
    for (const [method, where] of [
      ['POST', '/api/honorees?draft=true'],
      ['POST', '/api/honorees'],
      ['PATCH', `/api/honorees/${who}?draft=true`],
      ['PATCH', `/api/honorees/${who}`],
      ['PATCH', `/api/honorees?where[id][equals]=${who}&draft=true`],
    ] as const) {
      const { status, sentence } = await ask(method, where, body)
      // Of several at once it is said whose it is.
      const expected = where.includes('where[') ? new RegExp(words.source.replace('^', '^人选\\d+：')) : words
      expect([where, status, sentence]).toEqual([where, 400, expect.stringMatching(expected)])
    }
    expect(await sizes()).toEqual(before)
  })

  it('goes on with everybody else when rows cannot be read', async () => {
    for (const version of [1, 2])
      await studio.records.addRelease(sampleRelease(campaignId, ids.fine, version))
    // The bytes the sample's release shows.
    await mkdir(path.join(studio.folder, 'variants/sh'), { recursive: true })
    await writeFile(path.join(studio.folder, 'variants/sh/shown.jpg'), Buffer.alloc(1_000))
    const [released] = await studio.records.releases()
    await studio.records.addWithdrawal({ releaseId: released?.id ?? '', at: studio.now, reason: '更正' })
    const partner = await studio.payload.db.create({
      collection: 'partners',
      data: { name: '晚报', channelIds: ['bus'] },
    })
    const told = { kind: 'shown', partnerId: String(partner.id), releaseId: released?.id ?? null } as const
    const nowhere = { packVersion: null, screenId: null, note: '' }
    await studio.records.addReceipt({ ...told, ...nowhere, key: 'told', at: studio.now })
    expect(await studio.records.receipt('told')).toMatchObject({ at: studio.now })
    await spoil(studio.payload, kind, ids)
    expect(await studio.records.receipt('told')).toBeNull()
    const { records, store, folder } = studio
    const uncovered = (): readonly string[] => []
    const ports = { records, channels, uncovered }
    const [campaign] = await records.campaigns()
    if (!campaign) throw new Error('no campaign')

    const { rows } = await campaignBoard(campaign, ports, studio.now)
    const unread = rows.map(({ name, gaps }) => [
      name,
      gaps.find(({ text }) => text.includes('无法读取'))?.text ?? null,
    ])
    expect(unread).toEqual([
      [
        '人选1',
        expect.stringMatching(/^人选“人选1”的记录无法读取：“同意日期”或“撤回日期”不是有效的日期；请/),
      ],
      ['人选2', expect.stringMatching(/“主要事迹”中有无法识别的内容（link）/)],
      ['人选3', null],
    ])
    expect((await records.unreadable()).map(({ what }) => what).sort()).toEqual(
      ['人选', '人选', '素材', '屏幕', '发布', '撤回'].sort(),
    )
    // Nothing that was withdrawn comes back because its time cannot be read.
    expect((await records.withdrawals()).map(({ at }) => at)).toEqual([new Date(0)])
    expect((await records.releases()).map(({ version }) => version)).toEqual([1])

    const crashes: unknown[] = []
    const queue = { add: () => true, has: () => false, idle: async () => {}, stop: async () => {} }
    await reconcile({
      ...ports,
      store,
      queue: queue as never,
      renderer: createPaperRenderer(),
      scratch: path.join(folder, 'work'),
      owner: 'w',
      clock: () => studio.now,
      emit: (event) => event.kind === 'crashed' && crashes.push(event.error),
    })
    expect(crashes).toEqual([])
    const report = await sweep({ ...ports, store }, { isAlone: true, now: new Date() })
    expect(report).toMatchObject({ forgotten: 0, unread: 2 })
    const window = { validFrom: studio.now, validUntil: null }
    const { refused } = await scheduleCampaign(campaignId, channels, () => window, ports, studio.now)
    expect(new Set(refused.map(({ honoree }) => honoree.name)).size).toBe(3)

    const again = { ...sampleHonoree, campaignId, slug: 'date' }
    expect(await records.ensureHonoree({ ...again, name: '人选1' }, {})).toEqual({
      id: ids.date,
      isNew: false,
    })
    expect(await records.ensureHonoree({ ...again, name: '人选2' }, {})).toEqual({
      id: ids.node,
      isNew: false,
    })
  })

  it('shows the lists, and lets staff put the row right', async () => {
    for (const list of ['honorees?draft=true', 'honorees', 'assets', 'screens', 'releases', 'withdrawals'])
      expect([list, (await ask('GET', `/api/${list}`)).status]).toEqual([list, 200])
    const { json } = await ask('GET', '/api/honorees?draft=true')
    expect(json.docs).toHaveLength(3)
    expect((await ask('GET', `/api/honorees/${ids.node}?draft=true`)).status).toBe(200)
    // A change that leaves the bad value there is told about it.
    const other = await ask('PATCH', `/api/honorees/${ids.date}?draft=true`, { motto: '新' })
    expect([other.status, other.sentence]).toEqual([400, expect.stringContaining('“同意日期”')])

    const givenAt = '2026-05-20T00:00:00.000Z'
    expect(
      (await ask('PATCH', `/api/honorees/${ids.date}`, { consent: { givenAt }, _status: 'published' }))
        .status,
    ).toBe(200)
    expect((await studio.records.honoree(ids.date))?.published.ok).toBe(true)
  })

  it('starts a real server on such a database, which says so and works', async () => {
    // Payload keeps an instance per process, also a closed one: that of the database before.
    const { _payload } = globalThis as unknown as { _payload: Map<string, unknown> }
    _payload.delete('default')
    const { env } = await import('../../src/platform/env.ts')
    const { startServer } = await import('../../src/server.ts')
    const port = await freePort()
    // The process has one environment; the studio of this test has read it already.
    Object.assign(env(), { port, host: '127.0.0.1' })
    const crashes: string[] = []
    const server = await startServer({
      log: createLog('silent'),
      onEvent: (event) => event.kind === 'crashed' && crashes.push(event.what),
    })
    try {
      const health = await fetch(`http://127.0.0.1:${port}/healthz`)
      expect([health.status, await health.json()]).toMatchObject([
        200,
        { ok: true, degraded: true, unreadable: 5 },
      ])
      await server.worker?.reconcileAll()
      expect(crashes).toEqual([])
    } finally {
      await server.stop()
    }
  })
})

/** As an older version or a hand in the database would have left them. */
async function spoil(payload: Payload, kind: string, ids: { date: string; node: string }): Promise<void> {
  const link = paragraph({ type: 'link', version: 1, children: [words] })
  const asset = await payload.db.create({
    collection: 'assets',
    data: {
      honoree: ids.date,
      role: 'work-photo',
      sha256: 'a',
      storageKey: 'originals/a.jpg',
      probe: {},
      filename: 'a',
    },
  })
  expect(asset).toBeTruthy()
  await payload.create({
    collection: 'screens',
    data: { name: '坏屏', slug: 'bad', channelId: 'bus', width: 768, height: 1152, stillSeconds: 10 },
  })
  if (kind === 'SQLite') {
    const { client } = payload.db as unknown as {
      client: { execute(statement: { sql: string; args: string[] }): Promise<unknown> }
    }
    const run = (sql: string, ...args: string[]) => client.execute({ sql, args })
    await run("UPDATE honorees SET consent_given_at = 'garbage' WHERE id = ?", ids.date)
    await run("UPDATE _honorees_v SET version_consent_given_at = 'garbage' WHERE parent_id = ?", ids.date)
    await run('UPDATE honorees SET deeds = ? WHERE id = ?', JSON.stringify(link), ids.node)
    await run('UPDATE _honorees_v SET version_deeds = ? WHERE parent_id = ?', JSON.stringify(link), ids.node)
    await run("UPDATE releases SET frozen_at = 'some day' WHERE version = 2")
    await run("UPDATE withdrawals SET at = 'some day'")
    await run("UPDATE receipts SET at = 'some day'")
    await run("UPDATE assets SET probe = '{broken' WHERE sha256 = 'a'")
    await run("UPDATE screens SET width = 'wide', created_at = 'long ago' WHERE slug = 'bad'")
    return
  }
  type Collection = { updateMany(where: object, change: object): Promise<unknown> }
  const { collections, versions } = payload.db as unknown as {
    collections: Record<string, { collection: Collection }>
    versions: Record<string, { collection: Collection }>
  }
  const set = (of: typeof collections, name: string, where: object, values: object) =>
    of[name]?.collection.updateMany(where, { $set: values })
  await set(collections, 'honorees', { slug: 'date' }, { 'consent.givenAt': 'garbage' })
  await set(versions, 'honorees', { 'version.slug': 'date' }, { 'version.consent.givenAt': 'garbage' })
  await set(collections, 'honorees', { slug: 'node' }, { deeds: link })
  await set(versions, 'honorees', { 'version.slug': 'node' }, { 'version.deeds': link })
  await set(collections, 'releases', { version: 2 }, { frozenAt: 'some day' })
  await set(collections, 'withdrawals', {}, { at: 'some day' })
  await set(collections, 'receipts', {}, { at: 'some day' })
  await set(collections, 'assets', { sha256: 'a' }, { probe: '{broken' })
  await set(collections, 'screens', { slug: 'bad' }, { width: 'wide', createdAt: 'long ago' })
}
