/** What a check of words answers: where, what, why, and how it could read. A finding is advice; it refuses nothing. */
import type { Block } from '../honoree.ts'
import { textsOf } from '../text.ts'

/** The honoree's texts that are checked. */
export const checkedFields = ['name', 'workplace', 'position', 'field', 'motto', 'summary', 'deeds'] as const
export type CheckedField = (typeof checkedFields)[number]

/** What the words are about. */
export const wordRules = ['caution', 'name', 'rare', 'number', 'punctuation', 'doubled'] as const
export type WordRule = (typeof wordRules)[number]

/** One run of text: a field, or a paragraph or list item of the deeds. */
export interface Passage {
  readonly field: CheckedField
  /** Which of the field's runs, from 0; empty paragraphs are not counted. */
  readonly index: number
  readonly text: string
}

export interface WordFinding {
  readonly field: CheckedField
  readonly index: number
  /** In UTF-16 units of the passage's text. */
  readonly at: number
  readonly found: string
  readonly rule: WordRule
  /** In Chinese, whole. */
  readonly why: string
  /** What stands instead, where that is certain; null where a person must decide. '' takes the words away. */
  readonly proposal: string | null
}

/** A finding still without its place in the person's texts. */
export type Found = Omit<WordFinding, 'field' | 'index'>

/** Under which a person's dismissed findings are known: the same words for the same reason, wherever they stand. */
export const findingKey = ({ rule, found }: Pick<WordFinding, 'rule' | 'found'>): string => `${rule}:${found}`

export const passagesOf = (
  words: Readonly<Record<Exclude<CheckedField, 'deeds'>, string>> & { readonly deeds: readonly Block[] },
): readonly Passage[] =>
  checkedFields.flatMap((field) => {
    const texts = field === 'deeds' ? words.deeds.flatMap(textsOf) : [words[field]]
    return texts.filter((text) => text.trim() !== '').map((text, index): Passage => ({ field, index, text }))
  })

/** Every match of a global pattern, as findings; `judge` may pass one over with null. */
export const matches = (
  text: string,
  pattern: RegExp,
  judge: (match: RegExpMatchArray) => Omit<Found, 'at'> | Found | null,
): readonly Found[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const found = judge(match)
    return found ? [{ at: match.index ?? 0, ...found }] : []
  })
