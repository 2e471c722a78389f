import type { ImageOutput } from '../../domain/outputs/image.ts'
import { renderImages } from '../image.ts'
import { checkStill } from '../still.ts'
import { cutAt, originalOf, outputsOf, type RenderKind, sourceOf } from './kind.ts'

export const image: RenderKind<ImageOutput> = {
  make(work) {
    const { asset, file } = originalOf(work)
    const { marksAi } = sourceOf(work, 'asset')
    const { dir, signal } = work
    const outputs = outputsOf(work, 'image').map((step, n) => ({ ...step, cut: cutAt(work, n) }))
    return renderImages({ source: file, fileName: asset.fileName, marksAi, outputs, dir, signal })
  },
  check: checkStill,
}
