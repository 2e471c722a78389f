/** Somebody by unit and name, as tables, folders and people say who is meant. */
import { plainName } from './material-kind.ts'

export interface Named {
  /** Empty where nobody has said it yet. */
  readonly unit: string
  readonly name: string
}

export const isNamed = (a: Named, b: Named): boolean =>
  plainName(a.name) === plainName(b.name) && plainName(a.unit) === plainName(b.unit)

/** Whether two names of a unit are one, however they are spaced and dotted; none is nobody's. */
export const isSameUnit = (a: string, b: string): boolean => b !== '' && plainName(a) === plainName(b)

/** Whom `said` means; where no unit was known when it was said, the only one of that name. */
export function meant<T extends Named>(said: Named, people: readonly T[]): T | undefined {
  const exact = people.find((one) => isNamed(one, said))
  if (exact || said.unit !== '') return exact
  const namesakes = people.filter(({ name }) => plainName(name) === plainName(said.name))
  return namesakes.length === 1 ? namesakes[0] : undefined
}
