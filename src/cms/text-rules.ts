/** Rules for short texts that end up on posters and in addresses, as Payload validators: true, or the sentence to show. */
import { sentence } from '../domain/problem.ts'
import { lengthOf } from '../domain/text.ts'
import { type LimitedWords, wordLimits } from '../domain/word-limits.ts'
import { hasRuntime, runtime } from './runtime.ts'

/** Lower case letters, digits and single hyphens: safe in every address and file name. */
export const asciiName = (value: unknown): true | string =>
  (typeof value === 'string' && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) ||
  '只能用小写英文字母、数字和连字符，例如 li-ming，请更正。'

/** For words drawn on posters: within their limits, and every character in the fonts. */
export const drawable = (words: LimitedWords) => {
  const { label: field, isRequired, max } = wordLimits[words]
  return (value: unknown): true | string => {
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === '') return isRequired ? sentence({ kind: 'field-missing', field }) : true
    const found = lengthOf(text)
    if (found > max) return sentence({ kind: 'text-too-long', field, found, max })
    const characters = hasRuntime() ? runtime().uncovered(text) : []
    return characters.length === 0 || sentence({ kind: 'character-uncovered', field, characters })
  }
}
