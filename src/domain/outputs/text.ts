/** A title, a summary, a body and topics bounded in 字 (graphemes); computed, has no bytes of its own. */
import { fitText, type TextBounds } from '../fitted-text.ts'
import type { OutputKind } from './kind.ts'

export interface TextOutput extends TextBounds {
  readonly kind: 'text'
}

export const text: OutputKind<TextOutput, never> = {
  // It is fitted when a release is frozen, but what stands against it is said now.
  find({ output, limits }, { honoree, campaign }) {
    const fitted = fitText(honoree, campaign.title, output, limits)
    return fitted.ok ? { wishes: [] } : { problem: fitted.problem }
  },
  label: () => '文字稿',
}
