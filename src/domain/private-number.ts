/** Numbers that belong to a person and to no public sentence: identity card, mobile (GB: 1, then 3 to 9, 11 digits), landline, e-mail address; however they are spaced. */

type What = '身份证号' | '手机号码' | '电话号码' | '邮箱地址'

const invisible = /\p{Default_Ignorable_Code_Point}/gu
/** 2026-11-24, 2026.11.24, 1990—2026: no part of a telephone number. */
const dates =
  /(?<!\d)(?:(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}|(?:19|20)\d\d\s?[\p{Pd}~]\s?(?:19|20)\d\d)(?!\d)/gu
/** Runs of digits with what people put between them. */
const chains = /\d+(?:[\s().·•_−\p{Pd}]{1,3}\d+)*[Xx]?/gu
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/

const isIdentity = (digits: string): boolean =>
  /^[1-9]\d{5}(?:(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})$/.test(
    digits,
  )

/** Of two halves 138-12345678, 1381234-5678 and +86 13812345678 are a number; 15000-200000 is a range. */
const isMobile = (digits: string, [first = '', ...rest]: readonly string[]): boolean =>
  /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits) &&
  (rest.length !== 1 || /^(?:\d{3}|\d{7}|(?:00)?86)$/.test(first))

const isLandline = (digits: string): boolean =>
  /^(?:(?:00)?86)?0(?:(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/.test(digits)

/** Digits of an identity card. */
const longest = 18

/** Of neighbouring runs, each alone and some together. */
function numbersIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(chains)].flatMap(([chain]) => {
    const runs = chain.match(/\d+[Xx]?/g) ?? []
    return runs.flatMap((_, first) =>
      runs.slice(first, first + longest).map((_run, more) => runs.slice(first, first + more + 1)),
    )
  })
}

/** What a text seems to hold, in digits of any width; null when nothing does. It does not repeat the number. */
export function privateNumberIn(text: string): What | null {
  const plain = text.normalize('NFKC').replace(invisible, '')
  if (numbersIn(plain).some((runs) => isIdentity(runs.join('')))) return '身份证号'
  const numbers = numbersIn(plain.replace(dates, '年'))
  if (numbers.some((runs) => /^\d{17}[\dXx]$/.test(runs.join('')))) return '身份证号'
  if (numbers.some((runs) => isMobile(runs.join(''), runs))) return '手机号码'
  if (numbers.some((runs) => isLandline(runs.join('')))) return '电话号码'
  return email.test(plain) ? '邮箱地址' : null
}
