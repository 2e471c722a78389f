/**
 * Another process holds SQLite's write lock: whoever reads is answered meanwhile, whoever writes waits or reads a
 * sentence, and nothing is half written. Order is shown by the test's own release of the lock, never by a time.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type AttackedHouse, openAttackedHouse } from '../attack/house.ts'

const holding = `
  const Database = require('libsql')
  const db = new Database(process.argv[1])
  db.exec('PRAGMA busy_timeout = 60000')
  db.exec('BEGIN IMMEDIATE')
  process.stdout.write('held')
  process.stdin.once('data', () => {
    db.exec('COMMIT')
    process.exit(0)
  })
`
let holder: ChildProcess | null = null
let house: AttackedHouse

async function hold(): Promise<void> {
  const file = path.join(house.studio.folder, 'test.db')
  holder = spawn(process.execPath, ['-e', holding, file], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(holder.stdout!, 'data')
}

async function release(): Promise<void> {
  if (!holder) return
  const gone = once(holder, 'exit')
  holder.stdin?.write('now')
  await gone
  holder = null
}

async function open(seconds: number): Promise<void> {
  process.env.DATABASE_WAIT_SECONDS = String(seconds)
  house = await openAttackedHouse('SQLite')
}

afterEach(release)
afterAll(() => {
  delete process.env.DATABASE_WAIT_SECONDS
})

const screen = (slug: string) => ({
  as: 'admin' as const,
  body: { name: slug, slug, channelId: 'bus', width: 960, height: 540, stillSeconds: 10 },
})
/** As another connection sees it: committed, not merely said so. */
function committedScreens(): number {
  const db = new Database(path.join(house.studio.folder, 'test.db'))
  const { rows } = db.prepare('SELECT count(*) AS rows FROM screens').get() as { rows: number }
  db.close()
  return rows
}
const event = (title: string) => ({
  collection: 'events' as const,
  data: {
    kind: 'created',
    at: house.studio.now.toISOString(),
    actorKind: 'system',
    actorName: '系统',
    title,
  },
})
const count = async (collection: 'screens' | 'events' | 'receipts'): Promise<number> =>
  (await house.studio.payload.count({ collection })).totalDocs

describe('while it is held, with patience', () => {
  beforeAll(() => open(120))
  afterAll(() => house.close())

  it('answers every reader, and writes once it is free', async () => {
    await hold()
    const before = { screens: await count('screens'), events: await count('events') }
    let isWritten = false
    const writing = house.ask('POST', '/api/screens', screen('patient')).finally(() => {
      isWritten = true
    })
    const health = await house.ask('GET', '/healthz')
    expect(JSON.parse(health.text)).toMatchObject({ degraded: true, db: 'busy', unreadable: 0 })
    for (const address of ['/feeds', '/feeds/douyin.rss', '/feeds/douyin.json'])
      expect((await house.ask('GET', address, { as: 'partner' })).status, address).toBe(200)
    for (const address of ['/api/honorees', '/api/releases', '/api/screens', '/api/users/me'])
      expect((await house.ask('GET', address, { as: 'editor' })).status, address).toBe(200)
    expect([isWritten, holder?.exitCode]).toEqual([false, null])
    expect({ screens: await count('screens'), events: await count('events') }).toEqual(before)

    await release()
    expect((await writing).status).toBe(201)
    expect({ screens: await count('screens'), events: await count('events') }).toEqual({
      screens: before.screens + 1,
      events: before.events + 1,
    })
    expect(JSON.parse((await house.ask('GET', '/healthz')).text)).toMatchObject({ degraded: false, db: 'ok' })
  })

  it('takes the writes of many that waited together, each once', async () => {
    await hold()
    const before = await count('screens')
    const writing = Array.from({ length: 20 }, (_, number) =>
      house.ask('POST', '/api/screens', screen(`crowd-${number}`)),
    )
    expect(JSON.parse((await house.ask('GET', '/healthz')).text)).toMatchObject({ db: 'busy' })
    await release()
    expect((await Promise.all(writing)).map(({ status }) => status)).toEqual(Array(20).fill(201))
    expect([await count('screens'), committedScreens()]).toEqual([before + 20, before + 20])
  })
})

describe('while it is held for longer than anybody waits', () => {
  beforeAll(() => open(1))
  afterAll(() => house.close())

  it('refuses in a sentence, keeps nothing, and takes the same later', async () => {
    const before = { screens: await count('screens'), receipts: await count('receipts') }
    const [shown] = await house.studio.records.releases()
    const receipt = { kind: 'failed', releaseId: shown?.id, at: house.studio.now.toISOString() }
    const partner = await house.studio.payload.find({
      collection: 'partners',
      where: { name: { equals: 'partner' } },
    })
    await house.studio.payload.update({
      collection: 'partners',
      id: partner.docs[0]?.id ?? '',
      data: { channelIds: [shown?.channelId as 'douyin'] },
    })
    await hold()
    const [staff, told] = await Promise.all([
      house.ask('POST', '/api/screens', screen('impatient')),
      house.ask('POST', '/receipts', { as: 'partner', body: receipt }),
    ])
    expect([staff.status, staff.headers.get('retry-after')]).toEqual([503, '10'])
    expect(JSON.parse(staff.text)).toEqual({
      errors: [{ message: '内容没有保存：数据库正被另一个程序占用，请稍后再提交，内容不必改动。' }],
    })
    expect([told.status, told.headers.get('content-type'), told.headers.get('retry-after')]).toEqual([
      503,
      'application/problem+json',
      '10',
    ])
    expect(JSON.parse(told.text)).toMatchObject({ detail: expect.stringMatching(/占用.*没有保存.*重新提交/) })
    expect({ screens: await count('screens'), receipts: await count('receipts') }).toEqual(before)

    await release()
    const again = await house.ask('POST', '/api/screens', screen('impatient'))
    expect(again.status).toBe(201)
    expect((await house.ask('POST', '/receipts', { as: 'partner', body: receipt })).status).toBe(201)
    expect({ screens: await count('screens'), receipts: await count('receipts') }).toEqual({
      screens: before.screens + 1,
      receipts: before.receipts + 1,
    })
    expect(committedScreens()).toBe(before.screens + 1)
  })

  it('carries through what a request had begun to write', async () => {
    const { db } = house.studio.payload
    const req = { context: { asked: true } }
    await db.create({ ...event('first'), req })
    // Gives the request another context.
    await house.studio.payload.find({ collection: 'units', limit: 1, req })
    await hold()
    let isWritten = false
    const second = db.create({ ...event('second'), req }).finally(() => {
      isWritten = true
    })
    await expect(db.create(event('a stranger’s'))).rejects.toThrow()
    expect(isWritten).toBe(false)
    await release()
    await second
    const { docs } = await house.studio.payload.find({
      collection: 'events',
      where: { title: { in: ['first', 'second', 'a stranger’s'] } },
    })
    expect(docs.map(({ title }) => title).sort()).toEqual(['first', 'second'])
  })

  /** Another process takes the lock when the request comes to write there, and keeps it for longer than a stranger waits. */
  async function takeLockBefore(
    name: 'create' | 'updateOne',
    collection: string,
    ask: () => ReturnType<typeof house.ask>,
  ): Promise<number> {
    const { db } = house.studio.payload
    const write = db[name] as (args: { collection: string }) => Promise<unknown>
    let reached = (): void => {}
    const isReached = new Promise<void>((resolve) => {
      reached = resolve
    })
    const spy = vi.spyOn(db, name as 'create').mockImplementation((async (args: { collection: string }) => {
      if (args.collection === collection && !holder) {
        await hold()
        reached()
      }
      return write.call(db, args)
    }) as typeof db.create)
    try {
      const asking = ask()
      await Promise.race([isReached, asking])
      expect(holder).not.toBeNull()
      const stranger = { ...event('nobody’s'), req: { context: {} } }
      await expect((db.create as typeof write)(stranger)).rejects.toThrow()
      await release()
      return (await asking).status
    } finally {
      spy.mockRestore()
    }
  }

  it('tells of what was saved, however long the lock is taken in between', async () => {
    const before = { screens: committedScreens(), events: await count('events') }
    const status = await takeLockBefore('create', 'events', () =>
      house.ask('POST', '/api/screens', screen('traced')),
    )
    expect(status).toBe(201)
    expect({ screens: committedScreens(), events: await count('events') }).toEqual({
      screens: before.screens + 1,
      events: before.events + 1,
    })
  })

  it('says of no withdrawal that was saved that it was not', async () => {
    const shown = { key: { equals: 'shown' } }
    const isShown = async () =>
      (await house.studio.payload.find({ collection: 'variants', where: shown })).docs[0]?.isShown
    expect(await isShown()).toBe(true)
    const [made] = await house.studio.records.releases()
    const status = await takeLockBefore('updateOne', 'variants', () =>
      house.ask('POST', '/api/withdrawals', { as: 'admin', body: { release: made?.id, reason: '换图' } }),
    )
    expect([status, await isShown()]).toEqual([201, false])
  })
})
