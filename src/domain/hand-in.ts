/** What a unit or staff hand in (收件): files that have arrived and of which nothing is taken yet, and what became of each. */
import { numberRules } from './campaign-rules.ts'
import { type Category, isCategory } from './category.ts'
import { type Purpose, plainName } from './material-kind.ts'
import type { Named } from './named.ts'
import { isRoster, type RelativePath } from './nominee-folders.ts'
import type { Problem } from './problem.ts'

/**
 * `received`: arrived, not decided. `taken`: among the materials, its copy here is gone. `refused`: somebody wanted it
 * taken and a rule stood against it; it stays until it is replaced or put aside. `aside`: nobody wants it, its copy is gone.
 */
export type HandInFileState = 'received' | 'taken' | 'refused' | 'aside'

export interface HandInFile {
  readonly id: string
  readonly handInId: string
  /** As it was sent, below the root of the hand-in; one path has one open file, the newest. */
  readonly path: RelativePath
  readonly bytes: number
  readonly storageKey: string
  readonly state: HandInFileState
  /** What somebody said it is, over what its name says. */
  readonly declared: Purpose | null
  /** Whose somebody said it is, over what its folders and name say. */
  readonly person: Named | null
  /** Why it was refused, or what it was replaced by; empty otherwise. */
  readonly problems: readonly Problem[]
  readonly arrivedAt: Date
}

/** What nobody's table says of a person and somebody typed instead. */
export interface Told {
  readonly unit: string
  readonly name: string
  readonly category: Category | null
  readonly workplace: string
  readonly position: string
  readonly summary: string
}

export interface HandIn {
  readonly id: string
  readonly campaignId: string
  /** Everything is this one's, whatever it is called: handed in by a unit's link or on a person's page. */
  readonly only: Named | null
  readonly told: readonly Told[]
  /** `users:ID`, `units:CAMPAIGN:UNIT`, or `import:` and where the folder lay that was imported by command. */
  readonly openedBy: string
  readonly openedAt: Date
}

/** Whether two hand-ins of one sender are for the same person, or both for nobody in particular. */
export const isForSame = (a: Pick<HandIn, 'only'>, b: Pick<HandIn, 'only'>): boolean =>
  plainName(a.only?.name ?? '') === plainName(b.only?.name ?? '')

export const isOpen = ({ state }: Pick<HandInFile, 'state'>): boolean =>
  state === 'received' || state === 'refused'

/** Of one hand-in what waits, as a verdict shows it: of one path the newest, and a table only where nothing else waits. */
export function waitingOf<T extends Pick<HandInFile, 'state' | 'path'>>(files: readonly T[]): readonly T[] {
  const newest = [...new Map(files.filter(isOpen).map((file) => [file.path, file])).values()]
  const own = newest.filter(({ path }) => !isRoster(path))
  return own.length > 0 ? own : newest
}

/** Where the bytes wait. `id` is new for every arrival, so that a later file of the same path never replaces an earlier one's bytes. */
export const incomingKey = (handInId: string, id: string): string => `incoming/${handInId}/${id}`

/** More than anybody's name or title has. */
const wordMax = 300

/**
 * What was typed, by allow-list; null when it is not of this form, or a summary is longer than `summaryMax` (by default
 * than any campaign's may be). A unit may speak of its own nominee alone.
 */
export function toldOf(
  asked: unknown,
  only: HandIn['only'],
  summaryMax: number = numberRules.summaryMax.max,
): readonly Told[] | null {
  if (!Array.isArray(asked) || asked.length > 500) return null
  const told: Told[] = []
  for (const one of asked as readonly Readonly<Record<string, unknown>>[]) {
    const text = (field: string): string => {
      const value = one?.[field]
      return typeof value === 'string' ? value.trim().normalize('NFC') : ''
    }
    const category = text('category')
    const { unit, name } = only ?? { unit: text('unit'), name: text('name') }
    const [workplace, position, summary] = [text('workplace'), text('position'), text('summary')]
    if (name === '' || (category !== '' && !isCategory(category))) return null
    if ([unit, name, workplace, position].some((each) => [...each].length > wordMax)) return null
    if ([...summary].length > summaryMax) return null
    told.push({ unit, name, category: isCategory(category) ? category : null, workplace, position, summary })
  }
  return told
}
