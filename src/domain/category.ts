/** The classes of candidate a notice names (人选类别): known by their place in it, worded by each campaign's rules. */

/** In the notice's order; the first three bear the names the 2021 notice gave them. A campaign uses as many as it words. */
export const categories = [
  'frontier',
  'economy',
  'grassroots',
  'class-4',
  'class-5',
  'class-6',
  'class-7',
  'class-8',
  'class-9',
] as const

export type Category = (typeof categories)[number]

export const isCategory = (value: unknown): value is Category => categories.some((one) => one === value)

const numerals = '一二三四五六七八九'

/** 第一类: said where no campaign gives it words. */
export const categoryName = (category: Category): string => `第${numerals[categories.indexOf(category)]}类`

/** 一 to 九. */
export const numeral = (number: number): string => numerals[number - 1] ?? String(number)
