/** One bad row in every collection, of each kind: nothing else stops, health counts what it can, and everything still boots. */
import { createHash, randomUUID } from 'node:crypto'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { digestRecords } from '../../src/cms/records/digest.ts'
import { campaignBoard } from '../../src/pipeline/board.ts'
import { sendDigests } from '../../src/pipeline/notice-mail.ts'
import { reconcile } from '../../src/pipeline/reconcile.ts'
import { sweep } from '../../src/pipeline/sweep.ts'
import { createLog } from '../../src/platform/log.ts'
import { freePort } from '../browser/server.ts'
import { databases } from '../cms/databases.ts'
import { sampleCampaign, sampleHonoree, sampleRelease } from '../cms/samples.ts'
import { hire } from '../cms/staff.ts'
import { createPaperRenderer } from '../pipeline/paper-renderer.ts'
import { type AttackedHouse, openAttackedHouse } from './house.ts'
import { kinds, spoil } from './spoil.ts'

describe.each(databases)('a bad row in every collection on %s', (database) => {
  let house: AttackedHouse
  /** So small that nothing sharp can come of it: refused, with a sentence. */
  let photograph = ''
  beforeAll(async () => {
    house = await openAttackedHouse(database)
    photograph = path.join(house.studio.folder, 'photograph.jpg')
    await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).toFile(photograph)
  })
  afterAll(() => house.close())

  /** A row of its own in every collection, to be spoilt. */
  async function victims(kind: string): Promise<Record<string, string>> {
    const { records, payload } = house.studio
    const year = 2040 + kinds.indexOf(kind as (typeof kinds)[number])
    const campaigns = await records.ensureCampaign({ ...sampleCampaign, year })
    const person = {
      ...sampleHonoree,
      campaignId: house.ids.campaigns ?? '',
      name: kind,
      slug: kind.replace(' ', '-'),
    }
    const honorees = (await records.ensureHonoree({ ...person, nominatedBy: kind }, { 手机: '1' })).id
    await records.publishHonoree(honorees)
    const unit = await payload.db.findOne<{ id: string }>({
      collection: 'units',
      where: { name: { equals: kind } },
    })
    const add = async (collection: string, data: object): Promise<string> => {
      const slug = collection as 'users'
      return String((await payload.db.create({ collection: slug, data: data as Record<string, unknown> })).id)
    }
    const at = house.studio.now.toISOString()
    await records.addRelease({ ...sampleRelease(campaigns, honorees, 1), channelId: 'bus' })
    const release = await payload.db.findOne<{ id: string }>({
      collection: 'releases',
      where: { honoree: { equals: honorees } },
    })
    const releases = String(release?.id)
    const partners = await add('partners', {
      name: kind,
      channelIds: ['bus'],
      tokenHash: createHash('sha256').update(kind).digest('hex'),
    })
    const handIn = await add('hand-ins', { campaign: campaigns, told: [], openedBy: 'users:x', openedAt: at })
    const file = (name: string) => ({
      handIn,
      path: `${kind}/${name}`,
      bytes: 1,
      storageKey: `incoming/x/${kind.replace(' ', '-')}-${name}`,
      state: 'refused',
      problems: [],
      arrivedAt: at,
    })
    // Stays sound, so that the spoilt hand-in is asked for.
    await add('hand-in-files', file('2.jpg'))
    const storageKey = `originals/${kind.replace(' ', '-')}.jpg`
    await house.studio.store.put(photograph, storageKey)
    const of = {
      honoree: honorees,
      sha256: kind,
      storageKey,
      fileName: kind,
      filename: kind,
    }
    return {
      campaigns,
      honorees,
      units: String(unit?.id),
      releases,
      partners,
      users: (await hire(house.studio, kind.replace(' ', '-'), 'editor')).id,
      assets: await add('assets', {
        ...of,
        role: 'work-photo',
        probe: { kind: 'image', bytes: 1, width: 1, height: 1 },
      }),
      variants: await add('variants', {
        key: kind,
        label: kind,
        honoree: honorees,
        state: 'waiting',
        channelIds: ['bus'],
      }),
      withdrawals: await add('withdrawals', { release: releases, reason: kind, at }),
      screens: await add('screens', {
        name: kind,
        slug: kind,
        channelId: 'bus',
        width: 960,
        height: 540,
        stillSeconds: 10,
      }),
      receipts: await add('receipts', {
        key: kind,
        kind: 'fetched',
        at,
        partner: partners,
        release: releases,
      }),
      events: await add('events', {
        at,
        kind: 'changed',
        actorName: kind,
        actorKind: 'user',
        subjectCollection: 'honorees',
        subjectId: house.ids.honorees,
        fields: ['name'],
        before: {},
        after: {},
      }),
      'sign-in-tries': await add('sign-in-tries', { account: kind, address: kind, at }),
      wakes: await add('wakes', { subject: kind, stamp: randomUUID(), at }),
      claims: await add('claims', { key: randomUUID(), owner: kind, stamp: randomUUID(), until: at }),
      'hand-ins': handIn,
      'hand-in-files': await add('hand-in-files', file('1.jpg')),
      'unit-links': await add('unit-links', {
        campaign: campaigns,
        unit: String(unit?.id),
        tokenHash: kind,
        reopenedUntil: at,
      }),
      'notice-marks': await add('notice-marks', { key: kind, user: kind, notice: kind, at }),
      digests: await add('digests', { key: kind, user: kind, notices: [kind], dueAt: at }),
      'second-factors': await add('second-factors', { key: kind, user: kind }),
      'payload-preferences': await add('payload-preferences', {
        key: kind,
        value: {},
        user: { relationTo: 'users', value: house.userIds.get('admin') },
      }),
      'payload-locked-documents': await add('payload-locked-documents', {
        document: { relationTo: 'honorees', value: honorees },
        user: { relationTo: 'users', value: house.userIds.get('admin') },
      }),
    }
  }

  /** Everything that reads more than one row; says what failed. */
  async function everything(): Promise<string[]> {
    const { studio, ids, ask } = house
    const { records, store, folder } = studio
    const failures: string[] = []
    const slugs = studio.config.collections
      .filter(({ endpoints }) => endpoints !== false)
      .map(({ slug }) => slug)
    const lists = slugs.flatMap((slug) => [
      `/api/${slug}?limit=30&depth=1`,
      ...(slug === 'honorees' ? [`/api/${slug}?draft=true&limit=30`, `/api/${slug}/versions?limit=30`] : []),
    ])
    const pages = [
      '/api/progress',
      '/api/campaigns/board',
      '/api/hand-ins/waiting',
      '/api/notices',
      '/api/notices/unread',
      `/api/hand-ins/waiting?campaign=${ids.campaigns}`,
      `/api/unit-links/list?campaign=${ids.campaigns}`,
      `/api/campaigns/board?campaign=${ids.campaigns}`,
      `/api/honorees/${ids.honorees}/readiness`,
      `/api/honorees/${ids.honorees}/crops`,
      `/api/honorees/${ids.honorees}/gallery`,
      `/api/honorees/${ids.honorees}/history`,
      `/api/honorees/${ids.honorees}?depth=2`,
      `/api/units/${ids.units}?depth=1`,
    ]
    for (const address of [...lists, ...pages]) {
      const { status, text } = await ask('GET', address, { as: 'admin' })
      const isKept =
        /payload-(kv|migrations|jobs)|api\/(hand-ins|unit-links)\?/.test(address) &&
        [403, 404, 501].includes(status)
      if (status !== 200 && !isKept) failures.push(`${address}: ${status}`)
      const slug = /^\/api\/([^/?]+)\?/.exec(address)?.[1]
      // Variants come and go with the reconcile below.
      const sound = slug && slug !== 'variants' && ids[slug]
      if (sound && status === 200 && !text.includes(sound)) failures.push(`${address}: without the sound row`)
    }
    await house.refresh()
    for (const address of ['/feeds/douyin.json', '/feeds/douyin.rss', '/feeds']) {
      const { status, text } = await ask('GET', address, { as: 'partner' })
      if (status !== 200) failures.push(`${address}: ${status}`)
      if (/douyin/.test(address) && !text.includes('李明'))
        failures.push(`${address}: without the sound release`)
    }
    const body = { email: 'editor@staff.test', password: 'Correct-Horse-9' }
    const login = await ask('POST', '/api/users/login', { body })
    if (login.status !== 200) failures.push(`login: ${login.status}`)

    const uncovered = (): readonly string[] => []
    const ports = { records, channels, uncovered }
    const queue = { add: () => true, has: () => false, idle: async () => {}, stop: async () => {} }
    const deeds: Record<string, () => Promise<unknown>> = {
      boards: async () =>
        Promise.all((await records.campaigns()).map((one) => campaignBoard(one, ports, studio.now))),
      reconcile: () =>
        reconcile({
          ...ports,
          store,
          queue: queue as never,
          renderer: createPaperRenderer(),
          scratch: path.join(folder, 'work'),
          owner: 'w',
          clock: () => studio.now,
          emit: (event) => event.kind === 'crashed' && failures.push(`reconcile: ${String(event.error)}`),
        }),
      sweep: () => sweep({ ...ports, store }, { isAlone: true, now: studio.now }),
      wakes: () => records.wakes(100),
      digests: () =>
        sendDigests({
          mails: digestRecords({ payload: studio.payload }),
          send: async () => {},
          publicUrl: house.url,
          clock: () => studio.now,
          onFailure: (error) => failures.push(`digests: ${String(error)}`),
        }),
      unreadable: () => records.unreadable(),
    }
    for (const [name, deed] of Object.entries(deeds))
      await deed().catch((error: unknown) => failures.push(`${name}: ${String(error)}`))
    return failures
  }

  it('finds nothing to fail without one', async () => {
    expect(await everything()).toEqual([])
  })

  it.each(kinds)('goes on with every other row: %s', async (kind) => {
    const ids = await victims(kind)
    const { payload, records } = house.studio
    const collections = Object.keys(payload.collections).filter(
      (slug) => !/^payload-(kv|migrations|jobs)/.test(slug),
    )
    expect(Object.keys(ids).sort()).toEqual(collections.sort())
    const before = (await records.unreadable()).length
    expect(await spoil(payload, database, kind, ids)).toBeGreaterThan(5)
    expect(await everything()).toEqual([])
    // What points nowhere, or names a choice of another version, may be nobody's loss: it is not counted.
    if (kind !== 'dangling' && kind !== 'unknown choice')
      expect((await records.unreadable()).length).toBeGreaterThan(before)
    const { text } = await house.ask('GET', '/healthz')
    expect(JSON.parse(text)).toMatchObject({ degraded: true })
  })

  it('boots on all of them, and says that it is not whole', async () => {
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
      onEvent: (event) => event.kind === 'crashed' && crashes.push(`${event.what}: ${String(event.error)}`),
    })
    try {
      await server.worker?.reconcileAll()
      await server.worker?.idle()
      expect(crashes).toEqual([])
      const health = await fetch(`http://127.0.0.1:${port}/healthz`)
      expect(await health.json()).toMatchObject({ degraded: true })
      const token = house.tokens.get('partner')
      const feed = await fetch(`http://127.0.0.1:${port}/feeds/douyin.json?token=${token}`)
      expect([feed.status, (await feed.text()).includes('李明')]).toEqual([200, true])
    } finally {
      await server.stop()
    }
  })
})
