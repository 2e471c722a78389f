/** What the board saves of people, by the requests it sends: through the form's own door, one by one or many at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Newest, newestPath, saveEach, saveRequest } from '../../src/admin/board/person-save.ts'
import type { PersonStanding } from '../../src/domain/board.ts'
import { declarations } from '../../src/domain/eligibility.ts'
import { faults, nameOf, seedPeople } from '../fixtures/people.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { hire } from './staff.ts'

const allTicked = Object.fromEntries(declarations.map((one) => [one, true]))

describe.each(databases)('what the board saves on %s', (kind) => {
  let studio: Studio
  let ids: readonly string[]
  let editor: string
  let operator: string

  beforeAll(async () => {
    studio = await openStudio(kind)
    ids = (await seedPeople(studio.payload, { count: faults.length, year: 2026, now: studio.now })).ids
    editor = (await hire(studio, 'editor', 'editor')).token
    operator = (await hire(studio, 'operator', 'operator')).token
  })
  afterAll(() => studio.close())

  const idOf = (fault: (typeof faults)[number]): string => ids[faults.indexOf(fault)]!
  const newestOf = async (...some: string[]): Promise<readonly Newest[]> => {
    const response = await studio.request('GET', newestPath(some), { token: editor })
    const { docs } = (await response.json()) as { docs: readonly Newest[] }
    return some.map((id) => docs.find((one) => one.id === id)!)
  }
  const save = async (newest: Newest, changes: Parameters<typeof saveRequest>[1], token = editor) => {
    const { path, body } = saveRequest(newest, changes)
    const response = await studio.request('PATCH', path, { token, body })
    const { errors } = (await response.json()) as { errors?: { message: string }[] }
    return { status: response.status, sentence: errors?.[0]?.message ?? '' }
  }
  const statesOf = async (id: string): Promise<readonly string[]> => {
    const response = await studio.request('GET', `/api/honorees/${id}/readiness`, { token: editor })
    const { cells } = (await response.json()) as PersonStanding
    return [...new Set(cells.map(({ state }) => state))]
  }
  const lastEvent = async (id: string) => {
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { subjectId: { equals: id } },
      sort: '-at',
      limit: 1,
    })
    return docs[0]
  }

  it('ticks what is declared of a published person, who stays published, and leaves all else alone', async () => {
    const id = idOf('not-eligible')
    const [newest] = await newestOf(id)
    expect(await statesOf(id)).toEqual(['checking'])
    expect((await save(newest!, { declarations: allTicked })).status).toBe(200)
    expect(await statesOf(id)).toEqual(['ready'])
    const kept = await studio.payload.findByID({ collection: 'honorees', id, draft: true, depth: 0 })
    expect(kept).toMatchObject({
      _status: 'published',
      name: nameOf(faults.indexOf('not-eligible')),
      savedBy: 'editor',
    })
    expect(kept.consent?.givenAt).toBe(newest!.consent?.givenAt)
    expect(await lastEvent(id)).toMatchObject({ actorName: 'editor' })
  })

  it('records the day of consent alone', async () => {
    const id = idOf('no-consent')
    const [newest] = await newestOf(id)
    const givenAt = new Date(studio.now.getTime() - 86_400_000).toISOString()
    expect((await save(newest!, { consent: { givenAt } })).status).toBe(200)
    expect(await statesOf(id)).toEqual(['ready'])
    const kept = await studio.payload.findByID({ collection: 'honorees', id, depth: 0 })
    expect(kept.declarations).toMatchObject(allTicked)
    expect(await lastEvent(id)).toMatchObject({ kind: 'consent-given' })
  })

  it('keeps a draft a draft until it is published, and then publishes what it said', async () => {
    const id = idOf('draft')
    const [before] = await newestOf(id)
    expect((await save(before!, { declarations: { hasNoSecrets: false } })).status).toBe(200)
    expect(await statesOf(id)).toEqual(['checking'])
    const [again] = await newestOf(id)
    expect(again?._status).toBe('draft')
    expect((await save(again!, { declarations: { hasNoSecrets: true } })).status).toBe(200)
    expect(await statesOf(id)).toEqual(['signing'])
    const [last] = await newestOf(id)
    expect((await save(last!, { _status: 'published' })).status).toBe(200)
    expect(await statesOf(id)).toEqual(['ready'])
  })

  it('overwrites nothing that a colleague saved meanwhile, and says who', async () => {
    const id = idOf('none')
    const [seen] = await newestOf(id)
    const colleague = (await hire(studio, 'colleague', 'editor')).token
    expect((await save(seen!, { consent: { givenAt: '2026-01-02T00:00:00.000Z' } }, colleague)).status).toBe(
      200,
    )
    const late = await save(seen!, { consent: { givenAt: '2026-01-03T00:00:00.000Z' } })
    expect(late.status).toBe(409)
    expect(late.sentence).toMatch(/^colleague在 .*改了“.*同意/)
  })

  it('is not for operators', async () => {
    const [newest] = await newestOf(idOf('none'))
    expect((await save(newest!, { declarations: { hasNoSecrets: false } }, operator)).status).toBe(403)
  })

  it('goes on after one who is refused, and says who and why', async () => {
    const [bad, good] = [idOf('short-deeds'), idOf('light-photo')]
    await studio.payload.update({
      collection: 'honorees',
      id: bad,
      data: { category: null, _status: 'draft' } as never,
      draft: true,
    })
    const people = await newestOf(bad, good)
    const steps: number[] = []
    const refused = await saveEach(
      people,
      async (one) => {
        const { status, sentence } = await save(one, { _status: 'published' })
        return status === 200 ? { ok: true, value: null } : { ok: false, sentence }
      },
      (done) => steps.push(done),
    )
    expect(steps).toEqual([1, 2])
    expect(refused).toEqual([
      { id: bad, name: nameOf(faults.indexOf('short-deeds')), sentence: expect.stringMatching(/类别/) },
    ])
  })
})
