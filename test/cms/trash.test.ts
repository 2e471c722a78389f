import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleAsset, sampleCampaign, sampleHonoree, sampleRelease } from './samples.ts'

const password = 'Correct-Horse-9'
const roles = ['operator', 'editor', 'chief', 'admin'] as const
const gone = { deletedAt: '2026-06-01T00:00:00.000Z' }

describe.each(databases)('the trash on %s', (kind) => {
  let studio: Studio
  let campaign: string
  const token = new Map<string, string>()

  const send = async (who: string, method: string, path: string, body?: unknown) => {
    const response = await studio.request(method, path, { token: token.get(who) ?? null, body })
    return { status: response.status, body: await response.json() }
  }
  const sentence = ({ body }: Awaited<ReturnType<typeof send>>): string => body.errors?.[0]?.message ?? ''
  const person = async (name: string, slug: string): Promise<string> =>
    (await studio.records.ensureHonoree({ ...sampleHonoree, campaignId: campaign, name, slug }, {})).id
  const photo = async (honoree: string, letter: string, order = 1): Promise<string> => {
    const sha256 = letter.repeat(64)
    await studio.payload.db.create({
      collection: 'assets',
      data: {
        honoree,
        role: 'work-photo',
        sha256,
        fileName: `${letter}.jpg`,
        filename: `${letter}-${honoree}.jpg`,
        storageKey: `originals/${sha256}.jpg`,
        mimeType: 'image/jpeg',
        filesize: 2_400_000,
        width: 6000,
        height: 4000,
        order,
        probe: { ...sampleAsset(honoree, sha256).probe },
      },
    })
    const { docs } = await studio.payload.find({
      collection: 'assets',
      where: { sha256: { equals: sha256 } },
    })
    return String(docs[0]?.id)
  }
  const screen = async (slug: string): Promise<string> => {
    const { docs } = await studio.payload.find({ collection: 'screens', where: { slug: { equals: slug } } })
    if (docs[0]) return String(docs[0].id)
    const made = await studio.payload.create({
      collection: 'screens',
      data: { slug, name: slug, channelId: 'bus', width: 1920, height: 360, stillSeconds: 10 },
    })
    return String(made.id)
  }

  beforeAll(async () => {
    studio = await openStudio(kind)
    for (const role of roles.toReversed()) {
      const email = `${role}@staff.test`
      await studio.payload.create({ collection: 'users', data: { name: role, email, password, role } })
      token.set(
        role,
        (await studio.payload.login({ collection: 'users', data: { email, password } })).token ?? '',
      )
    }
    campaign = await studio.records.ensureCampaign(sampleCampaign)
  })
  afterAll(() => studio.close())

  it('takes a person out of plans and boards, and gives him back whole', async () => {
    const id = await person('王芳', 'wang-fang')
    await photo(id, 'a')
    expect((await send('chief', 'PATCH', `/api/honorees/${id}`, gone)).status).toBe(200)
    expect((await studio.records.honorees(campaign)).map((one) => one.id)).not.toContain(id)
    expect(await studio.records.honoree(id)).toBeNull()
    const back = await send('chief', 'PATCH', `/api/honorees/${id}?trash=true`, { deletedAt: null })
    expect(back.status, JSON.stringify(back.body)).toBe(200)
    expect((await studio.records.honorees(campaign)).map((one) => one.id)).toContain(id)
    expect(await studio.records.assetsOf(id)).toHaveLength(1)
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { subjectId: { equals: id } },
      sort: 'createdAt',
    })
    expect(docs.map(({ kind: what }) => what)).toEqual(['created', 'trashed', 'restored'])
  })

  it('keeps the original of what lies in the trash', async () => {
    const id = await person('赵一', 'zhao-yi')
    const asset = await photo(id, 'b')
    expect((await send('editor', 'PATCH', `/api/assets/${asset}`, gone)).status).toBe(200)
    expect(await studio.records.assetsOf(id)).toEqual([])
    expect(await studio.records.originalKeys()).toContain(`originals/${'b'.repeat(64)}.jpg`)
  })

  it('ends what a trashed partner may fetch', async () => {
    const made = await studio.payload.create({
      collection: 'partners',
      data: { name: '丙报社', channelIds: ['beiguo'], tokenHash: 'c'.repeat(64) },
    })
    expect(await studio.records.partnerByTokenHash('c'.repeat(64))).not.toBeNull()
    expect((await send('admin', 'PATCH', `/api/partners/${made.id}`, gone)).status).toBe(200)
    expect(await studio.records.partnerByTokenHash('c'.repeat(64))).toBeNull()
  })

  it('lets only an administrator delete for good, and only from the trash', async () => {
    const id = await screen('for-good')
    const early = await send('admin', 'DELETE', `/api/screens/${id}`)
    expect([early.status, sentence(early)]).toEqual([
      400,
      '不能直接彻底删除该屏幕：请先移入回收站，确认无误后再彻底删除。',
    ])
    expect((await send('editor', 'PATCH', `/api/screens/${id}`, gone)).status).toBe(200)
    expect((await send('editor', 'DELETE', `/api/screens/${id}?trash=true`)).status).toBe(403)
    expect((await send('admin', 'DELETE', `/api/screens/${id}?trash=true`)).status).toBe(200)
    const operated = await screen('operated')
    expect((await send('operator', 'PATCH', `/api/screens/${operated}`, gone)).status).toBe(403)
  })

  it('refuses to take away what others stand on', async () => {
    const inUse = await send('admin', 'PATCH', `/api/campaigns/${campaign}`, gone)
    expect([inUse.status, sentence(inUse)]).toEqual([
      400,
      '不能把该活动移入回收站：已有人选属于该活动，请先删除这些人选。',
    ])
  })

  it('refuses to empty out a person who is shown, but lets one photograph be corrected', async () => {
    const id = await person('李明', 'li-ming')
    const [first] = [await photo(id, 'd'), await photo(id, 'e'), await photo(id, 'f')]
    await studio.records.addRelease(sampleRelease(campaign, id, 1))
    const all = await send('editor', 'PATCH', `/api/assets?where[honoree][equals]=${id}`, gone)
    expect([all.status, sentence(all)]).toEqual([
      400,
      '选中的 3 个素材里有正在展示或待展示人选的原件，不能成批移入回收站：请先撤回其发布，或逐个处理。',
    ])
    const person_ = await send('chief', 'PATCH', `/api/honorees/${id}`, gone)
    expect(sentence(person_)).toContain('不能把该人选移入回收站：已有其发布记录')
    expect((await send('editor', 'PATCH', `/api/assets/${first}`, gone)).status).toBe(200)
    const forGood = await send('admin', 'DELETE', `/api/assets/${first}?trash=true`)
    expect(sentence(forGood)).toBe('不能彻底删除该素材：其人选已有发布记录，原件须留存备查。')
  })

  it('keeps what is shown was made from, naming where it is shown', async () => {
    const id = await person('孙十', 'sun-shi')
    const [lead, second] = [await photo(id, '3', 1), await photo(id, '4', 2)]
    // Rows get their time from the machine's clock.
    const frozenAt = new Date(Date.now() + 60_000)
    const made = sampleRelease(campaign, id, 1)
    const media = (key: string, role: 'cover' | 'poster') =>
      made.snapshot.media.map((one) => ({ ...one, key, role }))
    const add = (channelId: 'bus' | 'metro', key: string, role: 'cover' | 'poster') =>
      studio.records.addRelease({
        ...made,
        channelId,
        frozenAt,
        snapshot: { ...made.snapshot, media: media(key, role) },
      })
    await studio.records.announceVariants([
      { key: 'of-lead', honoreeId: id, assetId: lead, label: 'x', channelIds: [], cost: 1 },
    ])
    await add('metro', 'of-lead', 'cover')
    await add('bus', 'of-both', 'poster')
    const refused = await send('editor', 'PATCH', `/api/assets/${lead}`, gone)
    expect([refused.status, sentence(refused)]).toEqual([
      400,
      '不能把素材“3.jpg”移入回收站：2 项正在展示或待展示的发布用到了它（地铁车站及车载电子屏、公交车）。请先撤回这些发布。',
    ])
    expect((await send('editor', 'PATCH', `/api/assets/${second}`, gone)).status).toBe(200)
    const own = (await studio.records.releases()).filter((one) => one.honoreeId === id)
    for (const { id: releaseId } of own)
      await studio.records.addWithdrawal({ releaseId, at: studio.now, reason: '换图' })
    expect((await send('editor', 'PATCH', `/api/assets/${lead}`, gone)).status).toBe(200)
  })

  it('lets a person be emptied out whose newest version was withdrawn', async () => {
    const id = await person('钱二', 'qian-er')
    for (const letter of ['1', '2']) await photo(id, letter)
    for (const version of [1, 2]) await studio.records.addRelease(sampleRelease(campaign, id, version))
    const trash = () => send('editor', 'PATCH', `/api/assets?where[honoree][equals]=${id}`, gone)
    expect((await trash()).status).toBe(400)
    const newest = (await studio.records.releases()).find((one) => one.honoreeId === id && one.version === 2)
    await studio.records.addWithdrawal({ releaseId: newest?.id ?? '', at: studio.now, reason: '更正' })
    expect((await trash()).status).toBe(200)
  })

  it('resizes screens one by one, never all at once', async () => {
    const ids = [await screen('one'), await screen('two')]
    const all = await send('operator', 'PATCH', '/api/screens?where[channelId][equals]=bus', {
      width: 64,
      height: 64,
    })
    expect([all.status, sentence(all)]).toEqual([
      400,
      '这一项不能批量修改：它会让所有相关成品重新制作或改变对外内容，请逐条打开修改。',
    ])
    expect(
      (await send('operator', 'PATCH', `/api/screens/${ids[0]}`, { width: 1920, height: 540 })).status,
    ).toBe(200)
  })

  it('gives nobody all originals of another in one request', async () => {
    const [from, to] = [await person('周六', 'zhou-liu'), await person('吴七', 'wu-qi')]
    await photo(from, '7')
    await photo(from, '8')
    for (const change of [{ honoree: to }, { role: 'document' }]) {
      const moved = await send('editor', 'PATCH', `/api/assets?where[honoree][equals]=${from}`, change)
      expect(moved.status, JSON.stringify(change)).toBe(400)
    }
    expect(await studio.records.assetsOf(from)).toHaveLength(2)
  })

  it('counts drafts too where a request is about drafts', async () => {
    for (const [name, slug] of [
      ['郑八', 'zheng-ba'],
      ['冯九', 'feng-jiu'],
    ] as const)
      await studio.payload.update({
        collection: 'honorees',
        id: await person(name, slug),
        draft: true,
        data: { field: '只在草稿里' },
      })
    const path = `/api/honorees?draft=true&where[field][equals]=${encodeURIComponent('只在草稿里')}`
    const all = await send('editor', 'PATCH', path, { consent: { withdrawnAt: '2026-05-30T00:00:00.000Z' } })
    expect(all.status, JSON.stringify(all.body)).toBe(400)
  })

  it('changes at most fifty documents at once', async () => {
    for (let n = 0; n < 51; n += 1)
      await studio.payload.create({ collection: 'units', data: { name: `单位 ${n}` } })
    const all = await send('editor', 'PATCH', '/api/units?where[name][contains]=单位', { contactName: '甲' })
    expect([all.status, sentence(all)]).toEqual([400, '一次最多处理 50 条，这次选中了更多，请分批进行。'])
    const away = await send('admin', 'DELETE', '/api/units?where[name][contains]=单位')
    expect(away.status).toBe(400)
  })

  it('lets nobody overwrite what was measured of an original', async () => {
    const id = await person('孙五', 'sun-wu')
    const asset = await photo(id, '9')
    const changed = await send('editor', 'PATCH', `/api/assets/${asset}`, {
      mimeType: 'text/html',
      filesize: 1,
      width: 1,
      filename: 'x.html',
      sha256: '0'.repeat(64),
      caption: '在试验田里',
    })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(changed.body.doc).toMatchObject({
      mimeType: 'image/jpeg',
      filesize: 2_400_000,
      width: 6000,
      filename: `9-${id}.jpg`,
      sha256: '9'.repeat(64),
      caption: '在试验田里',
    })
  })
})
