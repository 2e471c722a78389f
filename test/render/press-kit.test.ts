import { existsSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import mammoth from 'mammoth'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { createRenderer } from '../../src/render/renderer.ts'
import { anyTools, contentWorkOf, image, photo, scratch } from './fixtures.ts'

const { dir, remove } = scratch()
afterAll(remove)
const renderer = createRenderer(anyTools)
const content = {
  slug: 'zhao-chongzhe',
  title: '稻田里的追光人',
  byline: '辽宁省农业科学院供稿',
  paragraphs: ['赵翀喆，水稻育种专家。', '他说：“值！”'],
  photos: [{ sha256: 'one', storageKey: 'x', caption: '赵翀喆在试验田', credit: '李明', marksAi: false }],
}
const print = image({ fit: 'inside', width: 1200, height: 1200, quality: 95, density: 300 })

async function render(key: string, file: string) {
  const output = { kind: 'press-kit', bodyMin: 0, bodyMax: 2000, photo: print } as const
  const source = { kind: 'press-kit', content } as const
  const [made] = await renderer.render(contentWorkOf(file, source, [{ key, output }], { dir }))
  return made?.result
}

async function open(file: string): Promise<Map<string, Buffer>> {
  const zip = await yauzl.openPromise(file, { lazyEntries: true })
  const found = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry())
    found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return found
}

it('holds the deeds twice, the photographs for print and their captions', async () => {
  const source = await photo(path.join(dir, 'one.jpg'), 1800, 1200)
  const result = await render('kit', source)
  if (!result?.ok) throw new Error(JSON.stringify(result?.problem))
  expect(result.value).toMatchObject({ mediaType: 'application/zip', width: null, durationMs: null })
  const members = await open(result.value.file)
  expect([...members.keys()]).toEqual([
    'zhao-chongzhe.docx',
    'zhao-chongzhe.txt',
    'zhao-chongzhe-01.jpg',
    '图片说明.txt',
  ])

  const word = await mammoth.extractRawText({ buffer: members.get('zhao-chongzhe.docx') ?? Buffer.alloc(0) })
  for (const text of [content.title, content.byline, ...content.paragraphs, '赵翀喆在试验田　李明 摄'])
    expect(word.value).toContain(text)
  const text = members.get('zhao-chongzhe.txt')?.toString('utf8') ?? ''
  expect(text.startsWith('\uFEFF稻田里的追光人\r\n')).toBe(true)
  expect(text).toContain('　　他说：“值！”')
  expect(members.get('图片说明.txt')?.toString()).toContain('zhao-chongzhe-01.jpg：赵翀喆在试验田　李明 摄')

  const picture = await sharp(members.get('zhao-chongzhe-01.jpg')).metadata()
  expect(picture).toMatchObject({ width: 1200, height: 800, density: 300, hasProfile: true })
  expect(members.get('zhao-chongzhe-01.jpg')?.includes('TestCam')).toBe(false)
  expect(existsSync(path.join(dir, 'kit.kit'))).toBe(false)
})

it('is refused with a photograph that does not decode, and leaves nothing', async () => {
  const result = await render('bad', import.meta.filename)
  expect(result?.ok === false && result.problem.kind).toBe('file-broken')
  expect(existsSync(path.join(dir, 'bad.zip'))).toBe(false)
})
