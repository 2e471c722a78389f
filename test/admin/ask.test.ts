/** What a page asks for again and again, over a real connection: what is still the same is not sent twice. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { ask, askFirst } from '../../src/admin/ask.ts'

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

it('takes what came with the page once, and asks from there on', async () => {
  const asked: (string | undefined)[] = []
  const server = http.createServer((req, res) => {
    asked.push(req.headers['if-none-match'])
    const isSame = req.headers['if-none-match'] === '"of the page"'
    res.writeHead(isSame ? 304 : 200, { etag: '"new"', 'content-type': 'application/json' })
    res.end(isSame ? undefined : JSON.stringify({ unread: 4 }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const given = { [url]: Promise.resolve({ tag: '"of the page"', value: { unread: 3 } }) }
  const kept = { tag: null, value: null }
  const first = await askFirst(given, url, {}, kept)
  expect([first, asked]).toEqual([{ ok: true, value: { unread: 3 } }, []])
  expect(await askFirst(given, url, {}, kept)).toEqual(first)
  // Whoever comes back to the page keeps nothing, and is not told how things stood when it was made.
  expect(await askFirst(given, url)).toEqual({ ok: true, value: { unread: 4 } })
  // Where the server had no good answer, the page asks for the sentence.
  expect(await askFirst({ [url]: Promise.resolve(null) }, url)).toEqual({ ok: true, value: { unread: 4 } })
  expect(asked).toEqual(['"of the page"', undefined, undefined])
  server.close()
})
