/** Photographs: one decode to upright sRGB pixels no larger than needed, then every output cut from them. */
import sharp from 'sharp'
import type { FocalPoint } from '../domain/asset.ts'
import type { FrameOutput } from '../domain/outputs/frame.ts'
import type { ImageOutput } from '../domain/outputs/image.ts'
import { refuse } from '../domain/result.ts'
import type { VariantKey } from '../domain/variant.ts'
import type { RenderResult } from '../pipeline/ports.ts'
import { focalCrop, inside } from './crop.ts'
import { each } from './each.ts'
import { maxPixels } from './probe.ts'
import { finishStill, fromPixels, marked, type Pixels, toPixels } from './still.ts'
import { subjectOf } from './subject.ts'

interface Work {
  readonly source: string
  readonly fileName: string
  readonly focal: FocalPoint | null
  readonly marksAi: boolean
  readonly outputs: readonly { readonly key: VariantKey; readonly output: ImageOutput }[]
  readonly dir: string
  readonly signal: AbortSignal
}

export async function renderImages(work: Work): Promise<readonly RenderResult[]> {
  work.signal.throwIfAborted()
  const pixels = await decode(
    work.source,
    work.outputs.map(({ output }) => output),
  )
  if (!pixels) {
    const problem = { kind: 'file-broken', file: work.fileName, what: '照片' } as const
    return work.outputs.map(({ key }) => ({ key, result: refuse(problem) }))
  }
  const focal = work.focal ?? (await subjectOf(pixels))
  const what = ({ output }: Work['outputs'][number]): string =>
    `${work.fileName}（${output.width}×${output.height}）`
  return await each(work.outputs, work.signal, what, async ({ key, output }) => {
    const cut = await cutTo(pixels, output, focal)
    const shown = work.marksAi ? await marked(cut) : cut
    return await finishStill(shown, key, output, work.fileName, work.dir)
  })
}

/**
 * Upright 8-bit sRGB pixels at the scale of the most demanding output, never enlarged; null for a file that does not
 * decode. Asking for the scale while decoding lets libjpeg skip what no output shows.
 */
export async function decode(
  source: string,
  outputs: readonly Pick<ImageOutput, 'fit' | 'width' | 'height'>[],
): Promise<Pixels | null> {
  try {
    const options = { failOn: 'warning', limitInputPixels: maxPixels } as const
    const { autoOrient: upright } = await sharp(source, options).metadata()
    const scale = Math.min(
      1,
      Math.max(
        ...outputs.map(({ fit, width, height }) => {
          const [x, y] = [width / upright.width, height / upright.height]
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

/** Exactly the output's pixels for `cover`, as near to `focal` as the edges allow; within its box for `inside`. */
export async function cutTo(
  pixels: Pixels,
  output: ImageOutput | (FrameOutput & { readonly fit?: undefined }),
  focal: FocalPoint,
): Promise<Pixels> {
  const { width, height } = pixels
  if (output.fit === 'inside') {
    const size = inside(width, height, output)
    return await toPixels(fromPixels(pixels).resize(size.width, size.height, { fit: 'fill' }))
  }
  const size = { width: output.width, height: output.height }
  const area = focalCrop(width, height, output.width / output.height, focal)
  return await toPixels(
    fromPixels(pixels)
      .extract(area)
      .resize({ ...size, fit: 'fill' }),
  )
}
