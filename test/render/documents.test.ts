/** Documents of strangers: what they may cost, and one sentence for those that cost more. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Document, Packer, Paragraph } from 'docx'
import { afterAll, expect, it } from 'vitest'
import { bundle } from '../../scripts/build.mjs'
import { writeTable } from '../../scripts/fixtures/sample/papers.ts'
import { sentence } from '../../src/domain/problem.ts'
import { documentReader } from '../../src/render/documents/document-reader.ts'
import { createRenderer } from '../../src/render/renderer.ts'
import { utf8, type ZipEntry, zipOf } from '../fixtures/zip.ts'
import { anyTools, scratch } from './fixtures.ts'

const { dir, remove } = scratch()
afterAll(remove)
const { examine } = createRenderer(anyTools)

const write = (name: string, bytes: Uint8Array): string => {
  const file = path.join(dir, name)
  writeFileSync(file, bytes)
  return file
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'application/vnd.openxmlformats-officedocument'

const part = (name: string, text: string): ZipEntry => utf8(name, Buffer.from(`${xml}${text}`))
const contentTypes = (name: string, type: string): ZipEntry =>
  part(
    '[Content_Types].xml',
    `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${name}" ContentType="${main}.${type}.main+xml"/></Types>`,
  )
const relation = (name: string, of: readonly (readonly [type: string, target: string])[]): ZipEntry =>
  part(
    name,
    `<Relationships xmlns="${relations}">${of.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`,
  )

const docx = (body: string, more: readonly ZipEntry[] = []): Buffer =>
  zipOf([
    contentTypes('word/document.xml', 'wordprocessingml.document'),
    relation('_rels/.rels', [['officeDocument', 'word/document.xml']]),
    part(
      'word/document.xml',
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
    ...more,
  ])

const sheetSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const xlsx = (rows: string): Buffer =>
  zipOf([
    contentTypes('xl/workbook.xml', 'spreadsheetml.sheet'),
    relation('_rels/.rels', [['officeDocument', 'xl/workbook.xml']]),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${sheetSpace}" xmlns:r="${office}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    relation('xl/_rels/workbook.xml.rels', [['worksheet', 'worksheets/sheet1.xml']]),
    part(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${sheetSpace}"><sheetData>${rows}</sheetData></worksheet>`,
    ),
  ])
const cell = (at: string, row: number, quote = '"'): string =>
  `<row r="${row}"><c r=${quote}${at}${quote} t="inlineStr"><is><t>姓名</t></is></c></row>`

const paragraph = '<w:p><w:r><w:t>灯</w:t></w:r></w:p>'

/** What reading says, and whether the examination before it says the same. */
async function refusal(bytes: Buffer, fileName: string): Promise<string> {
  const file = write(fileName, bytes)
  const read = fileName.endsWith('.xlsx')
    ? await documentReader.table(file, fileName)
    : await documentReader.text(file, fileName)
  if (read.ok) throw new Error('read')
  return sentence(read.problem)
}
async function examined(fileName: string): Promise<string> {
  const result = await examine(path.join(dir, fileName), fileName)
  return result.ok ? 'ok' : sentence(result.problem)
}

it('reads small documents', async () => {
  const text = await documentReader.text(write('好.docx', docx(paragraph.repeat(2))), '好.docx')
  expect(text).toEqual({
    ok: true,
    value: [
      { kind: 'paragraph', text: '灯' },
      { kind: 'paragraph', text: '灯' },
    ],
  })
  const table = await documentReader.table(write('好.xlsx', xlsx(cell('A1', 1))), '好.xlsx')
  expect(table).toEqual({ ok: true, value: [['姓名']] })
  expect([await examined('好.docx'), await examined('好.xlsx')]).toEqual(['ok', 'ok'])
})

it('refuses a table with one cell in its last corner', async () => {
  const said =
    '表格“远.xlsx”用到了第 1048576 行、第 16384 列，最多读取 5000 行、200 列，未被打开，请把有内容的部分复制到新表格中另存后再提交。'
  expect(await refusal(xlsx(cell('XFD1048576', 1_048_576)), '远.xlsx')).toBe(said)
  expect(await examined('远.xlsx')).toBe(said)
})

it('ends a reader that is led around the bounds', async () => {
  // An XML reader takes a character reference for the letter, the bounds do not.
  expect(await refusal(xlsx(cell('&#88;FD1048576', 1_048_576)), '暗.xlsx')).toMatch(
    /^读取文档“暗\.xlsx”需要的内存超过 512\.0 MB 或时间超过 20 秒/,
  )
  // The process that read the one before is gone; each of these has its own words from the next.
  const names = ['甲', '乙', '丙']
  for (const name of names) {
    const file = write(`${name}.docx`, docx(paragraph.replace('灯', name)))
    expect(await documentReader.text(file, `${name}.docx`)).toEqual({
      ok: true,
      value: [{ kind: 'paragraph', text: name }],
    })
  }
  const together = names.map((name) => documentReader.text(path.join(dir, `${name}.docx`), `${name}.docx`))
  expect((await Promise.all(together)).map((read) => read.ok && read.value[0])).toEqual(
    names.map((text) => ({ kind: 'paragraph', text })),
  )
})

it('refuses a document of 72 MB of text in some hundred kilobytes', async () => {
  const bytes = docx(paragraph.repeat(2_000_000))
  expect(bytes.length).toBeLessThan(1_000_000)
  const said =
    /^文档“弹\.docx”解开后达 72\.0 MB，上限为 16\.0 MB，未被打开，请删去多余内容、另存为新文件后再提交。$/
  expect(await refusal(bytes, '弹.docx')).toMatch(said)
  expect(await examined('弹.docx')).toMatch(said)
})

it('ends the reader of a document that unfolds within the bounds', async () => {
  // Most tree for the least text.
  expect(await refusal(docx(`<w:p>${'<w:r/>'.repeat(2_600_000)}</w:p>`), '密.docx')).toMatch(
    /^读取文档“密\.docx”需要的内存超过/,
  )
})

it('refuses a document whose part has a wrong checksum, or lies about its size', async () => {
  const broken = (name: string): string =>
    `文档“${name}”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。`
  const more = utf8('word/media/image1.png', Buffer.from('picture'))
  expect(await refusal(docx(paragraph, [{ ...more, declaredCrc: 7 }]), '错.docx')).toBe(broken('错.docx'))
  expect(await examined('错.docx')).toBe(broken('错.docx'))
  expect(await refusal(docx(paragraph, [{ ...more, declaredBytes: 1 }]), '谎.docx')).toBe(broken('谎.docx'))
  expect(await examined('谎.docx')).toBe(broken('谎.docx'))
})

it('reads from the bundle as from the sources', async () => {
  const dist = path.join('dist', 'test-documents')
  mkdirSync(dist, { recursive: true })
  await bundle({ reader: 'src/render/documents/document-reader.ts' }, dist)
  const built = (await import(pathToFileURL(path.resolve(dist, 'reader.js')).href)) as {
    documentReader: typeof documentReader
  }
  const table = path.join(dir, '表.xlsx')
  await writeTable(table, [['姓名'], ['张䶮']])
  expect(await built.documentReader.table(table, '表.xlsx')).toEqual({
    ok: true,
    value: [['姓名'], ['张䶮']],
  })
  const text = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('事迹')] }] }))
  expect(await built.documentReader.text(write('文.docx', text), '文.docx')).toEqual({
    ok: true,
    value: [{ kind: 'paragraph', text: '事迹' }],
  })
})
