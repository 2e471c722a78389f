/**
 * Removes the demo's people with all that was made of them. Work as a difference: whoever is still there is to go, so a
 * killed run is finished by the next. The ledger is only added to: what was released is withdrawn, by facts of its own,
 * and partners learn of it; the rows of people and materials go, and their bytes by the sweep, through quarantine.
 */

import { type Event, withdrawalKey, withdrawalTold } from '../domain/event.ts'
import { standings } from '../domain/ledger.ts'
import { type Removal, removalReason, removalTold } from '../domain/removal.ts'
import { type RecallRecords, recallHonoree } from './recall.ts'
import type { Records } from './records.ts'

export interface RemovalRecords {
  /** Campaigns whose removal was asked for; while it runs they are no campaigns to anybody else. */
  removals(): Promise<readonly Removal[]>
  /** The demo's own people of a campaign that are still there, those in the trash among them. */
  demoPeople(campaignId: string): Promise<readonly string[]>
  /** Rows of the person's materials, outputs and versions, then the person's. */
  removePerson(honoreeId: string): Promise<void>
  /** The partner, screens and account that the demo made go, where nobody else has had to do with them. */
  removePlaces(removal: Removal, at: Date): Promise<void>
  /** Units that the demo made and nobody else needs go; the campaign goes, with its links and settled hand-ins; one in which colleagues have something stays, no longer the demo's. */
  finishRemoval(campaignId: string): Promise<void>
}

export interface RemovalPorts {
  readonly records: RemovalRecords & RecallRecords & Pick<Records, 'addEvent'>
  readonly clock: () => Date
}

/** Everything that was asked for, person by person, until `isStopped`; the rest is left for the next call. */
export async function removeDemos(
  { records, clock }: RemovalPorts,
  isStopped: () => boolean = () => false,
): Promise<void> {
  for (const removal of await records.removals()) {
    const { campaignId, label, by, counts } = removal
    const fact = { actor: by, address: null, fields: [], before: {}, after: {} } as const
    for (const honoreeId of await records.demoPeople(campaignId)) {
      if (isStopped()) return
      await recallHonoree(honoreeId, { records }, clock(), removalReason)
      await tellWithdrawals(honoreeId, fact, { records, clock })
      await records.removePerson(honoreeId)
    }
    if (isStopped()) return
    await records.removePlaces(removal, clock())
    const told = {
      ...fact,
      kind: 'demo-removed',
      subject: { collection: 'campaigns', id: campaignId, title: label },
      at: clock(),
      note: removalTold(counts),
    } as const
    await records.addEvent(told, `demo-removed ${campaignId}`)
    await records.finishRemoval(campaignId)
  }
}

/** Also those of a run that was killed before it told them. */
async function tellWithdrawals(
  honoreeId: string,
  fact: Pick<Event, 'actor' | 'address' | 'fields' | 'before'>,
  { records, clock }: RemovalPorts,
): Promise<void> {
  const releases = await records.releases(honoreeId)
  for (const { release, withdrawal } of standings(releases, await records.withdrawals()))
    if (withdrawal?.reason === removalReason) {
      const told = withdrawalTold(release, release.snapshot.name, removalReason)
      await records.addEvent({ ...fact, ...told, at: clock() }, withdrawalKey(release.id))
    }
}
