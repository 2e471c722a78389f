/** Marks the variants that operators may see: those which a release of their person shows that is not withdrawn. */
import { shownKeys, standings } from '../domain/ledger.ts'
import type { VariantKey } from '../domain/variant.ts'
import type { Records } from './records.ts'

export interface MarkPorts {
  readonly records: Pick<
    Records,
    'releases' | 'withdrawals' | 'ledgerPosition' | 'shownVariants' | 'markVariant'
  >
}

/**
 * Writes the difference, of one honoree or (null) of everybody. Of two who mark at once the slower may have read an
 * older ledger: whoever finds it moved afterwards looks again. Returns the ledger's position this holds for.
 */
export async function markShown(honoreeId: string | null, { records }: MarkPorts): Promise<string> {
  for (;;) {
    const position = await records.ledgerPosition()
    await markOnce(honoreeId, { records })
    if ((await records.ledgerPosition()) === position) return position
  }
}

async function markOnce(honoreeId: string | null, { records }: MarkPorts): Promise<void> {
  const ledger = standings(await records.releases(honoreeId ?? undefined), await records.withdrawals())
  const shown = new Map<string, Set<VariantKey>>()
  for (const standing of ledger) {
    const keys = shown.get(standing.release.honoreeId) ?? new Set()
    shown.set(standing.release.honoreeId, keys)
    for (const key of shownKeys(standing)) keys.add(key)
  }
  for (const marked of await records.shownVariants(honoreeId)) {
    const keys = shown.get(marked.honoreeId)
    // What is left of the keys is shown and not marked yet.
    if (!keys?.delete(marked.key)) await records.markVariant(marked.key, marked.honoreeId, false)
  }
  for (const [id, keys] of shown) for (const key of keys) await records.markVariant(key, id, true)
}
