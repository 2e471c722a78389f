/** What is worked out of many rows of somebody, worked out anew only for whom one of them changed. */
import type { Revision } from './records.ts'

/** Rows are written within this time of the moment they bear; two of one moment look alike. */
const settledAfterMs = 10_000

/**
 * Worked out anew after this time though nothing changed: a row that comes and is deleted for good within one pass is in
 * what was made, and leaves no word in any revision.
 */
const keptForMs = 15 * 60_000

/** What the database says at a moment. */
export interface Sight<T> {
  /** In their order. */
  readonly revisions: readonly Revision[]
  /** Whether what was worked out before still holds, where more counts than rows. */
  holds?(value: T): boolean
}

export interface Pass<T> {
  /** Seen before anything else is read. */
  readonly sight: Sight<T>
  readonly now: Date
  /** Whoever is gone meanwhile is left out. */
  make(ids: readonly string[]): Promise<ReadonlyMap<string, T>>
  /** Asked after `make`: a row that came meanwhile and went again was in what was made, and is in no later revision. */
  look(): Promise<Sight<T>>
}

interface Kept<T> {
  readonly of: string
  readonly value: T
  readonly madeAt: Date
}

/** A clock that went back makes anew what was made after it. */
const isFresh = ({ madeAt }: Kept<unknown>, now: Date): boolean =>
  madeAt <= now && now.getTime() - madeAt.getTime() < keptForMs

/** In the order of the revisions. */
export type Passes<T> = (pass: Pass<T>) => Promise<ReadonlyMap<string, T>>

/**
 * As many are kept as the latest pass asked for. Passes run one after another, so that of two that ask for the same the
 * second finds it.
 */
export function keepByRevision<T>(): Passes<T> {
  let kept: ReadonlyMap<string, Kept<T>> = new Map()
  let last: Promise<unknown> = Promise.resolve()

  const run = async ({ sight: { revisions, holds = () => true }, now, make, look }: Pass<T>) => {
    const known = new Map<string, T>()
    for (const { honoreeId, of } of revisions) {
      const found = kept.get(honoreeId)
      if (found?.of === of && isFresh(found, now) && holds(found.value)) known.set(honoreeId, found.value)
    }
    // Of a moment just now more may still be written, and would look the same.
    const isSettled = ({ changedAt }: Revision): boolean =>
      changedAt.getTime() + settledAfterMs <= now.getTime()
    const changed = revisions.filter(({ honoreeId }) => !known.has(honoreeId))
    const made =
      changed.length > 0 ? await make(changed.map(({ honoreeId }) => honoreeId)) : new Map<string, T>()
    // While files are being made nobody who changed has settled, and there is nothing to look again for.
    const later = changed.some((one) => isSettled(one) && made.has(one.honoreeId)) ? await look() : null
    const laterOf = new Map(later?.revisions.map(({ honoreeId, of }) => [honoreeId, of]))
    /** Whether what was made is of the rows that its revision tells of, and of no others. */
    const isOf = (id: string, of: string, value: T): boolean =>
      known.has(id) || (laterOf.get(id) === of && (later?.holds?.(value) ?? true))
    const values = new Map<string, T>()
    const next = new Map<string, Kept<T>>()
    for (const one of revisions) {
      const { honoreeId, of } = one
      const value = known.get(honoreeId) ?? made.get(honoreeId)
      if (value === undefined) continue
      values.set(honoreeId, value)
      const madeAt = known.has(honoreeId) ? (kept.get(honoreeId)?.madeAt ?? now) : now
      if (isSettled(one) && isOf(honoreeId, of, value)) next.set(honoreeId, { of, value, madeAt })
    }
    kept = next
    return values
  }

  return (pass) => {
    const mine = last.then(() => run(pass))
    last = mine.catch(() => null)
    return mine
  }
}

/** One of each for whatever was asked for last: this year's, last year's, and one to look something up in. */
export function perLatest<T>(make: () => T, atMost = 3): (id: string) => T {
  const known = new Map<string, T>()
  return (id) => {
    const found = known.get(id) ?? make()
    // The one asked for last stands last.
    known.delete(id)
    known.set(id, found)
    for (const first of known.keys()) if (known.size > atMost) known.delete(first)
    return found
  }
}
