/**
 * The whole house over real HTTP, as an attacker meets it: front door, delivery, and Payload's interface behind the same
 * guards as the studio's route. Planted words mark what nobody outside may see; every answer and log line is kept.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { handleEndpoints } from 'payload'
import { personOf } from '../../src/cms/access.ts'
import { runtime, setRuntime } from '../../src/cms/runtime.ts'
import { signPath } from '../../src/delivery/signed-link.ts'
import type { Role } from '../../src/domain/role.ts'
import { markShown } from '../../src/pipeline/mark-shown.ts'
import { type DatabaseKind, openStudio, type Studio } from '../cms/databases.ts'
import { sampleCampaign, sampleHonoree, sampleRelease } from '../cms/samples.ts'
import { hire } from '../cms/staff.ts'

export const secret = 'only-for-tests-0123456789-abcdefghij'

/** Words that may appear for some and never for others; digits and ASCII, so that no encoding hides them. */
export const marks = {
  private: 'MARKPRIVATE7',
  draft: 'MARKDRAFT7',
  contact: 'MARKCONTACT7',
  partnerContact: 'MARKPARTNER7',
  tokenHash: createHash('sha256').update('zm_hidden').digest('hex'),
} as const

/** What the planted release shows; its bytes lie there only where a test puts them. */
export const shownKey = `variants/5a/${'5a'.repeat(20)}.jpg`

export const staff = ['operator', 'editor', 'reviewer', 'chief', 'admin'] as const satisfies readonly Role[]
export const outsiders = ['anonymous', 'partner', 'expired', 'revoked', 'forged'] as const
export type Identity = (typeof staff)[number] | (typeof outsiders)[number]
export const identities: readonly Identity[] = [...outsiders, ...staff]

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

export interface Ask {
  readonly as?: Identity
  /** Of an account hired besides. */
  readonly token?: string
  readonly body?: unknown
  readonly form?: FormData
  readonly raw?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
}

export interface AttackedHouse {
  readonly studio: Studio
  readonly url: string
  readonly ids: Readonly<Record<string, string>>
  readonly userIds: ReadonlyMap<Identity, string>
  readonly tokens: ReadonlyMap<Identity, string>
  ask(method: string, address: string, how?: Ask): Promise<Answer>
  /** Lets delivery see what was released and withdrawn up to now; by itself it looks every few seconds. */
  refresh(): Promise<void>
  /** Everything logged so far. */
  log(): string
  close(): Promise<void>
}

export async function openAttackedHouse(
  kind: DatabaseKind,
  publicUrl = 'http://studio.test',
): Promise<AttackedHouse> {
  const studio = await openStudio(kind, publicUrl)
  // As in house.ts: a preview lives twelve hours.
  const twelveHours = (): Date => new Date(studio.now.getTime() + 12 * 3_600_000)
  setRuntime({
    ...runtime(),
    link: (key, person) => signPath(secret, `/files/${key}`, twelveHours(), person),
  })
  const { logTo, createLog } = await import('../../src/platform/log.ts')
  const logFile = path.join(studio.folder, 'attack.log')
  logTo(logFile)
  studio.payload.logger.level = 'info'
  const log = createLog('info')

  const tokens = new Map<Identity, string>()
  const userIds = new Map<Identity, string>()
  await hireStaff(studio, tokens, userIds)
  const ids = await plant(studio, tokens)

  const { createDelivery, deliveryPath } = await import('../../src/delivery/app.ts')
  const { channels } = await import('../../src/channels/index.ts')
  const { createFrontDoor } = await import('../../src/app/front-door.ts')
  const delivery = createDelivery({
    records: studio.records,
    store: studio.store,
    channels,
    thumbnails: async () => null,
    now: () => studio.now,
    // As in server.ts: a preview opens for whom it was made.
    async signedIn(headers) {
      const { user } = await studio.payload.auth({ headers })
      return personOf(user)
    },
    secret,
    publicUrl,
    log,
  })
  const server = http.createServer(
    createFrontDoor({
      payload: studio.payload,
      secret,
      publicUrl,
      trustedProxies: 0,
      log,
      isForDelivery: (url) => deliveryPath.test(url),
      delivery: getRequestListener(delivery.fetch, { overrideGlobalObjects: false }),
      studio: await payloadHandler(studio, publicUrl),
    }),
  )
  // On a slow machine a test may pause for longer than a connection is kept.
  server.keepAliveTimeout = 120_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    studio,
    url,
    ids,
    userIds,
    tokens,
    async ask(method, address, { as = 'anonymous', token: own, body, form, raw, headers = {} } = {}) {
      const token = own ?? tokens.get(as)
      const isStaff = own !== undefined || (staff as readonly string[]).includes(as)
      const response = await fetch(`${url}${address}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(token ? { authorization: `${isStaff ? 'JWT' : 'Bearer'} ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: raw ?? form ?? (body === undefined ? null : JSON.stringify(body)),
      })
      return { status: response.status, text: await response.text(), headers: response.headers }
    },
    refresh: () => delivery.refresh(),
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    async close() {
      server.closeAllConnections()
      server.close()
      await delivery.settle()
      await studio.close()
    },
  }
}

/** What Next does with the studio's route: a web request in, its guards, Payload's answer out. */
async function payloadHandler(studio: Studio, publicUrl: string) {
  const { answerApi } = await import('../../src/app/answer-api.ts')
  const key = path.basename(studio.folder).replace(/[^A-Za-z0-9]/g, '')
  return async (req: http.IncomingMessage, res: http.ServerResponse): Promise<void> => {
    const headers = new Headers()
    for (const [name, value] of Object.entries(req.headers))
      if (value !== undefined) headers.set(name, [value].flat().join(', '))
    const method = req.method ?? 'GET'
    const hasBody = !['GET', 'HEAD'].includes(method)
    const request = new Request(new URL(req.url ?? '/', publicUrl), {
      method,
      headers,
      ...(hasBody ? { body: new Uint8Array(Buffer.concat(await req.toArray())) } : {}),
    })
    const [, , ...slug] = new URL(request.url).pathname.split('/')
    const response = await answerApi(request, slug, studio.config, (admitted) =>
      handleEndpoints({ config: studio.config, request: admitted, payloadInstanceCacheKey: key }),
    )
    res.writeHead(response.status, Object.fromEntries(response.headers))
    res.end(Buffer.from(await response.arrayBuffer()))
  }
}

async function hireStaff(
  studio: Studio,
  tokens: Map<Identity, string>,
  userIds: Map<Identity, string>,
): Promise<void> {
  for (const role of staff) {
    const { id, token } = await hire(studio, role, role)
    userIds.set(role, id)
    tokens.set(role, token)
  }
}

async function plant(studio: Studio, tokens: Map<Identity, string>): Promise<Record<string, string>> {
  const { payload, records } = studio
  const campaignId = await records.ensureCampaign(sampleCampaign)
  const secrets = { 手机: marks.private, 身份证号: `${marks.private}x`, 邮箱: `${marks.private}@example.cn` }
  const honoree = { ...sampleHonoree, campaignId }
  const published = (await records.ensureHonoree({ ...honoree, name: '李明', slug: 'li-ming' }, secrets)).id
  await records.publishHonoree(published)
  await payload.update({ collection: 'honorees', id: published, draft: true, data: { motto: marks.draft } })
  const draft = (
    await records.ensureHonoree(
      { ...honoree, name: `王${marks.draft}`, slug: 'wang-fang', nominatedBy: '大连理工大学' },
      secrets,
    )
  ).id
  await payload.update({
    collection: 'units',
    where: {},
    data: { contactName: marks.contact, contactPhone: marks.contact },
  })
  const release = sampleRelease(campaignId, published, 1)
  const media = release.snapshot.media.map((one) => ({ ...one, storageKey: shownKey }))
  await records.addRelease({ ...release, snapshot: { ...release.snapshot, media } })
  const announced = { assetId: null, channelIds: ['bus' as const], cost: 1 }
  await records.announceVariants([{ ...announced, key: 'shown', honoreeId: published, label: '公开的' }])
  await records.announceVariants([{ ...announced, key: 'dra', honoreeId: draft, label: marks.draft }])
  await markShown(null, studio)
  const first = async (collection: 'units' | 'releases' | 'variants'): Promise<string> =>
    String((await payload.find({ collection, limit: 1, sort: 'createdAt' })).docs[0]?.id)
  const partners = await addPartners(studio, tokens)
  const screen = await payload.create({
    collection: 'screens',
    data: { name: '屏', slug: 'bus-bar', channelId: 'bus', width: 960, height: 540, stillSeconds: 10 },
  })
  return {
    campaigns: campaignId,
    honorees: published,
    draft,
    units: await first('units'),
    releases: await first('releases'),
    variants: await first('variants'),
    screens: String(screen.id),
    partners,
  }
}

/** Tokens of all fates; `forged` is of the right shape and nobody's. */
async function addPartners({ payload, now }: Studio, tokens: Map<Identity, string>): Promise<string> {
  const past = new Date(now.getTime() - 1_000).toISOString()
  const fates = {
    partner: {},
    expired: { tokenExpiresAt: past },
    revoked: { tokenRevokedAt: past },
  } as const
  for (const [name, fate] of Object.entries(fates)) {
    const token = `zm_${createHash('sha256').update(name).digest('base64url')}`
    tokens.set(name as Identity, token)
    const tokenHash = createHash('sha256').update(token).digest('hex')
    const data = { name, channelIds: ['douyin' as const], tokenHash, contact: marks.partnerContact, ...fate }
    await payload.create({ collection: 'partners', data })
  }
  tokens.set('forged', `zm_${'f'.repeat(43)}`)
  const hidden = { name: '哈希', channelIds: ['bus' as const], tokenHash: marks.tokenHash }
  return String((await payload.create({ collection: 'partners', data: hidden })).id)
}
