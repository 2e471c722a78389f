/** The last steps every still picture shares: mark, encode within its weight, write, and check the output against its spec. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { FrameOutput } from '../domain/outputs/frame.ts'
import type { ImageOutput } from '../domain/outputs/image.ts'
import { extensionOf, mediaTypeOfOutput } from '../domain/outputs/index.ts'
import type { PosterOutput } from '../domain/outputs/poster.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { VariantKey } from '../domain/variant.ts'
import type { Rendered } from '../pipeline/ports.ts'
import { aiMark } from './ai-mark.ts'
import { measureFile } from './measure.ts'
import type { Finished } from './outputs/kind.ts'

export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
}

type StillOutput = ImageOutput | FrameOutput | PosterOutput

export const fromPixels = ({ data, width, height, channels }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels }, limitInputPixels: false })

export async function toPixels(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] }
}

/** Lays the visible AI mark over the lower right corner; `whole` is the picture it is part of. */
export async function marked(
  pixels: Pixels,
  whole: { readonly width: number; readonly height: number } = pixels,
): Promise<Pixels> {
  const mark = await aiMark(whole.width, whole.height, pixels.width)
  const { width, height } = await sharp(mark.png).metadata()
  return await toPixels(
    fromPixels(pixels).composite([
      {
        input: mark.png,
        left: Math.max(0, pixels.width - width - mark.margin),
        top: Math.max(0, pixels.height - height - mark.margin),
      },
    ]),
  )
}

/** Below this a photograph shows blocks; a spec that cannot be met above it is refused. */
const lowestQuality = 40

/** Raw pixels hold no metadata, so nothing of the source's (place, camera, names) can reach the output. */
async function encode(pixels: Pixels, output: StillOutput): Promise<Buffer> {
  let picture = fromPixels(pixels)
  if (output.kind === 'image' && output.density !== null)
    // Not withMetadata: it writes sRGB over any other profile in silence.
    picture = picture.withIccProfile('srgb').withDensity(output.density)
  if (output.format === 'png') return await picture.png({ compressionLevel: 9 }).toBuffer()
  const flat = pixels.channels === 4 ? picture.flatten({ background: '#ffffff' }) : picture
  if (output.format === 'tiff') return await flat.tiff({ compression: 'lzw' }).toBuffer()

  const limit = output.maxBytes ?? Number.POSITIVE_INFINITY
  for (let quality = output.quality; ; quality = Math.max(lowestQuality, quality - 6)) {
    const isPrint = output.quality >= 90
    const bytes = await flat
      .clone()
      .jpeg({ quality, chromaSubsampling: isPrint ? '4:4:4' : '4:2:0', optimiseCoding: true })
      .toBuffer()
    if (bytes.length <= limit || quality <= lowestQuality) return bytes
  }
}

export async function finishStill(
  pixels: Pixels,
  key: VariantKey,
  output: StillOutput,
  what: string,
  dir: string,
): Promise<Result<Rendered>> {
  const file = path.join(dir, `${key}.${extensionOf(output)}`)
  await writeFile(file, await encode(pixels, output))
  return await checkStill({ key, file, output, what })
}

export async function checkStill({
  key,
  file,
  output,
  what,
}: Omit<Finished<StillOutput>, 'film' | 'signal'>): Promise<Result<Rendered>> {
  const measured = await measureFile(file)
  const made = await sharp(file).metadata()
  const offSpec = (expected: string, found: string) =>
    refuse({ kind: 'output-off-spec' as const, what, expected, found })

  const isInside = output.kind === 'image' && output.fit === 'inside'
  const fits = isInside
    ? made.width <= output.width && made.height <= output.height
    : made.width === output.width && made.height === output.height
  if (!fits) return offSpec(`${output.width}×${output.height}`, `${made.width}×${made.height}`)
  if (made.format !== output.format) return offSpec(output.format, made.format)
  if (made.exif || made.xmp || made.iptc) {
    // Density alone is written as a bare EXIF block; anything more would be the source's.
    const isDensityOnly = output.kind === 'image' && output.density !== null && !made.xmp && !made.iptc
    if (!isDensityOnly || (made.exif?.length ?? 0) > 512) return offSpec('不含元数据', '含有元数据')
  }
  if (output.maxBytes !== null && measured.bytes > output.maxBytes)
    return offSpec(`不超过 ${output.maxBytes} 字节`, `${measured.bytes} 字节`)
  return ok({
    key,
    file,
    mediaType: mediaTypeOfOutput(output),
    ...measured,
    width: made.width,
    height: made.height,
    durationMs: null,
    facts: {},
  })
}
