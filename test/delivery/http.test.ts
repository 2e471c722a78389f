/** The manners of HTTP: who gets in, what is refused and how, conditional requests, links, and what the log says. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Audience, signPath } from '../../src/delivery/signed-link.ts'
import { itemIdOf, type Release, type ReleaseMedia } from '../../src/domain/release.ts'
import type { Role } from '../../src/domain/role.ts'
import { bearer, type House, hours, keep, openHouse, picture, release, secret, six } from './house.ts'

let house: House
let photo: ReleaseMedia
let live: Release
beforeAll(async () => {
  house = await openHouse()
  photo = await picture(house, 320, 240, 'photo', '#a3101b')
  const film = await keep(house, Buffer.from('film'.repeat(5000)), {
    specId: 'film-9x16',
    role: 'film',
    mediaType: 'video/mp4',
    width: 1080,
    height: 1920,
    durationMs: 14_960,
  })
  live = release(house, [photo, film])
})
beforeEach(() => {
  house.now = six
})
afterAll(() => house.close())

const problem = async (response: Response): Promise<Record<string, unknown>> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const body = (await response.json()) as Record<string, unknown>
  expect(body.status).toBe(response.status)
  expect(body.title).toMatch(/\p{Script=Han}/u)
  expect(body.detail).toMatch(/[。；]$/u)
  return body
}
const kindOf = async (response: Response): Promise<unknown> =>
  String((await problem(response)).type).replace('urn:zuimei:problem:', '')

describe('the door', () => {
  const feed = '/feeds/douyin.json'

  it('opens to Bearer, Basic and ?token=', async () => {
    const { all } = house.token
    const basic = `Basic ${Buffer.from(`anyone:${all}`).toString('base64')}`
    const answers = [
      await house.get(feed, bearer(all)),
      await house.get(feed, { authorization: basic }),
      await house.get(`${feed}?token=${all}`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
    expect(house.tables.tokensUsedAt.get('all')).toEqual(six)
  })

  it('asks for a token with 401 and both schemes', async () => {
    const answer = await house.get(feed)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toMatch(/Basic .*Bearer /)
    expect(await kindOf(answer)).toBe('token-missing')
  })

  it.each([
    ['an unknown token', `zm_${'A'.repeat(43)}`, 'token-unknown'],
    ['a number', '1', 'token-unknown'],
    ['a token with something behind it', 'extra', 'token-unknown'],
  ])('refuses %s with 403', async (_what, text, kind) => {
    const answer = await house.get(feed, bearer(text === 'extra' ? `${house.token.all}x` : text))
    expect(answer.status).toBe(403)
    expect(await kindOf(answer)).toBe(kind)
  })

  it('refuses expired and revoked tokens at their instant, and channels out of scope', async () => {
    for (const [id, changes, kind] of [
      ['expired', { tokenExpiresAt: six }, 'token-expired'],
      ['revoked', { tokenRevokedAt: six }, 'token-revoked'],
    ] as const) {
      const all = house.tables.partners[0]!
      house.tables.partners.push({ ...all, id, ...changes })
      house.tables.tokens.set(`zm_${id}`, id)
      house.now = new Date(six.getTime() - 1)
      expect((await house.get(feed, bearer(`zm_${id}`))).status).toBe(200)
      house.now = six
      const answer = await house.get(feed, bearer(`zm_${id}`))
      expect(answer.status).toBe(403)
      expect(await kindOf(answer)).toBe(kind)
    }
    for (const closed of [
      feed,
      '/packs/metro-hall.zip',
      '/packs/metro-hall/manifest.json',
      `/items/${itemIdOf(live)}`,
    ]) {
      const answer = await house.get(closed, { ...bearer(house.token.bus), accept: '*/*' })
      expect(answer.status, closed).toBe(403)
      expect(await kindOf(answer)).toBe('channel-closed')
    }
    expect((await house.get('/feeds/bus.rss', bearer(house.token.bus))).status).toBe(200)
  })
})

describe('refusals', () => {
  it.each([
    ['/feeds/nowhere.rss', 404, 'feed-unknown'],
    ['/feeds/douyin.xml', 404, 'feed-unknown'],
    ['/feeds/douyin', 404, 'feed-unknown'],
    ['/feeds/..%2f..%2fetc.rss', 404, 'feed-unknown'],
    ['/items/c1.h9.douyin', 404, 'item-unknown'],
    ['/packs/nowhere.zip', 404, 'screen-unknown'],
    ['/packs/bus-bar', 404, 'screen-unknown'],
    ['/packs/bus-bar/secret', 404, 'pack-file-unknown'],
    ['/packs/bus-bar/..%2f..%2fsecret', 404, 'pack-file-unknown'],
    ['/nothing', 404, 'address-unknown'],
    ['/feeds/douyin.rss?page=2', 400, 'query-unknown'],
    ['/feeds?token=a&token=b', 400, 'query-unknown'],
    ['/healthz?x', 400, 'query-unknown'],
    [`/files/v/${'0'.repeat(40)}.jpg`, 403, 'link-forged'],
  ])('%s → %i', async (address, status, kind) => {
    const answer = await house.get(address, bearer(house.token.all))
    expect(answer.status).toBe(status)
    expect(await kindOf(answer)).toBe(kind)
  })

  it.each([
    ['/feeds/douyin.rss', 'POST', 'GET, HEAD'],
    ['/feeds', 'DELETE', 'GET, HEAD'],
    ['/receipts', 'GET', 'POST'],
    ['/files/v/x.jpg', 'PUT', 'GET, HEAD'],
    ['/packs/bus-bar.zip', 'OPTIONS', 'GET, HEAD'],
  ])('%s does not take %s', async (address, method, allow) => {
    const answer = await house.get(address, {}, method)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
    expect(await kindOf(answer)).toBe('method')
  })

  it.each(['/feeds', '/packs', '/items/c1.h1.douyin'])('%s offers nothing as a picture', async (address) => {
    const answer = await house.get(address, { ...bearer(house.token.all), accept: 'image/png, text/*;q=0' })
    expect(answer.status).toBe(406)
    expect(await kindOf(answer)).toBe('accept')
  })

  it('tells nothing of the inside when something breaks', async () => {
    const broken = await openHouse()
    broken.tables.releases.push = () => 0
    Object.defineProperty(broken.tables, 'partners', {
      get() {
        throw new Error('SQLITE_CORRUPT /var/lib/zuimei.db')
      },
    })
    const answer = await broken.get('/feeds/douyin.rss', bearer(broken.token.all))
    expect(answer.status).toBe(500)
    expect(JSON.stringify(await problem(answer))).not.toMatch(/SQLITE|var|Error/)
    expect(broken.log.join('\n')).toContain('SQLITE_CORRUPT')
    await broken.close()
  })
})

describe('conditional requests', () => {
  const feed = '/feeds/douyin.rss'
  const ask = (headers: Record<string, string> = {}, method = 'GET') =>
    house.get(feed, { ...bearer(house.token.all), ...headers }, method)

  it('answers 304 to its own tag, also made weak or among others', async () => {
    const { headers } = await ask()
    const etag = headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{32}"$/)
    for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await ask({ 'if-none-match': tags })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    }
    expect((await ask({ 'if-none-match': '"x"' })).status).toBe(200)
  })

  it('lets If-None-Match win over If-Modified-Since', async () => {
    const { headers } = await ask()
    const date = headers.get('last-modified') ?? ''
    expect(date).toBe(hours(-2).toUTCString())
    expect((await ask({ 'if-modified-since': date })).status).toBe(304)
    expect((await ask({ 'if-modified-since': hours(-3).toUTCString() })).status).toBe(200)
    expect((await ask({ 'if-modified-since': date, 'if-none-match': '"x"' })).status).toBe(200)
    const old = hours(-99).toUTCString()
    expect((await ask({ 'if-modified-since': old, 'if-none-match': headers.get('etag') ?? '' })).status).toBe(
      304,
    )
  })

  it('gives no date as a validator while it is fresh: the second may not be over', async () => {
    house.now = new Date(hours(-2).getTime() + 400)
    expect((await ask()).headers.get('last-modified')).toBeNull()
  })

  it('keeps bytes and tag from poll to poll, and moves both with the links before the old ones end', async () => {
    const first = await ask()
    const [body, tag] = [await first.text(), first.headers.get('etag')]
    const until = Number(/until=(\d+)/.exec(body)?.[1]) * 1000
    house.now = hours(1)
    const second = await ask()
    expect([await second.text(), second.headers.get('etag')]).toEqual([body, tag])
    house.now = new Date(until - 24 * 3_600_000)
    const renewed = await ask({ 'if-none-match': tag ?? '' })
    expect(renewed.status).toBe(200)
    expect(await renewed.text()).not.toBe(body)
  })

  it('moves its tag at a window edge though nothing ran', async () => {
    const etag = (await ask()).headers.get('etag') ?? ''
    const next = release(house, [photo], { honoreeId: 'h2', validFrom: hours(1), validUntil: hours(2) })
    await house.delivery.refresh()
    house.now = new Date(hours(1).getTime() - 10_500)
    const early = await ask({ 'if-none-match': etag })
    expect([early.status, early.headers.get('cache-control')]).toEqual([304, 'private, max-age=10'])
    house.now = new Date(hours(1).getTime() - 1)
    expect((await ask({ 'if-none-match': etag })).headers.get('cache-control')).toBe('private, max-age=0')
    house.now = hours(1)
    const inside = await ask({ 'if-none-match': etag })
    expect(inside.status).toBe(200)
    expect(await inside.text()).toContain(`urn:zuimei:item:${itemIdOf(next)}`)
    house.now = hours(2)
    const over = await ask({ 'if-none-match': inside.headers.get('etag') ?? '' })
    expect(over.status).toBe(200)
    expect(await over.text()).not.toContain(`urn:zuimei:item:${itemIdOf(next)}`)
  })

  it('answers HEAD with the same headers and no body', async () => {
    const [get, head] = [await ask(), await ask({}, 'HEAD')]
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    for (const name of ['etag', 'content-type', 'content-length', 'link', 'cache-control'])
      expect(head.headers.get(name), name).toBe(get.headers.get(name))
    expect(Number(get.headers.get('content-length'))).toBe(Buffer.byteLength(await get.text()))
  })

  it('does no work of the database between looks at the ledger', async () => {
    await ask()
    house.calls.clear()
    for (let count = 0; count < 20; count += 1) await ask()
    const { releases = 0, withdrawals = 0, partnerByTokenHash = 0 } = Object.fromEntries(house.calls)
    expect([releases, withdrawals, partnerByTokenHash]).toEqual([0, 0, 0])
  })

  it('links its other spellings', async () => {
    const link = (await ask()).headers.get('link')
    expect(link).toContain(`<${house.url}/feeds/douyin.rss>; rel="self"; type="application/rss+xml"`)
    expect(link).toContain(`<${house.url}/feeds/douyin.ninjs>; rel="alternate"`)
  })
})

describe('signed files', () => {
  const path = (): string => `/files/v/${photo.key}.jpg`
  const signed = (until = hours(1), audience?: Audience): string => signPath(secret, path(), until, audience)

  it('come whole with type, name, tag and digest', async () => {
    const answer = await house.get(signed())
    expect(answer.status).toBe(200)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes).toEqual(await readAll(photo.storageKey))
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(photo.bytes),
      'content-disposition': 'inline; filename="wang-chong-photo-320x240.jpg"',
      'accept-ranges': 'bytes',
      etag: `"${photo.sha256}"`,
      'repr-digest': `sha-256=:${Buffer.from(photo.sha256, 'hex').toString('base64')}:`,
      'x-content-type-options': 'nosniff',
    })
  })

  it('come in ranges as RFC 9110 has them', async () => {
    const whole = await readAll(photo.storageKey)
    const size = whole.length
    const etag = `"${photo.sha256}"`
    const table: [Record<string, string>, number, [number, number]][] = [
      [{ range: 'bytes=0-0' }, 206, [0, 0]],
      [{ range: 'bytes=5-' }, 206, [5, size - 1]],
      [{ range: 'bytes=-7' }, 206, [size - 7, size - 1]],
      [{ range: `bytes=-${size * 2}` }, 206, [0, size - 1]],
      [{ range: `bytes=3-${size * 9}` }, 206, [3, size - 1]],
      [{ range: 'bytes=1-4', 'if-range': etag }, 206, [1, 4]],
      [{ range: 'bytes=1-4', 'if-range': '"old"' }, 200, [0, size - 1]],
      [{ range: 'bytes=1-4', 'if-range': `W/${etag}` }, 200, [0, size - 1]],
      [{ range: 'bytes=0-1,3-4' }, 200, [0, size - 1]],
      [{ range: 'pages=1-2' }, 200, [0, size - 1]],
      [{ range: 'bytes=4-1' }, 200, [0, size - 1]],
    ]
    for (const [headers, status, [start, end]] of table) {
      const answer = await house.get(signed(), headers)
      expect(answer.status, JSON.stringify(headers)).toBe(status)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(whole.subarray(start, end + 1))
      expect(answer.headers.get('content-range')).toBe(
        status === 206 ? `bytes ${start}-${end}/${size}` : null,
      )
    }
    for (const range of [`bytes=${size}-`, 'bytes=-0']) {
      const answer = await house.get(signed(), { range })
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${size}`])
      expect(await kindOf(answer)).toBe('range')
    }
    const head = await house.get(signed(), { range: 'bytes=0-0' }, 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(size)])
    expect((await house.get(signed(), { 'if-none-match': etag, range: 'bytes=0-0' })).status).toBe(304)
  })

  it('open only as signed, and not a moment longer', async () => {
    const good = signed(hours(1))
    house.now = new Date(hours(1).getTime() - 1)
    expect((await house.get(good)).status).toBe(200)
    house.now = hours(1)
    expect(await kindOf(await house.get(good))).toBe('link-expired')
    house.now = six
    const forged = [
      good.replace(/until=\d+/, `until=${Math.floor(hours(9).getTime() / 1000)}`),
      good.replace('for=partner', 'for=staff.me'),
      good.replace(/sig=.{4}/, 'sig=AAAA'),
      good.replace(/sig=.*/, 'sig='),
      good.replace(photo.key, 'f'.repeat(40)),
      signPath('another secret', path(), hours(1)),
    ]
    for (const address of forged) {
      const answer = await house.get(address)
      expect(answer.status, address).toBe(403)
      expect(await kindOf(answer)).toBe('link-forged')
    }
  })

  it('are gone once every release that shows them is withdrawn, but not for staff', async () => {
    const other = await picture(house, 64, 48, 'photo', '#004')
    const one = release(house, [other], { honoreeId: 'h5', channelId: 'kuaishou' })
    const two = release(house, [other], { honoreeId: 'h5', channelId: 'beiguo' })
    const address = signPath(secret, `/files/v/${other.key}.jpg`, hours(9))
    house.tables.withdrawals.push({ releaseId: one.id, at: six, reason: '更正' })
    await house.delivery.refresh()
    expect((await house.get(address)).status).toBe(200)
    house.tables.withdrawals.push({ releaseId: two.id, at: hours(1), reason: '当事人要求' })
    await house.delivery.refresh()
    expect((await house.get(address)).status).toBe(200)
    house.now = hours(1)
    const gone = await house.get(address, { 'if-none-match': `"${other.sha256}"` })
    expect(gone.status).toBe(410)
    expect(await problem(gone)).toMatchObject({ reason: '当事人要求', withdrawnAt: hours(1).toISOString() })
    const own = signPath(secret, `/files/v/${other.key}.jpg`, hours(9), { id: 'me', role: 'editor' })
    expect((await house.get(own, { 'x-test-person': 'me editor' })).status).toBe(200)
    expect((await house.get(own, { 'x-test-person': 'me editor', range: 'bytes=0-9' })).status).toBe(206)
    for (const headers of [
      {},
      { 'x-test-person': 'somebody-else editor' },
      { 'x-test-person': 'me admin' },
    ]) {
      const shared = await house.get(own, headers)
      expect([shared.status, await kindOf(shared)]).toEqual([403, 'link-personal'])
    }
  })

  it('open to an operator while partners may have them, though the link was made before', async () => {
    const shown = await picture(house, 66, 48, 'photo', '#404')
    const draft = await picture(house, 42, 30, 'photo', '#440')
    const { id } = release(house, [shown], { honoreeId: 'h7', channelId: 'kuaishou' })
    await house.delivery.refresh()
    const open = ({ key }: { key: string }) =>
      house.get(signPath(secret, `/files/v/${key}.jpg`, hours(9), { id: 'me', role: 'operator' }), {
        'x-test-person': 'me operator',
      })
    expect((await open(shown)).status).toBe(200)
    expect((await open(draft)).status).toBe(404)
    house.tables.withdrawals.push({ releaseId: id, at: house.now, reason: '当事人要求' })
    await house.delivery.refresh()
    expect((await open(shown)).status).toBe(410)
  })

  it('of no release open to staff alone', async () => {
    const draft = await picture(house, 40, 30, 'photo', '#040')
    const names = [`/files/v/${draft.key}.jpg`, `/files/${draft.storageKey}`]
    for (const name of names) {
      expect(await kindOf(await house.get(signPath(secret, name, hours(1))))).toBe('file-unknown')
      for (const role of ['editor', 'reviewer', 'chief', 'admin'] as const) {
        const link = signPath(secret, name, hours(1), { id: 'me', role })
        const answer = await house.get(link, { 'x-test-person': `me ${role}` })
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
        await answer.arrayBuffer()
      }
      // Of a role that nobody knows, should it ever be signed, not even to whoever has it.
      const odd = signPath(secret, name, hours(1), { id: 'me', role: 'nobody' as Role })
      const refused = await house.get(odd, { 'x-test-person': 'me nobody' })
      expect([refused.status, await kindOf(refused)]).toEqual([403, 'link-forged'])
    }
    const never = signPath(secret, '/files/secrets/x.jpg', hours(1), { id: 'me', role: 'editor' })
    expect((await house.get(never, { 'x-test-person': 'me editor' })).status).toBe(404)
  })

  it('whose bytes are lost say so instead of breaking off', async () => {
    const lost = await picture(house, 44, 30, 'photo', '#044')
    release(house, [lost], { honoreeId: 'h6', channelId: 'kuaishou' })
    await house.store.delete(lost.storageKey)
    await house.delivery.refresh()
    const answer = await house.get(signPath(secret, `/files/v/${lost.key}.jpg`, hours(1)))
    expect(answer.status).toBe(503)
    expect(await kindOf(answer)).toBe('bytes-missing')
  })

  it('linked in a feed open without a token', async () => {
    const feed = (await (await house.get('/feeds/douyin.json', bearer(house.token.all))).json()) as {
      items: { url: string; attachments: { url: string; size_in_bytes: number }[] }[]
    }
    const attachments = feed.items.flatMap((item) => item.attachments)
    expect(attachments.length).toBeGreaterThan(1)
    for (const { url, size_in_bytes } of attachments)
      expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(size_in_bytes)
    expect((await fetch(feed.items[0]!.url, { headers: { accept: 'text/html' } })).status).toBe(200)
  })

  async function readAll(key: string): Promise<Buffer> {
    return Buffer.from(await new Response(await house.store.read(key)).arrayBuffer())
  }
})

describe('embargo and withdrawal', () => {
  it('reach only whom they should', async () => {
    const held = release(house, [photo], { honoreeId: 'h7', channelId: 'xuexi', embargoedUntil: hours(3) })
    await house.delivery.refresh()
    const id = itemIdOf(held)
    const read = async (token: string) => (await house.get('/feeds/xuexi.json', bearer(token))).text()
    expect(await read(house.token.all)).not.toContain(id)
    const early = await read(house.token.trusted)
    expect(early).toContain(id)
    expect(early).toContain('前禁发】')
    const page = `/items/${id}`
    expect((await house.get(page, bearer(house.token.all))).status).toBe(404)
    expect((await house.get(page, bearer(house.token.trusted))).status).toBe(200)
    expect((await house.get(signPath(secret, page, hours(1)))).status).toBe(404)
    expect((await house.get(signPath(secret, page, hours(1), 'trusted'))).status).toBe(200)

    house.tables.withdrawals.push({ releaseId: held.id, at: hours(1), reason: '<内容> 有误' })
    await house.delivery.refresh()
    house.now = hours(1)
    expect((await house.get(page, bearer(house.token.all))).status).toBe(404)
    const gone = await house.get(page, bearer(house.token.trusted))
    expect(gone.status).toBe(410)
    expect((await problem(gone)).reason).toBe('<内容> 有误')
    expect(await read(house.token.all)).not.toContain(id)
  })
})

describe('what else is served', () => {
  it('an index of packs alone, at the address staff hand to operators', async () => {
    const json = (await (await house.get('/packs', bearer(house.token.bus))).json()) as {
      feeds?: unknown
      packs: { screen: string; zip: string; manifest: string }[]
    }
    expect(json.feeds).toBeUndefined()
    expect(json.packs.map(({ screen }) => screen)).toEqual(['bus-bar'])
    expect(
      (await house.get(new URL(json.packs[0]?.zip ?? '').pathname, bearer(house.token.bus))).status,
    ).toBe(200)
    const page = await house.get(`/packs?token=${house.token.bus}`, { accept: 'text/html' })
    const text = await page.text()
    expect(text).toContain(`href="/packs/bus-bar.zip?token=${house.token.bus}"`)
    expect(text).not.toContain('订阅源')
    expect((await house.get('/packs')).status).toBe(401)
  })

  it('an index of what the token opens, for programs and people', async () => {
    const json = (await (await house.get('/feeds', bearer(house.token.bus))).json()) as {
      feeds: { channel: string; formats: Record<string, string> }[]
      packs: { zip: string }[]
    }
    expect(json.feeds.map(({ channel }) => channel)).toEqual(['bus'])
    for (const address of [...Object.values(json.feeds[0]!.formats), ...json.packs.map(({ zip }) => zip)])
      expect((await fetch(address, { headers: bearer(house.token.bus) })).status).not.toBe(404)
    const html = await house.get(`/feeds?token=${house.token.bus}`, { accept: 'text/html,*/*;q=0.8' })
    expect(html.headers.get('content-type')).toContain('text/html')
    expect(html.headers.get('referrer-policy')).toBe('no-referrer')
    const text = await html.text()
    expect(text).toContain('公交车')
    expect(text).not.toContain('抖音')
    const [, href = ''] = /href="(\/feeds\/bus\.rss[^"]*)"/.exec(text) ?? []
    expect((await house.get(href)).status).toBe(200)
  })

  it('its health, its interface and its schemas, without a token', async () => {
    const health = await house.get('/healthz')
    expect([health.status, await health.json()]).toEqual([
      200,
      { ok: true, degraded: false, db: 'ok', store: 'ok', disk: 'ok', unreadable: 0 },
    ])
    for (const name of ['pack-manifest', 'receipt'])
      expect((await house.get(`/schemas/${name}.json`)).headers.get('content-type')).toBe(
        'application/schema+json',
      )
  })

  it('its interface, route by route: what exists is described, and what is described exists', async () => {
    const api = (await (await house.get('/openapi.json')).json()) as {
      paths: Record<string, Record<string, object>>
    }
    const described = Object.entries(api.paths).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`),
    )
    const routes = house.delivery.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
    expect(new Set(routes).size).toBeGreaterThan(9)
    // A description that a route answers: each of its places filled in, and the route's own pattern.
    const answers = (route: string, description: string): boolean => {
      const [method, address = ''] = description.split(' ')
      const filled = `${method} ${address.replaceAll('{name}', 'receipt').replaceAll(/\{\w+\}/g, 'x')}`
      const pattern = route.replaceAll(/[.]/g, '\\.').replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.+')
      return new RegExp(`^${pattern}$`).test(filled)
    }
    const schemas = ['GET /schemas/pack-manifest.json', 'GET /schemas/receipt.json']
    for (const route of new Set(routes.filter((one) => !schemas.includes(one))))
      expect(
        described.filter((one) => answers(route, one)),
        route,
      ).not.toEqual([])
    for (const one of described)
      expect(
        routes.filter((route) => answers(route, one)),
        one,
      ).not.toEqual([])
    for (const schema of schemas) expect(routes).toContain(schema)
  })

  it('that it serves but somebody has to look, when a record cannot be read', async () => {
    const odd = await openHouse()
    odd.tables.unreadable.set('honoree-9', { kind: 'field-missing', field: '姓名' })
    const health = await odd.get('/healthz')
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { ok: true, degraded: true, unreadable: 1 },
    ])
    await odd.close()
  })

  it('ill health when the ledger cannot be read, while feeds go on', async () => {
    const ill = await openHouse()
    release(ill, [await picture(ill, 40, 30, 'photo', '#400')])
    expect((await ill.get('/feeds/douyin.rss', bearer(ill.token.all))).status).toBe(200)
    Object.defineProperty(ill.tables, 'releases', {
      get() {
        throw new Error('database is locked')
      },
    })
    // Served from memory for a moment, then looked for in vain.
    await vi.waitFor(async () => {
      expect((await ill.get('/feeds/douyin.rss', bearer(ill.token.all))).status).toBe(200)
      expect(ill.log.join('\n')).toContain('the ledger cannot be read')
    })
    expect((await ill.get('/feeds/douyin.rss', bearer(ill.token.all))).status).toBe(200)
    const health = await ill.get('/healthz')
    expect([health.status, await health.json()]).toEqual([
      503,
      { ok: false, degraded: false, db: 'unavailable', store: 'ok', disk: 'ok', unreadable: null },
    ])
    await ill.close()
  })
})

it('never logs a token or a signature', async () => {
  const { all } = house.token
  await house.get(`/feeds/douyin.rss?token=${all}`)
  await house.get(`/feeds/${all}.rss`, bearer(all))
  await house.get(signPath(secret, `/files/v/${photo.key}.jpg`, hours(1)))
  expect(house.log.length).toBeGreaterThan(3)
  const log = house.log.join('\n')
  for (const token of house.tables.tokens.keys()) expect(log).not.toContain(token)
  expect(log).not.toMatch(/sig=|token=|Bearer/)
  expect(log).toContain('"path":"/feeds/zm_***.rss"')
  expect(log).toContain('"partner":"all"')
})
