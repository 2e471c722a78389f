/** Times as staff read them: Beijing's, to the minute. */
import { beijingMinute } from '../domain/beijing.ts'

/** 2026-05-23 16:00; the text itself for what is no time. */
export function minute(at: string | Date): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? String(at) : beijingMinute(time)
}
