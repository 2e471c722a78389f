import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Node } from '@takumi-rs/core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organisers2021 } from '../../src/domain/campaign.ts'
import type { PosterOutput } from '../../src/domain/outputs/poster.ts'
import type { PosterContent } from '../../src/domain/variant.ts'
import { backdrop } from '../../src/render/poster-backdrop.ts'
import { layoutOf } from '../../src/render/poster-layout.ts'
import { fitted } from '../../src/render/poster-text.ts'
import { setNames, type Words } from '../../src/render/poster-words.ts'
import { createRenderer } from '../../src/render/renderer.ts'
import { takumi } from '../../src/render/takumi.ts'
import { anyTools, contentWorkOf, photo, scratch } from './fixtures.ts'

const { dir, remove } = scratch()
afterAll(remove)
const renderer = createRenderer(anyTools)
const portraitFile = path.join(dir, 'portrait.jpg')
beforeAll(() => photo(portraitFile, 826, 1062, { x: 0.5, y: 0.4 }))

const usual: PosterContent = {
  campaignTitle: '辽宁最美科技工作者',
  year: 2026,
  name: '赵翀喆',
  position: '研究员、博士生导师',
  workplace: '辽宁省农业科学院水稻研究所',
  motto: '让每一粒种子都有名字',
  organisers: organisers2021,
  portrait: { sha256: 'a', storageKey: 'a', focal: null, marksAi: false },
}
const longest: PosterContent = {
  ...usual,
  name: '阿卜杜热合曼·买买提江·艾合买提',
  position:
    '教授级高级工程师、辽宁省有突出贡献的中青年专家、“百千万人才工程”百人层次人选、国家重点研发计划首席科学家',
  workplace: '中国科学院沈阳应用生态研究所清原森林生态系统国家野外科学观测研究站',
  motto: '把论文写在祖国的大地上——用三十年的坚守，换一片沙地变绿洲，换一方百姓过上好日子',
}

/** The notice's organisers by their full names. */
const fullNames = [
  '中共辽宁省委宣传部',
  '辽宁省精神文明建设指导委员会办公室',
  '辽宁省科学技术协会',
  '辽宁省科学技术厅',
  '中国科学院沈阳分院',
  '辽宁省国防科学技术工业办公室',
]
const latin: PosterContent = {
  ...usual,
  name: 'Anna Maria van der Bergen-Kowalska',
  position: '教授、国家科技进步奖一等奖获得者',
}

const sizes = [
  [1080, 1920],
  [768, 1152],
  [1920, 1080],
  [1366, 768],
  [1080, 1080],
  [1920, 360],
  [1920, 540],
  [2560, 720],
] as const

const output = (width: number, height: number): PosterOutput => ({
  kind: 'poster',
  width,
  height,
  format: 'jpeg',
  quality: 90,
  maxBytes: 2_000_000,
})

const render = (content: PosterContent, name: string, wanted: readonly (readonly [number, number])[]) =>
  renderer.render(
    contentWorkOf(
      portraitFile,
      { kind: 'poster', content },
      wanted.map(([width, height]) => ({
        key: `${name}-${width}x${height}`,
        output: output(width, height),
      })),
      { dir },
    ),
  )

interface Light {
  readonly data: Buffer
  readonly width: number
}

/** Decoded once for all areas that are looked at. */
async function lightOf(file: string): Promise<Light> {
  const { data, info } = await sharp(file).extractChannel('blue').raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width }
}

/** Share of pixels in an area that are brighter than the ground ever is: ink. */
function ink({ data, width: row }: Light, left: number, top: number, width: number, height: number): number {
  let count = 0
  for (let y = top; y < top + height; y += 1)
    for (let at = y * row + left; at < y * row + left + width; at += 1) if ((data[at] ?? 0) > 150) count += 1
  return count / (width * height)
}

/** How often the light steps up or down along a line. */
function edges(values: readonly (number | null)[]): number {
  let count = 0
  let last = 0
  for (let n = 6; n < values.length; n++) {
    const [before, after] = [values[n - 6], values[n]]
    if (before == null || after == null || Math.abs(after - before) < 5) continue
    const direction = Math.sign(after - before)
    if (direction !== last) count++
    last = direction
  }
  return count
}

function textsOf(node: Node): string[] {
  if (node.type === 'text') return [node.text]
  return node.type === 'container' ? (node.children ?? []).flatMap(textsOf) : []
}

const sizesOf = (node: Node): number[] =>
  node.type === 'text'
    ? [Number(node.style?.fontSize)]
    : node.type === 'container'
      ? (node.children ?? []).flatMap(sizesOf)
      : []

describe('posters', () => {
  it.each([
    ['usual', usual],
    ['longest', longest],
    ['latin', latin],
    ['full names', { ...usual, organisers: fullNames }],
  ] as const)('have exactly the screen’s pixels and keep their words inside: %s', async (name, content) => {
    const results = await render(content, name, sizes)
    for (const [n, { result }] of results.entries()) {
      if (!result.ok) throw new Error(JSON.stringify(result.problem))
      const [width, height] = sizes[n] ?? [0, 0]
      const { file, bytes } = result.value
      expect(await sharp(file).metadata()).toMatchObject({ width, height, format: 'jpeg', space: 'srgb' })
      expect(bytes).toBeLessThanOrEqual(2_000_000)
      expect(readFileSync(file).includes('TestCam')).toBe(false)
      const layout = layoutOf(content, width, height)
      const light = await lightOf(file)
      for (const { box } of layout.blocks) {
        const area = [
          Math.ceil(box.x),
          Math.ceil(box.y),
          Math.floor(box.width),
          Math.floor(box.height),
        ] as const
        expect(ink(light, ...area)).toBeGreaterThan(0.004)
        // Nothing runs out of its block to the right, up to the frame.
        const right = Math.ceil(box.x + box.width) + 2
        const edge = Math.floor(width * 0.955)
        const isBesidePortrait = layout.portrait.x > box.x
        if (edge - right > 4 && !isBesidePortrait && right > width * 0.6)
          expect(ink(light, right, area[1], edge - right, area[3])).toBeLessThan(0.002)
      }
    }
  })

  it('keep every block and the portrait off the outer 5 % and apart, at any shape', () => {
    const shapes = [
      ...sizes,
      [3840, 2160],
      [3840, 1080],
      [600, 600],
      [720, 2560],
      [1000, 1200],
      [1300, 1000],
    ] as const
    for (const [width, height] of shapes) {
      const { portrait, blocks } = layoutOf(usual, width, height)
      const boxes = [portrait, ...blocks.map(({ box }) => box)]
      for (const [n, a] of boxes.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(width * 0.05 - 0.01)
        expect(a.y).toBeGreaterThanOrEqual(height * 0.05 - 0.01)
        expect(a.x + a.width).toBeLessThanOrEqual(width * 0.95 + 0.01)
        expect(a.y + a.height).toBeLessThanOrEqual(height * 0.95 + 0.01)
        for (const b of boxes.slice(n + 1)) {
          const isApart =
            a.x + a.width <= b.x + 0.01 ||
            b.x + b.width <= a.x + 0.01 ||
            a.y + a.height <= b.y + 0.01 ||
            b.y + b.height <= a.y + 0.01
          expect(isApart, `${width}x${height}`).toBe(true)
        }
      }
    }
  })

  it('never break an organiser’s name, in the notice’s order, at any shape', async () => {
    const engine = await takumi()
    for (const organisers of [fullNames, organisers2021, fullNames.slice(0, 1)])
      for (const [width, height] of [...sizes, [500, 2000], [3840, 2160], [1000, 1200]] as const) {
        const { blocks } = layoutOf({ ...usual, organisers }, width, height)
        const block = blocks.find(({ words }) => words.some(({ text }) => text.startsWith('主办单位')))
        if (!block) throw new Error('no organisers')
        const node = await fitted(engine, block)
        if (!node) throw new Error(`refused at ${width}x${height}`)
        const [label, ...names] = textsOf(node)
        expect(label).toBe('主办单位：')
        expect(names.toSorted()).toEqual([...organisers].toSorted())
        const words = block.words[0] as Words
        const { columns, rows } = setNames(words, block.box.width / words.size)
        const read = Array.from({ length: rows }, (_, row) => columns.flatMap((column) => column[row] ?? []))
        expect(read.flat()).toEqual(organisers)
        for (const size of sizesOf(node)) expect(size).toBeGreaterThanOrEqual(words.size * 0.6)
      }
  })

  it('refuse a screen on which the organisers could not be read', async () => {
    const [made] = await render({ ...usual, organisers: ['辽宁省'.repeat(30)] }, 'unfit', [[600, 600]])
    expect(made?.result.ok === false && made.result.problem).toEqual({
      kind: 'words-unfit',
      field: '主办单位',
      width: 600,
      height: 600,
    })
  })

  it('are made though one of them cannot be', async () => {
    const [huge, small] = await render(usual, 'huge', [
      [16384, 4200],
      [600, 600],
    ])
    expect(huge?.result.ok === false && huge.result.problem.kind).toBe('render-failed')
    expect(huge?.error).toBeInstanceOf(Error)
    expect(small?.result.ok).toBe(true)
  })

  it('have neither disc nor rays around the head, which may be read as a flag', async () => {
    for (const [width, height] of sizes) {
      const { portrait, silk } = layoutOf(usual, width, height)
      const [x, y] = [portrait.x + portrait.width / 2, portrait.y + portrait.height * 0.45]
      const svg = backdrop(width, height, x, silk)
      const { data, info } = await sharp(Buffer.from(svg))
        .resize(width, height, { fit: 'fill' })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const around = Array.from({ length: 720 }, (_, n) => {
        const angle = (n / 720) * Math.PI * 2
        const [px, py] = [x + Math.cos(angle) * height * 0.4, y + Math.sin(angle) * height * 0.4].map(
          Math.round,
        )
        const isInside =
          px !== undefined && py !== undefined && px >= 0 && px < width && py >= 0 && py < height
        return isInside ? (data[py * info.width + px] ?? 0) : null
      })
      expect(edges(around), `${width}x${height}`).toBeLessThanOrEqual(10)
    }
  })

  it('refuse a character no font has, naming it', async () => {
    const [made] = await render({ ...usual, motto: '蒙古文 ᠮᠣᠩ' }, 'mongol', [[600, 600]])
    expect(made?.result.ok === false && made.result.problem).toEqual({
      kind: 'character-uncovered',
      field: '海报语',
      characters: ['ᠮ', 'ᠣ', 'ᠩ'],
    })
  })

  it('refuse a portrait that does not decode', async () => {
    const outputs = [{ key: 'none', output: output(600, 600) }]
    const source = { kind: 'poster', content: usual } as const
    const results = await renderer.render(contentWorkOf(import.meta.filename, source, outputs, { dir }))
    expect(results[0]?.result.ok).toBe(false)
  })

  it('know the rare characters of names', () => {
    expect(renderer.uncovered('翀喆堃䶮㛃𬭎·——“”')).toEqual([])
    expect(renderer.uncovered('ᠮ𠮷ᠮ好')).toEqual(['ᠮ', '𠮷'])
  })
})
