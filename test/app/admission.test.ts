import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { admit } from '../../src/app/admission.ts'
import { openStudio, type Studio, stopServers } from '../cms/databases.ts'

let studio: Studio
let server: http.Server
let token: string
let passed: number

beforeAll(async () => {
  studio = await openStudio('SQLite')
  const data = { name: '张三', email: 'a@staff.test', password: 'Correct-Horse-9', role: 'admin' as const }
  await studio.payload.create({ collection: 'users', data })
  token = (await studio.payload.login({ collection: 'users', data })).token ?? ''
  server = http.createServer((req, res) => {
    void admit(req, res, studio.payload).then(async (isAdmitted) => {
      if (!isAdmitted) return
      for await (const chunk of req) passed += (chunk as Buffer).length
      res.end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(async () => {
  server.close()
  await studio.close()
  await stopServers()
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
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const length = isMeasured ? { 'content-length': String(bytes) } : {}
    const req = http.request({
      port,
      method: 'POST',
      path: '/api/assets',
      headers: { ...length, ...headers },
    })
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
