/** Times as staff read them: Beijing's, to the minute. */

const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** 2026-05-23 16:00; the text itself for what is no time. */
export function minute(at: string | Date): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? String(at) : format.format(time)
}
