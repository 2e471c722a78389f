/** A title, a summary, a body and topics bounded in 字 (graphemes); computed, has no bytes of its own. */
import { fitText, type TextBounds, tooShort } from '../fitted-text.ts'
import { type Limit, roomFor } from '../limit.ts'
import type { OutputKind } from './kind.ts'

export interface TextOutput extends TextBounds {
  readonly kind: 'text'
}

/** What the limits leave room for. */
export const textWithin = (limits: readonly Limit[]): TextOutput => ({
  kind: 'text',
  titleMax: roomFor(limits, 'title').max,
  bodyMin: Math.max(0, roomFor(limits, 'body').min),
  bodyMax: roomFor(limits, 'body').max,
  topicsMax: limits.some(({ field }) => field === 'topics') ? roomFor(limits, 'topics').max : 0,
})

export const text: OutputKind<TextOutput, never> = {
  // It is fitted when a release is frozen, but what stands against it is said now.
  find({ output, limits }, { honoree, campaign }) {
    const fitted = fitText(honoree, campaign, output, limits)
    if (!fitted.ok) return { problem: fitted.problem }
    const short = tooShort(honoree, limits)
    return { wishes: [], hints: short ? [short] : [] }
  },
  label: () => '文字稿',
}
