/** The words and the portrait of an honoree's posters; the same for every size, so that all are rendered together. */

import type { Campaign } from './campaign.ts'
import { cutOf, ratioOf } from './crop.ts'
import type { Honoree } from './honoree.ts'
import type { Problem } from './problem.ts'
import type { ImageAsset } from './source-asset.ts'
import type { PosterContent } from './variant.ts'

/** The portrait's frame on every poster: the 35×45 mm of the 小2寸 photograph. */
export const posterFrame = { width: 35, height: 45 } as const
export const posterRatio = ratioOf(posterFrame)

/** What a poster says of the person. */
export type PosterWords = Pick<Honoree, 'name' | 'position' | 'workplace' | 'motto'>

export const posterContent = (
  { title, year, organisers }: Campaign,
  { name, position, workplace, motto }: PosterWords,
  portrait: ImageAsset,
): PosterContent => ({
  campaignTitle: title,
  year,
  name,
  position,
  workplace,
  motto,
  organisers,
  portrait: {
    sha256: portrait.sha256,
    storageKey: portrait.storageKey,
    ...cutOf(portrait, posterRatio),
    marksAi: portrait.isAiMade,
  },
})

/** A missing glyph becomes an empty box without any error, so each field is looked at before anything is drawn. */
export function uncoveredIn(
  content: PosterContent,
  uncovered: (text: string) => readonly string[],
): Problem | null {
  const fields: readonly (readonly [string, string])[] = [
    ['姓名', content.name],
    ['职务职称', content.position],
    ['工作单位', content.workplace],
    ['海报语', content.motto],
    ['活动名称', content.campaignTitle],
    ['主办单位', content.organisers.join('')],
  ]
  for (const [field, text] of fields) {
    const characters = uncovered(text)
    if (characters.length > 0) return { kind: 'character-uncovered', field, characters }
  }
  return null
}
