/** Other pages in a signed-in browser, and requests that lie about where they came to. */
import http from 'node:http'
import { expect, it } from 'vitest'
import { password } from '../cms/staff.ts'
import type { AttackedHouse } from './house.ts'

const own = 'https://studio.test'
const evil = 'evil.test'

/** What a browser says of a request that another page made. */
const foreign: readonly (readonly [string, Record<string, string>])[] = [
  ['another site', { origin: `https://${evil}`, 'sec-fetch-site': 'cross-site' }],
  ['a page without origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a name that begins alike', { origin: `${own}.${evil}` }],
  ['the own name without encryption', { origin: 'http://studio.test' }],
  ['the own name at another port', { origin: `${own}:8443` }],
  ['a site that hides its origin', { 'sec-fetch-site': 'cross-site' }],
]

const screen = { name: '外来', slug: 'foreign', channelId: 'bus', width: 960, height: 540, stillSeconds: 10 }
const formOf = (value: unknown): FormData => {
  const form = new FormData()
  form.append('_payload', JSON.stringify(value))
  return form
}

export function crossSite(of: () => AttackedHouse): void {
  const cookie = (): string => `payload-token=${of().tokens.get('admin')}`
  const screens = async (): Promise<number> =>
    (await of().studio.payload.count({ collection: 'screens', trash: true })).totalDocs
  const poisoned = {
    'x-forwarded-host': evil,
    'x-forwarded-proto': 'http',
    forwarded: `host=${evil};proto=http`,
  }

  /** `fetch` keeps `Host` to itself. */
  const ask = (path: string, headers: Record<string, string>, method = 'GET', body = '') =>
    new Promise<{ headers: http.IncomingHttpHeaders; status: number; text: string }>((resolve, reject) => {
      const req = http.request(`${of().url}${path}`, { method, headers }, (res) => {
        let text = ''
        res.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        res.on('end', () => resolve({ headers: res.headers, status: res.statusCode ?? 0, text }))
      })
      req.on('error', reject)
      req.end(body)
    })

  it.each(foreign)('%s changes nothing with the cookie, whatever form it posts', async (_, headers) => {
    const before = await screens()
    const all = { cookie: cookie(), ...headers }
    const ways = [
      { body: screen },
      { form: formOf(screen) },
      {
        raw: new URLSearchParams({ name: 'x' }),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      { raw: JSON.stringify(screen), headers: { 'content-type': 'text/plain' } },
    ]
    for (const way of ways) {
      const { status } = await of().ask('POST', '/api/screens', {
        ...way,
        headers: { ...way.headers, ...all },
      })
      expect(status).toBe(403)
    }
    for (const [method, path] of [
      ['DELETE', `/api/screens/${of().ids.screens}`],
      ['PATCH', `/api/screens/${of().ids.screens}`],
      ['POST', `/api/partners/${of().ids.partners}/token`],
      ['POST', '/api/users/logout'],
    ] as const)
      expect((await of().ask(method, path, { headers: all })).status, path).toBe(403)
    expect((await of().ask('GET', '/api/partners', { headers: all })).status).toBe(403)
    expect(await screens()).toBe(before)
  })

  it.each(foreign)('%s signs nobody in as somebody else', async (_, headers) => {
    const form = formOf({ email: 'editor@staff.test', password })
    const answer = await of().ask('POST', '/api/users/login', { form, headers })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null])
    expect(answer.text).toContain('请求来自别的网站')
  })

  it('takes the own page’s requests, so that the refusals above are some', async () => {
    const headers = { cookie: cookie(), origin: own, 'sec-fetch-site': 'same-origin' }
    const made = await of().ask('POST', '/api/screens', { form: formOf(screen), headers })
    expect(made.status, made.text).toBe(201)
    const { doc } = JSON.parse(made.text) as { doc: { id: string } }
    const body = { deletedAt: new Date().toISOString() }
    expect((await of().ask('PATCH', `/api/screens/${doc.id}`, { body, headers })).status).toBe(200)
  })

  it('shares no answer with other origins', async () => {
    for (const [method, path] of [
      ['GET', '/api/campaigns'],
      ['OPTIONS', '/api/campaigns'],
      ['GET', '/api/users/me'],
      ['POST', '/api/users/login'],
      ['GET', '/feeds'],
      ['GET', '/openapi.json'],
      ['GET', '/setup'],
    ] as const) {
      const headers = { origin: `https://${evil}`, 'access-control-request-method': 'POST', cookie: cookie() }
      const answer = await of().ask(method, path, { headers })
      expect(answer.headers.get('access-control-allow-origin') ?? own, path).toBe(own)
      expect(answer.text, path).not.toContain(evil)
    }
  })

  it('prints its own address, whatever Host and proxies say', async () => {
    const token = of().tokens.get('partner')
    for (const path of [
      '/feeds',
      '/packs',
      '/feeds/douyin.rss',
      '/feeds/douyin.json',
      '/openapi.json',
      '/setup',
    ]) {
      const headers = { ...poisoned, host: evil, authorization: `Bearer ${token}` }
      const { text, headers: given, status } = await ask(path, headers)
      expect(status, path).toBeLessThan(500)
      expect(`${text}${JSON.stringify(given)}`, path).not.toContain(evil)
      expect(text, path).not.toContain('http://studio.test')
      if (/douyin|openapi/.test(path)) expect(text).toContain(own)
    }
  })

  it.each([{}, { ...poisoned, host: evil }])('keeps the cookie to encrypted lines: %o', async (lies) => {
    const body = JSON.stringify({ email: 'editor@staff.test', password })
    const headers = { ...lies, 'content-type': 'application/json', 'content-length': String(body.length) }
    const answer = await ask('/api/users/login', headers, 'POST', body)
    expect([answer.status, answer.headers['set-cookie']]).toEqual([200, [expect.any(String)]])
    const [set = ''] = answer.headers['set-cookie'] ?? []
    for (const flag of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(set).toContain(flag)
    expect(set).not.toMatch(/domain/i)
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d+/)
  })

  it.each([
    '/admin/forgot?redirect=https://evil.test',
    '/admin/reset//evil.test',
    '/admin/create-first-user?redirect=//evil.test',
    '/setup?redirect=https://evil.test',
    '/setup//evil.test',
    '//evil.test/setup',
    '/api/users/logout?redirect=https://evil.test',
    '/api/users/me?redirect=https://evil.test',
  ])('leads nobody elsewhere: %s', async (path) => {
    const { headers } = await ask(path, { host: 'studio.test' })
    expect(headers.location ?? '/').toMatch(/^\/(?!\/)/)
    expect(headers.location ?? '').not.toContain(evil)
  })
}
