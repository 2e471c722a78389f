import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadForm } from '../fixtures/upload.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { makePhoto } from './photo.ts'
import { sampleCampaign, sampleHonoree } from './samples.ts'
import { signIn } from './staff.ts'

describe.each(databases)('what forms refuse on %s', (kind) => {
  let studio: Studio
  let token: string
  beforeAll(async () => {
    studio = await openStudio(kind)
    token = await signIn(studio, 'editor')
  })
  afterAll(() => studio.close())

  const screen = (width: number | null, height: number) =>
    studio.request('POST', '/api/screens', {
      token,
      body: {
        name: '屏',
        slug: `s-${width}`.replace('.', '-'),
        channelId: 'landmark',
        width,
        height,
        stillSeconds: 10,
      },
    })

  it('a screen that cannot be drawn, in a sentence', async () => {
    for (const [width, height, path, message] of [
      [16_384, 4200, 'width', '16384×4200 超过 3600 万像素，请改小。'],
      [1920.5, 1080, 'width', '1920.5 应改为 64 至 16384 的整数。'],
      [1080, 16_385, 'height', '16385 应改为 64 至 16384 的整数。'],
      [4000, 100, 'width', '4000×100 长边超过短边的 16 倍，请改短。'],
      [null, 1080, 'width', '请填写。'],
    ] as const) {
      const response = await screen(width, height)
      expect(response.status).toBe(400)
      const { errors } = (await response.json()) as { errors: { data: { errors: object[] } }[] }
      // At the wrong side alone.
      expect(errors[0]?.data.errors).toMatchObject([{ path, message }])
      expect(errors[0]?.data.errors).toHaveLength(1)
    }
    expect((await screen(1920, 1080)).status).toBe(201)
  })

  it('half a byte as a screen’s limit', async () => {
    const body = { name: '屏', slug: 'half', channelId: 'bus', width: 960, height: 540, stillSeconds: 10 }
    for (const maxBytes of [10_000.5, 9_999])
      expect(
        (await studio.request('POST', '/api/screens', { token, body: { ...body, maxBytes } })).status,
      ).toBe(400)
    expect(
      (await studio.request('POST', '/api/screens', { token, body: { ...body, maxBytes: 10_000 } })).status,
    ).toBe(201)
  })

  it('measured facts of an original that somebody rewrites', async () => {
    const campaignId = await studio.records.ensureCampaign(sampleCampaign)
    const { id } = await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})
    const form = uploadForm(await makePhoto(1500, 2000), '李明证件照.jpg', { honoree: id, role: 'id-photo' })
    const uploaded = await studio.request('POST', '/api/assets', { token, form })
    const { doc } = (await uploaded.json()) as { doc: Record<string, unknown> }
    const patch = (body: object) => studio.request('PATCH', `/api/assets/${doc.id}`, { token, body })
    const facts = { mimeType: 'text/html', filesize: 1, width: 1, height: 9, filename: 'x.html' }
    for (const [name, value] of Object.entries(facts)) {
      await patch({ [name]: value })
      const stored = await studio.payload.findByID({ collection: 'assets', id: String(doc.id) })
      expect(stored).toMatchObject({ [name]: doc[name] })
    }
    const { mimeType, filesize, width, height, filename } = doc
    const same = await patch({ caption: '在试验田里', mimeType, filesize, width, height, filename })
    expect(same.status).toBe(200)
  })
})
