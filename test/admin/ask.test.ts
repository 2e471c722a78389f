/** What a page asks for again and again, over a real connection: what is still the same is not sent twice. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { ask } from '../../src/admin/ask.ts'

it('keeps the answer there is while the server has no other, and takes the next', async () => {
  let now = { tag: '"one"', unread: 3 }
  const statuses: number[] = []
  const server = http.createServer((req, res) => {
    const status = req.headers['if-none-match'] === now.tag ? 304 : 200
    statuses.push(status)
    res.writeHead(status, { etag: now.tag, 'content-type': 'application/json' })
    res.end(status === 200 ? JSON.stringify({ unread: now.unread }) : undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const kept = { tag: null, value: null }
  const first = await ask(url, {}, kept)
  expect(first).toEqual({ ok: true, value: { unread: 3 } })
  expect(await ask(url, {}, kept)).toEqual(first)
  now = { tag: '"two"', unread: 4 }
  expect(await ask(url, {}, kept)).toEqual({ ok: true, value: { unread: 4 } })
  expect(statuses).toEqual([200, 304, 200])
  server.close()
})
