/** Who is who among those recorded and those who come, and whether they are more than may be named. */
import type { CampaignRules } from '../../domain/campaign-rules.ts'
import { type Finding, warning } from '../../domain/finding.ts'
import type { Editions } from '../../domain/honoree.ts'
import { plainName } from '../../domain/material-kind.ts'
import { isNamed, isSameUnit, type Named } from '../../domain/named.ts'
import { sentence } from '../../domain/problem.ts'
import { quotaProblems } from '../../domain/quota.ts'
import type { Nominee } from '../../domain/roster.ts'

export const isSamePerson = (
  { name, nominatedBy }: Pick<Editions, 'name' | 'nominatedBy'>,
  nominee: Named,
): boolean => isNamed({ name, unit: nominatedBy }, nominee)

/** As a unit's link sees whom it has named: of a unit that another spelling makes, it sees nobody. */
export const isOwnOf = ({ nominatedBy }: Pick<Editions, 'nominatedBy'>, unit: string): boolean =>
  nominatedBy === unit

/** Numbers that are exceeded only since these came. */
export function overQuota(
  recorded: readonly Editions[],
  nominees: readonly Nominee[],
  rules: CampaignRules,
): readonly Finding[] {
  const there = recorded.map((one) => ({
    name: one.name,
    unit: one.nominatedBy,
    category: one.newest.ok ? one.newest.value.category : null,
  }))
  const added = nominees.filter((nominee) => !recorded.some((one) => isSamePerson(one, nominee)))
  const before = quotaProblems(there, rules).map(sentence)
  // Of a unit's own number each of its nominees is told.
  return quotaProblems([...there, ...added], rules)
    .filter((problem) => problem.kind !== 'unit-has-several' && !before.includes(sentence(problem)))
    .map(warning)
}

/** Whom the unit has named already, where it could not name all of this hand-in as well: which of them, it has to say. */
export function rivalsOf(
  nominee: Nominee,
  recorded: readonly Editions[],
  nominees: readonly Nominee[],
  { perUnit }: CampaignRules,
): readonly Editions[] {
  const before = recorded.filter(({ nominatedBy }) => isSameUnit(nominatedBy, nominee.unit))
  const added = nominees.filter(
    ({ name, unit }) =>
      plainName(unit) === plainName(nominee.unit) && !before.some((one) => isSamePerson(one, { name, unit })),
  )
  return before.length + added.length > perUnit ? before : []
}
