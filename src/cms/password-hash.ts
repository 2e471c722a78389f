/** Payload's own form of a stored password, of which it exports neither the check nor the cost. */
import crypto from 'node:crypto'

const prefix = 'pbkdf2-sha256-v1:'
const iterations = 600_000
const bytes = 32

function derive(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    crypto.pbkdf2(password, salt, iterations, bytes, 'sha256', (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** False also for what no sign-in has renewed since Payload 3.90: such a password is changed by an administrator. */
export async function isPassword(
  password: string,
  { hash, salt }: { hash?: unknown; salt?: unknown },
): Promise<boolean> {
  if (typeof hash !== 'string' || typeof salt !== 'string' || !hash.startsWith(prefix)) return false
  const stored = Buffer.from(hash.slice(prefix.length), 'hex')
  const derived = await derive(password, salt)
  return stored.length === derived.length && crypto.timingSafeEqual(stored, derived)
}

/** The work of one check, for an account that does not exist. */
export async function pretendToCheck(password: string): Promise<void> {
  await derive(password, 'nobody')
}
