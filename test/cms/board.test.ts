/** The board of a campaign over the studio's own API, with people at every stage: what it says, to whom, and at what cost. */
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addresses } from '../../src/admin/addresses.ts'
import { firstAnswer } from '../../src/admin/first-answer.ts'
import { channels } from '../../src/channels/index.ts'
import type { CellState } from '../../src/domain/board.ts'
import { type BoardCounts, type BoardPage, headOf, waitingFor } from '../../src/domain/board-view.ts'
import { faults, nameOf, seedPeople, unitOf } from '../fixtures/people.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { signIn } from './staff.ts'

describe.each(databases)('the board on %s', (kind) => {
  let studio: Studio
  let few: Awaited<ReturnType<typeof seedPeople>>
  let many: Awaited<ReturnType<typeof seedPeople>>
  let editor: string
  let operator: string

  beforeAll(async () => {
    studio = await openStudio(kind)
    const { payload, now } = studio
    few = await seedPeople(payload, { count: faults.length, year: 2026, now })
    many = await seedPeople(payload, { count: 50, year: 2025, now, isMade: false })
    editor = await signIn(studio, 'editor')
    operator = await signIn(studio, 'operator')
  })
  afterAll(() => studio.close())

  const get = async <T>(address: string, token = editor): Promise<{ status: number; json: T }> => {
    const response = await studio.request('GET', address, { token })
    return { status: response.status, json: (await response.json()) as T }
  }
  const page = async (campaign: string): Promise<BoardPage> =>
    (await get<BoardPage>(`/api/campaigns/board?campaign=${campaign}`)).json

  it('is told in counts to the overview, and not sent again to whoever has it', async () => {
    const whole = await page(few.campaignId)
    const { json } = await get<BoardCounts>(`/api/campaigns/board/counts?campaign=${few.campaignId}`)
    expect(json).toEqual({
      ...{ campaignId: few.campaignId, handedIn: whole.handedIn, people: faults.length, ready: 2 },
      waiting: [
        ['unit', 2],
        ['staff', 5],
      ],
    })
    const url = `/api/campaigns/board?campaign=${few.campaignId}`
    const ask = (tag: string) =>
      studio.request('GET', url, { token: editor, headers: { 'if-none-match': tag } })
    const tag = (await studio.request('GET', url, { token: editor })).headers.get('etag') ?? ''
    const again = await ask(`W/${tag}`)
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await ask('"another"')).status).toBe(200)
    expect((await studio.request('GET', '/api/campaigns/board/counts', { token: operator })).status).toBe(403)
  })

  it('is answered with the page as over the wire, to whom it is answered at all', async () => {
    const { payload } = studio
    const as = async (role: string) => {
      const { docs } = await payload.find({ collection: 'users', where: { role: { equals: role } } })
      return { payload, user: { ...docs[0]!, collection: 'users' as const } }
    }
    const reader = await as('editor')
    const id = few.campaignId
    const all = [
      addresses.choice(''),
      addresses.choice(many.campaignId),
      addresses.board(id, 0),
      addresses.counts(id),
      addresses.today(id),
      addresses.progress(id),
      addresses.progress(null),
      addresses.waiting(id),
      addresses.notices,
    ]
    for (const address of all) {
      const wire = await studio.request('GET', address, { token: editor })
      expect(await firstAnswer(address, reader), address).toEqual({
        tag: wire.headers.get('etag'),
        value: await wire.json(),
      })
    }
    const logged = vi.spyOn(payload.logger, 'error').mockImplementation(() => {})
    expect(await firstAnswer(addresses.counts(id), await as('operator'))).toBeNull()
    expect(await firstAnswer(addresses.board('nowhere', 0), reader)).toBeNull()
    expect(logged).not.toHaveBeenCalled()
    const broken = vi.spyOn(payload.db, 'find').mockRejectedValue(new Error('the disk is gone'))
    expect(await firstAnswer(addresses.waiting(id), reader)).toBeNull()
    broken.mockRestore()
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
    await expect(firstAnswer('/api/campaigns/nothing', reader)).rejects.toThrow('no endpoint')
  })

  it('tells of everybody of the newest campaign, in their order, each as it stands', async () => {
    const { json } = await get<BoardPage>('/api/campaigns/board')
    expect(json.campaignId).toBe(few.campaignId)
    expect(json.people.map(({ id }) => id)).toEqual(few.ids)
    expect(json.columns.map(({ id }) => id)).toEqual(channels.map(({ id }) => id))
    const first = Object.fromEntries(faults.map((fault, n) => [fault, json.people[n]?.states]))
    const all = (state: CellState): readonly CellState[] => channels.map(() => state)
    expect(first['no-forms']).toEqual(all('missing'))
    expect(first['not-eligible']).toEqual(all('checking'))
    expect(first['light-photo']).toEqual(all('missing'))
    expect(first['no-consent']).toEqual(all('checking'))
    expect(first.draft).toEqual(all('signing'))
    expect(first.none).toEqual(all('ready'))
    expect(first['short-deeds']?.[0]).toBe('missing')
    expect(first['short-deeds']?.[3]).toBe('ready')
    expect(first.failed).toContain('failed')
    expect(first.released?.slice(0, 5)).toEqual(['live', 'planned', 'over', 'withdrawn', 'ready'])
    expect(json.made).toMatchObject({ failed: 1, total: json.made.done + 1 })
    expect(headOf(json.people, 3)).toBe('4/10')
    expect(waitingFor(json.people)).toEqual([
      ['unit', 2],
      ['staff', 5],
      ['system', 0],
    ])
    expect(json.people[0]).toMatchObject({ name: nameOf(0), unit: unitOf(0), spelling: 'wanglixin wlx' })
  })

  it('counts the files that wait in this campaign’s hand-ins, and of them the refused', async () => {
    const { records, now } = studio
    const open = (campaignId: string) =>
      records.openHandIn({ campaignId, only: null, told: [], openedBy: 'users:1', openedAt: now })
    const [own, other] = [await open(few.campaignId), await open(many.campaignId)]
    for (const [handInId, state, at] of [
      [own, 'received', 1],
      [own, 'received', 2],
      [own, 'refused', 3],
      [own, 'taken', 4],
      [own, 'aside', 5],
      [other, 'received', 6],
    ] as const)
      await records.addHandInFile({
        ...{ handInId, state, path: `${at}.jpg`, bytes: 1, storageKey: `incoming/${at}` },
        ...{ declared: null, person: null, problems: [], arrivedAt: now },
      })
    expect((await page(few.campaignId)).handedIn).toEqual({ waiting: 2, refused: 1 })
  })

  it('holds nothing private and nothing of where bytes lie', async () => {
    const text = JSON.stringify(await page(few.campaignId))
    for (const word of ['originals/', 'variants/', 'sha256', '.bin"']) expect(text).not.toContain(word)
  })

  it('says of one person what is missing, by who must act, and where it is mended', async () => {
    const { json } = await get<{ gaps: unknown; cells: { state: CellState; gaps: unknown[] }[] }>(
      `/api/honorees/${few.ids[faults.indexOf('no-forms')]}/readiness`,
    )
    const name = nameOf(faults.indexOf('no-forms'))
    expect(json.gaps).toEqual([
      { actor: 'unit', remedy: 'materials', text: `${name}缺少推荐表（Word 版），请补交。` },
      { actor: 'unit', remedy: 'materials', text: `${name}缺少推荐表（盖章 PDF 版），请补交。` },
    ])
    expect(json.cells.map(({ state }) => state)).toEqual(channels.map(() => 'missing'))
    expect(JSON.stringify(json)).not.toContain('originals/')
  })

  it('makes a failed file again by the key that the cell names', async () => {
    const id = few.ids[faults.indexOf('failed')]
    const read = async () =>
      (
        await get<{ cells: { gaps: { remedy: string; key?: string }[] }[] }>(`/api/honorees/${id}/readiness`)
      ).json.cells
        .flatMap(({ gaps }) => gaps)
        .find(({ remedy }) => remedy === 'retry')
    const failed = await read()
    const answer = await studio.request('POST', `/api/variants/${failed?.key}/retry`, {
      token: editor,
      body: {},
    })
    expect(answer.status).toBe(200)
    expect(await read()).toBeUndefined()
    expect((await page(few.campaignId)).people[faults.indexOf('failed')]?.states).toContain('making')
  })

  it('exports what is filtered, in words', async () => {
    const query = new URLSearchParams({ campaign: few.campaignId, waits: 'unit', channel: 'bus' })
    const response = await studio.request('GET', `/api/campaigns/board/export?${query}`, { token: editor })
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="board-2026.xlsx"/)
    const file = Buffer.from(await response.arrayBuffer())
    const [sheet] = await readXlsxFile(file)
    const [header, ...rows] = sheet?.data ?? []
    expect(header).toEqual(['人选', '推荐单位', '人选类别', '公交车', '等谁', '还缺什么'])
    expect(rows.map((row) => [row[0], row[3], row[4]])).toEqual(
      (['no-forms', 'light-photo'] as const).map((fault) => [
        nameOf(faults.indexOf(fault)),
        '缺材料',
        '推荐单位',
      ]),
    )
    expect(String(rows[0]?.[5])).toMatch(/缺少推荐表（Word 版），请补交。\n/)
  })

  it('is closed to operators and to whoever is not signed in', async () => {
    for (const address of [
      '/api/campaigns/board',
      '/api/campaigns/board/export',
      `/api/honorees/${few.ids[0]}/readiness`,
    ]) {
      expect((await get(address, operator)).status, address).toBe(403)
      expect((await studio.request('GET', address)).status, address).toBe(403)
    }
    const nowhere = await get<{ errors: { message: string }[] }>('/api/campaigns/board?campaign=nowhere')
    expect([nowhere.status, nowhere.json.errors[0]?.message]).toEqual([
      404,
      '找不到这个活动，请刷新页面后再试。',
    ])
  })

  it('asks the database as often for fifty people as for ten, and little for who stays as he is', async () => {
    const { db } = studio.payload
    // Ahead of the clock that marks rows: all have settled.
    studio.now = new Date(Date.now() + 3_600_000)
    let asked = 0
    const counted = ['find', 'findOne', 'queryDrafts', 'count', 'findVersions'] as const
    const kept = counted.map((name) => [name, db[name]] as const)
    for (const [name, ask] of kept)
      Object.assign(db, {
        [name]: (...given: unknown[]) => {
          asked += 1
          return (ask as (...given: unknown[]) => unknown).apply(db, given)
        },
      })
    const costOf = async (campaign: string): Promise<number> => {
      asked = 0
      await page(campaign)
      return asked
    }
    const [ten, fifty] = [await costOf(few.campaignId), await costOf(many.campaignId)]
    const again = [await costOf(few.campaignId), await costOf(many.campaignId)]
    for (const [name, ask] of kept) Object.assign(db, { [name]: ask })
    // Fifty are read in two parts, by six queries each.
    expect(fifty).toBeLessThanOrEqual(ten + 9)
    expect(ten).toBeLessThan(20)
    expect(again[0]).toBeLessThan(14)
    expect(again[1]).toBe(again[0])
  })
})
