import type { PressKitOutput } from '../../domain/outputs/press-kit.ts'
import type { RenderResult } from '../../pipeline/ports.ts'
import { checkPressKit, renderPressKit } from '../press-kit.ts'
import { fileOf, outputsOf, type RenderKind, sourceOf } from './kind.ts'

export const pressKit: RenderKind<PressKitOutput> = {
  // One by one: each channel's kit has deeds of a length of its own.
  async make(work) {
    const { dir, signal } = work
    const photoFile = (storageKey: string): string => fileOf(work, storageKey)
    const results: RenderResult[] = []
    for (const step of work.steps) {
      const kit = { ...work, steps: [step] }
      const { content } = sourceOf(kit, 'press-kit')
      for (const { key, output } of outputsOf(kit, 'press-kit'))
        results.push(await renderPressKit({ key, output, content, photoFile, dir, signal }))
    }
    return results
  },
  check: checkPressKit,
}
