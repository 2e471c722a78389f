/** A zip of DOCX and UTF-8 TXT of the deeds, print photos and captions. */
import { tooShort } from '../fitted-text.ts'
import { pressKitContent } from '../press-kit-content.ts'
import { workPhotos } from '../source-asset.ts'
import type { ImageOutput } from './image.ts'
import { type FileKind, missing, personOf, workPhotoName } from './kind.ts'

export interface PressKitOutput {
  readonly kind: 'press-kit'
  readonly bodyMin: number
  readonly bodyMax: number
  readonly photo: ImageOutput
}

export const pressKit: FileKind<PressKitOutput> = {
  find({ output, limits }, material) {
    const { campaign, honoree, assets } = material
    const photos = workPhotos(assets)
    if (photos.length === 0) return missing(material, workPhotoName)
    const content = pressKitContent(campaign, honoree, photos, output, limits)
    if (!content.ok) return { problem: content.problem }
    const short = tooShort(honoree, limits)
    const group = { kind: 'press-kit', subject: honoree.id } as const
    return {
      hints: short ? [short] : [],
      wishes: [{ asset: null, source: { kind: 'press-kit', content: content.value }, output, group }],
    }
  },
  label: () => '新闻稿件包',
  extension: () => 'zip',
  cost: () => 1,
  // A handful of photographs for print.
  expectedBytes: () => 20_000_000,
  needs: () => [],
  // Of the photographs in it: they are what is printed.
  facts: ({ photo: { quality, density } }) => ({
    colour: 'sRGB',
    quality,
    ...(density === null ? {} : { ppi: density }),
  }),
  role: () => 'press-kit',
  alt: (_role, _asset, { honoree }) => `${personOf(honoree)}的新闻稿件包：文字稿和印刷图片`,
}
