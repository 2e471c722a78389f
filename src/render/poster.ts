/** Posters: one red and gold template in four families of aspect, words fitted to their blocks, drawn by takumi and encoded by sharp. */
import type { MeasuredNode, Node, Renderer as Takumi } from '@takumi-rs/core'
import sharp from 'sharp'
import type { FocalPoint } from '../domain/asset.ts'
import type { PosterOutput } from '../domain/outputs/poster.ts'
import { uncoveredIn } from '../domain/poster-content.ts'
import { refuse } from '../domain/result.ts'
import type { PosterContent, VariantKey } from '../domain/variant.ts'
import type { RenderResult } from '../pipeline/ports.ts'
import { uncovered } from './fonts.ts'
import { cutTo, decode } from './image.ts'
import { breakLines, emWidth } from './line-break.ts'
import { backdrop } from './poster-backdrop.ts'
import { goldFrame } from './poster-frame.ts'
import { type Block, type Box, layoutOf, type Words } from './poster-layout.ts'
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
  const focal = work.content.portrait.focal ?? (portrait && (await subjectOf(portrait)))
  const what = `${work.content.name}的海报`
  const results: RenderResult[] = []
  for (const { key, output } of work.outputs) {
    work.signal.throwIfAborted()
    if (!portrait || !focal) {
      results.push({ key, result: refuse({ kind: 'file-broken', file: what, what: '照片' }) })
      continue
    }
    const pixels = await draw(work.content, { portrait, focal }, output.width, output.height)
    results.push({ key, result: await finishStill(pixels, key, output, what, work.dir) })
  }
  return results
}

const whole = ({ width, height }: Box): { width: number; height: number } => ({
  width: Math.round(width),
  height: Math.round(height),
})

interface Source {
  readonly portrait: Pixels
  readonly focal: FocalPoint
}

async function draw(content: PosterContent, source: Source, width: number, height: number): Promise<Pixels> {
  const renderer = await takumi()
  const { portrait, blocks, silk } = layoutOf(content, width, height)
  const size = whole(portrait)
  const cut = await cutTo(
    source.portrait,
    { kind: 'image', fit: 'cover', ...size, format: 'jpeg', quality: 90, density: null, maxBytes: null },
    source.focal,
  )
  const shown = content.portrait.marksAi ? await marked(cut, { width, height }) : cut
  const light = { x: portrait.x + portrait.width / 2, y: portrait.y + portrait.height * 0.45 }
  const ground = await toPixels(
    sharp(Buffer.from(backdrop(width, height, light, silk)))
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
  for (const block of blocks) children.push(await fitted(renderer, block))
  const data = await renderer.render(
    { type: 'container', style: { display: 'flex', position: 'relative', width, height }, children },
    { width, height, format: 'raw' },
  )
  return await toPixels(sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha())
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

const inks = {
  gold: {
    backgroundImage: 'linear-gradient(180deg, #fff3cf 8%, #f3d58c 48%, #dba850 92%)',
    backgroundClip: 'text',
    color: 'transparent',
  },
  white: { color: '#ffffff' },
  cream: { color: '#ffe9c9' },
  pale: { color: 'rgba(255, 233, 201, 0.86)' },
} as const

/** Largest step of 3 % at which the block's words stand inside its box; measured, because fonts differ from estimates. */
async function fitted(renderer: Takumi, block: Block): Promise<Node> {
  for (let scale = 1; ; scale *= 0.97) {
    const node = column(block, scale)
    const measured = await renderer.measure(node, { width: Math.ceil(block.box.width) })
    const { height } = measured
    const width = widest(measured)
    if ((height <= block.box.height && width <= block.box.width) || scale < 0.15) return placed(block, node)
  }
}

const widest = ({ runs, children }: MeasuredNode): number =>
  Math.max(0, ...runs.map((run) => run.width), ...children.map(widest))

/** A line that is a little too long is rather set a little smaller than broken; a name always is. */
const smallestForOneLine = 0.8

function setInLines(words: Words, scale: number, width: number): { size: number; lines: readonly string[] } {
  const perEm = 1 + words.spacing
  const wanted = words.size * scale
  const dashes = words.rule === 'beside' ? 6 : 0
  const oneLine = Math.min(wanted, width / ((emWidth(words.text) + dashes) * perEm))
  if (!words.breaks || oneLine >= wanted * smallestForOneLine) return { size: oneLine, lines: [words.text] }
  return { size: wanted, lines: breakLines(words.text, width / wanted / perEm - words.hang) }
}

/** Rows of a block at a scale: one container per text, in it one node per line. */
function column({ words, align, box }: Block, scale: number): Node {
  return {
    type: 'container',
    style: { display: 'flex', flexDirection: 'column', width: box.width },
    children: words.map((text) => row(text, scale, align, box.width)),
  }
}

function row(words: Words, scale: number, align: Block['align'], width: number): Node {
  const { size, lines } = setInLines(words, scale, width)
  const spacing = size * words.spacing
  const style = {
    fontFamily: words.font,
    fontWeight: words.weight,
    fontSize: size,
    lineHeight: words.lineHeight,
    letterSpacing: spacing,
    // Letter spacing is also added after the last character, which would push centred words aside.
    paddingLeft: align === 'center' ? spacing : 0,
    whiteSpace: 'nowrap',
    ...inks[words.ink],
  } as const
  const texts = lines.map(
    (text, n): Node => ({ type: 'text', text: n === 0 ? text : '\u3000'.repeat(words.hang) + text, style }),
  )
  const side = align === 'center' ? 'center' : 'flex-start'
  return {
    type: 'container',
    style: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: side,
      marginBottom: words.gapAfter * scale,
    },
    children: [
      words.text === ''
        ? { type: 'container', style: { width: 1, height: size } }
        : words.rule === 'beside'
          ? {
              type: 'container',
              style: sideBySide,
              children: [dash(size, align, 'left'), ...texts, dash(size, align, 'right')],
            }
          : {
              type: 'container',
              style: {
                display: 'flex',
                flexDirection: 'column',
                alignItems: words.hang > 0 ? 'flex-start' : side,
              },
              children: texts,
            },
      ...(words.rule === 'under' ? [underline(size, width, align)] : []),
    ],
  }
}

const sideBySide = { display: 'flex', flexDirection: 'row', alignItems: 'center' } as const
const fadesOut = 'linear-gradient(90deg, #f3d58c, rgba(243,213,140,0))'
const fadesIn = 'linear-gradient(90deg, rgba(243,213,140,0), #f3d58c)'

/** The short gold lines at both sides of the year; at the right only where the words stand at the left. */
function dash(size: number, align: Block['align'], side: 'left' | 'right'): Node {
  const isShown = align === 'center' || side === 'right'
  return {
    type: 'container',
    style: {
      width: isShown ? size * 2.4 : 0,
      height: Math.max(1, size * 0.05),
      marginLeft: isShown && side === 'right' ? size * 0.4 : 0,
      marginRight: isShown && side === 'left' ? size * 0.4 : 0,
      backgroundImage: side === 'left' ? fadesIn : fadesOut,
    },
  }
}

const underline = (size: number, width: number, align: Block['align']): Node => ({
  type: 'container',
  style: {
    width: Math.min(width * 0.6, size * 3.4),
    height: Math.max(1, size * 0.022),
    marginTop: size * 0.14,
    backgroundImage:
      align === 'center'
        ? 'linear-gradient(90deg, rgba(243,213,140,0), #f3d58c 50%, rgba(243,213,140,0))'
        : fadesOut,
  },
})

function placed({ box, stand }: Block, content: Node): Node {
  const justifyContent = stand === 'top' ? 'flex-start' : stand === 'bottom' ? 'flex-end' : 'center'
  return {
    type: 'container',
    style: {
      position: 'absolute',
      left: box.x,
      top: box.y,
      width: box.width,
      height: box.height,
      display: 'flex',
      flexDirection: 'column',
      justifyContent,
    },
    children: [content],
  }
}
