/** Links that open one path until an instant without a token: HMAC-SHA256 over audience, path and expiry. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * For whom a link was made. `trusted` also opens what is under embargo; `staff.ID-ROLE` opens every stored file, released,
 * withdrawn or neither, to the person of that id alone, while signed in so; to an operator only what is open to partners.
 */
export type Audience = 'partner' | 'trusted' | `staff.${string}`

/** Whose link it is; null for a partner's. */
export const staffOf = (audience: Audience): string | null =>
  audience.startsWith('staff.') ? audience.slice('staff.'.length) : null

/** Whether every stored file is open to them. */
export const opensAll = (audience: Audience): boolean => {
  const person = staffOf(audience)
  return person !== null && !person.endsWith('-operator')
}

/** The query parameters a signed link carries. */
export const linkParameters = ['for', 'until', 'sig'] as const

export type LinkCheck =
  | { readonly ok: true; readonly audience: Audience }
  | { readonly ok: false; readonly reason: 'absent' | 'forged' | 'expired' }

/** `path` (from `/`, without a query) with `?for=…&until=…&sig=…`. */
export function signPath(
  secret: string,
  path: string,
  expiresAt: Date,
  audience: Audience = 'partner',
): string {
  const until = Math.floor(expiresAt.getTime() / 1000)
  const sig = signature(secret, path, String(until), audience)
  return `${path}?for=${audience}&until=${until}&sig=${sig}`
}

export function verifyPath(secret: string, path: string, query: URLSearchParams, now: Date): LinkCheck {
  const [audience, until, sig] = [query.get('for'), query.get('until'), query.get('sig')]
  if (sig === null) return { ok: false, reason: 'absent' }
  if (!isAudience(audience) || until === null || !/^\d{1,11}$/.test(until))
    return { ok: false, reason: 'forged' }
  // As text: decoded, several spellings of a signature would be the same.
  const [wanted, given] = [Buffer.from(signature(secret, path, until, audience)), Buffer.from(sig)]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return { ok: false, reason: 'forged' }
  return Number(until) * 1000 > now.getTime() ? { ok: true, audience } : { ok: false, reason: 'expired' }
}

/** A link lives one to two periods: longer than any reader's pause between polls. */
export const linkPeriodMs = 7 * 24 * 3_600_000

/** On a grid, so that a feed's links, and with them its bytes, stay equal from poll to poll. */
export const gridExpiry = (now: Date): Date =>
  new Date((Math.floor(now.getTime() / linkPeriodMs) + 2) * linkPeriodMs)

/** From here on links are made anew. */
export const nextLinkEdge = (now: Date): Date =>
  new Date((Math.floor(now.getTime() / linkPeriodMs) + 1) * linkPeriodMs)

const isAudience = (value: string | null): value is Audience =>
  value === 'partner' || value === 'trusted' || /^staff\.[\w-]{1,64}$/.test(value ?? '')

// The label keeps these signatures apart from everything else the same secret signs.
const signature = (secret: string, path: string, until: string, audience: Audience): string =>
  createHmac('sha256', secret).update(`zuimei link 1\n${audience}\n${until}\n${path}`).digest('base64url')
