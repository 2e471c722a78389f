/** Identity by content: equal inputs give equal keys on every machine and in every process. */
import { createHash } from 'node:crypto'
import { canonical } from './canonical.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** 40 hex digits of the SHA-256 over the canonical JSON: short enough for file names, long enough never to meet. */
export const fingerprint = (value: unknown): string => sha256(canonical(value)).slice(0, 40)
