/** Conditional requests and ranges as RFC 9110 has them: If-None-Match wins, one range at a time. */

export interface Validators {
  /** Strong, with its quotes. */
  readonly etag: string
  readonly lastModified: Date | null
}

/** True when the client's copy is the current one, so 304 answers it. */
export function isUnchanged(headers: Headers, { etag, lastModified }: Validators): boolean {
  const tags = headers.get('if-none-match')
  if (tags !== null) {
    if (tags.trim() === '*') return true
    // Weak comparison (section 13.1.2): proxies that compress make tags weak.
    return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  }
  const since = httpDate(headers.get('if-modified-since'))
  return since !== null && lastModified !== null && wholeSeconds(lastModified) <= since
}

export interface Range {
  readonly start: number
  /** Inclusive. */
  readonly end: number
}

/** What part of `size` bytes is asked for. Several ranges, other units and stale If-Range get the whole. */
export function rangeOf(
  headers: Headers,
  size: number,
  { etag, lastModified }: Validators,
): Range | 'whole' | 'unsatisfiable' {
  const header = headers.get('range')
  if (header === null) return 'whole'
  const ifRange = headers.get('if-range')
  if (ifRange !== null && ifRange !== etag) {
    const date = httpDate(ifRange)
    if (date === null || lastModified === null || wholeSeconds(lastModified) !== date) return 'whole'
  }
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(header)
  if (!match || (match[1] === '' && match[2] === '')) return 'whole'
  const [, first = '', last = ''] = match
  if (first === '') {
    const suffix = Math.min(Number(last), size)
    return suffix === 0 ? 'unsatisfiable' : { start: size - suffix, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return 'whole'
  return start >= size ? 'unsatisfiable' : { start, end }
}

const wholeSeconds = (instant: Date): number => Math.floor(instant.getTime() / 1000) * 1000

function httpDate(text: string | null): number | null {
  if (text === null || text.startsWith('"') || text.startsWith('W/')) return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : time
}
