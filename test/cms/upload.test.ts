import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFilm } from '../fixtures/hand-in.ts'
import { uploadForm } from '../fixtures/upload.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { makePhoto } from './photo.ts'
import { sampleCampaign, sampleHonoree } from './samples.ts'
import { signIn } from './staff.ts'

const photo = (format: 'jpeg' | 'png' = 'jpeg'): Promise<Buffer> => makePhoto(320, 240, format)

interface Answer {
  readonly status: number
  readonly doc: Record<string, unknown>
  /** What the editor reads. */
  readonly sentence: string | undefined
}

describe.each(databases)('uploads on %s', (kind) => {
  let studio: Studio
  let honoreeId: string
  const tokens: Record<string, string> = {}
  beforeAll(async () => {
    studio = await openStudio(kind)
    for (const role of ['admin', 'editor', 'operator'] as const) tokens[role] = await signIn(studio, role)
    const campaignId = await studio.records.ensureCampaign(sampleCampaign)
    honoreeId = (await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})).id
  })
  afterAll(() => studio.close())

  async function send(
    bytes: Buffer,
    fileName: string,
    type: string,
    data: Record<string, unknown> = {},
    { role = 'editor', method = 'POST', path = '/api/assets' } = {},
  ): Promise<Answer> {
    const form = uploadForm(bytes, fileName, { honoree: honoreeId, ...data }, type)
    const response = await studio.request(method, path, { token: tokens[role] ?? null, form })
    const body = (await response.json()) as {
      doc?: Record<string, unknown>
      errors?: { message: string }[]
    }
    return { status: response.status, doc: body.doc ?? {}, sentence: body.errors?.[0]?.message }
  }

  it('takes a photograph: looked at, kept by its content, its worker woken', async () => {
    const bytes = await photo()
    studio.woken.length = 0
    const { status, doc } = await send(bytes, '李明-1.jpg', 'image/jpeg', {
      caption: '在田间',
      credit: '张三',
    })
    expect(status).toBe(201)
    expect(studio.woken).toEqual([honoreeId])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const [asset] = await studio.records.assetsOf(honoreeId)
    expect(asset).toEqual({
      id: doc.id,
      honoreeId,
      role: 'work-photo',
      sha256,
      fileName: '李明-1.jpg',
      storageKey: `originals/${sha256}.jpg`,
      probe: {
        kind: 'image',
        format: 'jpeg',
        bytes: bytes.length,
        width: 320,
        height: 240,
      },
      focal: null,
      order: 1,
      caption: '在田间',
      credit: '张三',
      isAiMade: false,
    })
    const stored = await studio.store.withLocal(asset?.storageKey ?? '', (file) => readFile(file))
    expect(stored.equals(bytes)).toBe(true)
  })

  it('leaves no temporary file behind, whether it takes the upload or refuses it', async () => {
    await send(await photo(), '清理-1.jpg', 'image/jpeg')
    await send(Buffer.from('nonsense'), '清理-2.jpg', 'image/jpeg')
    const left = await readdir(path.join(studio.folder, 'work', 'uploads'))
    expect(left).toEqual([])
  })

  it('guesses the role and the order when nobody chose', async () => {
    const before = (await studio.records.assetsOf(honoreeId)).filter(({ role }) => role === 'work-photo')
    const second = await send(await photo(), '李明-2.jpg', 'image/jpeg')
    expect(second.doc).toMatchObject({ role: 'work-photo', order: before.length + 1 })
    const portrait = await send(await photo(), '李明-证件照.jpg', 'image/jpeg', { role: 'id-photo' })
    expect(portrait.doc).toMatchObject({ role: 'id-photo', order: 1 })
    const text = await send(Buffer.from('推荐理由：三十年如一日。'), '说明.txt', 'text/plain')
    expect(text.doc).toMatchObject({ role: 'document', order: 1 })
  })

  it.each([
    ['an empty file', '李明-3.jpg', async () => Buffer.alloc(0)],
    ['a truncated photograph', '李明-4.jpg', async () => (await photo()).subarray(0, 9_000)],
    ['a PNG named .jpg', '李明-5.jpg', () => photo('png')],
    ['a program', '李明-6.jpg', async () => Buffer.concat([Buffer.from('MZ'), randomBytes(500)])],
    ['a broken film', '李明.mp4', async () => randomBytes(4_000)],
  ])('refuses %s in one sentence that names it, and keeps nothing', async (_, fileName, bytes) => {
    const keys = async () => {
      const found: string[] = []
      for await (const { key } of studio.store.list('originals')) found.push(key)
      return found.sort()
    }
    const before = [await keys(), await studio.records.originalKeys()]
    const { status, sentence } = await send(await bytes(), fileName, 'image/jpeg')
    expect(status).toBe(400)
    expect(sentence).toContain(`“${fileName}”`)
    expect(sentence).toMatch(/^[^a-z]*[^。]*。$/)
    expect([await keys(), await studio.records.originalKeys()]).toEqual(before)
  })

  it.each([{ role: 'work-photo' }, {}])(
    'holds the rules of an import: a photo that went through a chat program (%j)',
    async (data) => {
      const light = await sharp(await photo())
        .jpeg()
        .toBuffer()
      const { status, sentence } = await send(light, '李明-8.jpg', 'image/jpeg', data)
      expect(status).toBe(400)
      expect(sentence).toMatch(/^文件“李明-8\.jpg”只有 \d+ KB，不应小于 2\.00 MB/)
    },
  )

  it('takes a light photo where somebody with the right says why, and records it', async () => {
    const light = await sharp(await photo())
      .jpeg()
      .toBuffer()
    const waiver = { reason: '仅存此一张早年照片' }
    const without = await send(light, '李明-9.jpg', 'image/jpeg', { waiver })
    expect([without.status, without.sentence]).toEqual([
      403,
      '放宽规定须由审核、终审或管理员提出，您的账号没有这项权限；请提交合规的原图，或请他们上传。',
    ])
    const { status, doc } = await send(light, '李明-9.jpg', 'image/jpeg', { waiver }, { role: 'admin' })
    expect(status).toBe(201)
    const find = async () => (await studio.records.assetsOf(honoreeId)).find(({ id }) => id === doc.id)
    expect(doc.waiver).toMatchObject({ rules: 'file-too-small' })
    expect((await find())?.waiver).toEqual({ ...waiver, by: 'admin', at: studio.now })
    const { docs } = await studio.payload.find({
      collection: 'events',
      where: { subjectId: { equals: String(doc.id) } },
    })
    expect(docs.map(({ kind }) => kind)).toEqual(['waived'])
    await studio.request('PATCH', `/api/assets/${doc.id}`, {
      token: tokens.admin ?? null,
      body: { waiver: { reason: '改写' } },
    })
    expect((await find())?.waiver?.reason).toBe(waiver.reason)
  })

  it('waives nothing but what may be waived', async () => {
    const data = { waiver: { reason: '只有这一份' } }
    const { status } = await send(await photo('png'), '李明-10.png', 'image/png', data, { role: 'admin' })
    expect(status).toBe(400)
  })

  it('refuses a film of another size, as an import does', async () => {
    const file = path.join(studio.folder, 'small.mp4')
    await makeFilm(file, 1, '1280x720')
    const { sentence } = await send(await readFile(file), '李明.mp4', 'video/mp4')
    expect(sentence).toMatch(/^视频“李明\.mp4”的画面为 1280×720，应为 1920×1080/)
  })

  it.each(['李明_证件照.jpg', 'IMG_0001.jpg'])('files %s as an ID photo when nobody chose', async (name) => {
    const light = await sharp(await makePhoto(413, 531))
      .jpeg()
      .toBuffer()
    expect((await send(light, name, 'image/jpeg')).doc.role).toBe('id-photo')
  })

  it('refuses a text given as a photograph', async () => {
    const { sentence } = await send(Buffer.from('文字'), '李明.txt', 'text/plain', { role: 'work-photo' })
    expect(sentence).toBe(
      '文件“李明.txt”的实际内容是 文档，应为 照片，请另存为正确格式后再提交（只改扩展名无效）。',
    )
  })

  it('refuses the same file twice for one honoree, naming the first', async () => {
    const bytes = await photo()
    await send(bytes, '先来.jpg', 'image/jpeg')
    const { status, sentence } = await send(bytes, '后到.jpg', 'image/jpeg')
    expect(status).toBe(400)
    expect(sentence).toBe('文件“后到.jpg”与“先来.jpg”内容完全相同，请换成另一张照片或删去其中一个。')
  })

  it('says of a file that lies in the trash where it lies', async () => {
    const bytes = await photo()
    const { doc } = await send(bytes, '李明-8.jpg', 'image/jpeg')
    await studio.payload.update({
      collection: 'assets',
      id: String(doc.id),
      data: { deletedAt: studio.now.toISOString() },
    })
    const { status, sentence } = await send(bytes, '再来一次.jpg', 'image/jpeg')
    expect(status).toBe(400)
    expect(sentence).toBe(
      '文件“再来一次.jpg”此前已作为“李明-8.jpg”提交，现在李明的素材回收站里，请到回收站恢复它；确要重新提交的，请先在回收站里彻底删除。',
    )
  })

  it('refuses a text whose name does not say it is one', async () => {
    const { status, sentence } = await send(Buffer.from('<?php echo 1; ?>'), 'x.php', 'text/plain')
    expect([status, sentence]).toEqual([
      400,
      '文件名“x.php”不符合要求，应为以 .txt 结尾的纯文本，或 PDF、Word、Excel 文件，请改名后再提交。',
    ])
  })

  it('holds a file that becomes something else to the rules of that', async () => {
    const small = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#336' } })
      .jpeg()
      .toBuffer()
    const { doc, status } = await send(small, '封面.jpg', 'image/jpeg', { role: 'poster' })
    expect(status).toBe(201)
    for (const [role, part] of [
      ['work-photo', '不应小于 2.00 MB'],
      ['film', '应为 视频'],
    ] as const) {
      const response = await studio.request('PATCH', `/api/assets/${doc.id}`, {
        token: tokens.editor ?? null,
        body: { role },
      })
      const { errors } = (await response.json()) as { errors?: { message: string }[] }
      expect(response.status).toBe(400)
      expect(errors?.[0]?.message).toContain(part)
    }
  })

  it('refuses to put another file in the place of an original', async () => {
    const { doc } = await send(await photo(), '原件.jpg', 'image/jpeg')
    const { status, sentence } = await send(
      await photo(),
      '原件.jpg',
      'image/jpeg',
      {},
      {
        method: 'PATCH',
        path: `/api/assets/${doc.id}`,
      },
    )
    expect(status).toBe(400)
    expect(sentence).toBe('原件不可替换：请把新文件作为新的素材上传，再删除旧的。')
  })

  it('changes words and focal point, never what was measured', async () => {
    const { doc } = await send(await photo(), '焦点.jpg', 'image/jpeg')
    const change = async (query: string, body: object) =>
      await studio.request('PATCH', `/api/assets/${doc.id}${query}`, { token: tokens.editor ?? null, body })
    const find = async () => (await studio.records.assetsOf(honoreeId)).find(({ id }) => id === doc.id)
    const before = await find()
    const words = {
      caption: '新图注',
      sha256: 'f'.repeat(64),
      storageKey: 'originals/x.jpg',
      probe: { kind: 'film' },
    }
    expect((await change('', words)).status).toBe(200)
    expect(await find()).toEqual({ ...before, caption: '新图注' })
    const moved = await change('?uploadEdits[focalPoint][x]=30&uploadEdits[focalPoint][y]=60', {
      caption: '新图注',
    })
    expect(moved.status).toBe(200)
    expect(await find()).toEqual({ ...before, caption: '新图注', focal: { x: 0.3, y: 0.6 } })
  })

  it('keeps a focal point chosen with the upload', async () => {
    const { doc } = await send(await photo(), '焦点2.jpg', 'image/jpeg', { focalX: 20, focalY: 70 })
    const found = (await studio.records.assetsOf(honoreeId)).find(({ id }) => id === doc.id)
    expect(found?.focal).toEqual({ x: 0.2, y: 0.7 })
  })

  it('does not look at the bytes of those who may not upload', async () => {
    const { status } = await send(Buffer.from('nonsense'), '外人.jpg', 'image/jpeg', {}, { role: 'operator' })
    expect(status).toBe(403)
    const unknown = await send(Buffer.from('nonsense'), '外人.jpg', 'image/jpeg', {}, { role: 'nobody' })
    expect(unknown.status).toBe(403)
  })

  it('shows an original to those who may read it, by a signed link', async () => {
    const { doc } = await send(await photo(), '查看 原图#1.jpg', 'image/jpeg')
    const address = `/api/assets/file/${encodeURIComponent(String(doc.filename))}`
    const shown = await studio.request('GET', address, { token: tokens.editor ?? null })
    expect(shown.status).toBe(302)
    expect(shown.headers.get('location')).toBe(`/files/originals/${doc.sha256}.jpg?signed`)
    expect((await studio.request('GET', address, { token: tokens.operator ?? null })).status).toBe(403)
    expect((await studio.request('GET', address)).status).toBe(403)
  })

  it('shows a small picture where one is asked for', async () => {
    const { doc } = await send(await photo(), '缩略图.jpg', 'image/jpeg')
    const address = `/api/assets/file/${encodeURIComponent(String(doc.filename))}?small=1`
    const shown = await studio.request('GET', address, { token: tokens.editor ?? null })
    expect(shown.headers.get('location')).toBe(`/files/originals/${doc.sha256}.jpg?signed&small=1`)
    expect(doc.thumbnailURL).toBe(address)
    expect((await studio.request('GET', address, { token: tokens.operator ?? null })).status).toBe(403)
  })
})
