/** Files where none belong, files that are not what they say, and bodies in disguise: nothing stays, nothing runs. */
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweepUploads } from '../../src/app/left-uploads.ts'
import { databases } from '../cms/databases.ts'
import { makePhoto } from '../cms/photo.ts'
import { utf8, type ZipEntry, zipOf } from '../fixtures/zip.ts'
import { type AttackedHouse, openAttackedHouse, secret } from './house.ts'

describe.each(databases)('uploads to the house on %s', (kind) => {
  let house: AttackedHouse
  beforeAll(async () => {
    house = await openAttackedHouse(kind)
  })
  afterAll(() => house.close())

  const left = () => readdir(path.join(house.studio.folder, 'work', 'uploads')).catch(() => [])
  const originals = async (): Promise<string[]> => {
    const keys: string[] = []
    for await (const found of house.studio.store.list('originals')) keys.push(JSON.stringify(found))
    return keys.sort()
  }
  const formOf = (
    field: string,
    bytes: Uint8Array,
    name: string,
    type: string,
    more: object = {},
  ): FormData => {
    const form = new FormData()
    form.append('_payload', JSON.stringify({ honoree: house.ids.honorees, ...more }))
    form.append(field, new File([new Uint8Array(bytes)], name, { type }))
    return form
  }
  const junk = Buffer.alloc(50_000, 'MZ')

  it.each([
    ['POST', '/api/screens', 'editor'],
    ['POST', '/api/users/login', 'anonymous'],
    ['POST', '/api/users/logout', 'anonymous'],
    ['POST', '/api/payload-preferences/x', 'operator'],
    ['PATCH', '/api/users/me', 'operator'],
    ['POST', '/api/assets/x/y/z', 'editor'],
    ['PUT', '/api/assets', 'editor'],
    ['PATCH', '/api/assets', 'editor'],
  ] as const)('%s %s takes no file', async (method, address, as) => {
    for (const field of ['file', 'other']) {
      const form = formOf(field, junk, 'x.bin', 'application/octet-stream')
      const { status, text } = await house.ask(method, address, { as, form })
      expect([status, text], text).toEqual([
        415,
        JSON.stringify({ errors: [{ message: '这里不接收文件，照片、视频和文档请到“素材”中上传。' }] }),
      ])
    }
    expect(await left()).toEqual([])
  })

  it.each([
    'Multipart/Form-Data; boundary=b',
    'multipart/form-data ; boundary=b',
    'multipart/form-data; boundary="b"; x=y',
    'x/multipart/form-data; boundary=b',
    'multipart/mixed; boundary=b',
    'application/json, multipart/form-data; boundary=b',
    'text/plain; multipart/form-data; boundary=b',
    'multipart/form-data',
  ])('keeps no byte of a body that calls itself %s', async (type) => {
    const raw = '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nMZ\r\n--b--\r\n'
    for (const address of ['/api/screens', '/api/users/login', '/api/assets', '/api/assets/x/duplicate']) {
      const { status } = await house.ask('POST', address, {
        as: 'editor',
        raw,
        headers: { 'content-type': type },
      })
      expect(status, address).toBeGreaterThanOrEqual(400)
    }
    expect(await left()).toEqual([])
  })

  it('still takes what the studio’s forms send as multipart', async () => {
    const form = new FormData()
    form.append('_payload', JSON.stringify({ email: 'editor@staff.test', password: 'Correct-Horse-9' }))
    expect((await house.ask('POST', '/api/users/login', { form })).status).toBe(200)
    const huge = new FormData()
    huge.append('_payload', JSON.stringify({ name: 'a'.repeat(3_000_000) }))
    expect((await house.ask('POST', '/api/screens', { as: 'editor', form: huge })).status).toBe(413)
  })

  it('removes the temporary file whatever becomes of the upload', async () => {
    const photo = await makePhoto()
    const tries = [
      ['operator', formOf('file', photo, '甲.jpg', 'image/jpeg')],
      ['editor', formOf('other', photo, '乙.jpg', 'image/jpeg')],
      ['editor', formOf('file', junk, '丙.jpg', 'image/jpeg')],
      ['editor', formOf('file', photo, '丁.jpg', 'image/jpeg', { honoree: 'nobody' })],
      ['editor', formOf('file', photo, '戊.jpg', 'image/jpeg')],
    ] as const
    const statuses: number[] = []
    for (const [as, form] of tries)
      statuses.push((await house.ask('POST', '/api/assets', { as, form })).status)
    expect(statuses.slice(0, 4).every((status) => status >= 400)).toBe(true)
    expect(statuses[4]).toBe(201)
    const two = formOf('file', photo, '己.jpg', 'image/jpeg')
    two.append('more', new File([new Uint8Array(photo)], '庚.jpg', { type: 'image/jpeg' }))
    expect((await house.ask('POST', '/api/assets', { as: 'editor', form: two })).status).toBe(413)
    const { docs } = JSON.parse((await house.ask('GET', '/api/assets?limit=1', { as: 'editor' })).text) as {
      docs: { id: string }[]
    }
    const again = formOf('file', photo, '辛.jpg', 'image/jpeg')
    expect(
      (await house.ask('PATCH', `/api/assets/${docs[0]?.id}`, { as: 'editor', form: again })).status,
    ).toBe(400)
    const notJson = new FormData()
    notJson.append('_payload', '{')
    notJson.append('file', new File([new Uint8Array(photo)], '壬.jpg', { type: 'image/jpeg' }))
    await house.ask('POST', '/api/assets', { as: 'editor', form: notJson })
    expect(await left()).toEqual([])
  })

  it('takes away what a crash left, once it has not grown for a day', async () => {
    const folder = path.join(house.studio.folder, 'work', 'uploads')
    await mkdir(folder, { recursive: true })
    const now = new Date()
    const aged = async (name: string, hours: number): Promise<void> => {
      await writeFile(path.join(folder, name), 'x')
      const then = new Date(now.getTime() - hours * 3_600_000)
      await utimes(path.join(folder, name), then, then)
    }
    await aged('old', 25)
    await aged('young', 23)
    expect(await sweepUploads(folder, now)).toBe(1)
    expect(await left()).toEqual(['young'])
    expect(await sweepUploads(folder, new Date(now.getTime() + 2 * 3_600_000))).toBe(1)
    expect(await sweepUploads(path.join(folder, 'absent'), now)).toBe(0)
  })

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const html = '<!doctype html><script>alert(1)</script>'
  it.each([
    ['an SVG', '图.svg', 'image/svg+xml', Buffer.from(svg)],
    ['an SVG named .jpg', '图.jpg', 'image/jpeg', Buffer.from(svg)],
    ['HTML', '页.html', 'text/html', Buffer.from(html)],
    ['HTML named .png', '页.png', 'image/png', Buffer.from(html)],
    ['PHP with a second ending', 'x.jpg.php', 'image/jpeg', Buffer.from('<?php ?>')],
    ['an image of 10^10 pixels', '大.png', 'image/png', pngOf(100_000, 100_000)],
    [
      'a playlist that names a local file',
      '片.mp4',
      'video/mp4',
      Buffer.from('#EXTM3U\nfile:///etc/passwd\n'),
    ],
    ['a zip named .docx', '事迹.docx', 'application/zip', Buffer.from('PK\x03\x04junk')],
  ])('refuses %s and keeps nothing of it', async (_, name, type, bytes) => {
    const before = await originals()
    const form = formOf('file', bytes, name, type)
    const { status, text } = await house.ask('POST', '/api/assets', { as: 'editor', form })
    expect(status, text).toBe(400)
    expect(text).not.toMatch(/Something went wrong|node_modules|passwd/)
    expect(await originals()).toEqual(before)
    expect(await left()).toEqual([])
  })

  const part = (name: string, more: Partial<ZipEntry> = {}): ZipEntry => ({
    ...utf8(name, Buffer.from('<x/>')),
    ...more,
  })
  const office = part('word/document.xml')
  it.each([
    ['an encrypted part', '密.docx', [part('word/document.xml', { isEncrypted: true })]],
    ['a part of another checksum', '错.docx', [part('word/document.xml', { declaredCrc: 7 })]],
    ['a part that lies about its size', '谎.docx', [part('word/document.xml', { declaredBytes: 1 })]],
    ['a part that leads out of it', '外.docx', [office, part('../../evil.txt')]],
    ['a part by an absolute path', '根.xlsx', [office, part('/etc/evil')]],
    ['a symbolic link', '链.docx', [office, part('word/link', { isSymlink: true })]],
    ['the same part twice', '双.xlsx', [office, office]],
    ['2 100 parts', '多.docx', Array.from({ length: 2_100 }, (_, n) => part(`word/${n}.xml`))],
    ['a part of 100 MB of nothing', '弹.docx', [utf8('word/document.xml', Buffer.alloc(100_000_000))]],
    [
      'a cell in the last corner',
      '远.xlsx',
      [utf8('xl/worksheets/sheet1.xml', Buffer.from('<c r="XFD1048576"/>'))],
    ],
    ['a zip in it and nothing else', '套.docx', [utf8('inner.zip', zipOf([office]))]],
    ['no part at all', '空.docx', []],
  ])('refuses an office file with %s, in one sentence', async (_, name, entries) => {
    const before = await originals()
    const form = formOf('file', zipOf(entries), name, 'application/octet-stream', { role: 'document' })
    const { status, text } = await house.ask('POST', '/api/assets', { as: 'editor', form })
    const { errors } = JSON.parse(text) as { errors: { message: string }[] }
    expect([status, errors.map(({ message }) => message)]).toEqual([
      400,
      [expect.stringMatching(/^[^。]*(文档|表格|文件)“?[^。]*。$/u)],
    ])
    expect(text).toContain(name)
    expect(await originals()).toEqual(before)
    expect(await left()).toEqual([])
  })

  it.each([
    '../../evil.jpg',
    '..\\..\\evil.jpg',
    '/etc/evil.jpg',
    `${'a'.repeat(400)}.jpg`,
    'x"\r\nSet-Cookie: a=b.jpg',
  ])('names nothing in the store by %s', async (name) => {
    const form = formOf('file', await makePhoto(), name, 'image/jpeg')
    const { status, text } = await house.ask('POST', '/api/assets', { as: 'editor', form })
    expect(status, text).toBeLessThan(500)
    for (const key of await originals()) expect(key).toMatch(/originals\/[0-9a-f]{64}\.\w+/)
    expect((await readdir(house.studio.folder)).filter((entry) => /evil/.test(entry))).toEqual([])
  })

  it('serves a photograph that is also a page as a photograph', async () => {
    const polyglot = Buffer.concat([await makePhoto(), Buffer.from(html)])
    const form = formOf('file', polyglot, '两用.jpg', 'image/jpeg')
    const { status, text } = await house.ask('POST', '/api/assets', { as: 'editor', form })
    if (status >= 400) return
    const { doc } = JSON.parse(text) as { doc: { storageKey?: string; sha256: string } }
    const { signPath } = await import('../../src/delivery/signed-link.ts')
    const until = new Date(house.studio.now.getTime() + 60_000)
    const own = { id: house.userIds.get('editor') ?? '', role: 'editor' } as const
    const link = signPath(secret, `/files/originals/${doc.sha256}.jpg`, until, own)
    expect((await house.ask('GET', link)).status).toBeGreaterThanOrEqual(400)
    expect((await house.ask('GET', link, { as: 'admin' })).status).toBeGreaterThanOrEqual(400)
    const shown = await house.ask('GET', link, { as: 'editor' })
    expect(shown.status).toBe(200)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect(shown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })
})

/** A PNG's head alone: what a decoder would have to allocate for. */
function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(33)
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(head)
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  Buffer.from('0806000000', 'hex').copy(head, 24)
  return head
}
