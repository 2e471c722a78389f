/** A campaign's rules as they are typed and stored: one value a field, the same names in the wizard and in the row. */
import {
  type CampaignRules,
  categoriesProblem,
  categoryLines,
  type NumberRuleName,
  numberRuleNames,
  numberRuleProblem,
  type Paper,
  papers,
  photoCountProblem,
  rules2021,
} from './campaign-rules.ts'
import type { Problem } from './problem.ts'

type PaperField = `needs${Capitalize<Paper>}`

/** `needsFormWord` and its like: whether the paper is asked for. */
export const paperField = (paper: Paper): PaperField =>
  `needs${paper.charAt(0).toUpperCase()}${paper.slice(1)}` as PaperField

export type RulesForm = Readonly<
  Record<NumberRuleName, string> & Record<PaperField, boolean> & { /** One a line. */ categories: string }
>

/** As a row keeps them. */
export type StoredRules = Readonly<
  Record<NumberRuleName, number | null> & Record<PaperField, boolean> & { categories: string }
>

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {}

/** Of what is typed or stored; what is missing or cannot be read is as the 2021 notice says. */
export function readRules(value: unknown): CampaignRules {
  const fields = fieldsOf(value)
  const number = (name: NumberRuleName): number | null => {
    const found = fields[name]
    if (found === null || found === undefined || found === '' || numberRuleProblem(name, found))
      return rules2021[name]
    return Number(found)
  }
  const asked = (paper: Paper): boolean => {
    const found = fields[paperField(paper)]
    return typeof found === 'boolean' ? found : rules2021.papers.includes(paper)
  }
  const numbers = Object.fromEntries(numberRuleNames.map((name) => [name, number(name)])) as Pick<
    CampaignRules,
    NumberRuleName
  >
  const { photoMin, photoMax } = photoCountProblem(numbers.photoMin, numbers.photoMax) ? rules2021 : numbers
  return {
    ...numbers,
    photoMin,
    photoMax,
    categories: categoriesProblem(fields.categories)
      ? rules2021.categories
      : categoryLines(fields.categories),
    papers: papers.filter(asked),
  }
}

export const storedRules = (rules: CampaignRules): StoredRules => ({
  ...(Object.fromEntries(numberRuleNames.map((name) => [name, rules[name]])) as Pick<
    CampaignRules,
    NumberRuleName
  >),
  categories: rules.categories.join('\n'),
  ...(Object.fromEntries(papers.map((paper) => [paperField(paper), rules.papers.includes(paper)])) as Record<
    PaperField,
    boolean
  >),
})

export const rulesForm = (rules: CampaignRules): RulesForm => ({
  ...storedRules(rules),
  ...(Object.fromEntries(numberRuleNames.map((name) => [name, String(rules[name] ?? '')])) as Record<
    NumberRuleName,
    string
  >),
})

/** What was kept of a form, each field as it was typed; what is missing as `empty` says. */
export function readRulesForm(value: unknown, empty: RulesForm): RulesForm {
  const fields = fieldsOf(value)
  return Object.fromEntries(
    Object.entries(empty).map(([name, is]) => [name, typeof fields[name] === typeof is ? fields[name] : is]),
  ) as unknown as RulesForm
}

/** Everything that stands against a form, in the order of its fields. */
export const rulesProblems = (form: RulesForm): readonly Problem[] =>
  [
    categoriesProblem(form.categories),
    ...numberRuleNames.map((name) => numberRuleProblem(name, form[name])),
    photoCountProblem(form.photoMin, form.photoMax),
  ].filter((problem) => problem !== null)
