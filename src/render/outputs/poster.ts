import type { PosterOutput } from '../../domain/outputs/poster.ts'
import { renderPosters } from '../poster.ts'
import { checkStill } from '../still.ts'
import { fileOf, outputsOf, type RenderKind, sourceOf } from './kind.ts'

export const poster: RenderKind<PosterOutput> = {
  make(work) {
    const { content } = sourceOf(work, 'poster')
    const { dir, signal } = work
    const portraitFile = fileOf(work, content.portrait.storageKey)
    return renderPosters({ content, portraitFile, outputs: outputsOf(work, 'poster'), dir, signal })
  },
  check: checkStill,
}
