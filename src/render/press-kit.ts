/** The press kit of a newspaper: the deeds as Word and plain text, print photographs and their captions, in one zip. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx'
import { mediaTypeOfOutput } from '../domain/outputs/index.ts'
import type { PressKitOutput } from '../domain/outputs/press-kit.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { PressKitContent, VariantKey } from '../domain/variant.ts'
import type { Rendered, RenderResult } from '../pipeline/ports.ts'
import { renderImages } from './image.ts'
import { measureFile } from './measure.ts'
import type { Finished } from './outputs/kind.ts'
import { writeZip } from './zip.ts'

interface Work {
  readonly key: VariantKey
  readonly output: PressKitOutput
  readonly content: PressKitContent
  /** Local file by storage key. */
  readonly photoFile: (storageKey: string) => string
  readonly dir: string
  readonly signal: AbortSignal
}

export async function renderPressKit(work: Work): Promise<RenderResult> {
  const { key, content, dir, signal } = work
  const folder = path.join(dir, `${key}.kit`)
  await mkdir(folder, { recursive: true })
  try {
    const photos: { name: string; file: string }[] = []
    for (const [index, photo] of content.photos.entries()) {
      const [made] = await renderImages({
        source: work.photoFile(photo.storageKey),
        fileName: photo.caption || `第 ${index + 1} 张照片`,
        marksAi: photo.marksAi,
        outputs: [{ key: `photo-${index + 1}`, output: work.output.photo, cut: { focal: null } }],
        dir: folder,
        signal,
      })
      if (made?.error !== undefined) throw made.error
      if (!made?.result.ok) return made ? { key, result: made.result } : failed(key)
      photos.push({ name: photoName(content, index, made.result.value.file), file: made.result.value.file })
    }
    const members = [
      await written(folder, `${content.slug}.docx`, await Packer.toBuffer(wordOf(content))),
      await written(folder, `${content.slug}.txt`, Buffer.from(textOf(content), 'utf8')),
      ...photos,
      ...(photos.length > 0
        ? [await written(folder, '图片说明.txt', Buffer.from(captionsOf(content, photos), 'utf8'))]
        : []),
    ]
    const file = path.join(dir, `${key}.zip`)
    await writeZip(file, members, signal)
    return { key, result: await checkPressKit({ key, file, output: work.output }) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Its photographs were checked one by one. */
export async function checkPressKit({
  key,
  file,
  output,
}: Pick<Finished<PressKitOutput>, 'key' | 'file' | 'output'>): Promise<Result<Rendered>> {
  const length = { width: null, height: null, durationMs: null }
  const mediaType = mediaTypeOfOutput(output)
  return ok({ key, file, mediaType, ...length, facts: {}, ...(await measureFile(file)) })
}

const failed = (key: string): RenderResult => ({
  key,
  result: refuse({ kind: 'render-failed', what: '新闻稿件包', reason: '照片未能生成' }),
})

async function written(folder: string, name: string, bytes: Buffer): Promise<{ name: string; file: string }> {
  const file = path.join(folder, name)
  await writeFile(file, bytes)
  return { name, file }
}

const photoName = ({ slug }: PressKitContent, index: number, file: string): string =>
  `${slug}-${String(index + 1).padStart(2, '0')}${path.extname(file)}`

const captionLine = ({ caption, credit, marksAi }: PressKitContent['photos'][number]): string =>
  [caption || '（无说明）', credit && `${credit} 摄`, marksAi && '（AI 生成）'].filter(Boolean).join('　')

/** With the byte order mark: Notepad and older typesetting systems read UTF-8 as GBK without it. */
const bom = '\uFEFF'

const textOf = ({ title, byline, paragraphs }: PressKitContent): string =>
  `${bom}${[title, byline, '', ...paragraphs.map((text) => `　　${text}`)].join('\r\n')}\r\n`

const captionsOf = (content: PressKitContent, photos: readonly { name: string }[]): string =>
  `${bom}${content.photos.map((photo, n) => `${photos[n]?.name ?? ''}：${captionLine(photo)}`).join('\r\n')}\r\n`

/** Sizes as in GB/T 9704 manuscripts: title 小标宋 22 pt, body 仿宋 16 pt, lines of 28 pt, first line in by two characters. */
function wordOf(content: PressKitContent): Document {
  const body = (text: string) =>
    new Paragraph({
      indent: { firstLine: 640 },
      spacing: { line: 560, lineRule: 'exact' },
      children: [new TextRun({ text, size: 32, font: '仿宋' })],
    })
  const heading = (text: string, size: number, font: string, after: number) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after },
      children: [new TextRun({ text, size, font })],
    })
  const captions = content.photos.map((photo, n) =>
    body(`图 ${n + 1}（${photoName(content, n, '')}）：${captionLine(photo)}`),
  )
  return new Document({
    title: content.title,
    creator: content.byline,
    sections: [
      {
        children: [
          heading(content.title, 44, '方正小标宋简体', 200),
          heading(content.byline, 32, '楷体', 400),
          ...content.paragraphs.map(body),
          ...(captions.length > 0 ? [heading('图片说明', 32, '黑体', 200), ...captions] : []),
        ],
      },
    ],
  })
}
