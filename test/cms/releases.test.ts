import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channelById, channels } from '../../src/channels/index.ts'
import type { Partner } from '../../src/cms/payload-types.ts'
import type { PersonStanding } from '../../src/domain/board.ts'
import { feedFor } from '../../src/domain/feed.ts'
import { toAtom } from '../../src/domain/formats/atom.ts'
import { toJsonFeed } from '../../src/domain/formats/json-feed.ts'
import { toNinjs } from '../../src/domain/formats/ninjs.ts'
import { toRss } from '../../src/domain/formats/rss.ts'
import { storageKeyOf } from '../../src/domain/outputs/index.ts'
import { plan } from '../../src/domain/plan.ts'
import type { Progress } from '../../src/domain/progress.ts'
import { uploadForm } from '../fixtures/upload.ts'
import { databases, newestOf, openStudio, type Studio } from './databases.ts'
import { overtaken } from './overtake.ts'
import { makePhoto } from './photo.ts'
import { sampleCampaign, sampleHonoree } from './samples.ts'
import { signIn } from './staff.ts'

describe.each(databases)('releases in the studio on %s', (kind) => {
  let studio: Studio
  let campaignId: string
  let honoreeId: string
  const tokens: Record<string, string> = {}
  beforeAll(async () => {
    studio = await openStudio(kind)
    for (const role of ['admin', 'chief', 'editor', 'operator'] as const)
      tokens[role] = await signIn(studio, role)
    campaignId = await studio.records.ensureCampaign(sampleCampaign)
    honoreeId = (await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})).id
    await studio.records.publishHonoree(honoreeId)
    const photo = await makePhoto(1500, 2000)
    const form = uploadForm(photo, '李明证件照.jpg', { honoree: honoreeId, role: 'id-photo' })
    const uploaded = await studio.request('POST', '/api/assets', { token: tokens.admin ?? null, form })
    expect(uploaded.status).toBe(201)
  })
  afterAll(() => studio.close())

  const ask = async (role: string, method: string, path: string, body?: unknown) => {
    const options = { token: tokens[role] ?? null, ...(body === undefined ? {} : { body }) }
    const response = await studio.request(method, path, options)
    const json = (await response.json()) as Record<string, unknown> & {
      doc?: Record<string, unknown>
      errors?: { message: string }[]
    }
    return { status: response.status, json, doc: json.doc ?? {}, sentence: json.errors?.[0]?.message }
  }
  const order = (over: object = {}) => ({
    honoree: honoreeId,
    channelId: 'bus',
    validFrom: '2026-06-01T06:00:00.000+08:00',
    validUntil: '2026-06-08T06:00:00.000+08:00',
    ...over,
  })
  const release = (over: object = {}, role = 'chief') => ask(role, 'POST', '/api/releases', order(over))
  const newestId = async () => (await studio.records.releases()).at(-1)?.id
  const correct = async (over: object = {}, role = 'chief') =>
    ask(role, 'POST', `/api/releases/${await newestId()}/correct`, over)

  /** Something else that happens in the moment before a row of the collection is written. */
  const beforeWriting = async <T>(
    collection: string,
    act: () => Promise<unknown>,
    ask_: () => Promise<T>,
  ) => {
    const { db } = studio.payload
    const { create } = db
    db.create = (async (args: Parameters<typeof create>[0]) => {
      if (args.collection === collection) {
        db.create = create
        await act()
      }
      return create.call(db, args)
    }) as typeof create
    try {
      return await ask_()
    } finally {
      db.create = create
    }
  }
  const withdraw = (id: string | undefined) =>
    ask('chief', 'POST', '/api/withdrawals', { release: id, reason: '内容有误' })
  const isWithdrawn = async (id: string | undefined) =>
    (await studio.records.withdrawals()).some(({ releaseId }) => releaseId === id)
  const saveConsent = (consent: object, over: object = {}, query = '?draft=true') =>
    ask('editor', 'PATCH', `/api/honorees/${honoreeId}${query}`, { consent, ...over })

  /** Does the worker's part without its encoders: takes every wanted variant of a channel through its life. */
  async function finishVariants(channelId: string): Promise<void> {
    const { records } = studio
    const honoree = await newestOf(studio, honoreeId)
    const [campaign] = await records.campaigns()
    const channel = channelById(channelId)
    if (!honoree || !campaign || !channel) throw new Error('nothing to plan')
    const assets = await records.assetsOf(honoreeId)
    const { wanted } = plan({ campaign, honoree, assets, channels: [channel], screens: [] })
    for (const { key, output } of wanted) {
      await records.announceVariants([
        { key, honoreeId, assetId: null, label: 'x', channelIds: [channelId], cost: 1 },
      ])
      await records.claimVariant(key, 'worker', studio.now, new Date(studio.now.getTime() + 1000))
      const size =
        'width' in output ? { width: output.width, height: output.height } : { width: null, height: null }
      const facts = {
        sha256: 'a'.repeat(64),
        crc32: 1,
        bytes: 1000,
        durationMs: null,
        mediaType: 'image/jpeg',
        facts: { fps: 25, kbps: 9_950 },
      }
      const variant = { key, storageKey: storageKeyOf(key, output), ...size, ...facts }
      await records.completeVariant('worker', variant, studio.now)
    }
    expect(wanted.length).toBeGreaterThan(0)
  }

  it('refuses while variants are missing, naming them', async () => {
    const { status, sentence } = await release()
    expect(status).toBe(400)
    expect(sentence).toMatch(/^李明在“.+”还缺：.+请等待成品生成/)
    expect(await studio.records.releases()).toEqual([])
  })

  it('says which choice is missing', async () => {
    const early = await release({ validFrom: null })
    expect(early.sentence).toMatch(/^没有保存：“开始”没有填/)
    const [marked] = early.json.errors as unknown as {
      data: { errors: { path: string; message: string }[] }
    }[]
    expect(marked?.data.errors).toMatchObject([{ path: 'validFrom', message: '请填写开始时间。' }])
    const neither = await release({ validFrom: null, channelId: 'no-such-channel' })
    expect([neither.status, neither.sentence]).toEqual([400, expect.stringMatching(/“渠道”“开始”没有填/)])
  })

  it('freezes what is shown, and computes its state from the clock', async () => {
    await finishVariants('bus')
    studio.now = new Date('2026-05-31T00:00:00.000Z')
    studio.woken.length = 0
    const { status, doc } = await release()
    expect(status).toBe(201)
    expect(studio.woken).toEqual([honoreeId])
    expect(doc).toMatchObject({ title: `李明 · ${channelById('bus')?.label} · 第 1 版`, version: 1 })
    const [frozen] = await studio.records.releases()
    expect(frozen?.snapshot).toMatchObject({ name: '李明', honoreeSlug: 'sample' })
    expect(frozen?.snapshot.media.length).toBeGreaterThan(0)
    expect(JSON.stringify(frozen)).not.toContain('consent')

    const statusAt = async (instant: string) => {
      studio.now = new Date(instant)
      return (await ask('operator', 'GET', `/api/releases/${doc.id}?depth=0`)).json.status
    }
    expect(await statusAt('2026-05-31T21:59:59.999Z')).toBe('waiting')
    expect(await statusAt('2026-05-31T22:00:00.000Z')).toBe('live')
    expect(await statusAt('2026-06-07T21:59:59.999Z')).toBe('live')
    expect(await statusAt('2026-06-07T22:00:00.000Z')).toBe('expired')
    studio.now = new Date('2026-06-01T00:00:00.000Z')
    const { json } = await ask('operator', 'GET', '/api/releases?select[title]=true&select[status]=true')
    expect((json.docs as { status: string }[])[0]?.status).toBe('live')
  })

  it('keeps what was frozen when the honoree changes, and corrects by a next version', async () => {
    const again = await release()
    expect([again.status, again.sentence]).toEqual([
      400,
      `李明在“${channelById('bus')?.label}”已有发布，如内容有变请打开那项发布并点“更正”。`,
    ])
    await studio.payload.update({
      collection: 'honorees',
      id: honoreeId,
      data: { summary: '更正后的事迹简介，一生只做一件事。', _status: 'published' },
    })
    const before = await studio.records.releases()
    const corrected = await correct()
    expect(corrected.status).toBe(201)
    const [first, second] = await studio.records.releases()
    expect(first).toEqual(before[0])
    expect(second).toMatchObject({ version: 2, channelId: 'bus' })
    expect(second?.snapshot.summary).not.toBe(first?.snapshot.summary)
  })

  it('ignores frozen values sent along', async () => {
    const forged = {
      version: 9,
      snapshot: { name: '冒名' },
      frozenAt: '2020-01-01T00:00:00.000Z',
      title: '冒名',
      validUntil: '2026-06-09T06:00:00.000+08:00',
    }
    const { status, doc } = await correct(forged)
    expect(status).toBe(201)
    const [newest] = (await studio.records.releases()).toReversed()
    expect(newest).toMatchObject({ version: 3, snapshot: { name: '李明' }, frozenAt: studio.now })
    expect(doc.title).not.toBe('冒名')
  })

  it('freezes the published words while a newer draft lies over them', async () => {
    const before = (await studio.records.releases()).at(-1)
    const secret = '草稿里还没审定的话'
    const standing = async (role: string) =>
      (await ask(role, 'GET', `/api/releases/${before?.id}/standing`)).json
    const words = { motto: secret, summary: secret, position: secret, category: null }
    const saved = await ask('editor', 'PATCH', `/api/honorees/${honoreeId}?draft=true`, words)
    expect(saved.status).toBe(200)
    const same = await correct()
    expect([same.status, same.sentence]).toEqual([
      409,
      `李明在“${channelById('bus')?.label}”已定稿的文字和成品与第 3 版没有不同，不必更正；有尚未定稿的修改，不包含在内，要用新文字请先在人选页点“定稿”，再来更正。`,
    ])
    expect((await studio.records.releases()).at(-1)).toEqual(before)
    expect((await standing('chief')).correction).toEqual({ isPossible: false, sentence: same.sentence })
    expect(await standing('editor')).toMatchObject({
      correction: null,
      mayWithdraw: false,
      mayRelease: false,
    })
    const { status } = await correct({ validUntil: '2026-06-10T06:00:00.000+08:00' })
    expect(status).toBe(201)
    const corrected = (await studio.records.releases()).at(-1)
    expect(corrected?.version).toBe((before?.version ?? 0) + 1)
    expect(corrected?.snapshot).toEqual(before?.snapshot)

    const document = feedFor({
      campaigns: [],
      channel: { id: 'bus', label: '公交' },
      partner: { isTrustedWithEmbargo: false },
      releases: await studio.records.releases(),
      withdrawals: [],
      now: studio.now,
    })
    const links = {
      home: 'http://studio.test/',
      feed: (format: string) => `http://studio.test/feeds/bus.${format}`,
      item: () => 'http://studio.test/item',
      media: () => 'http://studio.test/file',
    }
    for (const spell of [toRss, toAtom, toJsonFeed, toNinjs]) {
      const text = spell(document, links)
      expect(text).toContain('更正后的事迹简介')
      expect(text).not.toContain(secret)
    }
    const { motto, position, category } = sampleHonoree
    await studio.payload.update({
      collection: 'honorees',
      id: honoreeId,
      data: {
        motto,
        summary: '更正后的事迹简介，一生只做一件事。',
        position,
        category,
        _status: 'published',
      },
    })
  })

  it('lets one of ten people correct the same version, and tells the nine', async () => {
    const id = await newestId()
    const before = await studio.records.releases()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        ask('chief', 'POST', `/api/releases/${id}/correct`, { validUntil: '2026-06-11T06:00:00.000+08:00' }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const { status, sentence } of answers.filter((answer) => answer.status !== 201)) {
      expect([400, 409]).toContain(status)
      expect(sentence).toMatch(/请刷新页面，看过后再决定是否更正。$/)
    }
    expect(await studio.records.releases()).toHaveLength(before.length + 1)
    expect((await ask('editor', 'POST', `/api/releases/${id}/correct`, {})).status).toBe(403)
  })

  it('changes and deletes nothing that was released', async () => {
    const [first] = await studio.records.releases()
    for (const role of ['chief', 'admin']) {
      expect((await ask(role, 'PATCH', `/api/releases/${first?.id}`, { validUntil: null })).status).toBe(403)
      expect((await ask(role, 'DELETE', `/api/releases/${first?.id}`)).status).toBe(403)
    }
    expect((await studio.records.releases())[0]).toEqual(first)
  })

  it('says what a correction would change, and leads from a superseded version to the newest', async () => {
    const releases = await studio.records.releases()
    const { version, id } = releases.at(-1)!
    const standing = async (of: string | undefined) =>
      (await ask('chief', 'GET', `/api/releases/${of}/standing`)).json
    expect(await standing(releases[0]?.id)).toEqual({
      newest: { id, version },
      withdrawal: null,
      correction: null,
      mayWithdraw: false,
      mayRelease: true,
    })
    const publish = (summary: string) =>
      studio.payload.update({
        collection: 'honorees',
        id: honoreeId,
        data: { summary, _status: 'published' },
      })
    await publish('再一次更正的事迹简介，一生只做一件事。')
    expect(await standing(id)).toMatchObject({
      correction: { isPossible: true, sentence: `与第 ${version} 版相比有改动的是：简介。` },
      mayWithdraw: true,
    })
    await publish('更正后的事迹简介，一生只做一件事。')
  })

  it('withdraws no version that a newer one has superseded', async () => {
    const releases = await studio.records.releases()
    const { version } = releases.at(-1)!
    const refused = await withdraw(releases[0]?.id)
    expect([refused.status, refused.sentence]).toEqual([
      400,
      `这一版已被第 ${version} 版取代，请撤回第 ${version} 版。`,
    ])
    expect(await studio.records.withdrawals()).toEqual([])
    expect((await ask('operator', 'GET', `/api/releases/${releases[0]?.id}`)).json.status).toBe('superseded')
    const { json } = await ask('operator', 'GET', '/api/releases?select[status]=true&sort=version')
    expect((json.docs as { status: string }[])[0]?.status).toBe('superseded')
  })

  const seenByOperator = async (query = '') => {
    const path = `/api/variants?where[honoree][equals]=${honoreeId}&limit=100&depth=0${query}`
    const { json } = await ask('operator', 'GET', path)
    const counted = await ask('operator', 'GET', path.replace('?', '/count?'))
    expect(counted.json.totalDocs).toBe(json.totalDocs)
    return (json.docs as { key: string }[]).map(({ key }) => key).sort()
  }

  it('shows operators the variants that a release shows, none of the draft that lies over it', async () => {
    const ofDraft = { honoreeId, assetId: null, channelIds: ['bus'] as const, cost: 1 }
    await studio.records.announceVariants([{ ...ofDraft, key: 'of-draft', label: '草稿海报' }])
    await studio.records.claimVariant('of-draft', 'worker', studio.now, new Date(studio.now.getTime() + 1000))
    const released = await studio.records.releases()
    const shown = new Set(released.flatMap(({ snapshot }) => snapshot.media.map(({ key }) => key)))
    expect(await seenByOperator()).toEqual([...shown].sort())
    expect(await seenByOperator('&where[label][contains]=草稿')).toEqual([])
    const all = await ask('editor', 'GET', '/api/variants?limit=100&depth=0')
    expect((all.json.docs as { key: string }[]).map(({ key }) => key)).toContain('of-draft')
  })

  it('keeps a screen showing what it shows: operators may not empty it, others only when they mean it', async () => {
    const [frozen] = (await studio.records.releases()).toReversed()
    const poster = frozen?.snapshot.media.find(({ role }) => role === 'poster')
    const size = { width: poster?.width, height: poster?.height }
    const place = { name: '公交条屏', slug: 'bus-bar', channelId: 'bus', stillSeconds: 10, ...size }
    const { status, doc } = await ask('operator', 'POST', '/api/screens', place)
    expect(status).toBe(201)
    const path = `/api/screens/${doc.id}`
    const stored = () => studio.payload.findByID({ collection: 'screens', id: String(doc.id) })
    for (const change of [
      { height: 380 },
      { slug: 'other' },
      { channelId: 'metro' },
      { maxBytes: 10_000_000 },
    ]) {
      const isHarmless = 'maxBytes' in change
      const answer = await ask('operator', 'PATCH', `${path}?confirm=1`, { ...change, confirm: true })
      expect(answer.status).toBe(isHarmless ? 200 : 409)
      if (!isHarmless) expect(answer.sentence).toMatch(/^屏幕“公交条屏”有 1 项发布.*（李明）.*请联系编辑。$/)
      expect(await stored()).toMatchObject(isHarmless ? { maxBytes: 10_000_000 } : place)
    }
    const unsure = await ask('editor', 'PATCH', path, { height: 380 })
    expect([unsure.status, unsure.sentence]).toEqual([409, expect.stringMatching(/有 1 项发布.*confirm=1/)])
    expect((await ask('operator', 'PATCH', path, { place: '中街', stillSeconds: 12 })).status).toBe(200)
    const sure = await ask('editor', 'PATCH', path, { height: 380, confirm: true })
    expect([sure.status, sure.doc.height]).toEqual([200, 380])
    expect((await ask('editor', 'PATCH', `${path}?confirm=1`, { slug: 'bus-bar-2' })).status).toBe(200)
    await studio.payload.db.deleteOne({ collection: 'screens', where: { id: { equals: doc.id } } })
  })

  it('withdraws at once, once, and for good', async () => {
    const newest = (await studio.records.releases()).at(-1)
    const body = { release: newest?.id, reason: '当事人撤回同意', at: '2020-01-01T00:00:00.000Z' }
    studio.woken.length = 0
    const { status } = await ask('chief', 'POST', '/api/withdrawals', body)
    expect(status).toBe(201)
    // Nothing that is made changes by it.
    expect(studio.woken).toEqual([])
    expect(await seenByOperator()).toEqual([])
    const expected = { releaseId: newest?.id, at: studio.now, reason: '当事人撤回同意' }
    expect(await studio.records.withdrawals()).toEqual([expected])
    expect((await ask('operator', 'GET', `/api/releases/${newest?.id}`)).json.status).toBe('withdrawn')
    const { json: history } = await ask('operator', 'GET', `/api/releases/${newest?.id}/history`)
    expect((history.entries as object[])[0]).toMatchObject({
      kind: 'withdrawn',
      actor: 'chief',
      note: '当事人撤回同意',
    })
    expect((await ask('operator', 'GET', `/api/releases/${newest?.id}/standing`)).json).toMatchObject({
      withdrawal: { at: studio.now.toISOString(), actor: 'chief', reason: '当事人撤回同意', note: '' },
      correction: null,
      mayWithdraw: false,
    })
    const twice = await ask('chief', 'POST', '/api/withdrawals', body)
    expect([twice.status, twice.sentence]).toEqual([400, '这项发布已经撤回，无需重复操作。'])
    const corrected = await correct()
    expect([corrected.status, corrected.sentence]).toEqual([
      409,
      '这一版已经撤回，不能更正；要再展示，请新建一项发布。',
    ])
  })

  it('releases again after a withdrawal, as the next version', async () => {
    const last = (await studio.records.releases()).at(-1)
    const answers = await Promise.all(Array.from({ length: 5 }, () => release()))
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(1)
    for (const { status, sentence } of answers.filter((answer) => answer.status !== 201)) {
      expect(status).toBe(400)
      expect(sentence).toMatch(/更正(”)?。$/)
    }
    const { doc } = made[0]!
    expect(doc.version).toBe((last?.version ?? 0) + 1)
    expect((await ask('operator', 'GET', `/api/releases/${doc.id}`)).json.status).toBe('live')
  })

  it('recalls a person at once when the consent is taken back, though only a draft was saved', async () => {
    const live = (await studio.records.releases()).at(-1)
    const consent = { givenAt: '2026-05-20T00:00:00.000Z', withdrawnAt: '2026-06-01T00:00:00.000Z' }
    const early = await saveConsent({ ...consent, withdrawnAt: '2026-05-19T00:00:00.000Z' })
    expect([early.status, early.sentence]).toEqual([
      400,
      '“撤回日期”填的是 2026-05-19，早于“同意日期” 2026-05-20；应不早于所撤回的同意，请核对这两个日期。',
    ])
    expect(await isWithdrawn(live?.id)).toBe(false)
    const saved = await Promise.all([1, 2, 3].map(() => saveConsent(consent)))
    expect(saved.map(({ status }) => status)).toEqual([200, 200, 200])
    const withdrawal = (await studio.records.withdrawals()).find(({ releaseId }) => releaseId === live?.id)
    expect(withdrawal).toMatchObject({ at: studio.now })
    expect(withdrawal?.reason).not.toMatch(/同意|本人|李明/)
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { and: [{ kind: { equals: 'withdrawn' } }, { subjectId: { equals: live?.id } }] },
    })
    expect(docs).toMatchObject([{ actorName: 'editor', note: '本人撤回了同意，系统随即撤回。' }])
    const document = feedFor({
      campaigns: [],
      channel: { id: 'bus', label: '公交' },
      partner: { isTrustedWithEmbargo: false },
      releases: await studio.records.releases(),
      withdrawals: await studio.records.withdrawals(),
      now: studio.now,
    })
    expect(document.items).toEqual([])
    expect(document.tombstones).toHaveLength(1)
    const count = (await studio.records.withdrawals()).length
    await ask('editor', 'PATCH', `/api/honorees/${honoreeId}?draft=true`, { motto: '又存一次' })
    expect(await studio.records.withdrawals()).toHaveLength(count)
    expect((await release()).sentence).toContain('李明对公开展示的同意已于 2026-06-01 撤回')
  })

  it('keeps a consent taken back that way, whatever is emptied or restored', async () => {
    for (const withdrawnAt of [null, '']) {
      const cleared = await saveConsent({ withdrawnAt })
      expect([cleared.status, cleared.sentence]).toEqual([
        400,
        '撤回日期不能清空；重新取得同意后，请填写新的同意日期。',
      ])
    }
    const { docs } = await studio.payload.findVersions({
      collection: 'honorees',
      where: { and: [{ parent: { equals: honoreeId } }, { 'version._status': { equals: 'published' } }] },
    })
    const older = docs.find(({ version }) => !version.consent?.withdrawnAt)
    expect((await ask('chief', 'POST', `/api/honorees/versions/${older?.id}`)).status).toBe(200)
    expect(await studio.records.honoree(honoreeId)).toMatchObject({ isWithdrawn: true })
    expect((await release()).sentence).toContain('李明对公开展示的同意已于 2026-06-01 撤回')
  })

  it('shows the person again once consent is given anew', async () => {
    const consent = { givenAt: '2026-06-02T00:00:00.000Z', withdrawnAt: '2026-06-01T00:00:00.000Z' }
    const data = { consent, motto: sampleHonoree.motto, _status: 'published' }
    expect((await ask('editor', 'PATCH', `/api/honorees/${honoreeId}`, data)).status).toBe(200)
    studio.now = new Date('2026-06-02T00:00:00.000Z')
    expect((await release()).status).toBe(201)
  })

  it('withdraws a correction too that crossed the withdrawal, from either side', async () => {
    const { id, ...last } = (await studio.records.releases()).at(-1)!
    const next = { ...last, version: last.version + 1, frozenAt: new Date(studio.now.getTime() + 1) }
    const first = await beforeWriting(
      'withdrawals',
      () => studio.records.addRelease(next),
      () => withdraw(id),
    )
    expect(first.status).toBe(201)
    const crossed = (await studio.records.releases()).at(-1)
    expect(crossed?.version).toBe(next.version)
    expect(await isWithdrawn(crossed?.id)).toBe(true)

    studio.now = new Date('2026-06-02T01:00:00.000Z')
    expect((await release()).status).toBe(201)
    const seen = await newestId()
    const second = await beforeWriting(
      'releases',
      () => withdraw(seen),
      () => correct({ validUntil: null }),
    )
    expect(second.status).toBe(201)
    expect(await newestId()).toBe(second.doc.id)
    expect(await isWithdrawn(String(second.doc.id))).toBe(true)
  })

  it('says the planned sentence to the second of two who release or withdraw at once', async () => {
    studio.now = new Date('2026-06-02T02:00:00.000Z')
    let late = await beforeWriting(
      'releases',
      () => release(),
      () => release(),
    )
    expect([late.status, late.sentence]).toEqual([
      400,
      '别人刚刚发布了这位人选在此渠道的一版，请刷新页面，看过后再决定是否更正。',
    ])
    const id = await newestId()
    const leaking = await ask('chief', 'POST', '/api/withdrawals', { release: id, reason: '电话13812345678' })
    expect([leaking.status, JSON.stringify(leaking.json)]).toEqual([
      400,
      expect.stringContaining('像是有手机号码'),
    ])
    expect(JSON.stringify(leaking.json)).not.toContain('13812345678')
    const incomplete = await ask('chief', 'POST', '/api/withdrawals', { release: id })
    expect(incomplete.sentence).not.toBe('这项发布已经撤回，无需重复操作。')
    late = await beforeWriting(
      'withdrawals',
      () => withdraw(id),
      () => withdraw(id),
    )
    expect([late.status, late.sentence]).toEqual([400, '这项发布已经撤回，无需重复操作。'])
  })

  it('recalls a release that a withdrawn consent crossed, though nothing stands published any more', async () => {
    studio.now = new Date('2026-06-03T00:00:00.000Z')
    const consent = { givenAt: '2026-06-02T00:00:00.000Z', withdrawnAt: '2026-06-03T00:00:00.000Z' }
    const { status, doc } = await beforeWriting(
      'releases',
      () => saveConsent(consent, { _status: 'draft' }, ''),
      () => release(),
    )
    expect(status).toBe(201)
    expect((await studio.records.honoree(honoreeId))?.published.ok).toBe(false)
    expect(await isWithdrawn(String(doc.id))).toBe(true)
    studio.now = new Date('2026-06-04T00:00:00.000Z')
    const anew = { ...consent, givenAt: '2026-06-04T00:00:00.000Z' }
    expect((await saveConsent(anew, { _status: 'published' }, '')).status).toBe(200)
    expect((await release()).status).toBe(201)
  })

  it('refuses without consent', async () => {
    await studio.payload.update({
      collection: 'honorees',
      id: honoreeId,
      data: { consent: { givenAt: null }, _status: 'published' },
    })
    const { sentence } = await release()
    expect(sentence).toContain('李明对公开展示的同意已于 2026-06-03 撤回')
  })

  describe('endpoints', () => {
    it('says per channel what stands in the way', async () => {
      const { json } = await ask('editor', 'GET', `/api/honorees/${honoreeId}/readiness`)
      const { gaps, cells } = json as unknown as PersonStanding
      const texts = gaps.map(({ text }) => text)
      expect(texts).toContainEqual(expect.stringContaining('同意已于 2026-06-03 撤回'))
      expect(texts).toContain('李明缺少推荐表（Word 版），请补交。')
      expect(texts).not.toContain('李明缺少小2寸证件照，请补交。')
      expect(cells.map(({ channelId }) => channelId)).toEqual(channels.map(({ id }) => id))
      const lacks = Object.fromEntries(cells.map((cell) => [cell.channelId, cell.gaps.length]))
      expect(lacks).toMatchObject({ bus: 0, douyin: 1 })
      for (const { text } of [...gaps, ...cells.flatMap((cell) => cell.gaps)]) expect(text).toMatch(/[。]$/)
    })

    it('counts the work for any member of staff', async () => {
      const { status, json } = await ask('operator', 'GET', '/api/progress')
      expect(status).toBe(200)
      // Whose files are made would tell an operator who is coming.
      expect(json).toEqual({ overall: expect.objectContaining({ failed: 0, etaSeconds: null }) })
      // Of one year: another's files are not its work.
      const totalOf = async (campaign: string) => {
        const found = await ask('operator', 'GET', `/api/progress?campaign=${campaign}`)
        return (found.json as unknown as Progress).overall.total
      }
      const { total } = (json as unknown as Progress).overall
      expect(total).toBeGreaterThan(0)
      expect(await totalOf(campaignId)).toBe(total)
      const nextYear = { ...sampleCampaign, year: sampleCampaign.year + 1 }
      expect(await totalOf(await studio.records.ensureCampaign(nextYear))).toBe(0)
    })

    it('sends a failed variant back to work, for editors, and wakes the worker', async () => {
      const { records } = studio
      await records.announceVariants([
        { key: 'fails', honoreeId, assetId: null, label: '横版海报', channelIds: ['bus'], cost: 1 },
      ])
      await records.claimVariant('fails', 'worker', studio.now, new Date(studio.now.getTime() + 1000))
      const find = async () =>
        (await studio.payload.find({ collection: 'variants', where: { key: { equals: 'fails' } } })).docs[0]
      const path = `/api/variants/${(await find())?.id}/retry`
      expect((await ask('editor', 'POST', path)).status).toBe(409)
      const problem = { kind: 'render-failed', what: '横版海报', reason: '内存不足' } as const
      await records.failVariant('fails', 'worker', problem, studio.now)
      expect(await find()).toMatchObject({
        state: 'failed',
        channels: channelById('bus')?.label,
        problemSentence: '“横版海报”生成失败：内存不足；可点“重试”，仍不成功请更换原始文件。',
      })
      expect((await ask('operator', 'POST', path)).status).toBe(403)
      studio.woken.length = 0
      expect((await ask('editor', 'POST', path)).status).toBe(200)
      expect(studio.woken).toEqual([honoreeId])
      expect((await find())?.state).toBe('waiting')
      expect((await ask('editor', 'POST', '/api/variants/0/retry')).status).toBe(404)
    })

    it('shows a preview by a signed link', async () => {
      const { json } = await ask('editor', 'GET', '/api/variants?where[state][equals]=done&limit=1&depth=0')
      const [doc] = json.docs as { preview: string; storageKey: string }[]
      expect(doc?.preview).toBe(`/files/${doc?.storageKey}?signed`)
    })

    it('shows what was measured of a film in words, whatever the column holds', async () => {
      const path = '/api/variants?where[state][equals]=done&limit=1&depth=0'
      const find = async () =>
        (await ask('editor', 'GET', path)).json.docs as { id: string; measured: string }[]
      const [doc] = await find()
      expect(doc?.measured).toBe('帧率 25 帧，码率 9.95 Mb/s')
      const write = (facts: unknown) =>
        studio.payload.db.updateOne({ collection: 'variants', id: doc?.id ?? '', data: { facts } })
      await write({ fps: 'quick', kbps: 9_950, else: 1 })
      expect((await find())[0]?.measured).toBe('码率 9.95 Mb/s')
      await write('garbage')
      expect((await find())[0]?.measured).toBe('')
    })

    it('shows a new token once, keeps its hash, and ends the old one', async () => {
      const partner = { name: '公交集团', channelIds: ['bus'] }
      const { doc } = await ask('admin', 'POST', '/api/partners', partner)
      const issue = (role: string) => ask(role, 'POST', `/api/partners/${doc.id}/token`)
      expect((await issue('chief')).status).toBe(403)
      const first = (await issue('admin')).json as unknown as { token: string; prefix: string }
      expect(first.token).toMatch(/^zm_[A-Za-z0-9_-]{43}$/)
      const { createHash } = await import('node:crypto')
      const find = (token: string) =>
        studio.records.partnerByTokenHash(createHash('sha256').update(token).digest('hex'))
      expect(await find(first.token)).toMatchObject({ id: doc.id, channelIds: ['bus'] })
      const second = (await issue('admin')).json as unknown as { token: string; prefix: string }
      expect(await find(first.token)).toBeNull()
      expect(await find(second.token)).toMatchObject({ id: doc.id })
      const { json } = await ask('admin', 'GET', `/api/partners/${doc.id}`)
      expect(json).toMatchObject({ tokenPrefix: second.prefix })
      expect(JSON.stringify(json)).not.toContain(second.token)
    })

    it('opens by no old token again, whoever saves the partner meanwhile or sends an older form', async () => {
      const { doc } = await ask('admin', 'POST', '/api/partners', { name: '晚报', channelIds: ['beiguo'] })
      const path = `/api/partners/${doc.id}`
      const open = async () => (await ask('admin', 'GET', `${path}?depth=0`)).json
      const row = () =>
        studio.payload.db.findOne<Partner & { id: string }>({
          collection: 'partners',
          where: { id: { equals: doc.id } },
        })
      const issue = () => ask('admin', 'POST', `${path}/token`)
      await issue()
      const [saved, issued] = await overtaken(
        studio,
        'partners',
        () => ask('admin', 'PATCH', path, { name: '晚报社' }),
        issue,
      )
      expect([saved.status, issued.status]).toEqual([200, 200])
      expect(await row()).toMatchObject({ name: '晚报社', tokenPrefix: issued.json.prefix })

      const older = await open()
      const tokenRevokedAt = studio.now.toISOString()
      await studio.records.touchToken(String(doc.id), studio.now)
      const used = await ask('admin', 'PATCH', path, { ...older, tokenRevokedAt })
      expect(used.status).toBe(200)
      const sent = await ask('admin', 'PATCH', path, { ...older, contact: '改过' })
      expect([sent.status, sent.sentence]).toEqual([409, expect.stringContaining('“令牌作废时间”')])
      const cleared = await ask('admin', 'PATCH', path, { tokenRevokedAt: null })
      expect([cleared.status, cleared.sentence]).toEqual([400, expect.stringContaining('请生成新令牌')])
      const kept = await row()
      expect([kept?.tokenRevokedAt, kept?.contact ?? null]).toEqual([tokenRevokedAt, null])
      expect((await ask('admin', 'PATCH', path, { ...(await open()), contact: '改过' })).status).toBe(200)

      const revoked = await open()
      await issue()
      expect((await ask('admin', 'PATCH', path, revoked)).status).toBe(409)
      expect((await row())?.tokenRevokedAt).toBeNull()
      expect(await studio.payload.db.count({ collection: 'claims' })).toMatchObject({ totalDocs: 0 })
    })
  })
})
