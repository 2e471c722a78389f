/** Identity × collection × operation over HTTP: planted words are searched in every answer, error and log line. */
import { randomUUID } from 'node:crypto'
import type { SanitizedCollectionConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../cms/databases.ts'
import {
  type AttackedHouse,
  type Identity,
  identities,
  marks,
  openAttackedHouse,
  outsiders,
  staff,
} from './house.ts'

const trusted = ['editor', 'reviewer', 'chief', 'admin']
/** Who may see a planted word at all. */
const mayRead: Record<keyof typeof marks, readonly string[]> = {
  private: trusted,
  draft: trusted,
  contact: trusted,
  partnerContact: ['chief', 'admin'],
  tokenHash: [],
}
/** Of the machinery or of a bug, and in no answer to anybody. */
const internals =
  /SQLITE|MongoServerError|node_modules|\bat \w+ \(|pbkdf2-sha256|insert into|select distinct/i

describe.each(databases)('the house on %s, walked by everybody', (kind) => {
  let house: AttackedHouse
  let hashes: string[]
  beforeAll(async () => {
    house = await openAttackedHouse(kind)
    const { docs } = await house.studio.payload.db.find<{ id: string; hash: string; salt: string }>({
      collection: 'users',
      pagination: false,
    })
    hashes = docs.flatMap(({ hash, salt }) => [hash, salt])
    expect(hashes.every((text) => text.length > 30)).toBe(true)
  })
  afterAll(() => house.close())

  const lookAt = (who: Identity, where: string, text: string): string[] => [
    ...Object.entries(marks).flatMap(([name, mark]) =>
      text.includes(mark) && !mayRead[name as keyof typeof marks].includes(who)
        ? [`${who} ${where}: ${name}`]
        : [],
    ),
    ...(hashes.some((hash) => text.includes(hash)) ? [`${who} ${where}: hash`] : []),
    ...(internals.test(text) ? [`${who} ${where}: ${internals.exec(text)?.[0]}`] : []),
  ]

  const slugOf = (path: string): string => /^\/api\/([^/?]+)/.exec(path)?.[1] ?? ''
  const isEmpty = (text: string): boolean => {
    const { value = null, docs = [] } = JSON.parse(text) as { value?: unknown; docs?: unknown[] }
    return value === null && docs.length === 0
  }
  /** Payload answers 500 itself, without a word more, for versions of what has none. */
  const isBug = (slug: string, path: string, status: number): boolean => {
    const collection = house.studio.config.collections.find((one) => one.slug === slug)
    const hasNone = /\/versions(?=[/?]|$)/.test(path) && !collection?.versions
    return status >= 500 && status !== 501 && !(hasNone && status === 500)
  }

  /** What a path of the router stands for here. */
  const filled = (path: string, id: string | undefined): string =>
    path
      .replace(/:(id|version)\??/g, () => id ?? '')
      .replace(':filename', 'x.jpg')
      .replace(':key', 'nav')

  /** Lists and rows in every way that shows more, and whatever else the collection answers to. */
  const pathsOf = ({ slug, endpoints }: SanitizedCollectionConfig): string[] => {
    const id = house.ids[slug] ?? house.ids.honorees
    const asked = (endpoints || []).flatMap(({ method, path }) => (method === 'get' ? [path] : []))
    const rest = [...new Set(['/count', '/versions', '/versions/:id', ...asked])].filter(
      (path) => path !== '/' && path !== '/:id',
    )
    return [
      ...['', '&draft=true', '&showHiddenFields=true&trash=true', '&populate[honorees][private]=true'].map(
        (more) => `/api/${slug}?limit=100&depth=3${more}`,
      ),
      `/api/${slug}?select[private]=true&select[contact]=true&select[tokenHash]=true&select[hash]=true&depth=0`,
      `/api/${slug}/${id}?depth=3&draft=true&showHiddenFields=true`,
      `/api/${slug}/${house.ids.draft}?draft=true`,
      ...rest.map(
        (path) => `/api/${slug}${filled(path, id)}${path === '/versions' ? '?depth=3&limit=100' : ''}`,
      ),
    ]
  }

  it('shows each identity what it may see, and no bug', async () => {
    const findings: string[] = []
    const { collections, endpoints } = house.studio.config
    const roots = endpoints.flatMap(({ method, path }) => (method === 'get' ? [`/api${path}`] : []))
    const paths = [...roots, ...collections.flatMap(pathsOf)]
    // The router's own list, or new doors would go unwalked.
    expect(paths).toEqual(expect.arrayContaining(['/api/progress', '/api/users/me', '/api/campaigns/today']))
    for (const who of identities) {
      const looks = paths.map(async (path) => {
        const { status, text } = await house.ask('GET', path, { as: who })
        const isOutside = (outsiders as readonly string[]).includes(who)
        // Of preferences nobody but their owner is told more than that there are none.
        const isOpen =
          /\/(access|me|init)$/.test(path) || (slugOf(path) === 'payload-preferences' && isEmpty(text))
        return [
          ...lookAt(who, path, text),
          ...(isBug(slugOf(path), path, status) ? [`${who} ${path}: ${status} ${text.slice(0, 200)}`] : []),
          ...(isOutside && status < 300 && !isOpen ? [`${who} ${path}: ${status}`] : []),
        ]
      })
      findings.push(...(await Promise.all(looks)).flat())
    }
    expect(findings).toEqual([])
  })

  it('tells outsiders nothing at delivery but what is released to them', async () => {
    const findings: string[] = []
    const opened: string[] = []
    for (const who of outsiders)
      for (const path of [
        '/feeds',
        ...['rss', 'atom', 'json', 'ninjs'].map((format) => `/feeds/douyin.${format}`),
        '/feeds/bus.json',
        '/packs/bus-bar.zip',
        '/packs/bus-bar/manifest.json',
        '/items/x',
        '/files/originals/x.jpg',
        '/files/v/../../zuimei.db',
        // Without the released file's bytes it is not well, and says no more than that.
        '/healthz',
        '/openapi.json',
      ]) {
        const { status, text } = await house.ask('GET', path, { as: who })
        findings.push(
          ...lookAt(who, path, text),
          ...(status >= 500 && path !== '/healthz' ? [`${who} ${path} ${status}`] : []),
        )
        if (status < 300) opened.push(`${who} ${path}`)
      }
    expect(findings).toEqual([])
    const free = outsiders.map((who) => `${who} /openapi.json`)
    const own = ['/feeds', ...['rss', 'atom', 'json', 'ninjs'].map((format) => `/feeds/douyin.${format}`)]
    expect(opened.sort()).toEqual([...free, ...own.map((path) => `partner ${path}`)].sort())
  })

  /** Asked with a value that is there and one that is not, the answers must be the same, value aside. */
  const guesses: readonly (readonly [string, string, readonly Identity[]])[] = [
    ...['private.idNumber', 'private.phone', 'private.email'].flatMap((field) =>
      ['/api/honorees?', '/api/honorees/count?', '/api/honorees?draft=true&'].map(
        (path) => [`${path}where[${field}][like]=$`, marks.private, ['operator', ...outsiders]] as const,
      ),
    ),
    ...['motto', 'name'].flatMap((field) => [
      [`/api/honorees?draft=true&where[${field}][like]=$`, marks.draft, ['operator', ...outsiders]] as const,
      [`/api/honorees?where[${field}][contains]=$`, marks.draft, ['operator', ...outsiders]] as const,
    ]),
    ...['variants', 'releases'].flatMap((slug) => [
      [
        `/api/${slug}?where[honoree.private.phone][like]=$`,
        marks.private,
        ['operator', ...outsiders],
      ] as const,
      [
        `/api/${slug}/count?where[honoree.private.phone][equals]=$`,
        marks.private,
        ['operator', ...outsiders],
      ] as const,
      [
        `/api/${slug}?where[or][0][and][0][honoree.private.phone][like]=$`,
        marks.private,
        ['operator'],
      ] as const,
    ]),
    [
      '/api/honorees/versions?where[version.private.phone][like]=$',
      marks.private,
      ['operator', ...outsiders],
    ],
    ['/api/units?joins[honorees][where][private.phone][like]=$&depth=1', marks.private, ['operator']],
    ['/api/units?where[contactName][like]=$', marks.contact, ['operator', ...outsiders]],
    ['/api/honorees?where[unit.contactPhone][like]=$', marks.contact, ['operator', ...outsiders]],
    ['/api/partners?where[contact][like]=$', marks.partnerContact, ['operator', 'editor', 'reviewer']],
    [
      '/api/receipts?where[partner.contact][like]=$',
      marks.partnerContact,
      ['operator', 'editor', 'reviewer'],
    ],
    ['/api/partners?where[tokenHash][like]=$', marks.tokenHash.slice(0, 8), ['chief', 'admin', ...outsiders]],
    ['/api/receipts?where[partner.tokenHash][like]=$', marks.tokenHash.slice(0, 8), ['operator', 'admin']],
    ['/api/users?where[email][like]=$', 'admin@staff', ['operator', 'editor', 'chief', ...outsiders]],
    ['/api/users?where[hash][like]=$', 'pbkdf2', ['operator', 'admin', ...outsiders]],
    [
      '/api/payload-locked-documents?where[user.value][exists]=true&where[user.email][like]=$',
      'admin',
      ['operator'],
    ],
  ]

  it('answers no guess: what is there and what is not look alike', async () => {
    const findings: string[] = []
    for (const [path, there, who] of guesses)
      for (const as of who) {
        const both = [there, 'NOBODYHASTHIS'].map(async (value) => {
          const { status, text } = await house.ask('GET', path.replace('$', value), { as })
          return `${status} ${text.replaceAll(value, '$')}`
        })
        const [found, absent] = await Promise.all(both)
        if (found !== absent)
          findings.push(`${as} ${path}: ${found?.slice(0, 150)} ≠ ${absent?.slice(0, 150)}`)
      }
    expect(findings).toEqual([])
  })

  /** Columns that nobody is answered about, and rows of which there are none here. */
  const isClosed = (path: string): boolean => /tokenHash|\[hash\]|payload-locked|receipts/.test(path)

  it('asks by names that exist: whoever may know is told the difference', async () => {
    const findings: string[] = []
    for (const [path, there] of guesses.filter(([path]) => !isClosed(path))) {
      const both = [there, 'NOBODYHASTHIS'].map(async (value) => {
        // The published edition has no word of the draft.
        const asked = there === marks.draft ? path.replace('?where', '?draft=true&where') : path
        const { status, text } = await house.ask('GET', asked.replace('$', value), { as: 'admin' })
        return status < 300 ? text.replaceAll(value, '$') : `${status}`
      })
      const [found, absent] = await Promise.all(both)
      if (found === absent) findings.push(`admin ${path}: ${found?.slice(0, 150)}`)
    }
    expect(findings).toEqual([])
  })

  it('sorts by nothing that the sorter may not see', async () => {
    const findings: string[] = []
    for (const [path, who] of [
      ['/api/honorees?draft=true&sort=private.phone', ['operator', ...outsiders]],
      ['/api/variants?sort=honoree.private.phone', ['operator', ...outsiders]],
      ['/api/units?sort=contactName', ['operator']],
      ['/api/partners?sort=tokenHash', ['admin', 'chief']],
      ['/api/users?sort=hash', ['admin']],
    ] as const) {
      for (const as of who) {
        const { status } = await house.ask('GET', path, { as })
        if (status < 300) findings.push(`${as} ${path}: ${status}`)
      }
      // By a name that exists, else everybody would be refused.
      const may = await house.ask('GET', path, { as: 'admin' })
      if (!/sort=(tokenHash|hash)$/.test(path) && may.status >= 300)
        findings.push(`admin ${path}: ${may.status}`)
    }
    expect(findings).toEqual([])
  })

  it('lets no outsider change anything, by any method or disguise', async () => {
    const findings: string[] = []
    const body = {
      name: 'x',
      title: 'x',
      slug: 'x',
      role: 'admin',
      email: 'x@x.cn',
      password: 'Correct-Horse-9',
    }
    const slugs = house.studio.config.collections.map(({ slug }) => slug)
    const before = await counts(slugs)
    for (const as of outsiders)
      for (const slug of slugs) {
        const id = house.ids[slug] ?? randomUUID()
        const tries = [
          ['POST', `/api/${slug}`],
          ['PATCH', `/api/${slug}/${id}`],
          ['PATCH', `/api/${slug}?where[id][exists]=true`],
          ['DELETE', `/api/${slug}/${id}`],
          ['DELETE', `/api/${slug}?where[id][exists]=true`],
          ['POST', `/api/${slug}/${id}/duplicate`],
          ['POST', `/api/${slug}/versions/${id}`],
          ['POST', `/api/${slug}/${id}/token`],
          ['POST', `/api/${slug}/${id}/retry`],
          ['PUT', `/api/${slug}/${id}`],
        ] as const
        const answers = tries.map(async ([method, path]) => {
          const { status, text } = await house.ask(method, path, { as, body })
          const isRefused =
            [401, 403, 404, 501].includes(status) || (status === 500 && !isBug(slug, path, status))
          return isRefused
            ? lookAt(as, path, text)
            : [`${as} ${method} ${path}: ${status} ${text.slice(0, 120)}`]
        })
        findings.push(...(await Promise.all(answers)).flat())
      }
    expect(findings).toEqual([])
    expect(await counts(slugs)).toEqual(before)
  })

  const counts = async (slugs: readonly string[]): Promise<number[]> => {
    const { payload } = house.studio
    const of = async (collection: string) =>
      (await payload.db.count({ collection: collection as 'users', where: {} })).totalDocs
    return Promise.all(slugs.map(of))
  }

  it('has no GraphQL, no job runner, no key-value store to talk to', async () => {
    for (const as of identities)
      for (const [method, path] of [
        ['POST', '/api/graphql'],
        ['GET', '/api/graphql-playground'],
        ['GET', '/api/payload-jobs/run'],
        ['POST', '/api/payload-kv'],
        ['GET', '/api/payload-kv'],
        ['GET', '/api/sign-in-tries'],
        ['GET', '/api/globals/users'],
      ] as const) {
        const { status } = await house.ask(method, path, { as, ...(method === 'POST' ? { body: {} } : {}) })
        expect([401, 403, 404, 501], `${as} ${method} ${path} ${status}`).toContain(status)
      }
  })

  it('wrote none of it into the log', () => {
    const text = house.log()
    expect(text.length).toBeGreaterThan(0)
    const tokens = [...house.tokens.values()]
    for (const mark of [...Object.values(marks), ...hashes, ...tokens, 'Correct-Horse-9'])
      expect(text).not.toContain(mark)
  })

  it('let every identity that is staff in, so that the walk was one', async () => {
    for (const as of staff) expect((await house.ask('GET', '/api/campaigns', { as })).status).toBe(200)
  })
})
