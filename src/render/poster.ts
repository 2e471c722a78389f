/** Posters: one red and gold template in four families of aspect, words fitted to their blocks, drawn by takumi and encoded by sharp. */
import type { Node } from '@takumi-rs/core'
import sharp from 'sharp'
import type { FocalPoint } from '../domain/asset.ts'
import type { PosterOutput } from '../domain/outputs/poster.ts'
import { uncoveredIn } from '../domain/poster-content.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { PosterContent, VariantKey } from '../domain/variant.ts'
import type { RenderResult } from '../pipeline/ports.ts'
import { each } from './each.ts'
import { uncovered } from './fonts.ts'
import { cutTo, decode } from './image.ts'
import { backdrop } from './poster-backdrop.ts'
import { goldFrame } from './poster-frame.ts'
import { type Box, layoutOf } from './poster-layout.ts'
import { fitted } from './poster-text.ts'
import { finishStill, marked, type Pixels, toPixels } from './still.ts'
import { subjectOf } from './subject.ts'
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

  const frames = work.outputs.map(
    ({ output }) => layoutOf(work.content, output.width, output.height).portrait,
  )
  const portrait = await decode(
    work.portraitFile,
    frames.map((frame) => ({ fit: 'cover' as const, ...whole(frame) })),
  )
  const what = `${work.content.name}的海报`
  if (!portrait) {
    const broken = { kind: 'file-broken', file: what, what: '照片' } as const
    return work.outputs.map(({ key }) => ({ key, result: refuse(broken) }))
  }
  const focal = work.content.portrait.focal ?? (await subjectOf(portrait))
  const named = ({ output }: Work['outputs'][number]): string => `${what} ${output.width}×${output.height}`
  return await each(work.outputs, work.signal, named, async ({ key, output }) => {
    const drawn = await draw(work.content, { portrait, focal }, output.width, output.height)
    return drawn.ok ? await finishStill(drawn.value, key, output, what, work.dir) : drawn
  })
}

const whole = ({ width, height }: Box): { width: number; height: number } => ({
  width: Math.round(width),
  height: Math.round(height),
})

interface Source {
  readonly portrait: Pixels
  readonly focal: FocalPoint
}

async function draw(
  content: PosterContent,
  source: Source,
  width: number,
  height: number,
): Promise<Result<Pixels>> {
  const renderer = await takumi()
  const { portrait, blocks, silk } = layoutOf(content, width, height)
  const size = whole(portrait)
  const cut = await cutTo(
    source.portrait,
    { kind: 'image', fit: 'cover', ...size, format: 'jpeg', quality: 90, density: null, maxBytes: null },
    source.focal,
  )
  const shown = content.portrait.marksAi ? await marked(cut, { width, height }) : cut
  const ground = await toPixels(
    sharp(Buffer.from(backdrop(width, height, portrait.x + portrait.width / 2, silk)))
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
    { width, height, format: 'raw' },
  )
  return ok(await toPixels(sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha()))
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
  const place = (grow: number) =>
    ({
      position: 'absolute',
      left: Math.round(box.x) - grow,
      top: Math.round(box.y) - grow,
      width: pixels.width + grow * 2,
      height: pixels.height + grow * 2,
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
