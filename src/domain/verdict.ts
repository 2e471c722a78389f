/** What would become of a hand-in if it were taken now, as the people who decide see it: whose, what, why not, what to do. */
import type { CampaignRules } from './campaign-rules.ts'
import type { Told } from './hand-in.ts'
import type { Purpose } from './material-kind.ts'
import type { Named } from './named.ts'

/** Serialisable: it goes to the page as it is. */
export interface Verdict {
  readonly people: readonly PersonVerdict[]
  /** Files that belong to nobody. */
  readonly strangers: readonly FileVerdict[]
  /** Whose a stranger's file may be said to be; empty where there is none. */
  readonly choices: readonly Named[]
  /** Of the hand-in as a whole. */
  readonly remarks: readonly Remark[]
  /** What somebody typed of people so far. */
  readonly told: readonly Told[]
  /** Of the campaign that it would be taken into. */
  readonly rules: CampaignRules
}

export interface PersonVerdict {
  readonly unit: string
  readonly name: string
  /** Null when nobody of this name and unit is recorded yet. */
  readonly honoreeId: string | null
  /** What no table and nobody said yet, and no record has. */
  readonly asks: readonly Ask[]
  /** Of the person: what is missing or worth a look. */
  readonly remarks: readonly Remark[]
  readonly files: readonly FileVerdict[]
}

export type Ask = 'unit' | 'category' | 'workplace' | 'position' | 'summary'

/** Of a person, what has still to be said. */
export const asksOf = (of: Readonly<Record<Ask, string | null>>): readonly Ask[] =>
  (['unit', 'category', 'workplace', 'position', 'summary'] as const).filter((field) => !of[field]?.trim())

export interface FileVerdict {
  readonly id: string
  readonly path: string
  readonly bytes: number
  /** 生活工作照, 推荐表 …; null when nothing says what it is. */
  readonly takenFor: string | null
  readonly declared: Purpose | null
  /** `new` may be taken; `known` lies among the materials already; `refused` may not. */
  readonly state: 'new' | 'known' | 'refused'
  readonly remarks: readonly Remark[]
}

/** `ready` and `look` may be taken. */
export type Shown = 'ready' | 'look' | 'refused' | 'known'

export const shownOf = ({ state, remarks }: FileVerdict): Shown => {
  if (state === 'new') return remarks.length > 0 ? 'look' : 'ready'
  return state
}

export const filesOf = ({
  people,
  strangers,
}: Pick<Verdict, 'people' | 'strangers'>): readonly FileVerdict[] => [
  ...people.flatMap(({ files }) => files),
  ...strangers,
]

/** Ids of the files that taking would add now: of nobody of whom the unit has still to be said. */
export const takeable = ({ people }: Pick<Verdict, 'people'>): readonly string[] =>
  people
    .filter(({ asks }) => !asks.includes('unit'))
    .flatMap(({ files }) => files.filter(({ state }) => state === 'new').map(({ id }) => id))

/**
 * What taking would add, with a reminder or without; of the others the files of each, and beside files to be looked at
 * the sentences about people and the whole: no amber sentence stands uncounted.
 */
export function countsOf(verdict: Verdict): Readonly<Record<Shown, number>> {
  const counts = { ready: 0, look: 0, refused: 0, known: 0 }
  for (const file of filesOf(verdict)) counts[shownOf(file)] += 1
  const besides = [verdict, ...verdict.people].reduce((sum, { remarks }) => sum + remarks.length, 0)
  return { ...counts, ready: takeable(verdict).length, look: counts.look + besides }
}

export const isShown = (file: FileVerdict, only: Shown | null): boolean =>
  only === null || (only === 'ready' ? file.state === 'new' : shownOf(file) === only)

/** Whom `only` concerns, with what of theirs it shows; those of whom something is wrong first, else as they came. */
export function peopleShown(people: readonly PersonVerdict[], only: Shown | null): readonly PersonVerdict[] {
  const urgency = ({ files, remarks }: PersonVerdict): number => {
    const all = [...files.flatMap((file) => file.remarks), ...remarks]
    if (files.some(({ state }) => state === 'refused') || all.some(({ severity }) => severity === 'error'))
      return 0
    return all.length > 0 ? 1 : 2
  }
  return people
    .toSorted((a, b) => urgency(a) - urgency(b))
    .map((person) => ({
      ...person,
      files: person.files.filter((file) => isShown(file, only)),
    }))
    .filter(
      ({ files, remarks }) => only === null || files.length > 0 || (only === 'look' && remarks.length > 0),
    )
}

/** One Chinese sentence. `error` keeps it out or leaves a gap; `warning` is worth a look. */
export interface Remark {
  readonly severity: 'error' | 'warning'
  readonly text: string
}
