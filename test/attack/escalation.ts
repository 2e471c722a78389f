/** Each role trying to make more of itself, or less of others, by every door that leads to an account, a token or a lock. */
import { expect, it } from 'vitest'
import { password } from '../cms/staff.ts'
import { type AttackedHouse, type Identity, staff } from './house.ts'

/** How it is answered: refused, or taken without what was asked for. */
type Fate = 'refused' | 'ignored'
type Attempt = readonly [
  fate: Fate,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
]

const override = (header: string, method: string) => ({ [header]: method })
const fresh = 'Battery-Staple-7'

const attempts = (own: string, other: string, ids: AttackedHouse['ids']): readonly Attempt[] => [
  // The own role, by every form of writing.
  ['ignored', 'PATCH', `/api/users/${own}`, { role: 'admin' }],
  ['ignored', 'PATCH', `/api/users/${own}?draft=true&trash=true&locale=zh`, { role: 'admin' }],
  ['ignored', 'PATCH', `/api/users?where[id][equals]=${own}`, { role: 'admin' }],
  ['ignored', 'PATCH', `/api/users?where[or][0][id][exists]=true`, { role: 'admin' }],
  ['refused', 'POST', `/api/users/${own}`, { role: 'admin' }, override('X-HTTP-Method-Override', 'PATCH')],
  ['refused', 'POST', `/api/users/${own}?_method=PATCH`, { role: 'admin' }],
  [
    'refused',
    'POST',
    `/api/users/${own}`,
    { role: 'admin' },
    override('X-Payload-HTTP-Method-Override', 'PATCH'),
  ],
  ['refused', 'PUT', `/api/users/${own}`, { role: 'admin' }],
  // Fields of the account that no form shows.
  [
    'ignored',
    'PATCH',
    `/api/users/${own}`,
    {
      hash: 'a',
      salt: 'b',
      sessions: [],
      loginAttempts: -100,
      lockUntil: null,
      _verified: true,
      _verificationToken: 'x',
      resetPasswordToken: 'x',
      resetPasswordExpiration: '2099-01-01T00:00:00Z',
      apiKey: 'x',
      enableAPIKey: true,
      collection: 'users',
      id: other,
    },
  ],
  ['refused', 'PATCH', `/api/users/${own}`, { password: fresh }],
  ['refused', 'PATCH', `/api/users/${own}`, { password: fresh, currentPassword: 'wrong' }],
  ['refused', 'PATCH', `/api/users/${own}`, { email: 'mine@evil.test' }],
  ['refused', 'PATCH', `/api/users/${own}`, { email: 'mine@evil.test', currentPassword: 'wrong' }],
  [
    'refused',
    'PATCH',
    `/api/users?where[id][equals]=${own}`,
    { email: 'mine@evil.test', currentPassword: password },
  ],
  // Other accounts.
  ['refused', 'POST', '/api/users', { name: 'x', email: 'x@x.cn', password: fresh, role: 'admin' }],
  ['refused', 'PATCH', `/api/users/${other}`, { password: fresh }],
  ['refused', 'PATCH', `/api/users/${other}`, { email: 'theirs@evil.test', role: 'operator' }],
  ['refused', 'DELETE', `/api/users/${other}`],
  ['refused', 'POST', `/api/users/${own}/duplicate`, { role: 'admin' }],
  // Doors to an account without one.
  ...['first-register', 'forgot-password', 'reset-password', 'verify/x', 'unlock'].flatMap((door) =>
    [
      {},
      { token: '', password: fresh },
      { token: { not_equals: 'x' }, password: fresh },
      { email: 'admin@staff.test' },
    ].map((body) => ['refused', 'POST', `/api/users/${door}`, body] as const),
  ),
  ['refused', 'POST', '/api/users/login', { email: { like: 'admin' }, password }],
  ['refused', 'POST', '/api/users/login', { email: 'admin@staff.test', password: { not_equals: '' } }],
  // Tokens and terms of partners; what a screen is bound to is the operator's to set.
  ['refused', 'POST', `/api/partners/${ids.partners}/token`],
  ['refused', 'PATCH', `/api/partners/${ids.partners}`, { tokenHash: 'x', channelIds: ['bus', 'douyin'] }],
  ['refused', 'POST', '/api/partners', { name: 'x', channelIds: ['bus'], tokenHash: 'x' }],
  ['refused', 'DELETE', `/api/partners/${ids.partners}`],
  // Somebody else's preferences and locks.
  [
    'ignored',
    'POST',
    '/api/payload-preferences/x',
    { value: 1, user: { relationTo: 'users', value: other } },
  ],
  [
    'ignored',
    'POST',
    '/api/payload-preferences',
    { key: 'x', user: { relationTo: 'users', value: other }, value: 1 },
  ],
  ['ignored', 'PATCH', '/api/payload-preferences?where[id][exists]=true', { value: 1 }],
  ['ignored', 'DELETE', `/api/payload-preferences/x?where[user.value][equals]=${other}`],
  // Machinery.
  ['refused', 'GET', '/api/payload-jobs/run'],
  ['refused', 'GET', '/api/payload-jobs/handle-schedules'],
  ['refused', 'POST', '/api/payload-jobs', { task: 'inline' }],
  ['refused', 'POST', '/api/payload-kv', { key: 'first-admin', data: {} }],
  ['refused', 'DELETE', '/api/payload-kv?where[key][exists]=true'],
  ['refused', 'POST', '/api/payload-migrations', { name: 'x', batch: 1 }],
  [
    'refused',
    'POST',
    '/api/graphql',
    { query: 'mutation { updateUser(id: "x", data: {role: admin}) { id } }' },
  ],
  ['refused', 'POST', '/api/events', { kind: 'created', title: 'x' }],
  ['refused', 'DELETE', '/api/events?where[id][exists]=true'],
]

const kept = [
  'users',
  'partners',
  'units',
  'payload-kv',
  'payload-preferences',
  'payload-locked-documents',
  'payload-migrations',
] as const

export function escalation(of: () => AttackedHouse): void {
  /** Whatever an attempt could have changed. */
  const facts = async (): Promise<string> => {
    const { db } = of().studio.payload
    const rows = async (collection: (typeof kept)[number]) =>
      (
        await db.find<{ id: string; updatedAt?: unknown; user?: { value?: unknown } }>({
          collection,
          pagination: false,
          sort: 'id',
        })
      ).docs.flatMap(({ updatedAt: _, ...row }) =>
        // Of preferences those of others count.
        collection === 'payload-preferences' && row.user?.value !== of().userIds.get('admin') ? [] : [row],
      )
    const { totalDocs } = await db.count({ collection: 'events', where: { kind: { equals: 'created' } } })
    return JSON.stringify([totalDocs, await Promise.all(kept.map(rows))])
  }

  it('begins with preferences of somebody', async () => {
    const body = { value: { planted: true } }
    expect((await of().ask('POST', '/api/payload-preferences/x', { as: 'admin', body })).status).toBe(200)
    expect(await facts()).toContain('planted')
  })

  it.each(staff.filter((role) => role !== 'admin'))('%s stays what it is', async (role) => {
    const { userIds, ids, ask } = of()
    const [own, other] = [userIds.get(role) ?? '', userIds.get('admin') ?? '']
    const before = await facts()
    const findings: string[] = []
    for (const [fate, method, path, body, headers] of attempts(own, other, ids)) {
      const { status, text } = await ask(method, path, { as: role, body, ...(headers ? { headers } : {}) })
      const isFate = fate === 'ignored' ? status < 300 : status >= 400 && status !== 500
      if (!isFate) findings.push(`${method} ${path}: ${status} ${text.slice(0, 150)}`)
    }
    const form = new FormData()
    form.append('_payload', JSON.stringify({ role: 'admin' }))
    await ask('PATCH', `/api/users/${own}`, { as: role, form })
    expect(findings).toEqual([])
    expect(await facts()).toBe(before)
  })

  it('writes through no relation', async () => {
    const { ids, ask } = of()
    const before = await facts()
    const unit = { id: ids.units, name: 'x', contactName: 'x' }
    await ask('PATCH', `/api/honorees/${ids.draft}?draft=true`, { as: 'editor', body: { unit } })
    const user = { relationTo: 'users', value: { id: of().userIds.get('admin'), role: 'operator' } }
    const document = { relationTo: 'honorees', value: ids.draft }
    await ask('POST', '/api/payload-locked-documents', { as: 'operator', body: { document, user } })
    expect(await facts()).toBe(before)
  })

  it.each(['operator', 'partner', 'expired'] as const)('%s makes no token of its own', async (who) => {
    const { tokens, ask } = of()
    const [head = '', body = '', sign = ''] = (tokens.get('operator') ?? '').split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const raised = part({ ...claims, role: 'admin', id: of().userIds.get('admin') })
    const forged = [
      `${head}.${raised}.${sign}`,
      `${part({ alg: 'none', typ: 'JWT' })}.${raised}.`,
      `${part({ alg: 'none', authVersion: 1, typ: 'JWT' })}.${raised}.${sign}`,
      `${head}.${body}.${sign.slice(0, -4)}AAAA`,
      tokens.get(who === 'operator' ? 'partner' : (who as Identity)) ?? '',
    ]
    for (const token of forged)
      for (const scheme of ['JWT', 'Bearer', 'users API-Key']) {
        const headers = { authorization: `${scheme} ${token}` }
        expect((await ask('GET', '/api/users', { headers })).status, `${scheme} ${token}`).toBe(403)
      }
  })
}
