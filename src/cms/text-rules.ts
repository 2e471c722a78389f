/** Rules for short texts that end up on posters and in addresses, as Payload validators: true, or the sentence to show. */
import { sentence } from '../domain/problem.ts'
import { lengthOf } from '../domain/text.ts'
import { hasRuntime, runtime } from './runtime.ts'

/** Lower case letters, digits and single hyphens: safe in every address and file name. */
export const asciiName = (value: unknown): true | string =>
  (typeof value === 'string' && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) ||
  '只能用小写英文字母、数字和连字符，例如 li-ming，请更正。'

/** For a text drawn on posters: present when `isRequired`, no longer than `max`, and every character in the fonts. */
export const drawable =
  (field: string, { isRequired, max }: { isRequired: boolean; max: number }) =>
  (value: unknown): true | string => {
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === '') return isRequired ? sentence({ kind: 'field-missing', field }) : true
    const found = lengthOf(text)
    if (found > max) return sentence({ kind: 'text-too-long', field, found, max })
    const characters = hasRuntime() ? runtime().uncovered(text) : []
    return characters.length === 0 || sentence({ kind: 'character-uncovered', field, characters })
  }
