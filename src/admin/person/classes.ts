/** What a campaign calls its classes of people, as the choices of a select. */
import { categoriesOf, classesOfYears } from '../../domain/campaign-rules.ts'
import { readRules } from '../../domain/rules-form.ts'
import { ask } from '../ask.ts'

export type Classes = { label: string; value: string }[]

export const classesIn = (rules: unknown): Classes =>
  categoriesOf(readRules(rules)).map(([value, label]) => ({ value, label }))

/** Of every campaign there is, for a list of people of all years; null where they cannot be read. */
export async function classesOfAll(): Promise<Classes | null> {
  const path = '/api/campaigns?depth=0&pagination=false&select[year]=true&select[rules]=true'
  const found = await ask<{ docs: readonly { year: number; rules?: unknown }[] }>(path)
  if (!found.ok) return null
  const campaigns = found.value.docs.map(({ year, rules }) => ({ year, rules: readRules(rules) }))
  return classesOfYears(campaigns).map(([value, label]) => ({ value, label }))
}

/** The rows of a list ask together; whoever comes later asks anew, since the words may have been changed. */
const asked = new Map<string, Promise<Classes | null>>()
const togetherMs = 5_000

/** Null where the campaign cannot be read. */
export function classesOf(campaign: string): Promise<Classes | null> {
  const known = asked.get(campaign)
  if (known !== undefined) return known
  const answer = ask<{ rules?: unknown }>(`/api/campaigns/${encodeURIComponent(campaign)}?depth=0`).then(
    (found) => (found.ok ? classesIn(found.value.rules) : null),
  )
  asked.set(campaign, answer)
  setTimeout(() => asked.delete(campaign), togetherMs)
  return answer
}
