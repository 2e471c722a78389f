/** What counts of a campaign's releases: read anew where the ledger moved, which nothing ever leaves. */
import { type Standing, standings } from '../domain/ledger.ts'
import type { ReleaseWindow } from '../domain/release.ts'
import { perLatest } from './by-revision.ts'
import type { Records } from './records.ts'

type Standings = readonly Standing<ReleaseWindow>[]

interface Read {
  at: string | null
  all: Standings
}

export interface StandingsPorts {
  readonly records: Pick<Records, 'releaseWindows' | 'withdrawals' | 'ledgerPosition'>
  /** By campaign. Left out, the ledger is read anew. */
  readonly ledger?: (campaignId: string) => Read
}

const unread = (): Read => ({ at: null, all: [] })

export const rememberLedger = () => perLatest(unread)

export async function standingsOf(
  campaignId: string,
  { records, ledger = unread }: StandingsPorts,
): Promise<Standings> {
  const known = ledger(campaignId)
  // First: what is read afterwards is at least as new.
  const at = await records.ledgerPosition()
  if (known.at === at) return known.all
  const all = standings<ReleaseWindow>(await records.releaseWindows(campaignId), await records.withdrawals())
  Object.assign(known, { at, all })
  return all
}
