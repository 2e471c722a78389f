/** How long the words of a person may be, in 字, and which must be there: asked by the form and by an import alike. */
import type { CampaignRules } from './campaign-rules.ts'
import type { Honoree } from './honoree.ts'
import type { Problem } from './problem.ts'
import { lengthOf, lengthOfBlocks } from './text.ts'

interface WordLimit {
  readonly label: string
  readonly max: number
  readonly isRequired: boolean
}

/** What is drawn on posters, as long as a poster has room for, whatever a notice says: every character must be in their fonts. */
export const posterLimits = {
  name: { label: '姓名', max: 30, isRequired: true },
  workplace: { label: '工作单位', max: 60, isRequired: true },
  position: { label: '职务职称', max: 60, isRequired: true },
  motto: { label: '海报语', max: 40, isRequired: false },
} as const satisfies Partial<Record<keyof Honoree, WordLimit>>

export const summaryLabel = '事迹简介'
export const deedsLabel = '主要事迹'

export type LimitedWords = keyof typeof posterLimits | 'summary'

export const limitedWords: readonly LimitedWords[] = [
  ...(Object.keys(posterLimits) as (keyof typeof posterLimits)[]),
  'summary',
]

export const wordLimitOf = (
  words: LimitedWords,
  { summaryMax }: Pick<CampaignRules, 'summaryMax'>,
): WordLimit =>
  words === 'summary' ? { label: summaryLabel, max: summaryMax, isRequired: true } : posterLimits[words]

type TooLong = Extract<Problem, { kind: 'text-too-long' }>

/** Words longer than the campaign's form has room for. The summary must be cut; longer deeds are taken, since each channel cuts what it needs. */
export function wordsOver(
  { summary, deeds }: Pick<Honoree, 'summary' | 'deeds'>,
  { summaryMax, deedsMax }: Pick<CampaignRules, 'summaryMax' | 'deedsMax'>,
): { readonly summary: TooLong | null; readonly deeds: TooLong | null } {
  const over = (field: string, found: number, max: number): TooLong | null =>
    found > max ? { kind: 'text-too-long', field, found, max } : null
  return {
    summary: over(summaryLabel, lengthOf(summary.trim()), summaryMax),
    deeds: over(deedsLabel, lengthOfBlocks(deeds), deedsMax),
  }
}
