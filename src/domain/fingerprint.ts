/** Identity by content: equal inputs give equal keys on every machine and in every process. */
import { createHash } from 'node:crypto'

/** JSON with sorted keys and no white space; `undefined` members are left out. Throws on cycles and non-finite numbers. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical: ${value} is not a JSON number`)
    return JSON.stringify(value)
  }
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    return `{${members.join(',')}}`
  }
  throw new TypeError(`canonical: cannot write a ${typeof value}`)
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** 40 hex digits of the SHA-256 over the canonical JSON: short enough for file names, long enough never to meet. */
export const fingerprint = (value: unknown): string => sha256(canonical(value)).slice(0, 40)
