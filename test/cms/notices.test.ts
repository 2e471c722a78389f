/** Notices over the interface the page uses, and by mail through a real server that fails as servers do. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { systemActor } from '../../src/domain/event.ts'
import { maxTries } from '../../src/domain/notice-mail.ts'
import type { Role } from '../../src/domain/role.ts'
import { sendDigests } from '../../src/pipeline/notice-mail.ts'
import { openPost } from '../../src/platform/mail.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree, sampleRelease, secrets } from './samples.ts'

const glyphs = { kind: 'character-uncovered', field: '姓名', characters: ['㛃'] } as const

interface Told {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly isRead: boolean
}

describe.each(databases)('notices on %s', (kind) => {
  let studio: Studio
  const tokens: Partial<Record<Role, string>> = {}
  const ids: Partial<Record<Role, string>> = {}

  beforeAll(async () => {
    studio = await openStudio(kind)
    studio.now = new Date('2026-05-18T02:00:00.000Z')
    for (const role of ['admin', 'chief', 'editor', 'operator'] as const) {
      const data = { name: `${role} 甲`, email: `${role}@staff.test`, password: 'Correct-Horse-9', role }
      ids[role] = String((await studio.payload.create({ collection: 'users', data })).id)
      tokens[role] = (await studio.payload.login({ collection: 'users', data })).token ?? ''
    }
    const { records } = studio
    const campaignId = await records.ensureCampaign(sampleCampaign)
    const person = { ...sampleHonoree, campaignId, name: '李翀', slug: 'li-chong' }
    const { id: honoreeId } = await records.ensureHonoree(person, secrets)
    await records.publishHonoree(honoreeId)
    const event = {
      actor: { kind: 'unit', id: 'link', name: '沈阳甲学会（交件链接）' },
      at: studio.now,
      address: null,
      fields: [],
      before: {},
      after: {},
      note: '导入 2 个文件',
    } as const
    const subject = { collection: 'honorees', id: honoreeId, title: '李翀' }
    await records.addEvent({ ...event, kind: 'imported', subject })
    await records.addRelease({ ...sampleRelease(campaignId, honoreeId, 1), channelId: 'bus' })
    await records.addEvent({
      ...event,
      kind: 'withdrawn',
      actor: systemActor,
      subject: { collection: 'releases', id: 'r', title: '李翀 · 公交车' },
      after: { channelId: 'bus' },
    })
    const variant = { honoreeId, assetId: null, label: '海报', channelIds: ['bus'], cost: 1 }
    await records.announceVariants([
      { ...variant, key: 'final' },
      { ...variant, key: 'again' },
    ])
    const later = new Date(studio.now.getTime() + 60_000)
    for (const key of ['final', 'again']) await records.claimVariant(key, 'w', studio.now, later)
    await records.failVariant('final', 'w', glyphs, studio.now)
    await records.failVariant('again', 'w', { kind: 'render-failed', what: '海报', reason: '' }, studio.now)
    const handIn = await records.openHandIn({
      campaignId,
      only: { unit: '沈阳农业大学', name: '李翀' },
      told: [],
      openedBy: `users:${ids.editor}`,
      openedAt: studio.now,
    })
    await records.addHandInFile({
      handInId: handIn,
      path: '李翀1.jpg',
      bytes: 1,
      storageKey: 'incoming/x/1',
      state: 'refused',
      declared: null,
      person: null,
      problems: [],
      arrivedAt: studio.now,
    })
  })
  afterAll(() => studio.close())

  const ask = async (role: Role | null, method: string, path: string, body?: unknown) => {
    const response = await studio.request(method, `/api/notices${path}`, {
      token: role && (tokens[role] ?? null),
      body,
    })
    return { status: response.status, json: await response.json() }
  }
  const noticesOf = async (role: Role): Promise<readonly Told[]> => (await ask(role, 'GET', '')).json.notices
  const unreadOf = async (role: Role): Promise<number> => (await ask(role, 'GET', '/unread')).json.unread

  it('are each role’s own concern, and nobody’s without an account', async () => {
    const kinds = async (role: Role) => (await noticesOf(role)).map((one) => one.kind).toSorted()
    expect(await kinds('editor')).toEqual(['failed', 'handed-in', 'refused', 'withdrawn'])
    expect(await kinds('operator')).toEqual(['withdrawn'])
    const failed = (await noticesOf('chief')).find((one) => one.kind === 'failed')
    expect(failed?.text).toMatch(/^李翀有 1 个成品制作失败/)
    const refused = (await noticesOf('chief')).find((one) => one.kind === 'refused')
    expect(refused?.text).toBe('editor 甲交来的 1 个文件没有收下，等待处理。')
    const handedIn = (await noticesOf('chief')).find((one) => one.kind === 'handed-in')
    expect(handedIn?.text).toContain('对外展示的内容不会自动改变')
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/unread'],
      ['POST', '/read'],
    ] as const)
      expect((await ask(null, method, path, method === 'POST' ? { ids: null } : undefined)).status).toBe(401)
  })

  it('are read by one person for that person alone, one by one or all at once', async () => {
    const [first] = await noticesOf('chief')
    expect((await ask('chief', 'POST', '/read', { ids: [first?.id, 'withdrawn:invented'] })).json).toEqual({
      read: 1,
    })
    expect((await ask('chief', 'POST', '/read', { ids: [first?.id] })).json).toEqual({ read: 0 })
    expect(await unreadOf('chief')).toBe(3)
    expect((await noticesOf('chief'))[0]).toMatchObject({ id: first?.id, isRead: true })
    expect((await ask('chief', 'POST', '/read', { ids: null })).json).toEqual({ read: 3 })
    expect([await unreadOf('chief'), await unreadOf('editor')]).toEqual([0, 4])
    expect((await ask('chief', 'POST', '/read', {})).status).toBe(400)
  })

  it('are worked out again only when there may be others: the bell reads a few rows and is told so', async () => {
    const { db } = studio.payload
    let rows = 0
    const { find } = db
    const counting = vi.spyOn(db, 'find').mockImplementation(async (args) => {
      const found = await find.call(db, args)
      rows += found.docs.length
      return found as never
    })
    const bell = async (tag: string | null) => {
      rows = 0
      const response = await studio.request('GET', '/api/notices/unread', {
        token: tokens.editor ?? null,
        headers: tag === null ? {} : { 'if-none-match': tag },
      })
      return { status: response.status, tag: response.headers.get('etag'), body: await response.text(), rows }
    }
    const first = await bell(null)
    expect([first.status, JSON.parse(first.body)]).toEqual([200, { unread: 4 }])
    const same = await bell(first.tag)
    expect([same.status, same.body]).toEqual([304, ''])
    expect(same.rows).toBeLessThanOrEqual(4)
    await ask('editor', 'POST', '/read', { ids: [(await noticesOf('editor'))[0]?.id] })
    const read = await bell(first.tag)
    expect([read.status, JSON.parse(read.body)]).toEqual([200, { unread: 3 }])
    await studio.records.failVariant('no-such', 'w', { kind: 'field-missing', field: '' }, studio.now)
    expect((await bell(read.tag)).status).toBe(304)
    await studio.payload.db.create({
      collection: 'variants',
      data: {
        ...{
          key: 'newly-failed',
          honoree: (await studio.records.honoreeIds())[0],
          label: '海报',
          channelIds: [],
          cost: 1,
          attempts: 3,
        },
        ...{ progress: 0, state: 'failed', doneAt: studio.now.toISOString(), problem: null },
      },
    })
    expect((await bell(read.tag)).status).toBe(200)
    await studio.payload.db.deleteMany({ collection: 'variants', where: { key: { equals: 'newly-failed' } } })
    await studio.payload.db.deleteMany({
      collection: 'notice-marks',
      where: { user: { equals: ids.editor } },
    })
    counting.mockRestore()
  })

  it('are pushed out by no year’s releases, which are the operators’ news alone', async () => {
    const before = await noticesOf('editor')
    const release = (index: number) =>
      studio.records.addEvent({
        kind: 'released',
        actor: systemActor,
        subject: { collection: 'releases', id: `r${index}`, title: '李翀 · 公交车' },
        at: new Date(studio.now.getTime() + 1000 + index),
        ...{ address: null, fields: [], before: {}, after: { channelId: 'bus' }, note: '' },
      })
    for (let index = 0; index < 600; index += 1) await release(index)
    expect(await noticesOf('editor')).toEqual(before)
    expect((await noticesOf('operator')).map((one) => one.kind)).toEqual(['shown', 'withdrawn'])
  })

  it('go by mail once a turn to who chose it, over a dead server and a killed process, and name nobody', async () => {
    const { digestRecords } = await import('../../src/cms/records/digest.ts')
    const post = await openMailbox()
    const failures: unknown[] = []
    const ports = {
      mails: digestRecords(studio),
      send: post.send,
      publicUrl: 'https://studio.test',
      onFailure: (error: unknown) => failures.push(error),
    }
    const send = (minutes: number) => sendDigests({ ...ports, clock: () => at(minutes) })
    const choose = (noticeMail: string) =>
      studio.request('PATCH', `/api/users/${ids.editor}`, {
        token: tokens.editor ?? null,
        body: { noticeMail },
      })
    const at = (minutes: number) => new Date(studio.now.getTime() + minutes * 60_000)
    try {
      await send(0)
      expect(post.letters).toEqual([])
      expect((await choose('hourly')).status).toBe(200)
      post.answer = '451 later'
      await send(1)
      await send(1.5)
      expect(failures).toHaveLength(1)
      // A process that claims and dies leaves it to the next after its lease.
      post.answer = null
      const [digest] = await ports.mails.digestsOf(ids.editor ?? '')
      expect(await ports.mails.claimDigest(digest?.key ?? '', at(3), at(8))).toBe(true)
      await send(4)
      expect(post.letters).toEqual([])
      await Promise.all([send(9), send(9)])
      expect(post.letters).toHaveLength(1)
      const [letter] = post.letters
      expect(letter?.to).toEqual(['editor@staff.test'])
      const text = Buffer.from(letter?.raw.split('\r\n\r\n')[1] ?? '', 'base64').toString()
      expect(text).toContain('有 4 条新通知')
      expect(text).toContain('https://studio.test/admin/notices')
      expect(text).not.toMatch(/李翀|沈阳/)
      await send(61)
      expect(post.letters).toHaveLength(1)
      // Killed between the server's yes and the row: it goes again, and says that it is the same one.
      await studio.payload.db.updateOne({
        collection: 'digests',
        where: { key: { equals: digest?.key ?? '' } },
        data: { sentAt: null, dueAt: at(62).toISOString() },
      })
      await send(63)
      const idOf = (raw = ''): string | undefined => /^Message-ID: (\S+)/im.exec(raw)?.[1]
      expect(post.letters).toHaveLength(2)
      expect(idOf(post.letters[1]?.raw)).toBe(idOf(letter?.raw))
      // Given up, it tells of what it told for a month; then it goes, and the address gets another chance.
      const row = async (key: string) =>
        (await studio.payload.db.find({ collection: 'digests', where: { key: { equals: key } } })).docs.length
      await ports.mails.addDigest({ key: 'given-up', userId: 'someone', noticeIds: ['n'] }, at(0))
      await ports.mails.postponeDigest('given-up', maxTries, at(64))
      const day = 24 * 60
      await send(64 + 29 * day)
      expect([await row('given-up'), await row(digest?.key ?? '')]).toEqual([1, 1])
      await send(64 + 31 * day)
      expect([await row('given-up'), await row(digest?.key ?? '')]).toEqual([0, 1])
      await studio.payload.db.deleteMany({
        collection: 'digests',
        where: { key: { not_equals: digest?.key ?? '' } },
      })
      post.letters.length = 2
      await choose('never')
      await studio.payload.db.updateOne({
        collection: 'digests',
        where: { key: { equals: digest?.key ?? '' } },
        data: { sentAt: null },
      })
      await send(130)
      expect(post.letters).toHaveLength(2)
      expect(await ports.mails.digestsOf(ids.editor ?? '')).toEqual([])
    } finally {
      await post.close()
    }
  })
})

/** A mail server on a port of its own; `answer` is what it says instead of taking a letter. */
async function openMailbox() {
  const letters: { to: string[]; raw: string }[] = []
  const box = { letters, answer: null as string | null }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (box.answer) return done(Object.assign(new Error(box.answer), { responseCode: 451 }))
        const to = session.envelope.rcptTo.map(({ address }) => address)
        letters.push({ to, raw: Buffer.concat(parts).toString() })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const post = openPost(`smtp://127.0.0.1:${port}`, '最美宣传系统 <zuimei@studio.test>')
  return Object.assign(box, {
    send: post.send,
    async close() {
      post.close()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  })
}
