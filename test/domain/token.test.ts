import { createHash, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { hashToken, newToken, tokenPrefix } from '../../src/domain/token.ts'

it('spells 256 random bits in base62, always as long', () => {
  const low = newToken((size) => new Uint8Array(size))
  const high = newToken((size) => new Uint8Array(size).fill(255))
  expect(low.text).toBe(`zm_${'0'.repeat(43)}`)
  expect(high.text).toMatch(/^zm_[1-9A-Za-z][0-9A-Za-z]{42}$/)
  // Read back, the digits give the bits: nothing is lost on the way.
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const value = [...high.text.slice(3)].reduce((sum, one) => sum * 62n + BigInt(digits.indexOf(one)), 0n)
  expect(value).toBe(2n ** 256n - 1n)
})

it('keeps a hash and a prefix, and never meets itself', () => {
  const tokens = Array.from({ length: 100 }, () => newToken(randomBytes))
  expect(new Set(tokens.map(({ text }) => text)).size).toBe(100)
  for (const { text, hash, prefix } of tokens) {
    expect(hash).toBe(createHash('sha256').update(text).digest('hex'))
    expect(hashToken(text)).toBe(hash)
    expect([tokenPrefix(text), text.startsWith(prefix), prefix.length]).toEqual([prefix, true, 9])
  }
})
