/** Payload's own form of a stored password, of which it exports neither the check nor the cost. */
import crypto from 'node:crypto'

const prefix = 'pbkdf2-sha256-v1:'
const present = { iterations: 600_000, bytes: 32 }
/** Before Payload 3.90, of an account that has not signed in since; its next sign-in stores it anew. */
const former = { iterations: 25_000, bytes: 512 }

function derive(password: string, salt: string, { iterations, bytes } = present): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    crypto.pbkdf2(password, salt, iterations, bytes, 'sha256', (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

export async function isPassword(
  password: string,
  { hash, salt }: { hash?: unknown; salt?: unknown },
): Promise<boolean> {
  if (typeof hash !== 'string' || typeof salt !== 'string') return false
  const isPresent = hash.startsWith(prefix)
  const stored = Buffer.from(isPresent ? hash.slice(prefix.length) : hash, 'hex')
  const derived = await derive(password, salt, isPresent ? present : former)
  return stored.length === derived.length && crypto.timingSafeEqual(stored, derived)
}

/** The work of one check, for an account that does not exist. */
export async function pretendToCheck(password: string): Promise<false> {
  await derive(password, 'nobody')
  return false
}
