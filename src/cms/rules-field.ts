/** `rules`: what a campaign's notice asks for, a column a figure; a row of before there were any reads as the 2021 notice. */
import type { Field, FieldHook, GroupField } from 'payload'
import {
  categoriesField,
  categoriesProblem,
  type NumberRuleName,
  numberRuleNames,
  numberRuleProblem,
  numberRules,
  type Paper,
  paperRules,
  papers,
  photoCountProblem,
  rules2021,
} from '../domain/campaign-rules.ts'
import { type Problem, sentence } from '../domain/problem.ts'
import { paperField, storedRules } from '../domain/rules-form.ts'

const byNotice = storedRules(rules2021)

const said = (problem: Problem | null): true | string => problem === null || sentence(problem)

/** Where nothing was ever written. */
const orByNotice =
  (value: unknown): FieldHook =>
  ({ value: found }) =>
    found ?? value

/** A function, or the figure would be frozen into the table's definition. */
const beginsAs = (value: number | string | boolean | null) => ({
  ...(value === null ? {} : { defaultValue: () => value, hooks: { afterRead: [orByNotice(value)] } }),
})

const numberField = (name: NumberRuleName): Field => {
  const rule = numberRules[name]
  const { label, unit, min, max } = rule
  return {
    name,
    type: 'number',
    label: `${label}（${unit}）`,
    min,
    max,
    ...beginsAs(byNotice[name]),
    // An empty field of a new form is the notice's figure, as an absent one is.
    validate: (value: unknown, { siblingData }: { siblingData: unknown }) => {
      const { photoMin } = (siblingData ?? {}) as { photoMin?: unknown }
      return said(
        numberRuleProblem(name, value) ?? (name === 'photoMax' ? photoCountProblem(photoMin, value) : null),
      )
    },
    admin: { width: '33%', ...('isOptional' in rule ? { description: '不限就留空。' } : {}) },
  }
}

const paperBox = (paper: Paper): Field => ({
  name: paperField(paper),
  type: 'checkbox',
  label: `要求：${paperRules[paper].label}`,
  ...beginsAs(byNotice[paperField(paper)]),
  admin: { width: '33%' },
})

export const rulesField: GroupField = {
  name: 'rules',
  type: 'group',
  label: '通知的规则',
  admin: {
    description: '按本年通知填写：收件、人选进度、字数提示和导出都按这里检查。往年的活动各按各的规则。',
  },
  fields: [
    {
      name: 'categories',
      type: 'textarea',
      label: categoriesField,
      ...beginsAs(byNotice.categories),
      validate: (value: unknown) => said(categoriesProblem(value)),
      admin: {
        description:
          '每行一类，按通知中的顺序：汇总表里填 1 即第一行。改一行的字，已属这一类的人选随之改称。',
        rows: 4,
      },
    },
    { type: 'row', fields: numberRuleNames.map(numberField) },
    { type: 'row', fields: papers.map(paperBox) },
  ],
}
