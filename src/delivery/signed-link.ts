/** Links that open one path until an instant without a token: HMAC-SHA256 over audience, path and expiry. */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { editors } from '../domain/rights.ts'
import { roles, type StaffMember } from '../domain/role.ts'

/**
 * For whom a link was made. `trusted` also opens what is under embargo; a member of staff's opens to them alone, while
 * signed in in that role.
 */
export type Audience = 'partner' | 'trusted' | StaffMember

/** Whose link it is; null for a partner's. */
export const staffOf = (audience: Audience): StaffMember | null =>
  typeof audience === 'object' ? audience : null

/** Is every stored file open to it: released, withdrawn or neither? Others have what partners have. */
export const opensAll = (audience: Audience): boolean => {
  const person = staffOf(audience)
  return person !== null && editors.includes(person.role)
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
  const named = nameOf(audience)
  return `${path}?for=${named}&until=${until}&sig=${signature(secret, path, String(until), named)}`
}

export function verifyPath(secret: string, path: string, query: URLSearchParams, now: Date): LinkCheck {
  const [named, until, sig] = [query.get('for'), query.get('until'), query.get('sig')]
  if (sig === null) return { ok: false, reason: 'absent' }
  const audience = named === null ? null : audienceOf(named)
  if (named === null || audience === null || until === null || !/^\d{1,11}$/.test(until))
    return { ok: false, reason: 'forged' }
  // As text: decoded, several spellings of a signature would be the same.
  const [wanted, given] = [Buffer.from(signature(secret, path, until, named)), Buffer.from(sig)]
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

/** A member of staff's link lives a working day, and stays the same for an hour: what a page has shown is not fetched anew. */
export const staffExpiry = (now: Date): Date => new Date((Math.floor(now.getTime() / hourMs) + 13) * hourMs)

const hourMs = 3_600_000

/** As it stands in a link. */
const nameOf = (audience: Audience): string =>
  typeof audience === 'object' ? `staff.${audience.role}.${audience.id}` : audience

/** Null for a name that `nameOf` never gives. */
function audienceOf(name: string): Audience | null {
  if (name === 'partner' || name === 'trusted') return name
  const [, named, id] = /^staff\.([a-z]+)\.([\w-]{1,64})$/.exec(name) ?? []
  const role = roles.find((one) => one === named)
  return role && id ? { id, role } : null
}

// The label keeps these signatures apart from everything else the same secret signs.
const signature = (secret: string, path: string, until: string, audience: string): string =>
  createHmac('sha256', secret).update(`zuimei link 1\n${audience}\n${until}\n${path}`).digest('base64url')
