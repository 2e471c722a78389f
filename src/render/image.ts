/** Photographs: one decode to upright sRGB pixels no larger than needed, then every output cut from them. */
import sharp from 'sharp'
import type { FocalPoint } from '../domain/asset.ts'
import { areaFor, type Crop, type Cut, cropAt, inside, type Placed } from '../domain/crop.ts'
import type { FrameOutput } from '../domain/outputs/frame.ts'
import type { ImageOutput } from '../domain/outputs/image.ts'
import { refuse } from '../domain/result.ts'
import type { VariantKey } from '../domain/variant.ts'
import type { RenderResult } from '../pipeline/ports.ts'
import { each } from './each.ts'
import { maxPixels } from './probe.ts'
import { finishStill, fromPixels, marked, type Pixels, toPixels } from './still.ts'
import { looked, subjectOf, usual } from './subject.ts'

interface Work {
  readonly source: string
  readonly fileName: string
  readonly marksAi: boolean
  readonly outputs: readonly { readonly key: VariantKey; readonly output: ImageOutput; readonly cut: Cut }[]
  readonly dir: string
  readonly signal: AbortSignal
}

export async function renderImages(work: Work): Promise<readonly RenderResult[]> {
  work.signal.throwIfAborted()
  const pixels = await decode(
    work.source,
    work.outputs.map(({ output, cut }) => ({ ...output, ...cut })),
  )
  if (!pixels) {
    const problem = { kind: 'file-broken', file: work.fileName, what: '照片' } as const
    return work.outputs.map(({ key }) => ({ key, result: refuse(problem) }))
  }
  const place = placing(work.source)
  const what = ({ output }: Work['outputs'][number]): string =>
    `${work.fileName}（${output.width}×${output.height}）`
  return await each(work.outputs, work.signal, what, async ({ key, output, cut }) => {
    const made = await cutTo(pixels, output, await place(cut))
    const shown = work.marksAi ? await marked(made) : made
    return await finishStill(shown, key, output, work.fileName, work.dir)
  })
}

/** Decides where to cut: the subject is looked for at most once, and only where nobody says. */
export function placing(source: string): (cut: Cut) => Promise<Placed> {
  let subject: Promise<FocalPoint> | undefined
  return async ({ focal, crop }) => {
    if (crop) return { crop }
    if (focal) return { focal }
    subject ??= subjectIn(source)
    return { focal: await subject }
  }
}

/** Looked for in a picture of one size, so that every output, whenever it is made, and the studio are cut alike. */
export async function subjectIn(source: string): Promise<FocalPoint> {
  const small = await decode(source, [{ fit: 'inside', ...looked }])
  return small ? await subjectOf(small) : usual
}

/**
 * Upright 8-bit sRGB pixels at the scale of the most demanding output, never enlarged; null for a file that does not
 * decode. Asking for the scale while decoding lets libjpeg skip what no output shows.
 */
export async function decode(
  source: string,
  outputs: readonly (Pick<ImageOutput, 'fit' | 'width' | 'height'> & { readonly crop?: Crop })[],
): Promise<Pixels | null> {
  try {
    const options = { failOn: 'warning', limitInputPixels: maxPixels } as const
    const { autoOrient: upright } = await sharp(source, options).metadata()
    const scale = Math.min(
      1,
      Math.max(
        ...outputs.map(({ fit, width, height, crop }) => {
          const area = crop ? cropAt(upright, { width, height }, crop) : upright
          const [x, y] = [width / area.width, height / area.height]
          return fit === 'cover' ? Math.max(x, y) : Math.min(x, y)
        }),
      ),
    )
    const picture = sharp(source, options).autoOrient().toColourspace('srgb')
    const scaled =
      scale < 1
        ? picture.resize(Math.ceil(upright.width * scale), Math.ceil(upright.height * scale), { fit: 'fill' })
        : picture
    return await toPixels(scaled)
  } catch {
    return null
  }
}

/** Exactly the output's pixels for `cover`; within its box for `inside`. */
export async function cutTo(
  pixels: Pixels,
  output: ImageOutput | (FrameOutput & { readonly fit?: undefined }),
  placed: Placed,
): Promise<Pixels> {
  const { width, height } = pixels
  if (output.fit === 'inside') {
    const size = inside(width, height, output)
    return await toPixels(fromPixels(pixels).resize(size.width, size.height, { fit: 'fill' }))
  }
  const size = { width: output.width, height: output.height }
  const area = areaFor(pixels, size, placed)
  return await toPixels(
    fromPixels(pixels)
      .extract(area)
      .resize({ ...size, fit: 'fill' }),
  )
}
