import type { PressKitOutput } from '../../domain/outputs/press-kit.ts'
import { each } from '../each.ts'
import { checkPressKit, renderPressKit } from '../press-kit.ts'
import { fileOf, outputsOf, type RenderKind, sourceOf } from './kind.ts'

export const pressKit: RenderKind<PressKitOutput> = {
  // One by one: each channel's kit has deeds of a length of its own.
  async make(work) {
    const { dir, signal } = work
    const photoFile = (storageKey: string): string => fileOf(work, storageKey)
    const kits = outputsOf(work, 'press-kit').map((output, n) => ({
      ...output,
      ...sourceOf({ ...work, steps: work.steps.slice(n) }, 'press-kit'),
    }))
    const what = (): string => '新闻稿件包'
    return await each(kits, signal, what, async ({ key, output, content }) => {
      const { result } = await renderPressKit({ key, output, content, photoFile, dir, signal })
      return result
    })
  },
  check: checkPressKit,
}
