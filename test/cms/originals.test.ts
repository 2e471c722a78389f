/** What is sent in is what lies in the store, byte for byte, whatever the format and whatever the query asks. */
import { createHash } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFilm } from '../fixtures/hand-in.ts'
import { uploadForm } from '../fixtures/upload.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { makePhoto } from './photo.ts'
import { sampleCampaign, sampleHonoree } from './samples.ts'
import { signIn } from './staff.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe.each(databases)('originals on %s', (kind) => {
  let studio: Studio
  const honorees: string[] = []
  let token = ''
  beforeAll(async () => {
    studio = await openStudio(kind)
    await signIn(studio, 'admin')
    token = await signIn(studio, 'editor')
    const campaignId = await studio.records.ensureCampaign(sampleCampaign)
    for (const name of ['李明', '王芳'])
      honorees.push(
        (await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name, slug: name }, {})).id,
      )
  })
  afterAll(() => studio.close())

  async function send(bytes: Uint8Array, fileName: string, honoree = honorees[0], query = '') {
    const form = uploadForm(bytes, fileName, { honoree }, '')
    const response = await studio.request('POST', `/api/assets${query}`, { token, form })
    const body = (await response.json()) as {
      doc?: Record<string, unknown>
      errors?: { message: string }[]
    }
    return { status: response.status, doc: body.doc ?? {}, sentence: body.errors?.[0]?.message }
  }

  /** By the way an editor's browser goes: file route, signed link, store. */
  async function served(doc: Record<string, unknown>): Promise<Buffer> {
    const address = `/api/assets/file/${encodeURIComponent(String(doc.filename))}`
    const shown = await studio.request('GET', address, { token })
    const key = /^\/files\/([^?]+)\?/.exec(shown.headers.get('location') ?? '')?.[1] ?? ''
    return Buffer.from(await new Response(await studio.store.read(key)).arrayBuffer())
  }

  it('takes the bytes again of an original that is gone, adds no second row and says so', async () => {
    const bytes = await makePhoto(640, 480)
    const { doc } = await send(bytes, '李明-3.jpg')
    const again = await send(bytes, '李明-4.jpg')
    expect([again.status, again.sentence]).toEqual([400, expect.stringContaining('内容完全相同')])
    const key = String(
      (await studio.records.assetsOf(honorees[0]!)).find(({ id }) => id === doc.id)?.storageKey,
    )
    await studio.store.delete(key)
    studio.woken.length = 0
    const back = await send(bytes, '李明-3.jpg')
    expect([back.status, back.sentence]).toEqual([409, expect.stringMatching(/“李明-3.jpg”.*现已补回/)])
    expect(await studio.store.size(key)).toBe(bytes.length)
    expect(studio.woken).toContain(honorees[0])
    expect((await studio.records.assetsOf(honorees[0]!)).filter(({ id }) => id === doc.id)).toHaveLength(1)
    await studio.payload.db.deleteOne({ collection: 'assets', where: { id: { equals: String(doc.id) } } })
  })

  const noisy = async (): Promise<Sharp> => sharp(await makePhoto(640, 480, 'png'))
  const animated = async (): Promise<Sharp> =>
    sharp(await Promise.all([1, 2, 3].map(() => makePhoto(64, 48, 'png'))), { join: { animated: true } })
  const film = async (): Promise<Buffer> => {
    const file = path.join(studio.folder, 'film.mp4')
    await makeFilm(file, 1)
    return await readFile(file)
  }
  it.each<[string, () => Promise<Buffer>]>([
    ['李明-1.jpg', () => makePhoto(640, 480)],
    ['李明海报.png', () => makePhoto(640, 480, 'png')],
    ['李明-封面.tif', async () => (await noisy()).tiff({ compression: 'none' }).toBuffer()],
    ['李明-封面.webp', async () => (await noisy()).webp({ lossless: true }).toBuffer()],
    ['李明-封面2.webp', async () => (await animated()).webp({ loop: 3 }).toBuffer()],
    ['李明-封面.gif', async () => (await animated()).gif({ loop: 2 }).toBuffer()],
    ['李明-封面.avif', async () => (await noisy()).avif({ effort: 0 }).toBuffer()],
    ['李明.mp4', film],
    [
      '推荐表.pdf',
      async () => Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n'),
    ],
    [
      '推荐表.docx',
      async () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('推荐表')] }] })),
    ],
    ['主要事迹.txt', async () => Buffer.from('三十年如一日。')],
  ])('keeps %s byte for byte', async (fileName, make) => {
    const bytes = await make()
    const { status, doc, sentence } = await send(bytes, fileName)
    expect([status, sentence]).toEqual([201, undefined])
    expect(doc).toMatchObject({ sha256: sha256(bytes), filesize: bytes.length })
    expect(sha256(await served(doc))).toBe(sha256(bytes))
  })

  it.each(['tif', 'jpg'])('crops nothing on the word of a query: .%s', async (extension) => {
    const bytes = await (await noisy()).toFormat(extension === 'tif' ? 'tiff' : 'jpeg').toBuffer()
    const first = await send(bytes, `李明-封面3.${extension}`)
    const crop =
      '?uploadEdits[crop][x]=10&uploadEdits[crop][y]=10&uploadEdits[crop][width]=50&uploadEdits[crop][height]=50&uploadEdits[widthInPixels]=100&uploadEdits[heightInPixels]=100'
    const second = await send(bytes, `王芳-封面3.${extension}`, honorees[1], crop)
    expect(second.status).toBe(201)
    expect(second.doc).toMatchObject({
      sha256: sha256(bytes),
      width: 640,
      height: 480,
      filesize: bytes.length,
    })
    for (const { doc } of [first, second]) expect(sha256(await served(doc))).toBe(sha256(bytes))
  })

  it('refuses an upload whose place in the store holds something else, and leaves that alone', async () => {
    const bytes = await makePhoto()
    const { doc } = await send(bytes, '李明-7.jpg')
    const file = path.join(studio.folder, `originals/${doc.sha256}.jpg`)
    await appendFile(file, 'rot')
    const again = await send(bytes, '王芳-7.jpg', honorees[1])
    expect([again.status, again.sentence]).toEqual([
      400,
      '文件“王芳-7.jpg”没有被接收：写入原件库后读出的内容与提交的不一致，库里原有的内容未被改动，请联系管理员检查存储后再提交。',
    ])
    expect(sha256(await readFile(file))).toBe(sha256(Buffer.concat([bytes, Buffer.from('rot')])))
  })
})
