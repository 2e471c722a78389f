/** Takes a person off every channel at once, because the consent to show them is gone (撤回同意). */
import { systemActor, withdrawalTold } from '../domain/event.ts'
import type { Editions } from '../domain/honoree.ts'
import { standings } from '../domain/ledger.ts'
import type { Release } from '../domain/release.ts'
import { type MarkPorts, markShown } from './mark-shown.ts'
import type { Records } from './ports.ts'

/** Told to partners and screens; why it was taken back is nobody's business. */
const recallReason = '已停止授权使用，请立即停止展示并删除。'

/** For staff. */
export const recallTold = (release: Release) =>
  withdrawalTold(release, release.snapshot.name, '本人撤回了同意，系统随即撤回。')

export type RecallRecords = MarkPorts['records'] & Pick<Records, 'addWithdrawal'>

/**
 * Withdraws every item of the honoree that is not withdrawn yet: waiting, live, and over (its files are still open).
 * Returns the releases it withdrew; asked again it finds nothing more to do.
 */
export async function recallHonoree(
  honoreeId: string,
  { records }: { readonly records: RecallRecords },
  now: Date,
  reason = recallReason,
): Promise<readonly Release[]> {
  const releases = await records.releases(honoreeId)
  if (releases.length === 0) return []
  const open = standings(releases, await records.withdrawals())
    .filter(({ withdrawal }) => withdrawal === null)
    .map(({ release }) => release)
  const withdrawn: Release[] = []
  for (const release of open)
    if (await records.addWithdrawal({ releaseId: release.id, at: now, reason })) withdrawn.push(release)
  if (withdrawn.length > 0) await markShown(honoreeId, { records })
  return withdrawn
}

/** What a process left that died after the consent was taken back and before the last withdrawal was written. */
export async function finishRecall(
  { id: honoreeId, isWithdrawn }: Editions,
  { records }: { readonly records: RecallRecords & Pick<Records, 'addEvent'> },
  now: Date,
): Promise<void> {
  if (!isWithdrawn) return
  for (const release of await recallHonoree(honoreeId, { records }, now))
    await records.addEvent({
      ...recallTold(release),
      actor: systemActor,
      at: now,
      address: null,
      fields: [],
      before: {},
    })
}
