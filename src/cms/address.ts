/** From where a request came, as the front door decided it: `app/front-door.ts` overwrites what the sender claims. */
import type { PayloadRequest } from 'payload'

/** IPv4, or the /64 of an IPv6 address; null for calls of our own (scripts, worker). */
export const addressOf = ({ headers }: Pick<PayloadRequest, 'headers'>): string | null =>
  headers?.get('x-forwarded-for') || null
