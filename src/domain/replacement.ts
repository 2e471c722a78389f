/** Which refusals end with a file that is taken: a refused file stands until a fit one comes in its place (替换). */
import { classify, materialOf, type Purpose, plainName } from './material-kind.ts'

/** A file of one person, as it was handed in. */
export interface HandedIn {
  readonly fileName: string
  readonly declared: Purpose | null
  readonly arrivedAt: Date
}

export interface RefusedFile extends HandedIn {
  /** False when it was refused just now, together with what was taken: files of one drop are meant beside each other. */
  readonly wasRefusedBefore: boolean
}

export interface Replaced<T> {
  readonly file: T
  /** The name of the file that took its place. */
  readonly by: string
}

/** Refused and taken files of the person `name`. A later file of the same name, or of the same purpose, takes the place. */
export function replacedOf<T extends RefusedFile>(
  refused: readonly T[],
  taken: readonly HandedIn[],
  name: string,
): readonly Replaced<T>[] {
  const films = refused.filter((file) => purposeOf(file, name) === 'film').length
  return refused.flatMap((file) => {
    const purpose = purposeOf(file, name)
    // Of several films nobody can say which one is meant.
    const isTold = file.wasRefusedBefore && purpose !== null && !(purpose === 'film' && films > 1)
    const by = taken.find(
      (one) =>
        one.arrivedAt > file.arrivedAt &&
        (plainName(one.fileName) === plainName(file.fileName) ||
          (isTold && purposeOf(one, name) === purpose)),
    )
    return by ? [{ file, by: by.fileName }] : []
  })
}

/** Equal for files of which a person has one; null where there may be several. */
function purposeOf({ fileName, declared }: HandedIn, name: string): string | null {
  const named = declared === null ? classify(fileName, name, []) : null
  if (named && !named.ok) return null
  const { kind, number } = named?.ok ? named.value : materialOf(declared ?? 'document', fileName, name)
  switch (kind) {
    case 'work-photo':
      return number > 0 ? `${kind} ${number}` : null
    case 'poster':
    case 'paper':
      return null
    case 'form':
      // It comes twice: to be edited, and with its stamp.
      return /\.pdf$/i.test(fileName) ? 'stamped form' : kind
    default:
      return kind
  }
}
