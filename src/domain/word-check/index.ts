/** Checks a person's words as a second reader would. Pure: the list, the fonts and the sounds are given. */
import type { Honoree } from '../honoree.ts'
import { type Caution, cautioned } from './cautions.ts'
import { type Found, type Passage, passagesOf, type WordFinding } from './finding.ts'
import { misnamed, type SoundOf } from './names.ts'
import { numbers, usesArabicYears } from './numbers.ts'
import { doubledMarks, doubledWords, halfWidth, unpaired } from './punctuation.ts'
import { rare } from './rare.ts'

export interface WordCheckInput {
  readonly honoree: Pick<
    Honoree,
    'name' | 'workplace' | 'position' | 'field' | 'motto' | 'summary' | 'deeds' | 'nominatedBy'
  >
  readonly cautions: readonly Caution[]
  readonly uncovered: (text: string) => readonly string[]
  readonly soundOf: SoundOf
}

/** In UTF-16 units. Longer is no name nor title, and comparing every place of a text with it would take hours. */
const longestName = 200
const ofUse = (name: string): string => (name.length > longestName ? '' : name)

/** In the order of the form, and within a text from its beginning. */
export function checkWords({
  honoree,
  cautions,
  uncovered,
  soundOf,
}: WordCheckInput): readonly WordFinding[] {
  const passages = passagesOf(honoree)
  const usesArabic = usesArabicYears(passages.map(({ text }) => text).join('\n'))
  const known = {
    name: ofUse(honoree.name),
    workplace: ofUse(honoree.workplace),
    position: ofUse(honoree.position),
    unit: ofUse(honoree.nominatedBy),
  }
  const isProse = ({ field }: Passage): boolean =>
    field === 'motto' || field === 'summary' || field === 'deeds'
  return passages.flatMap((passage, place) => {
    const { field, index, text } = passage
    const next = passages[place + 1]
    const found: readonly Found[] = [
      ...cautioned(text, cautions),
      ...(isProse(passage) ? misnamed(text, known, soundOf) : []),
      ...rare(text, field, uncovered),
      ...numbers(text, usesArabic),
      ...halfWidth(text),
      ...doubledMarks(text),
      ...unpaired(text, next?.field === field ? next.text : ''),
      ...doubledWords(text),
    ]
    return inOrder(found).map((one): WordFinding => ({ field, index, ...one }))
  })
}

/** Where two speak of the same words, the first to say so does. */
function inOrder(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = []
  for (const one of [...found].sort((a, b) => a.at - b.at || b.found.length - a.found.length)) {
    const last = kept.at(-1)
    const overlaps = last && one.at < last.at + last.found.length
    if (!overlaps) kept.push(one)
  }
  return kept
}
