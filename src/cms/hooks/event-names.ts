/** Changes that have a name of their own in the history; null leaves it at created, changed, published … */
import type { Facts } from '../../domain/event.ts'
import type { NameOfChange } from '../events.ts'

const part = (doc: Facts | null, group: string, field: string): unknown =>
  (doc?.[group] as Facts | null | undefined)?.[field] ?? null

export const consentChange: NameOfChange = (before, after) => {
  const hasNew = (field: string): boolean => {
    const now = part(after, 'consent', field)
    return now !== null && now !== part(before, 'consent', field)
  }
  if (hasNew('withdrawnAt')) return 'consent-withdrawn'
  // A person recorded together with his consent is recorded, first of all.
  return before && hasNew('givenAt') ? 'consent-given' : null
}

export const releaseKind: NameOfChange = (_before, { version }) =>
  typeof version === 'number' && version > 1 ? 'corrected' : 'released'

export const tokenTerms: NameOfChange = (before, after) => {
  const moved = (field: string): boolean => (before?.[field] ?? null) !== (after[field] ?? null)
  return before && (moved('tokenExpiresAt') || moved('tokenRevokedAt')) ? 'token-changed' : null
}
