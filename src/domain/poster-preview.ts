/** Posters shown while their words are still being written (海报预览). */
import type { Channel } from './channel.ts'
import type { PosterWords } from './poster-content.ts'
import type { Problem } from './problem.ts'
import type { Screen } from './screen.ts'
import { specsOf } from './screen-specs.ts'
import type { Size } from './source-asset.ts'
import { lengthOf } from './text.ts'
import { posterLimits } from './word-limits.ts'

/** What the studio shows; images as data URLs, which no cache keeps. */
export interface PosterPreview {
  /** What stands against every poster, as Chinese sentences. */
  readonly problems: readonly string[]
  readonly posters: readonly PreviewedPoster[]
}

export interface PreviewedPoster extends Size {
  /** Where it is shown, by the channels' names. */
  readonly channels: readonly string[]
  readonly image: string | null
  /** Why there is none, or null. */
  readonly problem: string | null
}

/** Every size a poster is made in, each once, with the channels it is for; the table's own first, then the screens'. */
export function posterSizes(
  channels: readonly Channel[],
  screens: readonly Screen[],
): readonly (Size & { readonly channels: readonly string[] })[] {
  const found = new Map<string, Size & { channels: string[] }>()
  for (const channel of channels)
    for (const { output } of specsOf(channel, screens)) {
      if (output.kind !== 'poster') continue
      const { width, height } = output
      const name = `${width}x${height}`
      const size = found.get(name) ?? { width, height, channels: [] }
      found.set(name, size)
      if (!size.channels.includes(channel.label)) size.channels.push(channel.label)
    }
  return [...found.values()]
}

export const posterFields = [
  'name',
  'position',
  'workplace',
  'motto',
] as const satisfies readonly (keyof PosterWords)[]

/** What a poster's words break of the limits of their fields. */
export const wordProblems = (words: PosterWords): readonly Problem[] =>
  posterFields.flatMap((field): readonly Problem[] => {
    const { label, max } = posterLimits[field]
    const found = lengthOf(words[field].trim())
    if (found > max) return [{ kind: 'text-too-long', field: label, found, max }]
    return field === 'name' && found === 0 ? [{ kind: 'field-missing', field: label }] : []
  })
