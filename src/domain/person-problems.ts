/** What stands against showing this person anywhere, whatever the channel. */
import { beijingDay } from './beijing.ts'
import { type CampaignRules, categoriesField, categoryLabel } from './campaign-rules.ts'
import type { Facts } from './honoree.ts'
import type { Problem } from './problem.ts'

export function personProblems(honoree: Facts, rules: CampaignRules, now: Date): readonly Problem[] {
  const { name, consentGivenAt } = honoree
  const fields: readonly (readonly [string, string])[] = [
    ['姓名', name],
    ['工作单位', honoree.workplace],
    ['职务职称', honoree.position],
    // A class that the campaign has not, or no more, is none.
    [categoriesField, categoryLabel(rules, honoree.category) ?? ''],
  ]
  return [
    ...fields
      .filter(([, value]) => value.trim() === '')
      .map(([field]) => ({ kind: 'field-missing', field }) as const),
    ...(consentGivenAt && consentGivenAt <= now ? [] : [consentProblem(honoree)]),
    ...(honoree.edition === 'published' ? [] : [{ kind: 'honoree-draft', name } as const]),
  ]
}

const consentProblem = ({ name, consentWithdrawnAt }: Facts): Problem =>
  consentWithdrawnAt
    ? { kind: 'consent-withdrawn', name, on: beijingDay(consentWithdrawnAt) }
    : { kind: 'consent-missing', name }
