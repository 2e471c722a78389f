/** Posters: one red and gold template in four families of aspect, words fitted to their blocks, drawn by takumi and encoded by sharp. */
import type { Node } from '@takumi-rs/core'
import sharp from 'sharp'
import type { Placed } from '../domain/crop.ts'
import type { PosterOutput } from '../domain/outputs/poster.ts'
import { uncoveredIn } from '../domain/poster-content.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Size } from '../domain/source-asset.ts'
import type { PosterContent, VariantKey } from '../domain/variant.ts'
import type { RenderResult } from '../pipeline/ports.ts'
import { each } from './each.ts'
import { uncovered } from './fonts.ts'
import { cutTo, decode, placing } from './image.ts'
import { backdrop } from './poster-backdrop.ts'
import { goldFrame } from './poster-frame.ts'
import { type Box, layoutOf } from './poster-layout.ts'
import { fitted } from './poster-text.ts'
import { finishStill, marked, type Pixels, toPixels } from './still.ts'
import { takumi } from './takumi.ts'

interface Work {
  readonly content: PosterContent
  readonly portraitFile: string
  readonly outputs: readonly { readonly key: VariantKey; readonly output: PosterOutput }[]
  readonly dir: string
  readonly signal: AbortSignal
}

export async function renderPosters(work: Work): Promise<readonly RenderResult[]> {
  work.signal.throwIfAborted()
  const problem = uncoveredIn(work.content, uncovered)
  if (problem) return work.outputs.map(({ key }) => ({ key, result: refuse(problem) }))

  const { crop } = work.content.portrait
  const cropped = crop ? { crop } : {}
  const portrait = await decode(
    work.portraitFile,
    work.outputs.map(({ output }) => ({
      fit: 'cover' as const,
      ...frameOf(work.content, output),
      ...cropped,
    })),
  )
  const what = `${work.content.name}的海报`
  if (!portrait) {
    const broken = { kind: 'file-broken', file: what, what: '照片' } as const
    return work.outputs.map(({ key }) => ({ key, result: refuse(broken) }))
  }
  const placed = await placing(work.portraitFile)(work.content.portrait)
  const named = ({ output }: Work['outputs'][number]): string => `${what} ${output.width}×${output.height}`
  return await each(work.outputs, work.signal, named, async ({ key, output }) => {
    const drawn = await drawPoster(work.content, { portrait, placed }, output)
    return drawn.ok ? await finishStill(drawn.value, key, output, what, work.dir) : drawn
  })
}

const whole = ({ width, height }: Size, scale = 1): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
})

/** Pixels of the portrait on a poster of this size, drawn at this scale. */
export const frameOf = (content: PosterContent, { width, height }: Size, scale = 1): Size =>
  whole(whole(layoutOf(content, width, height).portrait), scale)

export interface PosterSource {
  readonly portrait: Pixels
  readonly placed: Placed
}

/** `scale` below 1 draws the same poster, laid out and fitted at its own pixels, with so many fewer. */
export async function drawPoster(
  content: PosterContent,
  source: PosterSource,
  { width, height }: Size,
  scale = 1,
): Promise<Result<Pixels>> {
  const renderer = await takumi()
  const { portrait, blocks, silk } = layoutOf(content, width, height)
  const drawn = whole({ width, height }, scale)
  const frame = frameOf(content, { width, height }, scale)
  const cut = await cutTo(
    source.portrait,
    { kind: 'image', fit: 'cover', ...frame, format: 'jpeg', quality: 90, density: null, maxBytes: null },
    source.placed,
  )
  const shown = content.portrait.marksAi ? await marked(cut, drawn) : cut
  const ground = await toPixels(
    sharp(
      Buffer.from(backdrop(width, height, portrait.x + portrait.width / 2, silk, drawn.width * drawn.height)),
    )
      .removeAlpha()
      .ensureAlpha(),
  )
  const children: Node[] = [
    {
      type: 'image',
      src: await rgba(ground),
      style: { position: 'absolute', left: 0, top: 0, width, height },
    },
    ...goldFrame(width, height),
    ...(await framed(portrait, shown, Math.min(width, height))),
  ]
  for (const block of blocks) {
    const node = await fitted(renderer, block)
    if (!node) return refuse({ kind: 'words-unfit', field: '主办单位', width, height })
    children.push(node)
  }
  const data = await renderer.render(
    { type: 'container', style: { display: 'flex', position: 'relative', width, height }, children },
    { ...drawn, devicePixelRatio: scale, format: 'raw' },
  )
  return ok(await toPixels(sharp(data, { raw: { ...drawn, channels: 4 } }).removeAlpha()))
}

async function rgba(pixels: Pixels) {
  const { data, width, height } =
    pixels.channels === 4
      ? pixels
      : await toPixels(
          sharp(pixels.data, {
            raw: { width: pixels.width, height: pixels.height, channels: pixels.channels },
          })
            .toColourspace('srgb')
            .ensureAlpha(),
        )
  return { data, width, height }
}

/** The portrait in a gold frame with a fine second line around it. */
async function framed(box: Box, pixels: Pixels, short: number): Promise<Node[]> {
  const border = Math.max(2, Math.round(short * 0.006))
  const air = border * 2
  const size = whole(box)
  const place = (grow: number) =>
    ({
      position: 'absolute',
      left: Math.round(box.x) - grow,
      top: Math.round(box.y) - grow,
      width: size.width + grow * 2,
      height: size.height + grow * 2,
      boxSizing: 'border-box',
    }) as const
  return [
    {
      type: 'container',
      style: { ...place(air + 1), border: `${Math.max(1, border / 4)}px solid rgba(246, 220, 157, 0.75)` },
    },
    {
      type: 'container',
      style: {
        ...place(border),
        backgroundImage: 'linear-gradient(135deg, #fdeebf, #c8963e 45%, #f8e1a6 70%, #b9832f)',
        boxShadow: `0 ${border * 2}px ${border * 9}px rgba(40, 0, 4, 0.55)`,
      },
    },
    { type: 'image', src: await rgba(pixels), style: place(0) },
  ]
}
