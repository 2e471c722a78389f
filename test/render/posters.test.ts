import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organisers2021 } from '../../src/domain/campaign.ts'
import type { PosterOutput } from '../../src/domain/outputs/poster.ts'
import type { PosterContent } from '../../src/domain/variant.ts'
import { layoutOf } from '../../src/render/poster-layout.ts'
import { createRenderer } from '../../src/render/renderer.ts'
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

/** Share of pixels in an area that are brighter than the ground ever is: ink. */
async function ink(file: string, left: number, top: number, width: number, height: number): Promise<number> {
  const data = await sharp(file).extract({ left, top, width, height }).extractChannel('blue').raw().toBuffer()
  return data.filter((value) => value > 150).length / data.length
}

describe('posters', () => {
  it.each([
    ['usual', usual],
    ['longest', longest],
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
      for (const { box } of layout.blocks) {
        const area = [
          Math.ceil(box.x),
          Math.ceil(box.y),
          Math.floor(box.width),
          Math.floor(box.height),
        ] as const
        expect(await ink(file, ...area)).toBeGreaterThan(0.004)
        // Nothing runs out of its block to the right, up to the frame.
        const right = Math.ceil(box.x + box.width) + 2
        const edge = Math.floor(width * 0.955)
        const isBesidePortrait = layout.portrait.x > box.x
        if (edge - right > 4 && !isBesidePortrait && right > width * 0.6)
          expect(await ink(file, right, area[1], edge - right, area[3])).toBeLessThan(0.002)
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
