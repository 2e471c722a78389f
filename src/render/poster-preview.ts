/** Posters as they would be, small and at once: the very drawing of `poster.ts`, with fewer pixels. */
import { uncoveredIn } from '../domain/poster-content.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { PosterContent } from '../domain/variant.ts'
import type { PosterSketches, SketchWork } from '../pipeline/ports.ts'
import { uncovered } from './fonts.ts'
import { decode, placing } from './image.ts'
import { drawPoster, frameOf, type PosterSource } from './poster.ts'
import { fromPixels } from './still.ts'

export async function sketchPosters(work: SketchWork): Promise<Result<PosterSketches>> {
  const { content, portraitFile, sizes, longSide, signal } = work
  const problem = uncoveredIn(content, uncovered)
  if (problem) return refuse(problem)
  const scaleOf = ({ width, height }: SketchWork['sizes'][number]): number =>
    Math.min(1, longSide / Math.max(width, height))
  const { crop } = content.portrait
  const frames = sizes.map((size) => ({
    fit: 'cover' as const,
    ...frameOf(content, size, scaleOf(size)),
    ...(crop ? { crop } : {}),
  }))
  const source = await portraitOf(portraitFile, content, frames)
  if (!source) return refuse({ kind: 'file-broken', file: `${content.name}的海报`, what: '照片' })
  const sketches = []
  for (const size of sizes) {
    signal.throwIfAborted()
    const drawn = await drawPoster(content, source, size, scaleOf(size))
    const jpeg = drawn.ok ? ok(await fromPixels(drawn.value).jpeg({ quality: 82 }).toBuffer()) : drawn
    sketches.push({ ...size, jpeg })
  }
  return ok(sketches)
}

/** The same photograph is drawn again with every word; a few are held, small as they are. */
const held = new Map<string, PosterSource>()
const heldAtMost = 8

async function portraitOf(
  file: string,
  { portrait: cut }: PosterContent,
  frames: Parameters<typeof decode>[1],
): Promise<PosterSource | null> {
  const name = JSON.stringify([cut.sha256, cut.focal, frames])
  const known = held.get(name)
  if (known) return known
  const portrait = frames.length > 0 ? await decode(file, frames) : null
  if (!portrait) return null
  const source = { portrait, placed: await placing(file)(cut) }
  held.set(name, source)
  const [oldest] = held.keys()
  if (held.size > heldAtMost && oldest !== undefined) held.delete(oldest)
  return source
}
