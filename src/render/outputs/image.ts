import type { ImageOutput } from '../../domain/outputs/image.ts'
import { renderImages } from '../image.ts'
import { checkStill } from '../still.ts'
import { originalOf, outputsOf, type RenderKind, sourceOf } from './kind.ts'

export const image: RenderKind<ImageOutput> = {
  make(work) {
    const { asset, file } = originalOf(work)
    const { marksAi } = sourceOf(work, 'asset')
    const { dir, signal } = work
    // Each ratio is cut as its own source says; the picture they are cut from is one.
    const outputs = outputsOf(work, 'image').map((step, n) => {
      const { focal, crop } = sourceOf({ ...work, steps: work.steps.slice(n) }, 'asset')
      return { ...step, cut: { focal, ...(crop ? { crop } : {}) } }
    })
    return renderImages({ source: file, fileName: asset.fileName, marksAi, outputs, dir, signal })
  },
  check: checkStill,
}
