/** The server's front door with a real studio behind it, over real sockets. */
import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientAddress } from '../../src/app/address.ts'
import { createFrontDoor } from '../../src/app/front-door.ts'
import { setupPath } from '../../src/cms/first-admin.ts'
import { createLog } from '../../src/platform/log.ts'
import { openStudio, type Studio } from '../cms/databases.ts'

const secret = 'only-for-tests-0123456789-abcdefghij'
const password = 'Correct-Horse-9'

let studio: Studio
let server: http.Server
let url: string
let passed: number
let seen: IncomingMessage['headers']

beforeAll(async () => {
  studio = await openStudio('SQLite')
  server = http.createServer(
    createFrontDoor({
      payload: studio.payload,
      secret,
      publicUrl: 'https://studio.test',
      trustedProxies: 0,
      log: createLog('silent'),
      limits: { strangersMs: 800, idleMs: 400, perAddress: 3, inAll: 4 },
      isForDelivery: (path) => path.startsWith('/feeds'),
      delivery: (_, res) => res.end('delivery'),
      studio: async (req, res) => {
        seen = req.headers
        for await (const chunk of req) passed += (chunk as Buffer).length
        res.end('{}')
      },
    }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await studio.close()
})

describe('the first administrator', () => {
  const form = (changes: Record<string, string>) =>
    fetch(`${url}/setup`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        code: new URL(setupPath(secret, studio.now), url).searchParams.get('code') ?? '',
        name: '张三',
        email: 'zhangsan@staff.test',
        password,
        again: password,
        ...changes,
      }),
    })

  it('is not asked for where Payload asks: those pages lead to ours', async () => {
    for (const [path, target] of [
      ['/admin/create-first-user', '/setup'],
      ['/admin/forgot?x=1', '/setup/help'],
      ['/admin/reset/abc', '/setup/help'],
    ] as const) {
      const response = await fetch(`${url}${path}`, { redirect: 'manual' })
      expect([response.status, response.headers.get('location')], path).toEqual([303, target])
      expect((await fetch(`${url}${target}`)).status).toBe(200)
    }
    expect(await (await fetch(`${url}/setup`)).text()).toContain('终端窗口')
  })

  it('is made by the link alone, once, and not by guessing it', async () => {
    expect((await fetch(`${url}/setup?code=wrong`)).status).toBe(403)
    for (let n = 0; n < 4; n += 1) expect((await form({ code: `guess${n}` })).status).toBe(403)
    expect((await form({ code: 'guess' })).status).toBe(429)
    const page = await fetch(`${url}${setupPath(secret, studio.now)}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    const wrong = await form({ again: 'other', name: '"><script>' })
    expect([wrong.status, (await wrong.text()).match(/role="alert">([^<]+)/)?.[1]]).toEqual([
      400,
      '两次输入的密码不一致，请重新输入。',
    ])
    for (const [changes, sentence] of [
      [{ password: 'short1A', again: 'short1A' }, /^密码只有 7 位/],
      [{ email: 'no address' }, /邮/],
      [{ name: ' ' }, /^请填写姓名和邮箱。$/],
    ] as const) {
      const response = await form(changes)
      const text = await response.text()
      expect(response.status).toBe(400)
      expect(text.match(/role="alert">([^<]+)/)?.[1]).toMatch(sentence)
      expect(text).not.toContain('<script>')
    }
    const old = setupPath(secret, new Date(studio.now.getTime() - 25 * 3_600_000))
    const late = await fetch(`${url}${old}`)
    expect([late.status, /24 小时内有效/.test(await late.text())]).toEqual([410, true])
    const made = await Promise.all([form({}), form({ email: 'second@staff.test' })])
    expect(made.map(({ status }) => status).sort()).toEqual([303, 410])
    expect(await studio.payload.count({ collection: 'users' })).toMatchObject({ totalDocs: 1 })
    expect((await form({ email: 'third@staff.test' })).status).toBe(410)
    expect((await fetch(`${url}${setupPath(secret, studio.now)}`)).status).toBe(410)
  })
})

describe('a colleague who was invited', () => {
  const call = async (path: string, token: string, body?: unknown) => {
    const response = await studio.request(body === undefined ? 'GET' : 'POST', path, { token, body })
    const json = await response.json()
    return { status: response.status, json, sentence: String(json.errors?.[0]?.message ?? '') }
  }
  const signIn = async (email: string, typed: string): Promise<string | null> =>
    studio.payload.login({ collection: 'users', data: { email, password: typed } }).then(
      ({ token }) => token ?? null,
      () => null,
    )
  const post = (code: string, typed: string, again = typed) =>
    fetch(`${url}/setup/invite`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ code, password: typed, again }),
    })
  const person = { name: '李四', email: 'lisi@staff.test', role: 'editor' }

  it('sets the password by a link that works once and ends', async () => {
    const admin = (await studio.payload.count({ collection: 'users' })).totalDocs
    expect(admin).toBe(1)
    const { docs } = await studio.payload.find({ collection: 'users' })
    const token = (await signIn(docs[0]?.email ?? '', password)) ?? ''
    for (const [bad, sentence] of [
      [{ ...person, name: ' ' }, /姓名/],
      [{ ...person, email: 'lisi' }, /邮箱“lisi”不完整/],
      [{ ...person, role: 'king' }, /角色/],
      [{ ...person, email: docs[0]?.email }, /已有账号/],
    ] as const)
      expect((await call('/api/users/invite', token, bad)).sentence).toMatch(sentence)
    const first = await call('/api/users/invite', token, person)
    expect(first.status).toBe(201)
    const code = new URL(first.json.path, url).searchParams.get('code') ?? ''
    const state = async () =>
      (await call('/api/users/colleagues', token)).json.colleagues.map((one: { state: string }) => one.state)
    expect(await state()).toEqual(['set', 'invited'])
    // Another link ends the first.
    const again = await call(`/api/users/${first.json.id}/invite`, token, {})
    const newer = new URL(again.json.path, url).searchParams.get('code') ?? ''
    expect((await fetch(`${url}/setup/invite?code=${code}`)).status).toBe(403)
    const page = await fetch(`${url}${again.json.path}`)
    expect([page.status, /李四，请设置密码/.test(await page.text())]).toEqual([200, true])
    expect((await post(newer, 'short1A')).status).toBe(400)
    expect((await post(newer, 'Long-enough-1', 'other')).status).toBe(400)
    const both = await Promise.all([post(newer, 'Long-enough-1'), post(newer, 'Long-enough-2')])
    expect(both.map(({ status }) => status === 303).sort()).toEqual([false, true])
    expect((await post(newer, 'Long-enough-3')).status).toBe(403)
    const theirs = await Promise.all(
      ['Long-enough-1', 'Long-enough-2'].map((one) => signIn(person.email, one)),
    )
    expect(theirs.filter(Boolean)).toHaveLength(1)
    expect(await state()).toEqual(['set', 'set'])
    expect((await call(`/api/users/${first.json.id}/invite`, token, {})).status).toBe(409)

    // An editor invites nobody, and no answer or history tells what opens the door.
    const editor = theirs.find(Boolean) ?? ''
    expect((await call('/api/users/invite', editor, person)).status).toBe(403)
    const late = await call('/api/users/invite', token, { ...person, email: 'late@staff.test' })
    await studio.payload.db.updateOne({
      collection: 'users',
      id: late.json.id,
      data: { inviteUntil: new Date(studio.now.getTime() - 1).toISOString() },
    })
    expect((await fetch(`${url}${late.json.path}`)).status).toBe(410)
    const told = JSON.stringify([
      (await studio.request('GET', '/api/users', { token }).then((one) => one.json())).docs,
      (await studio.payload.find({ collection: 'events', limit: 0, depth: 0 })).docs,
    ])
    expect(told).toContain('"invited"')
    expect(told).not.toContain('inviteHash')
  })
})

describe('every answer', () => {
  it.each(['/admin', '/api/users', '/feeds', '/setup', '/no-such', '/admin/forgot'])(
    'says to the browser what it may do with it: %s',
    async (path) => {
      const { headers } = await fetch(`${url}${path}`, { redirect: 'manual' })
      expect(headers.get('content-security-policy')).toMatch(
        /default-src '(none|self)'.*frame-ancestors 'none'/,
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+/)
      expect(headers.get('referrer-policy')).toMatch(/^(same-origin|no-referrer)$/)
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    },
  )

  it('lets no script run that is not the page’s own, by a nonce of this answer', async () => {
    const policies = [await fetch(`${url}/admin`), await fetch(`${url}/admin`)].map(
      ({ headers }) => headers.get('content-security-policy') ?? '',
    )
    const nonces = policies.map((policy) => /script-src 'self' 'nonce-([^']{20,})';/.exec(policy)?.[1])
    expect(nonces[0]).toBeTruthy()
    expect(nonces[0]).not.toBe(nonces[1])
    expect(policies[0]).not.toContain('unsafe-eval')
    expect(seen['content-security-policy']).toBe(policies[1])
  })
})

it('makes no nonce for feeds and interfaces, which run no scripts', async () => {
  for (const path of ['/feeds', '/api/users']) {
    const policy = (await fetch(`${url}${path}`)).headers.get('content-security-policy')
    expect(policy, path).toMatch(/^default-src 'none'/)
    expect(policy, path).not.toContain('nonce')
  }
})

describe('the sender’s address', () => {
  it('is the connection’s, whatever the sender claims', async () => {
    await fetch(`${url}/admin`, { headers: { 'x-forwarded-for': '1.2.3.4' } })
    expect(seen['x-forwarded-for']).toBe('127.0.0.1')
  })

  it.each([
    ['::ffff:10.0.0.7', undefined, 0, '10.0.0.7'],
    ['10.0.0.1', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
    ['10.0.0.1', ['6.6.6.6', '1.2.3.4, 10.0.0.2'], 2, '1.2.3.4'],
    ['10.0.0.1', '1.2.3.4', 3, '1.2.3.4'],
    ['10.0.0.1', undefined, 1, '10.0.0.1'],
    ['2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
    ['2001:db8:0:0:9:8:7:6', undefined, 0, '2001:db8:0:0::/64'],
    [undefined, undefined, 0, 'unknown'],
  ])('%s with %s behind %i proxies is %s', (connection, forwarded, proxies, address) => {
    expect(clientAddress(connection, forwarded, proxies)).toBe(address)
  })
})

describe('bodies', () => {
  let token: string
  beforeAll(async () => {
    const data = { name: '赵六', email: 'zhaoliu@staff.test', password, role: 'admin' as const }
    await studio.payload.create({ collection: 'users', data })
    token = (await studio.payload.login({ collection: 'users', data })).token ?? ''
  })

  interface Told {
    readonly status: number
    readonly body: string
    /** Bytes the studio was given. */
    readonly passed: number
  }

  /** Sends `bytes` in pieces as a slow client does, until it is told to stop. */
  function send(bytes: number, headers: Record<string, string>, isMeasured = true): Promise<Told> {
    passed = 0
    return new Promise((resolve, reject) => {
      const length = isMeasured ? { 'content-length': String(bytes) } : {}
      const req = http.request(`${url}/api/assets`, { method: 'POST', headers: { ...length, ...headers } })
      let isAnswered = false
      req.on('response', (res) => {
        isAnswered = true
        let body = ''
        res.on('data', (chunk: Buffer) => {
          body += chunk.toString()
        })
        res.on('end', () => {
          resolve({ status: res.statusCode ?? 0, body, passed })
          req.destroy()
        })
      })
      req.on('error', (error) => {
        if (!isAnswered) reject(error)
      })
      let left = bytes
      const next = (): void => {
        if (isAnswered || left <= 0) {
          if (!isAnswered) req.end()
          return
        }
        const piece = Math.min(left, 65_536)
        left -= piece
        req.write(Buffer.alloc(piece), () => setImmediate(next))
      }
      next()
    })
  }

  it.each([
    ['measured', true],
    ['unmeasured', false],
  ])('refuses a stranger’s large %s body before any of it is kept, in a sentence', async (_, isMeasured) => {
    const told = await send(50_000_000, {}, isMeasured)
    expect(told).toMatchObject({ status: 401, passed: 0 })
    expect(JSON.parse(told.body)).toEqual({ errors: [{ message: '登录已失效或尚未登录，请登录后再上传。' }] })
  })

  it('refuses a wrong or an old session the same way', async () => {
    const { status, passed: kept } = await send(1_000_000, { authorization: 'JWT wrong' })
    expect([status, kept]).toEqual([401, 0])
    const cookie = `payload-token=${token.slice(0, -3)}abc`
    expect((await send(1_000_000, { cookie, origin: 'http://studio.test' })).status).toBe(401)
  })

  it('lets staff through, by header or by cookie', async () => {
    expect(await send(5_000_000, { authorization: `JWT ${token}` })).toMatchObject({
      status: 200,
      passed: 5_000_000,
    })
    const cookie = `payload-token=${token}`
    expect((await send(5_000_000, { cookie, origin: 'http://studio.test' })).status).toBe(200)
    expect((await send(5_000_000, { cookie, origin: 'http://elsewhere.test' })).status).toBe(401)
  })

  it('lets strangers log in', async () => {
    expect(await send(2_000, {})).toMatchObject({ status: 200, passed: 2_000 })
  })

  /** A body that never comes whole: resolves with what the server says and closes. */
  const trickle = async (path: string, headers: string, everyMs: number | null): Promise<string> => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`POST ${path} HTTP/1.1\r\nHost: studio.test\r\n${headers}\r\n`)
    const timer = everyMs === null ? null : setInterval(() => socket.write('a'), everyMs)
    let answer = ''
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString()
    })
    await once(socket, 'close')
    if (timer) clearInterval(timer)
    return answer
  }

  it.each([
    ['/api/users/login', /^HTTP\/1\.1 408 /],
    ['/setup', /^HTTP\/1\.1 408 /],
    // Answered before the body is whole, and closed all the same.
    ['/feeds', /^HTTP\/1\.1 200 [\s\S]*delivery/],
  ])('ends a stranger’s body that trickles to %s', async (path, answer) => {
    expect(await trickle(path, 'Content-Length: 5000\r\n', 50)).toMatch(answer)
  })

  it('holds few unfinished bodies of strangers at once, and none for longer than their time', async () => {
    const tried = Array.from({ length: 60 }, () =>
      trickle('/api/users/login', 'Content-Length: 5000\r\n', 50),
    )
    const answers = await Promise.all(tried)
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 408'))).toHaveLength(3)
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 429'))).toHaveLength(57)
    expect(await send(2_000, {})).toMatchObject({ status: 200 })
  })

  it('gives a signed-in sender as long as the film needs, but not silence', async () => {
    passed = 0
    const head = `Authorization: JWT ${token}\r\nContent-Length: 100000\r\n`
    expect(await trickle('/api/assets', head, null)).toMatch(/^HTTP\/1\.1 408 /)
    const slow = send(100_000, { authorization: `JWT ${token}` })
    const film = http.request(`${url}/api/assets`, {
      method: 'POST',
      headers: { authorization: `JWT ${token}`, 'content-length': '140000' },
    })
    const answered = once(film, 'response')
    // Four times a stranger's whole time, in pieces that keep the line alive.
    for (let piece = 0; piece < 28; piece += 1) {
      film.write(Buffer.alloc(5_000))
      await new Promise((resolve) => setTimeout(resolve, 120))
    }
    film.end()
    const [response] = (await answered) as [IncomingMessage]
    expect(response.statusCode).toBe(200)
    response.resume()
    expect((await slow).status).toBe(200)
  })
})
