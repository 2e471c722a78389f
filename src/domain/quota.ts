/** How many may be named (名额): by a unit, in a class and in all, as the campaign's rules say. */
import { type CampaignRules, categoriesOf } from './campaign-rules.ts'
import type { Category } from './category.ts'
import { plainName } from './material-kind.ts'
import type { Problem } from './problem.ts'

export interface Named {
  readonly name: string
  /** Empty where it is not known yet. */
  readonly unit: string
  /** Null where it is not known yet. */
  readonly category: Category | null
}

/** Whom a unit names, each name once however it is spaced and dotted, where they are more than it may. */
export function unitsOver(
  people: readonly Pick<Named, 'name' | 'unit'>[],
  { perUnit }: Pick<CampaignRules, 'perUnit'>,
): ReadonlyMap<string, readonly string[]> {
  const namesOf = new Map<string, Map<string, string>>()
  for (const { unit, name } of people) {
    if (unit === '') continue
    const names = namesOf.get(unit) ?? new Map<string, string>()
    const plain = plainName(name)
    // The first is how the name is recorded.
    if (!names.has(plain)) names.set(plain, name)
    namesOf.set(unit, names)
  }
  return new Map(
    [...namesOf].flatMap(([unit, names]) =>
      names.size > perUnit ? [[unit, [...names.values()]] as const] : [],
    ),
  )
}

/** Which numbers are exceeded; who of several is meant only people can say. */
export function quotaProblems(people: readonly Named[], rules: CampaignRules): readonly Problem[] {
  const { perUnit, perCategory, total } = rules
  const problems: Problem[] = [...unitsOver(people, rules)].map(([unit, names]) => ({
    kind: 'unit-has-several',
    unit,
    names,
    max: perUnit,
  }))
  if (perCategory !== null)
    for (const [id, label] of categoriesOf(rules)) {
      const found = people.filter(({ category }) => category === id).length
      if (found > perCategory)
        problems.push({ kind: 'quota-over', what: `“${label}”一类`, found, max: perCategory })
    }
  if (total !== null && people.length > total)
    problems.push({ kind: 'quota-over', what: '全部人选', found: people.length, max: total })
  return problems
}
