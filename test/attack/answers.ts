/** Requests that once got an English word or a fault for an answer: each is one Chinese sentence and the sender's own error. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { sampleHonoree } from '../cms/samples.ts'
import type { Answer, Ask, AttackedHouse } from './house.ts'

interface Case {
  readonly what: string
  readonly method?: string
  readonly path: string
  readonly ask: Ask
  readonly status: number
  readonly sentence: RegExp
}

const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
const json = { 'content-type': 'application/json' }
const part = (head: string, body: string): string =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
const end = '--b--\r\n'
const brokenForm = /^上传的内容不完整或无法识别/
const unclear = /^提交的内容无法识别/

const nested = (levels: number): string =>
  `{"deeds":{"root":{"type":"root","children":${'[{"type":"list","children":[{"type":"listitem","children":'.repeat(levels)}[]${'}]}]'.repeat(levels)}}}}`
const paragraph = (child: unknown) => ({
  deeds: { root: { type: 'root', children: [{ type: 'paragraph', children: [child] }] } },
})

/** `$draft` and `$honorees` stand for ids. */
const cases: readonly Case[] = [
  ...['consent', 'private', 'declarations'].flatMap((group) =>
    (['/api/honorees?draft=true', '/api/honorees'] as const).map((path) => ({
      what: `${group}: null to ${path}`,
      path,
      ask: { body: { [group]: null } },
      status: 400,
      sentence: /填的是“null”，应为一组项目/,
    })),
  ),
  {
    what: 'a number for a group',
    method: 'PATCH',
    path: '/api/honorees/$draft?draft=true',
    ask: { body: { consent: 5 } },
    status: 400,
    sentence: /填的是“5”，应为一组项目/,
  },
  ...[
    ['text that is a number', { type: 'text', text: 5 }, /（不是文字的文字节点）/],
    ['text that is nothing', { type: 'text' }, /（不是文字的文字节点）/],
    ['a node that is none', null, /（无法识别的格式）/],
  ].map(([what, child, sentence]) => ({
    what: String(what),
    method: 'PATCH',
    path: '/api/honorees/$draft?draft=true',
    ask: { body: paragraph(child) },
    status: 400,
    sentence: sentence as RegExp,
  })),
  ...(
    [
      [30, /套得太深的列表|层层嵌套超过 100 层/],
      [12, /套得太深的列表/],
      [20_000, /层层嵌套超过 100 层/],
    ] as const
  ).map(([levels, sentence]) => ({
    what: `${levels} lists in each other`,
    method: 'PATCH',
    path: '/api/honorees/$draft?draft=true',
    ask: { raw: nested(levels), headers: json },
    status: 400,
    sentence,
  })),
  ...(
    [
      ['no form at all', 'xx'],
      ['nothing', ''],
      ['a form cut off', part('name="file"; filename="x.jpg"', 'MZ').slice(0, -2)],
      ['a field that is no JSON', part('name="_payload"', '{') + end],
      ['a null byte in the file name', part('name="file"; filename="a\0b.jpg"', 'MZ') + end],
    ] as const
  ).map(([what, raw]) => ({
    what: `${what} for an upload`,
    path: '/api/assets',
    ask: { raw, headers: multipart },
    status: 400,
    sentence: brokenForm,
  })),
  {
    what: 'a file by reference',
    path: '/api/assets',
    ask: { raw: part('name="file"', '{"filename":"x.jpg"}') + end, headers: multipart },
    status: 400,
    sentence: /是空的/,
  },
  ...['{', 'null', '5', '[]', '"text"'].map((raw) => ({
    what: `${raw} for a document`,
    path: '/api/screens',
    ask: { raw, headers: json },
    status: 400,
    sentence: unclear,
  })),
  ...['text/plain', 'application/x-www-form-urlencoded', 'application/xml'].map((type) => ({
    what: `a body of ${type}`,
    path: '/api/screens',
    ask: { raw: '{"name":"x"}', headers: { 'content-type': type } },
    status: 415,
    sentence: /^提交的格式不受支持/,
  })),
  {
    what: 'JSON without end',
    path: '/api/screens',
    ask: { raw: `{"name":"${'x'.repeat(2_000_001)}"}`, headers: json },
    status: 413,
    sentence: /超过 2 MB/,
  },
  { what: 'a verification', path: '/api/users/verify/x', ask: {}, status: 403, sentence: /没有邮箱验证/ },
  { what: 'an unknown address', path: '/api/nowhere', ask: {}, status: 404, sentence: /找不到这个地址/ },
  { what: 'a closed one', method: 'GET', path: '/api/wakes', ask: {}, status: 501, sentence: /没有这项功能/ },
  {
    what: 'an unlock of nobody',
    path: '/api/users/unlock',
    ask: { body: {} },
    status: 400,
    sentence: /有误/,
  },
  { what: 'a login of nobody', path: '/api/users/login', ask: { body: {} }, status: 400, sentence: /有误/ },
]

export function answers(of: () => AttackedHouse): void {
  const sentenceOf = ({ text }: Answer): string =>
    (JSON.parse(text) as { errors: { message: string }[] }).errors[0]?.message ?? ''

  it.each(cases)('$what', async ({ method = 'POST', path, ask, status, sentence }) => {
    const { ids } = of()
    const address = path.replace('$draft', ids.draft ?? '')
    const answer = await of().ask(method, address, { as: 'editor', ...ask })
    expect([answer.status, sentenceOf(answer)]).toEqual([status, expect.stringMatching(sentence)])
    expect(answer.text).not.toMatch(/Something went wrong|Invalid JSON|Route not found/)
  })

  it('a release of somebody in the trash', async () => {
    const { records, payload } = of().studio
    const person = {
      ...sampleHonoree,
      campaignId: of().ids.campaigns ?? '',
      slug: 'gone',
      nominatedBy: '鞍山某院',
    }
    const { id } = await records.ensureHonoree({ ...person, name: '周某' }, {})
    await records.publishHonoree(id)
    await payload.update({ collection: 'honorees', id, data: { deletedAt: new Date().toISOString() } })
    const body = { honoree: id, channelId: 'douyin', validFrom: '2026-06-01T00:00:00Z' }
    const answer = await of().ask('POST', '/api/releases', { as: 'chief', body })
    expect([answer.status, sentenceOf(answer)]).toEqual([400, expect.stringMatching(/^这位人选在回收站里/)])
  })

  it('an upload that names an address to fetch from, and asks for nothing there', async () => {
    let asked = 0
    const inside = http.createServer((_, res) => {
      asked += 1
      res.end('secret')
    })
    inside.listen(0, '127.0.0.1')
    await once(inside, 'listening')
    const { port } = inside.address() as AddressInfo
    for (const url of [
      `http://127.0.0.1:${port}/x.jpg`,
      'http://169.254.169.254/latest',
      'file:///etc/passwd',
    ]) {
      const named = { honoree: of().ids.honorees, url, filename: 'x.jpg', mimeType: 'image/jpeg' }
      const answer = await of().ask('POST', '/api/assets', { as: 'editor', body: named })
      expect([answer.status, sentenceOf(answer)]).toEqual([400, expect.stringMatching(/文件/)])
    }
    inside.close()
    expect(asked).toBe(0)
  })
}
