import crypto from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { isPassword } from '../../src/cms/password-hash.ts'
import type { User } from '../../src/cms/payload-types.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { overtaken } from './overtake.ts'
import { hire, password, sessionOf } from './staff.ts'

const fresh = 'Battery-Staple-7'

describe.each(databases)('accounts on %s', (kind) => {
  let studio: Studio
  beforeAll(async () => {
    studio = await openStudio(kind)
  })
  afterAll(() => studio.close())
  beforeEach(async () => {
    for (const collection of ['users', 'sign-in-tries', 'payload-kv', 'events'] as const)
      await studio.payload.db.deleteMany({ collection, where: {} })
  })

  const signIn = (email: string, typed: string, from = '10.0.0.1'): Promise<Response> =>
    studio.request('POST', '/api/users/login', {
      body: { email, password: typed },
      headers: { 'x-forwarded-for': from },
    })
  const tokenOf = async (email: string, typed = password): Promise<string> =>
    ((await (await signIn(email, typed)).json()) as { token: string }).token
  const sentenceOf = async (response: Response): Promise<string> =>
    ((await response.json()) as { errors?: { message: string }[] }).errors?.[0]?.message ?? ''
  const patch = (id: string, token: string, body: object): Promise<Response> =>
    studio.request('PATCH', `/api/users/${id}`, { token, body })
  const isSignedIn = async (token: string): Promise<boolean> =>
    ((await (await studio.request('GET', '/api/users/me', { token })).json()) as { user: unknown }).user !==
    null
  const admins = async (): Promise<number> =>
    (await studio.payload.count({ collection: 'users', where: { role: { equals: 'admin' } } })).totalDocs

  it('tells a colleague by name who has a document open, and nothing else of that account', async () => {
    const { payload } = studio
    const holder = await hire(studio, 'zhao-min', 'editor')
    const screen = await payload.create({
      collection: 'screens',
      data: { name: '屏', slug: 'held', channelId: 'bus', width: 960, height: 540, stillSeconds: 10 },
    })
    await payload.db.create({
      collection: 'payload-locked-documents',
      data: {
        document: { relationTo: 'screens', value: screen.id },
        user: { relationTo: 'users', value: holder.id },
      },
    })
    for (const role of ['editor', 'admin'] as const) {
      const { token } = await hire(studio, `colleague-${role}`, role)
      const response = await studio.request('GET', '/api/payload-locked-documents?depth=1', { token })
      const { docs } = (await response.json()) as { docs: { user: unknown }[] }
      // What Payload's dialog shows is the address, so the name stands there.
      expect(docs.map(({ user }) => user)).toEqual([
        { relationTo: 'users', value: { id: holder.id, name: 'zhao-min', email: 'zhao-min' } },
      ])
    }
  })

  it('takes a wrong password for no fault of its own', async () => {
    const { logger } = studio.payload
    const faults = vi.spyOn(logger, 'error')
    const { email } = await hire(studio, 'mistaken', 'editor')
    expect((await signIn(email, 'wrong')).status).toBe(401)
    expect(faults).not.toHaveBeenCalled()
    faults.mockRestore()
  })

  it('lets no stranger register, neither first nor later, and makes no token for a lost password', async () => {
    const body = { email: 'intruder@staff.test', password, name: 'x', role: 'admin' }
    for (const path of ['first-register', 'forgot-password', 'reset-password']) {
      const response = await studio.request('POST', `/api/users/${path}`, { body: { ...body, token: '' } })
      expect(response.status, path).toBe(403)
      expect(await sentenceOf(response)).toMatch(/^[^a-z]*(npm run admin)?。$/)
    }
    expect(await studio.payload.count({ collection: 'users' })).toMatchObject({ totalDocs: 0 })
  })

  it('makes one first administrator of many who hold the link at once, and never another', async () => {
    const { makeFirstAdmin, isSetupOpen } = await import('../../src/cms/first-admin.ts')
    const { payload } = studio
    const make = (n: number) =>
      makeFirstAdmin(payload, { name: `${n}`, email: `${n}@staff.test`, password }, '10.0.0.9')
    await expect(
      makeFirstAdmin(payload, { name: 'a', email: 'a@staff.test', password: 'weak' }, '10.0.0.9'),
    ).rejects.toThrow(/^密码.*。$/)
    expect(await isSetupOpen(payload)).toBe(true)
    const made = await Promise.all([1, 2, 3, 4].map(make))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await admins()).toBe(1)
    const { docs } = await payload.find({ collection: 'events', where: { kind: { equals: 'admin-set-up' } } })
    expect(docs).toMatchObject([{ actorKind: 'system', address: '10.0.0.9' }])
    await payload.db.deleteMany({ collection: 'users', where: {} })
    expect(await isSetupOpen(payload)).toBe(false)
    expect(await make(9)).toBe(false)
  })

  it('keeps the last administrator: no demotion, no deletion, alone or in bulk', async () => {
    const { id, token } = await hire(studio, 'admin', 'admin')
    await hire(studio, 'editor', 'editor')
    const demoted = await patch(id, token, { role: 'editor' })
    expect([demoted.status, await sentenceOf(demoted)]).toEqual([
      400,
      '至少要留一位管理员：请先把另一位用户设为管理员，再改这一位的角色。',
    ])
    expect((await patch(`${id}?select[name]=true`, token, { role: 'operator' })).status).toBe(400)
    expect((await studio.request('DELETE', `/api/users/${id}`, { token })).status).toBe(400)
    await studio.request('PATCH', '/api/users?where[name][exists]=true', {
      token: await sessionOf(studio, id),
      body: { role: 'operator' },
    })
    await studio.request('DELETE', '/api/users?where[name][exists]=true', {
      token: await sessionOf(studio, id),
    })
    expect(await admins()).toBe(1)
  })

  it('signs one account in at six places at once, and each of them stays signed in', async () => {
    const { email } = await hire(studio, 'everywhere', 'editor')
    const six = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => signIn(email, password, `10.0.1.${n}`)))
    expect(six.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    for (const response of six)
      expect(await isSignedIn(((await response.json()) as { token: string }).token)).toBe(true)
    expect(await studio.payload.db.count({ collection: 'claims' })).toMatchObject({ totalDocs: 0 })
  })

  it('signs the owner in while others guess elsewhere, whose guesses nobody has judged yet', async () => {
    const { email } = await hire(studio, 'guessed-at', 'editor')
    const derive = crypto.pbkdf2
    let judge = (): void => {}
    const judging = new Promise<void>((resolve) => {
      judge = resolve
    })
    let held = 0
    const derived = vi.spyOn(crypto, 'pbkdf2').mockImplementation((...work) => {
      if (work[0] === password) return derive(...work)
      held += 1
      void judging.then(() => derive(...work))
    })
    const guesses = ['10.0.2.1', '10.0.2.2', '10.0.2.3'].map((from) => signIn(email, 'wrong-password', from))
    await expect.poll(() => held).toBeGreaterThan(0)
    const owner = await signIn(email, password, 'home')
    judge()
    const guessed = await Promise.all(guesses)
    derived.mockRestore()
    expect([owner.status, await sentenceOf(owner)]).toEqual([200, ''])
    expect(guessed.map(({ status }) => status)).toEqual([401, 401, 401])
    expect(await studio.payload.db.count({ collection: 'claims' })).toMatchObject({ totalDocs: 0 })
  })

  it('counts no try against whoever knows the password and whose turn does not come', async () => {
    const { id, email } = await hire(studio, 'crowded', 'editor')
    const until = new Date(Date.now() + 3_600_000).toISOString()
    await studio.payload.db.create({
      collection: 'claims',
      data: { key: `saving:${id}`, owner: 'nobody', stamp: 'other', until },
    })
    const { find } = studio.payload.db
    let waited = 0
    const clock = vi
      .spyOn(Date, 'now')
      .mockImplementation(() => performance.timeOrigin + performance.now() + waited)
    const looks = vi.spyOn(studio.payload.db, 'find').mockImplementation((asked) => {
      if (asked.collection === 'claims') waited += 11_000
      return find.call(studio.payload.db, asked) as never
    })
    const refused = await signIn(email, password)
    looks.mockRestore()
    clock.mockRestore()
    expect([refused.status, await sentenceOf(refused)]).toEqual([
      409,
      expect.stringContaining('稍等片刻再登录'),
    ])
    expect(await studio.payload.db.count({ collection: 'sign-in-tries' })).toMatchObject({ totalDocs: 0 })
    await studio.payload.db.deleteMany({ collection: 'claims', where: {} })
  })

  describe('beside one who signs in, signs out, stays signed in or changes her name', () => {
    const rowOf = (id: string): Promise<(User & { id: string }) | null> =>
      studio.payload.db.findOne<User & { id: string }>({ collection: 'users', where: { id: { equals: id } } })
    type Somebody = Awaited<ReturnType<typeof hire>>
    const begun: Readonly<Record<string, (of: Somebody) => Promise<Response>>> = {
      'signs in': ({ email }) => signIn(email, password),
      'signs out': ({ token }) => studio.request('POST', '/api/users/logout', { token }),
      stays: ({ token }) => studio.request('POST', '/api/users/refresh-token', { token }),
      renames: ({ id, token }) => patch(id, token, { name: '改名' }),
    }
    const pair = async (what: string, change: (id: string, boss: string) => Promise<Response>) => {
      const boss = await hire(studio, 'boss', 'admin')
      const one = await hire(studio, 'one', 'reviewer')
      const [mine, theirs] = await overtaken(
        studio,
        'users',
        () => (begun[what] as (of: Somebody) => Promise<Response>)(one),
        () => change(one.id, boss.token),
      )
      expect([mine.status, theirs.status]).toEqual([200, 200])
      expect(await studio.payload.db.count({ collection: 'claims' })).toMatchObject({ totalDocs: 0 })
      return rowOf(one.id)
    }

    it.each(['signs in', 'renames'])('keeps a new password: %s', async (what) => {
      const row = await pair(what, (id, boss) => patch(id, boss, { password: fresh }))
      expect(row?.sessions).toEqual([])
      expect(await isPassword(fresh, row as never)).toBe(true)
      expect(await isPassword(password, row as never)).toBe(false)
    })
    it.each(Object.keys(begun))('keeps a demotion, and the end of the sessions: %s', async (what) => {
      const row = await pair(what, (id, boss) => patch(id, boss, { role: 'operator' }))
      expect(row).toMatchObject({ role: 'operator', sessions: [], name: what === 'renames' ? '改名' : 'one' })
    })
    it.each(Object.keys(begun))('keeps a deletion: %s', async (what) => {
      const row = await pair(what, (id, token) => studio.request('DELETE', `/api/users/${id}`, { token }))
      expect(row).toBeNull()
    })
    it('lets nobody in by the password that was changed while he waited', async () => {
      const boss = await hire(studio, 'boss', 'admin')
      const { id, email } = await hire(studio, 'one', 'editor')
      const [, late] = await overtaken(
        studio,
        'users',
        () => patch(id, boss.token, { password: fresh }),
        () => signIn(email, password),
      )
      expect(late.status).toBe(401)
      expect((await rowOf(id))?.sessions ?? []).toEqual([])
      expect(await studio.payload.db.count({ collection: 'claims' })).toMatchObject({ totalDocs: 0 })
    })
    it('lets nobody take back what was taken from him while he waited', async () => {
      const boss = await hire(studio, 'boss', 'admin')
      const { id, token } = await hire(studio, 'one', 'admin')
      const [, late] = await overtaken(
        studio,
        'users',
        () => patch(id, boss.token, { role: 'operator' }),
        () => patch(id, token, { role: 'admin' }),
      )
      expect([late.status, await sentenceOf(late)]).toEqual([401, expect.stringContaining('重新登录')])
      expect(await rowOf(id)).toMatchObject({ role: 'operator' })
    })
  })

  it('takes nothing back by a form that was opened before a demotion, and saves one that is up to date', async () => {
    const boss = await hire(studio, 'boss', 'admin')
    const { id } = await hire(studio, 'one', 'admin')
    const open = async () =>
      (await (
        await studio.request('GET', `/api/users/${id}?depth=0`, { token: boss.token })
      ).json()) as object
    const older = await open()
    expect((await patch(id, boss.token, { role: 'operator' })).status).toBe(200)
    const refused = await patch(id, boss.token, { ...older, name: '改名' })
    expect([refused.status, await sentenceOf(refused)]).toEqual([409, expect.stringMatching(/“角色”.*刷新/)])
    expect(await studio.payload.findByID({ collection: 'users', id })).toMatchObject({ role: 'operator' })
    // A form goes on with what it is answered.
    let form = await open()
    for (const change of [{ role: 'editor' }, { name: '改名' }]) {
      const saved = await patch(id, boss.token, { ...form, ...change })
      expect(saved.status).toBe(200)
      form = ((await saved.json()) as { doc: object }).doc
    }
    expect(await studio.payload.db.count({ collection: 'claims' })).toMatchObject({ totalDocs: 0 })
  })

  it('signs in whose password was stored before Payload 3.90, and stores it anew', async () => {
    const { id, email } = await hire(studio, 'long-here', 'editor')
    const hash = (await promisify(crypto.pbkdf2)(password, 'salt', 25_000, 512, 'sha256')).toString('hex')
    await studio.payload.db.updateOne({ collection: 'users', id, data: { hash, salt: 'salt' } })
    expect((await signIn(email, password)).status).toBe(200)
    const where = { id: { equals: id } }
    const stored = await studio.payload.db.findOne<{ id: string; hash: string }>({
      collection: 'users',
      where,
    })
    expect(stored?.hash).toMatch(/^pbkdf2-sha256-v1:/)
  })

  it('keeps one of two administrators who demote each other at once', async () => {
    const [a, b] = [await hire(studio, 'a', 'admin'), await hire(studio, 'b', 'admin')]
    // Both have been let in and have seen two, before either writes.
    const [first, second] = await overtaken(
      studio,
      'users',
      () => patch(b.id, a.token, { role: 'operator' }),
      () => patch(a.id, b.token, { role: 'operator' }),
    )
    expect([first.status, second.status]).toEqual([400, 200])
    expect(await admins()).toBe(1)
    expect(await studio.payload.findByID({ collection: 'users', id: b.id })).toMatchObject({ role: 'admin' })
  })

  it('lets the command reset whoever is locked out, and make one where there is none', async () => {
    const { grantAdmin } = await import('../../src/cms/first-admin.ts')
    const account = { name: '李四', email: 'lisi@staff.test', password }
    expect(await grantAdmin(studio.payload, account)).toBe('made')
    const { id, email, token } = await hire(studio, 'editor', 'editor')
    expect(await grantAdmin(studio.payload, { ...account, email, password: fresh })).toBe('reset')
    expect(await isSignedIn(token)).toBe(false)
    expect(await studio.payload.findByID({ collection: 'users', id })).toMatchObject({ role: 'admin' })
    expect((await signIn(email, fresh)).status).toBe(200)
  })

  it('refuses easy passwords in a sentence', async () => {
    const { token } = await hire(studio, 'admin', 'admin')
    for (const weak of ['short1A', 'alllowercase', 'Zhangsan-2026', 'aaaaaaaaaA1!']) {
      const data = { email: 'zhangsan@staff.test', name: '张三', role: 'editor', password: weak }
      const response = await studio.request('POST', '/api/users', { token, body: data })
      expect(response.status).toBe(400)
      expect(await sentenceOf(response), weak).toMatch(/^密码.*。$/)
    }
  })

  it('asks for the present password before one’s own is changed, and ends the other sessions', async () => {
    const { id, email, token: here } = await hire(studio, 'editor', 'editor')
    const elsewhere = await sessionOf(studio, id)
    for (const currentPassword of [undefined, '', 'wrong-password', { not: 'a string' }])
      expect((await patch(id, here, { password: fresh, currentPassword })).status).toBe(400)
    expect((await patch(id, here, { hash: 'a', salt: 'b', sessions: [], name: '改名' })).status).toBe(200)
    const bulk = await studio.request('PATCH', '/api/users?where[name][exists]=true', {
      token: here,
      body: { password: fresh },
    })
    expect(bulk.status).toBe(400)
    expect((await signIn(email, password)).status).toBe(200)
    expect((await patch(id, here, { password: fresh, currentPassword: password })).status).toBe(200)
    expect([await isSignedIn(here), await isSignedIn(elsewhere)]).toEqual([true, false])
    expect((await signIn(email, password)).status).toBe(401)
    expect((await signIn(email, fresh)).status).toBe(200)
  })

  it('asks for it too before one’s own address is changed, and for no other change', async () => {
    const { id, email, token } = await hire(studio, 'editor', 'editor')
    for (const currentPassword of [undefined, '', 'wrong-password']) {
      const refused = await patch(id, token, { email: 'mine@staff.test', currentPassword })
      expect([refused.status, await sentenceOf(refused)]).toEqual([400, expect.stringContaining('当前密码')])
    }
    expect((await patch(id, token, { email, name: '改名' })).status).toBe(200)
    const changed = await patch(id, token, { email: 'mine@staff.test', currentPassword: password })
    expect(changed.status).toBe(200)
    expect((await signIn(email, password)).status).toBe(401)
    expect((await signIn('mine@staff.test', password)).status).toBe(200)
    const admin = await hire(studio, 'admin', 'admin')
    const theirs = await patch(id, admin.token, { email: 'theirs@staff.test' })
    expect(theirs.status).toBe(200)
  })

  it('lets an administrator reset another’s password and role, which ends their sessions', async () => {
    const { token: mine } = await hire(studio, 'admin', 'admin')
    const { id, email, token: first } = await hire(studio, 'editor', 'editor')
    expect((await patch(id, mine, { password: fresh })).status).toBe(200)
    expect(await isSignedIn(first)).toBe(false)
    const second = await tokenOf(email, fresh)
    expect((await patch(id, mine, { name: '新名', role: 'editor' })).status).toBe(200)
    expect(await isSignedIn(second)).toBe(true)
    expect((await patch(id, mine, { role: 'reviewer' })).status).toBe(200)
    expect(await isSignedIn(second)).toBe(false)
  })

  it('stops one who guesses, at that address and for that account, and nobody else', async () => {
    const { id, email, token: signedIn } = await hire(studio, 'admin', 'admin')
    const { email: other } = await hire(studio, 'editor', 'editor')
    const guessed = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        signIn(n % 2 ? email : ` ${email.toUpperCase()}`, 'wrong-password', 'evil'),
      ),
    )
    expect(guessed.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
    for (let n = 0; n < 5; n += 1) await signIn(email, 'wrong-password', 'evil')
    const locked = await signIn(email, password, 'evil')
    expect([locked.status, await sentenceOf(locked)]).toEqual([429, '尝试次数过多，请 10 分钟后再试。'])
    expect((await signIn(email, password, 'home')).status).toBe(200)
    expect((await signIn(other, password, 'evil')).status).toBe(200)
    expect((await patch(id, signedIn, { name: '仍在' })).status).toBe(200)
    studio.now = new Date(studio.now.getTime() + 11 * 60_000)
    expect((await signIn(email, password, 'evil')).status).toBe(200)
  })

  it('slows an address that tries one account after the other, and forgets what is old', async () => {
    const { countTry } = await import('../../src/cms/sign-in-tries.ts')
    for (let n = 0; n < 30; n += 1) await countTry(studio.payload, { account: `${n}`, address: 'evil' })
    expect((await signIn('one-more@staff.test', 'wrong-password', 'evil')).status).toBe(429)
    expect((await signIn('one-more@staff.test', 'wrong-password', 'home')).status).toBe(401)
    studio.now = new Date(studio.now.getTime() + 11 * 60_000)
    await signIn('nobody@staff.test', 'wrong-password', 'evil')
    expect(await studio.payload.count({ collection: 'sign-in-tries' })).toMatchObject({ totalDocs: 1 })
  })

  it('says and does the same for an unknown account and a wrong password', async () => {
    const { email } = await hire(studio, 'editor', 'editor')
    const derived = vi.spyOn(crypto, 'pbkdf2')
    const workOf = async (address: string): Promise<unknown> => {
      derived.mockClear()
      const response = await signIn(address, 'wrong-password', address)
      const work = derived.mock.calls.map(([, , iterations, bytes, digest]) => [iterations, bytes, digest])
      return { status: response.status, body: await response.json(), work }
    }
    const known = await workOf(email)
    expect(known).toMatchObject({ status: 401, work: [[600_000, 32, 'sha256']] })
    expect(await workOf('nobody@staff.test')).toEqual(known)
    derived.mockRestore()
  })
  it('tells the history of roles, passwords and refused sign-ins, and no value that is nobody’s business', async () => {
    const { makeFirstAdmin } = await import('../../src/cms/first-admin.ts')
    await makeFirstAdmin(studio.payload, { name: '张三', email: 'zhangsan@staff.test', password }, '10.0.0.9')
    const email = 'editor@staff.test'
    const data = { name: 'editor', email, password, role: 'editor' as const }
    const { id } = await studio.payload.create({ collection: 'users', data })
    const token = await tokenOf('zhangsan@staff.test')
    await patch(String(id), token, { role: 'reviewer' })
    await patch(String(id), token, { password: fresh })
    await signIn(email, 'Mistyped-Secret-1', '10.9.9.9')
    await signIn('Mistyped-Secret-2@staff.test', 'Mistyped-Secret-1', '10.9.9.9')
    const { docs } = await studio.payload.find({ collection: 'events', limit: 100, sort: 'createdAt' })
    const text = JSON.stringify(docs)
    for (const kind of ['admin-set-up', 'created', 'role-changed', 'password-changed', 'sign-in-refused'])
      expect(text, kind).toContain(`"${kind}"`)
    expect(text).toContain('10.9.9.9')
    for (const secret of [password, fresh, 'Mistyped-Secret', 'pbkdf2', email])
      expect(text).not.toContain(secret)
  })
})
