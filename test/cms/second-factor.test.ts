/** Signing in with a second step: who asked for it gets in by it alone, whichever way is tried. */
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Role } from '../../src/domain/role.ts'
import { derivingAnew } from '../fixtures/derive-once.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { hire, password } from './staff.ts'

describe.each(databases)('the second step of signing in on %s', (kind) => {
  let studio: Studio
  beforeAll(async () => {
    studio = await openStudio(kind)
  })
  afterAll(() => studio.close())
  beforeEach(async () => {
    for (const collection of ['users', 'sign-in-tries', 'second-factors', 'events'] as const)
      await studio.payload.db.deleteMany({ collection, where: {} })
  })

  const ask = async (method: string, path: string, token: string | null, body?: unknown) => {
    const headers = { 'x-forwarded-for': '10.0.0.1' }
    const response = await studio.request(method, `/api/users${path}`, { token, body, headers })
    const json = await response.json()
    return { status: response.status, json, said: String(json?.errors?.[0]?.message ?? '') }
  }
  const signIn = (email: string, code?: string) =>
    ask('POST', '/login', null, { email, password, ...(code === undefined ? {} : { code }) })
  const atOnce = (email: string, code: string) =>
    derivingAnew(() => Promise.all([signIn(email, code), signIn(email, code)]))
  const addUser = (name: string, role: Role) => hire(studio, name, role)
  /** The half minutes of the studio's clock. */
  const wait = (steps: number): void => {
    studio.now = new Date(studio.now.getTime() + steps * 30_000)
  }
  const codeOf = (secret: string): string =>
    new TOTP({ secret }).generate({ timestamp: studio.now.getTime() })
  async function turnOn(token: string): Promise<{ secret: string; codes: string[] }> {
    const { secret } = (await ask('POST', '/second-factor/begin', token, { password })).json
    const confirmed = await ask('POST', '/second-factor/confirm', token, { code: codeOf(secret) })
    expect(confirmed.status, confirmed.said).toBe(200)
    wait(2)
    return { secret, codes: confirmed.json.codes }
  }

  it('is asked only of who turned it on with the present password and a right code', async () => {
    const { email, token } = await addUser('zhao', 'editor')
    const elsewhere: string = (await signIn(email)).json.token
    for (const typed of [undefined, '', 'wrong-password'])
      expect((await ask('POST', '/second-factor/begin', token, { password: typed })).status).toBe(400)
    const begun = await ask('POST', '/second-factor/begin', token, { password })
    expect(begun.json.address).toMatch(/^otpauth:\/\/totp\/.*secret=/)
    expect((await ask('POST', '/second-factor/confirm', token, { code: '000000' })).status).toBe(400)
    // Begun and not confirmed, it is not in force.
    expect((await signIn(email)).status).toBe(200)
    const { secret } = await turnOn(token)
    expect((await ask('GET', '/second-factor', token)).json).toEqual({ isOn: true, recoveryLeft: 10 })
    expect((await ask('POST', '/second-factor/begin', token, { password })).status).toBe(409)
    const me = async (one: string) => (await ask('GET', '/me', one)).json.user
    expect([(await me(token))?.email, await me(elsewhere)]).toEqual([email, null])

    const row = () => studio.payload.db.findOne({ collection: 'users', where: { email: { equals: email } } })
    const before = await row()
    const writes = vi.spyOn(studio.payload.db, 'updateOne')
    const asked = await signIn(email)
    expect([asked.status, asked.json.errors[0].data]).toEqual([401, { secondFactor: true }])
    expect(asked.json.token).toBeUndefined()
    // No session begins, not even for a moment.
    expect(writes.mock.calls.filter(([{ collection }]) => collection === 'users')).toEqual([])
    writes.mockRestore()
    expect(await row()).toEqual(before)
    expect((await signIn(email, codeOf(secret))).status).toBe(200)
  })

  it('takes a code once, of two at once too, and none that is old or of another account', async () => {
    const { email, token } = await addUser('qian', 'editor')
    const { secret } = await turnOn(token)
    const other = await addUser('sun', 'editor')
    const { secret: theirs } = await turnOn(other.token)
    expect((await signIn(email, codeOf(theirs))).status).toBe(401)
    const old = codeOf(secret)
    wait(4)
    expect((await signIn(email, old)).status).toBe(401)
    const code = codeOf(secret)
    const both = await atOnce(email, code)
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401])
    expect((await signIn(email, code)).status).toBe(401)
    wait(1)
    expect((await signIn(email, codeOf(secret))).status).toBe(200)
  })

  it('takes each recovery code once, as it is written down', async () => {
    const { email, token } = await addUser('li', 'editor')
    const { codes } = await turnOn(token)
    expect(new Set(codes).size).toBe(10)
    const [first = '', second = ''] = codes
    expect((await signIn(email, ` ${first.toLowerCase().replaceAll('-', ' ')} `)).status).toBe(200)
    expect((await signIn(email, first)).status).toBe(401)
    const both = await atOnce(email, second)
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401])
    expect((await ask('GET', '/second-factor', token)).json.recoveryLeft).toBe(8)
  })

  const from = (address: string, email: string, code: string) =>
    studio.request('POST', '/api/users/login', {
      body: { email, password, code },
      headers: { 'x-forwarded-for': address },
    })

  it('counts wrong codes of strangers together, wherever they come from', async () => {
    const { email, token } = await addUser('zhou', 'editor')
    const { secret } = await turnOn(token)
    for (let n = 0; n < 5; n += 1) expect((await from(`10.1.0.${n}`, email, '000000')).status).toBe(401)
    expect((await from('10.1.0.9', email, codeOf(secret))).status).toBe(429)
    wait(21)
    expect((await from('10.1.0.9', email, codeOf(secret))).status).toBe(200)
  })

  it('counts wrong codes in a session of the owner together, wherever they come from', async () => {
    const { email, token } = await addUser('qin', 'editor')
    const { secret } = await turnOn(token)
    const end = async (address: string, code: string) =>
      (
        await studio.request('POST', '/api/users/second-factor/end', {
          token,
          body: { code },
          headers: { 'x-forwarded-for': address },
        })
      ).status
    for (let n = 0; n < 5; n += 1) expect(await end(`10.3.0.${n}`, '000000')).toBe(401)
    expect(await end('10.3.0.9', codeOf(secret))).toBe(429)
    // Nor does it keep him out where he signs in.
    expect((await from('10.0.0.1', email, codeOf(secret))).status).toBe(200)
  })

  it('lets the owner in from where he was before while a stranger who knows the password guesses', async () => {
    const { email, token } = await addUser('zhu', 'editor')
    // Signed in before there was a second step: whoever knew the password could.
    expect((await from('10.2.0.1', email, '')).status).toBe(200)
    wait(1)
    const { secret } = await turnOn(token)
    expect((await from('10.2.0.2', email, codeOf(secret))).status).toBe(200)
    const guess = async (): Promise<number> => (await from('10.2.0.1', email, '000000')).status
    const guesses: number[] = []
    for (let n = 0; n < 7; n += 1) guesses.push(await guess())
    expect(guesses).toEqual([401, 401, 401, 401, 401, 429, 429])
    wait(1)
    // Where he turned it on, where he signed in since, and in a session of his.
    expect((await from('10.0.0.1', email, codeOf(secret))).status).toBe(200)
    wait(1)
    expect((await from('10.2.0.2', email, codeOf(secret))).status).toBe(200)
    wait(1)
    expect((await from('10.2.0.3', email, codeOf(secret))).status).toBe(429)
    // His getting in gives nobody else a new try, and his own are bounded there too.
    expect(await guess()).toBe(429)
    for (let n = 0; n < 5; n += 1) expect((await from('10.2.0.2', email, '000000')).status).toBe(401)
    expect((await from('10.2.0.2', email, codeOf(secret))).status).toBe(429)
    expect((await ask('POST', '/second-factor/end', token, { code: codeOf(secret) })).status).toBe(200)
  })

  it('has no way around it', async () => {
    const { id, email, token } = await addUser('wu', 'editor')
    await turnOn(token)
    const login = studio.payload.login({ collection: 'users', data: { email, password } })
    await expect(login).rejects.toThrow(/验证码/)
    for (const code of [true, { $ne: '' }, null, ' '])
      expect((await ask('POST', '/login', null, { email, password, code })).status, String(code)).toBe(401)
    for (const path of ['/forgot-password', '/reset-password', '/first-register', '/verify/x'])
      expect((await ask('POST', path, null, { email, password, token: 'x' })).status, path).toBe(403)
    expect((await ask('POST', '/refresh-token', null, {})).status).toBeGreaterThanOrEqual(400)
    const graphql = await studio.request('POST', '/api/graphql', { body: { query: '{ __typename }' } })
    expect(graphql.status).toBeGreaterThanOrEqual(400)
    // What the form of the account sends changes nothing of it.
    await ask('PATCH', `/${id}`, token, { secondFactor: false, 'second-factors': [], name: '吴' })
    expect((await signIn(email)).status).toBe(401)
    for (const path of ['/begin', '/confirm', '/end'])
      expect((await ask('POST', `/second-factor${path}`, null, { password, code: '1' })).status).toBe(401)
  })

  it('is turned off by a code alone, and reset by an administrator for a colleague, which stands in the history', async () => {
    const { id, email, token } = await addUser('zheng', 'editor')
    const admin = await addUser('wang', 'admin')
    const { secret } = await turnOn(token)
    expect((await ask('POST', '/second-factor/end', token, { code: '000000' })).status).toBe(401)
    expect((await ask('POST', '/second-factor/end', token, { code: codeOf(secret) })).status).toBe(200)
    expect((await signIn(email)).status).toBe(200)
    await turnOn(token)
    expect((await ask('POST', `/${admin.id}/second-factor/reset`, token)).status).toBe(403)
    expect((await ask('POST', `/${admin.id}/second-factor/reset`, admin.token)).status).toBe(400)
    expect((await ask('GET', `/${id}/second-factor`, admin.token)).json).toEqual({ isOn: true })
    expect((await ask('GET', '/me', token)).json.user?.email).toBe(email)
    expect((await ask('POST', `/${id}/second-factor/reset`, admin.token)).status).toBe(200)
    expect((await ask('GET', '/me', token)).json.user).toBeNull()
    expect((await ask('GET', '/me', admin.token)).json.user?.email).toBe(admin.email)
    expect((await signIn(email)).status).toBe(200)
    const { docs } = await studio.payload.find({ collection: 'events', limit: 100 })
    const kinds = docs.map(({ kind: one }) => one)
    for (const one of ['second-factor-on', 'second-factor-off', 'second-factor-reset'])
      expect(kinds).toContain(one)
  })

  it('lies sealed, stays out of everything that is read, and goes with the account', async () => {
    const { grantAdmin } = await import('../../src/cms/first-admin.ts')
    const { id, email, token } = await addUser('feng', 'editor')
    const admin = await addUser('chen', 'admin')
    const { secret, codes } = await turnOn(token)
    const rows = await studio.payload.db.find({ collection: 'second-factors', where: {}, limit: 0 })
    expect(rows.docs).toHaveLength(11)
    const read = [
      JSON.stringify(rows.docs),
      JSON.stringify((await ask('GET', `/${id}?depth=3`, admin.token)).json),
      JSON.stringify((await ask('GET', '/me', token)).json),
      JSON.stringify((await studio.payload.find({ collection: 'events', limit: 100 })).docs),
    ].join('\n')
    for (const value of [secret, ...codes]) expect(read).not.toContain(value)
    expect((await studio.request('GET', '/api/second-factors', { token: admin.token })).status).toBe(501)
    await grantAdmin(studio.payload, { name: 'x', email, password })
    expect((await signIn(email)).status).toBe(200)
    const { secret: again } = await turnOn((await signIn(email)).json.token)
    expect(again).not.toBe(secret)
    await ask('PATCH', `/${id}`, admin.token, { role: 'editor' })
    expect((await ask('DELETE', `/${id}`, admin.token)).status).toBe(200)
    expect((await studio.payload.count({ collection: 'second-factors' })).totalDocs).toBe(0)
  })
})
