/** Times as everybody here reads them: Beijing's, whatever zone the machine or the browser keeps. */

const timeZone = 'Asia/Shanghai'

type Said = (at: Date | number) => string
const sayer = (locale: string, options: Intl.DateTimeFormatOptions): Said => {
  // Made when first asked: a browser takes milliseconds for each, on every page, and a page needs one or none.
  let format: Intl.DateTimeFormat | undefined
  return (at) => {
    format ??= new Intl.DateTimeFormat(locale, { timeZone, ...options })
    return format.format(at)
  }
}

// The Swedish write ISO 8601's order: the one locale whose short forms are 2026-05-23 and 16:00.
const iso = 'sv-SE'

/** 2026-05-23. Throws a RangeError for what is no time, as all of these. */
export const beijingDay: Said = sayer(iso, { dateStyle: 'short' })
/** 2026-05-23 16:00 */
export const beijingMinute: Said = sayer(iso, { dateStyle: 'short', timeStyle: 'short' })
/** 16:00 */
export const beijingClock: Said = sayer(iso, { timeStyle: 'short' })
/** 2026/05/23 16:00 */
export const beijingStamp: Said = sayer('zh-CN', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
/** 2026年5月23日 16:00 */
export const beijingSentence: Said = sayer('zh-CN', {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
/** 2026年5月23日星期六 */
export const beijingDate: Said = sayer('zh-CN', { dateStyle: 'full' })
/** 2026 */
export const beijingYear = (at: Date): number => Number(beijingDay(at).slice(0, 4))

/** The instant of a day and a wall clock there (`2026-05-23`, `16:00` or with seconds); an invalid Date for what is none. */
export const beijingInstant = (day: string, clock: string): Date => new Date(`${day}T${clock}+08:00`)
