/** The board keeps how each person stands: after any change, by whoever and whenever, it says what it would say anew. */
import type { Where } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Campaign } from '../../src/domain/campaign.ts'
import { type BoardPorts, campaignBoard, rememberJudgements } from '../../src/pipeline/board.ts'
import { rememberLedger } from '../../src/pipeline/ledger-memory.ts'
import { seedPeople } from '../fixtures/people.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { signIn } from './staff.ts'

/** Deterministic, of [0, 1): a failure can be repeated. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

describe.each(databases)('the board’s memory on %s', (kind) => {
  let studio: Studio
  let editor: string
  let ids: readonly string[]
  let campaignId: string
  let now: Date

  beforeAll(async () => {
    studio = await openStudio(kind)
    editor = await signIn(studio, 'editor')
    // Ahead of the clock that marks rows, so that all of them have settled.
    now = new Date(Date.now() + 3_600_000)
    ;({ ids, campaignId } = await seedPeople(studio.payload, {
      count: 4,
      year: 2026,
      now: studio.now,
    }))
  })
  afterAll(() => studio.close())

  const anew = (): BoardPorts => ({ records: studio.records, channels, uncovered: () => [] })
  const keeping = (): BoardPorts => ({
    ...anew(),
    judgements: rememberJudgements(),
    ledger: rememberLedger(),
  })
  const boardOf = async (ports: BoardPorts, at = now) =>
    campaignBoard(
      (await studio.records.campaigns()).find(({ id }) => id === campaignId) as Campaign,
      ports,
      at,
    )

  const db = () => studio.payload.db
  const row = async (collection: string, where: Where, pick: () => number) => {
    const { docs } = await db().find<{ id: string } & Record<string, unknown>>({
      collection: collection as 'assets',
      where,
      pagination: false,
      limit: 0,
      sort: ['id'],
    })
    return docs[Math.floor(pick() * docs.length)] ?? null
  }
  /** Past every hook, as another process's writes are to this one. */
  const change = async (collection: string, id: string, data: Record<string, unknown>) =>
    void (await db().updateOne({ collection: collection as 'assets', id, data }))
  const save = async (id: string, data: object, query = '') => {
    const found = await studio.request('PATCH', `/api/honorees/${id}${query}`, { token: editor, body: data })
    expect(found.status, await found.clone().text()).toBe(200)
  }

  /** Each kind of change there is, to whomever `pick` says. */
  const kinds = (pick: () => number): Readonly<Record<string, () => Promise<void>>> => {
    const whom = (): string => ids[Math.floor(pick() * ids.length)] ?? ''
    const own = (): Where => ({ honoree: { equals: whom() } })
    const changeOne = async (collection: string, where: Where, data: Record<string, unknown>) => {
      const found = await row(collection, where, pick)
      if (found) await change(collection, found.id, data)
    }
    return {
      words: () => save(whom(), { summary: `新的简介${pick()}`, _status: 'published' }),
      draft: () => save(whom(), { motto: `草稿${Math.floor(pick() * 9)}`, _status: 'draft' }, '?draft=true'),
      declared: () => save(whom(), { declarations: { hasNoSecrets: pick() > 0.5 } }),
      consent: () => save(whom(), { consent: { givenAt: new Date(now.getTime() - 1).toISOString() } }),
      'consent to come': () =>
        save(whom(), { consent: { givenAt: new Date(now.getTime() + 60_000).toISOString() } }),
      'consent withdrawn': () =>
        save(whom(), {
          consent: { givenAt: new Date(now.getTime() - 2).toISOString(), withdrawnAt: now.toISOString() },
        }),
      'consent withdrawn across a save': async () => {
        const found = await row('honorees', { id: { equals: whom() } }, pick)
        if (!found) return
        const consent = { givenAt: null, withdrawnAt: now.toISOString() }
        await change('honorees', found.id, { consent, updatedAt: found.updatedAt })
        const where = { and: [{ parent: { equals: found.id } }, { latest: { equals: true } }] }
        const { docs } = await db().findVersions({ collection: 'honorees', where, limit: 1 })
        const [newest] = docs as { id: string; version: object }[]
        if (!newest) return
        const versionData = { ...newest, version: { ...newest.version, consent } } as never
        await db().updateVersion({ collection: 'honorees', id: newest.id, versionData })
      },
      'hour passes': async () => {
        now = new Date(now.getTime() + 90_000)
      },
      'unit renamed': () => changeOne('units', {}, { name: `学会${pick()}` }),
      'asset cut': () => changeOne('assets', own(), { focalX: Math.floor(pick() * 100) }),
      'asset weighs less': async () => {
        const found = await row('assets', { role: { equals: 'work-photo' } }, pick)
        if (found) await change('assets', found.id, { probe: { ...(found.probe as object), bytes: 9_000 } })
      },
      'asset in the trash': () => changeOne('assets', own(), { deletedAt: now.toISOString() }),
      'asset out of the trash': () =>
        changeOne('assets', { deletedAt: { exists: true } }, { deletedAt: null }),
      'asset of another': () => changeOne('assets', own(), { honoree: whom() }),
      'asset gone': async () => {
        const found = await row('assets', own(), pick)
        if (found) await db().deleteOne({ collection: 'assets', where: { id: { equals: found.id } } })
      },
      'file failed': () =>
        changeOne('variants', own(), {
          state: 'failed',
          problem: { kind: 'render-failed', what: '海报', reason: '超时' },
        }),
      'file waits': () => changeOne('variants', own(), { state: 'waiting', problem: null }),
      'file of another': () => changeOne('variants', own(), { honoree: whom() }),
      'file gone': async () => {
        const found = await row('variants', own(), pick)
        if (found) await db().deleteOne({ collection: 'variants', where: { id: { equals: found.id } } })
      },
      rules: () =>
        changeOne(
          'campaigns',
          { id: { equals: campaignId } },
          { rules: { photoMin: Math.floor(pick() * 5) } },
        ),
      'channel unused': () =>
        changeOne(
          'campaigns',
          { id: { equals: campaignId } },
          { unusedChannels: pick() > 0.5 ? ['bus'] : [] },
        ),
      screen: async () => {
        const size = { width: 1000 + Math.floor(pick() * 900), height: 1080, stillSeconds: 10 }
        const slug = `screen-${Math.floor(pick() * 1e9)}`
        await db().create({
          collection: 'screens',
          data: { slug, name: '新屏', channelId: 'bus', playsFilm: false, ...size },
        })
      },
      release: async () => {
        const at = new Date(now.getTime() + (pick() > 0.5 ? 60_000 : -60_000))
        const of = {
          campaign: campaignId,
          honoree: whom(),
          channelId: 'mall',
          version: Math.floor(pick() * 1e6),
        }
        const window = { validFrom: at.toISOString(), frozenAt: at.toISOString(), snapshot: {} }
        await db().create({ collection: 'releases', data: { ...of, ...window } })
      },
      withdrawal: async () => {
        const found = await row('releases', { channelId: { equals: 'mall' } }, pick)
        if (found)
          await studio.records.addWithdrawal({ releaseId: found.id, at: new Date(now), reason: '有误' })
      },
      'person in the trash': () =>
        changeOne('honorees', { id: { equals: whom() } }, { deletedAt: now.toISOString() }),
      'person out of the trash': async () => {
        for (const id of ids) await change('honorees', id, { deletedAt: null })
      },
    }
  }

  it('says what it would say anew, after every kind of change in any order', {
    timeout: 240_000,
  }, async () => {
    const pick = numbers(kind === 'SQLite' ? 7 : 11)
    // One that is asked each time, and one that is asked seldom.
    const [often, seldom] = [keeping(), keeping()]
    const all = kinds(pick)
    const names = Object.keys(all)
    const more = names.filter(() => pick() < 0.2)
    const order = [...names, ...more].toSorted(() => pick() - 0.5)
    for (const [at, name] of order.entries()) {
      await all[name]?.()
      const wanted = await boardOf(anew())
      expect(await boardOf(often), `${name}, step ${at}`).toEqual(wanted)
      if (at % 9 === 0) expect(await boardOf(seldom), `seldom, step ${at}`).toEqual(wanted)
    }
    expect(await boardOf(seldom)).toEqual(await boardOf(anew()))
  })

  it('reads nobody again but who changed, and keeps nobody who is gone', async () => {
    const read: string[] = []
    const ports = keeping()
    const records = {
      ...studio.records,
      honoreesOf(some: readonly string[]) {
        read.push(...some)
        return studio.records.honoreesOf(some)
      },
    }
    const asked = async (at = now): Promise<readonly string[]> => {
      read.length = 0
      await boardOf({ ...ports, records }, at)
      return [...read]
    }
    expect((await asked()).toSorted()).toEqual([...ids].toSorted())
    const [first = ''] = ids
    // Whoever waits for a file that nobody has announced is looked at where any file changed; nobody's did.
    expect(await asked()).toEqual([])
    await save(first, { motto: '只改他一人', _status: 'draft' }, '?draft=true')
    expect(await asked()).toEqual([first])
    expect(await asked()).toEqual([])
    await change('honorees', first, { deletedAt: now.toISOString() })
    expect(await asked()).toEqual([])
    await change('honorees', first, { deletedAt: null })
    expect(await asked()).toEqual([first])
  })

  it('trusts no row of a moment in which it may be written again', async () => {
    const ports = keeping()
    const at = new Date()
    const [first = ''] = ids
    await change('honorees', first, { updatedAt: at.toISOString(), motto: '先写的话' })
    await boardOf(ports, at)
    const unwritten = { updatedAt: at.toISOString(), name: '后写的名字', _status: 'published' }
    await db().deleteVersions({ collection: 'honorees', where: { parent: { equals: first } } })
    await boardOf(ports, at)
    await change('honorees', first, unwritten)
    const { rows } = await boardOf(ports, at)
    expect(rows.find(({ honoreeId }) => honoreeId === first)?.name).toBe('后写的名字')
  })

  it.each([
    ['before the pass ends', true],
    ['after it', false],
  ])('keeps nothing made of a row that came while it was made and went again, %s', async (_, isWithin) => {
    const ports = keeping()
    const [first = ''] = ids
    const found = await row('assets', { honoree: { equals: first } }, () => 0)
    const id = found?.id ?? ''
    expect(id).not.toBe('')
    const come = () => change('assets', id, { deletedAt: null })
    const go = () => change('assets', id, { deletedAt: new Date().toISOString() })
    await go()
    const records = {
      ...studio.records,
      async honoreesOf(some: readonly string[]) {
        await come()
        return studio.records.honoreesOf(some)
      },
      async assetsOfAll(some: readonly string[]) {
        const assets = await studio.records.assetsOfAll(some)
        if (isWithin) await go()
        return assets
      },
    }
    await boardOf({ ...ports, records })
    await go()
    expect(await boardOf(ports)).toEqual(await boardOf(anew()))
    await come()
  })

  it('serves two who ask at once with one judgement', async () => {
    let passes = 0
    const ports = keeping()
    const records = {
      ...studio.records,
      honoreesOf(some: readonly string[]) {
        passes += 1
        return studio.records.honoreesOf(some)
      },
    }
    const [one, other] = await Promise.all([boardOf({ ...ports, records }), boardOf({ ...ports, records })])
    expect(one).toEqual(other)
    expect(passes).toBe(1)
  })
})
