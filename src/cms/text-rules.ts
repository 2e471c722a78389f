/** Rules for short texts that end up on posters and in addresses, as Payload validators: true, or the sentence to show. */
import type { PayloadRequest } from 'payload'
import { titleProblem } from '../domain/campaign.ts'
import { categoriesField, categoryLabel } from '../domain/campaign-rules.ts'
import { categoryName, isCategory } from '../domain/category.ts'
import { sentence } from '../domain/problem.ts'
import { lengthOf } from '../domain/text.ts'
import { type LimitedWords, wordLimitOf } from '../domain/word-limits.ts'
import { rulesFor } from './campaign-of.ts'
import { hasRuntime, runtime } from './runtime.ts'

/** Lower case letters, digits and single hyphens: safe in every address and file name. */
export const asciiName = (value: unknown): true | string =>
  (typeof value === 'string' && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) ||
  '只能用小写英文字母、数字和连字符，例如 li-ming，请更正。'

interface Judged {
  readonly data: unknown
  readonly req: PayloadRequest
}

/** For words drawn on posters: within the limits of the person's campaign, and every character in the fonts. */
export const drawable = (words: LimitedWords) => {
  return async (value: unknown, { data, req }: Judged): Promise<true | string> => {
    const { label: field, isRequired, max } = wordLimitOf(words, await rulesFor(data, req))
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === '') return isRequired ? sentence({ kind: 'field-missing', field }) : true
    const found = lengthOf(text)
    if (found > max) return sentence({ kind: 'text-too-long', field, found, max })
    const characters = hasRuntime() ? runtime().uncovered(text) : []
    return characters.length === 0 || sentence({ kind: 'character-uncovered', field, characters })
  }
}

/** A campaign's title stands on every poster and in every label; one that was stored before its limit was is let be. */
export function campaignTitle(
  value: unknown,
  { previousValue }: { readonly previousValue?: unknown },
): true | string {
  const title = typeof value === 'string' ? value : ''
  if (title !== '' && title === previousValue) return true
  const problem = titleProblem(title)
  if (problem) return sentence(problem)
  const characters = hasRuntime() ? runtime().uncovered(title) : []
  return characters.length === 0 || sentence({ kind: 'character-uncovered', field: '活动名称', characters })
}

/** One of the classes of the person's campaign. */
export const ownCategory = async (value: unknown, { data, req }: Judged): Promise<true | string> => {
  if (value === undefined || value === null || value === '')
    return sentence({ kind: 'field-missing', field: categoriesField })
  const rules = await rulesFor(data, req)
  if (isCategory(value) && categoryLabel(rules, value) !== null) return true
  return sentence({
    kind: 'value-invalid',
    field: categoriesField,
    found: isCategory(value) ? categoryName(value) : String(value),
    expected: `本活动的类别之一（${rules.categories.join('；')}）`,
  })
}
