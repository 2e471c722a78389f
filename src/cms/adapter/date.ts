/** Instants of documents → Date. A row from elsewhere may hold anything, and one such row must not stop the others. */

/** Null when there is none. NaN is what the SQLite adapter reads of a text that is no instant. */
export function dateOf(value: unknown): Date | null | 'unreadable' {
  if (value === null || value === undefined || value === '') return null
  const date = typeof value === 'string' || value instanceof Date ? new Date(value) : null
  return date && !Number.isNaN(date.getTime()) ? date : 'unreadable'
}

/** Where what cannot be read is as good as nothing. */
export function readDate(value: unknown): Date | null {
  const date = dateOf(value)
  return date === 'unreadable' ? null : date
}
