import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markShown } from '../../src/pipeline/mark-shown.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree, sampleRelease, secrets } from './samples.ts'

const staff = ['operator', 'editor', 'reviewer', 'chief', 'admin'] as const
const callers = ['anonymous', 'partner token', ...staff] as const
type Caller = (typeof callers)[number]

const operations = ['create', 'read', 'update', 'trash', 'delete', 'readVersions', 'unlock', 'admin'] as const
type Operation = (typeof operations)[number]

/** Who gets through, written by hand (a collection without a trash takes the date for any field); whoever is not named is refused. `read` of "own" or "published" is looked at below. */
const expected: Record<string, Partial<Record<Operation, string>>> = {
  users: {
    create: 'admin',
    read: 'operator editor reviewer chief admin',
    update: 'admin',
    trash: 'admin',
    delete: 'admin',
    admin: 'operator editor reviewer chief admin',
  },
  campaigns: {
    create: 'chief admin',
    read: 'operator editor reviewer chief admin',
    update: 'chief admin',
    trash: 'admin',
    delete: 'admin',
  },
  units: {
    create: 'editor reviewer chief admin',
    read: 'operator editor reviewer chief admin',
    update: 'editor reviewer chief admin',
    trash: 'editor reviewer chief admin',
    delete: 'admin',
  },
  honorees: {
    create: 'editor reviewer chief admin',
    read: 'operator editor reviewer chief admin',
    update: 'editor reviewer chief admin',
    trash: 'chief admin',
    delete: 'admin',
    readVersions: 'editor reviewer chief admin',
  },
  assets: {
    create: 'editor reviewer chief admin',
    read: 'editor reviewer chief admin',
    update: 'editor reviewer chief admin',
    trash: 'editor reviewer chief admin',
    delete: 'admin',
  },
  variants: { read: 'operator editor reviewer chief admin' },
  releases: { create: 'chief admin', read: 'operator editor reviewer chief admin' },
  withdrawals: { create: 'reviewer chief admin', read: 'operator editor reviewer chief admin' },
  partners: { create: 'admin', read: 'chief admin', update: 'admin', trash: 'admin', delete: 'admin' },
  screens: {
    create: 'operator editor reviewer chief admin',
    read: 'operator editor reviewer chief admin',
    update: 'operator editor reviewer chief admin',
    trash: 'editor reviewer chief admin',
    delete: 'admin',
  },
  receipts: { read: 'operator editor reviewer chief admin' },
  events: { read: 'chief admin' },
  'sign-in-tries': {},
  wakes: {},
  claims: {},
  'notice-marks': {},
  'second-factors': {},
  digests: {},
  // Through their own endpoints alone: test/cms/hand-ins.test.ts.
  'hand-ins': {},
  'hand-in-files': {},
  'unit-links': {},
  // Payload's own: the locks of open forms, for signed-in staff; the key-value store and the list of migrations have
  // no addresses. Preferences are addressed by key and user, so they are looked at by themselves below.
  'payload-locked-documents': {
    create: 'editor reviewer chief admin',
    read: 'operator editor reviewer chief admin',
    update: 'editor reviewer chief admin',
    trash: 'editor reviewer chief admin',
    delete: 'editor reviewer chief admin',
  },
  'payload-kv': {},
  'payload-migrations': {},
}

const password = 'Correct-Horse-9'
const partnerToken = `zm_${'t'.repeat(43)}`

describe.each(databases)('access on %s', (kind) => {
  let studio: Studio
  let published: string
  let draft: string
  const tokens = new Map<Caller, string>()
  const userIds = new Map<Caller, string>()

  beforeAll(async () => {
    studio = await openStudio(kind)
    for (const role of [...staff].reverse()) {
      const email = `${role}@staff.test`
      const user = await studio.payload.create({
        collection: 'users',
        data: { name: role, email, password, role },
      })
      userIds.set(role, String(user.id))
      const { token } = await studio.payload.login({ collection: 'users', data: { email, password } })
      tokens.set(role, token ?? '')
    }
    const { records } = studio
    const campaignId = await records.ensureCampaign(sampleCampaign)
    const honoree = { ...sampleHonoree, campaignId }
    published = (await records.ensureHonoree({ ...honoree, name: '李明', slug: 'li-ming' }, secrets)).id
    await records.publishHonoree(published)
    await studio.payload.update({
      collection: 'honorees',
      id: published,
      draft: true,
      data: { motto: '还在改的草稿' },
    })
    draft = (await records.ensureHonoree({ ...honoree, name: '王芳', slug: 'wang-fang' }, secrets)).id
    await studio.payload.update({
      collection: 'units',
      where: {},
      data: { contactName: '联系人甲', contactPhone: '13700002222' },
    })
    await records.addRelease(sampleRelease(campaignId, published, 1))
    await records.announceVariants([
      { key: 'k', honoreeId: published, assetId: null, label: 'x', channelIds: ['bus'], cost: 1 },
      { key: 'shown', honoreeId: published, assetId: null, label: 'z', channelIds: ['douyin'], cost: 1 },
      { key: 'of-draft', honoreeId: draft, assetId: null, label: 'y', channelIds: ['bus'], cost: 1 },
    ])
    await markShown(null, studio)
    await studio.payload.create({
      collection: 'partners',
      data: { name: '辽宁日报社', channelIds: ['liaoning-daily'], tokenHash: 'e'.repeat(64) },
    })
  })
  afterAll(() => studio.close())

  const ask = (caller: Caller, method: string, path: string, body?: unknown): Promise<Response> =>
    studio.request(method, path, {
      token: tokens.get(caller) ?? null,
      ...(caller === 'partner token' ? { authorization: `Bearer ${partnerToken}` } : {}),
      ...(body === undefined ? {} : { body }),
    })

  /** Of a document that is not there, so that nothing changes: 404 and 400 come only after the right was granted. */
  const nobody = (): string => (kind === 'MongoDB' ? 'f'.repeat(24) : randomUUID())

  async function isLetThrough(caller: Caller, slug: string, operation: Operation): Promise<boolean> {
    const response = await (() => {
      switch (operation) {
        case 'create':
          return ask(caller, 'POST', `/api/${slug}`, {})
        case 'read':
          return ask(caller, 'GET', `/api/${slug}?limit=1`)
        case 'update':
          return ask(caller, 'PATCH', `/api/${slug}/${nobody()}`, {})
        case 'trash':
          return ask(caller, 'PATCH', `/api/${slug}/${nobody()}`, { deletedAt: '2026-06-01T00:00:00.000Z' })
        case 'delete':
          return ask(caller, 'DELETE', `/api/${slug}/${nobody()}`)
        case 'readVersions':
          return ask(caller, 'GET', `/api/${slug}/versions?limit=1`)
        case 'unlock':
          return ask(caller, 'POST', `/api/${slug}/unlock`, { email: 'operator@staff.test' })
        case 'admin':
          return ask(caller, 'GET', '/api/access')
      }
    })()
    if (operation === 'admin') {
      const { canAccessAdmin } = (await response.json()) as { canAccessAdmin?: boolean }
      return slug === 'users' && canAccessAdmin === true
    }
    const text = await response.text()
    if (response.status === 403 || response.status === 401) return false
    // No such address at all, or an operation the collection does not have.
    if (/Route not found|Cannot (GET|POST|PATCH|DELETE)/.test(text)) return false
    if (operation === 'readVersions' && response.status !== 200) return false
    expect(response.status, `${caller} ${operation} ${slug}: ${text}`).toBeLessThan(500)
    return true
  }

  it('knows every collection there is', () => {
    const known = [...Object.keys(expected), 'payload-preferences']
    expect(studio.config.collections.map(({ slug }) => slug).sort()).toEqual(known.sort())
  })

  const cases = Object.keys(expected).flatMap((slug) =>
    operations.map((operation) => [slug, operation] as const),
  )
  it.each(cases)('%s: %s', async (slug, operation) => {
    const through: string[] = []
    for (const caller of callers) if (await isLetThrough(caller, slug, operation)) through.push(caller)
    expect(through.join(' ')).toBe(expected[slug]?.[operation] ?? '')
  })

  const docsOf = async (caller: Caller, path: string) =>
    ((await (await ask(caller, 'GET', path)).json()) as { docs: Record<string, unknown>[] }).docs

  it('shows everybody but the administrator only their own account', async () => {
    for (const role of staff) {
      const emails = (await docsOf(role, '/api/users?limit=100')).map(({ email }) => email)
      expect(emails).toHaveLength(role === 'admin' ? staff.length : 1)
      expect(emails).toContain(`${role}@staff.test`)
    }
  })

  it('lets nobody but the administrator change a role, their own included', async () => {
    for (const role of staff.filter((each) => each !== 'admin')) {
      const id = userIds.get(role)
      const own = await ask(role, 'PATCH', `/api/users/${id}`, { name: `${role} 新名`, role: 'admin' })
      expect(own.status).toBe(200)
      const stored = await studio.payload.findByID({ collection: 'users', id: id ?? '' })
      expect(stored).toMatchObject({ name: `${role} 新名`, role })
      const other = await ask(role, 'PATCH', `/api/users/${userIds.get('admin')}`, { name: 'x' })
      expect(other.status).toBe(403)
    }
  })

  it('keeps each user’s preferences to that user', async () => {
    const path = '/api/payload-preferences/list'
    const valueFor = async (caller: Caller) =>
      ((await (await ask(caller, 'GET', path)).json()) as { value?: unknown }).value ?? null
    expect((await ask('editor', 'POST', path, { value: { limit: 50 } })).status).toBe(200)
    expect(await valueFor('editor')).toEqual({ limit: 50 })
    for (const caller of ['anonymous', 'partner token', 'operator', 'admin'] as const) {
      expect(await valueFor(caller)).toBeNull()
    }
    for (const caller of ['anonymous', 'partner token'] as const) {
      expect((await ask(caller, 'POST', path, { value: 1 })).status).toBe(401)
    }
  })

  it('shows operators published honorees alone, without drafts, versions or private fields', async () => {
    for (const query of ['', '&draft=true', '&depth=2']) {
      const docs = await docsOf('operator', `/api/honorees?limit=100${query}`)
      const text = JSON.stringify(docs)
      for (const secret of [...Object.values(secrets), '还在改的草稿', '王芳'])
        expect(text).not.toContain(secret)
      for (const doc of docs) expect(doc).not.toHaveProperty('private')
    }
    expect((await ask('operator', 'GET', `/api/honorees/${draft}`)).status).toBe(404)
    expect((await ask('operator', 'GET', `/api/honorees/${published}`)).status).toBe(200)
    const editors = JSON.stringify(await docsOf('editor', '/api/honorees?limit=100&draft=true'))
    expect(editors).toContain(secrets.身份证号)
    expect(editors).toContain('还在改的草稿')
  })

  it('shows operators the variants that a release shows, not whatever is made for somebody published', async () => {
    const keys = async (caller: Caller) =>
      (await docsOf(caller, '/api/variants?limit=100&depth=0')).map(({ key }) => key)
    expect(await keys('operator')).toEqual(['shown'])
    expect((await keys('editor')).sort()).toEqual(['k', 'of-draft', 'shown'])
  })

  it('lets nobody guess a private field by filtering or sorting', async () => {
    for (const path of [
      `/api/honorees?where[private.idNumber][like]=${secrets.身份证号.slice(0, 4)}`,
      '/api/honorees?sort=private.idNumber',
      `/api/variants?where[honoree.private.phone][like]=${secrets.手机.slice(0, 3)}`,
    ]) {
      const text = await (await ask('operator', 'GET', path)).text()
      expect(text, path).toMatch(/"errors"/)
    }
  })

  it('carries no private field along a relation', async () => {
    for (const slug of ['variants', 'releases', 'units', 'receipts', 'screens']) {
      const text = JSON.stringify(await docsOf('operator', `/api/${slug}?depth=3&limit=100`))
      for (const secret of [...Object.values(secrets), '13700002222', '还在改的草稿'])
        expect(text, slug).not.toContain(secret)
    }
  })

  it('never gives out the hash of a token', async () => {
    for (const caller of ['chief', 'admin'] as const) {
      const text = JSON.stringify(await docsOf(caller, '/api/partners?limit=100&showHiddenFields=true'))
      expect(text).toContain('辽宁日报社')
      expect(text).not.toContain('e'.repeat(64))
    }
    const filter = await (await ask('admin', 'GET', '/api/partners?where[tokenHash][like]=e')).text()
    expect(filter).toMatch(/"errors"/)
  })

  it('opens nothing of the studio to a partner', async () => {
    const paths = ['/api/progress', '/api/campaigns/board', `/api/honorees/${published}/readiness`]
    for (const path of paths) {
      const { status } = await ask('partner token', 'GET', path)
      expect([401, 403], path).toContain(status)
    }
    const me = (await (await ask('partner token', 'GET', '/api/users/me')).json()) as { user: unknown }
    expect(me.user).toBeNull()
  })
})
