/** Two people's changes of one document: what only one changed is both's, what both changed is theirs to choose. */
import { changesOf, type Facts } from './event.ts'

export interface Merge {
  /** Fields that only the other changed, `group.field`: theirs is taken. */
  readonly taken: readonly string[]
  /** Fields that both changed, to different values. */
  readonly conflicts: readonly string[]
}

/** `base` is what both began with; null where that is not known any more, so that every difference is one to choose. */
export function mergeOf(collection: string, base: Facts | null, mine: Facts, theirs: Facts): Merge {
  const differ = changesOf(collection, mine, theirs).fields
  if (base === null) return { taken: [], conflicts: differ }
  const byMe = new Set(changesOf(collection, base, mine).fields)
  const byThem = new Set(changesOf(collection, base, theirs).fields)
  return {
    taken: differ.filter((path) => !byMe.has(path)),
    conflicts: differ.filter((path) => byMe.has(path) && byThem.has(path)),
  }
}

/** The same document with one field of another's, at `group.field`. */
export function withField(document: Facts, path: string, from: Facts): Facts {
  const [head = '', part] = path.split('.')
  if (part === undefined) return { ...document, [head]: from[head] }
  return {
    ...document,
    [head]: { ...(document[head] as Facts), [part]: (from[head] as Facts | undefined)?.[part] ?? null },
  }
}
