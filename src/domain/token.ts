/** Partner tokens: shown once as `zm_` and 43 base62 characters (256 bits), kept as a hash, recognised by their prefix. */
import { createHash } from 'node:crypto'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 62^43 exceeds 2^256. */
const length = 43

/** Staff want to see whether a partner still comes, not every poll: the last use is noted once in so many ms. */
export const lastUseEveryMs = 60_000

export interface NewToken {
  /** Shown to the partner once and never kept. */
  readonly text: string
  /** Kept beside the hash, so that staff can tell tokens apart. */
  readonly prefix: string
  readonly hash: string
}

/** `randomBytes` gives so many bytes of a cryptographic source. */
export function newToken(randomBytes: (size: number) => Uint8Array): NewToken {
  let value = BigInt(`0x${Buffer.from(randomBytes(32)).toString('hex')}`)
  let random = ''
  for (let place = 0; place < length; place += 1) {
    random = (digits[Number(value % 62n)] ?? '') + random
    value /= 62n
  }
  const text = `zm_${random}`
  return { text, prefix: tokenPrefix(text), hash: hashToken(text) }
}

/** SHA-256 in hex: a token of 256 random bits needs no slow hash. */
export const hashToken = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export const tokenPrefix = (text: string): string => text.slice(0, 9)
