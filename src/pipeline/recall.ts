/** Takes a person off every channel at once, because the consent to show them is gone (撤回同意). */
import { systemActor, withdrawalKey, withdrawalTold } from '../domain/event.ts'
import type { Editions } from '../domain/honoree.ts'
import { standings } from '../domain/ledger.ts'
import type { Release } from '../domain/release.ts'
import { removalReason } from '../domain/removal.ts'
import { type MarkPorts, markShown } from './mark-shown.ts'
import type { Records } from './records.ts'

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
    await tell(recallTold(release), now, records)
}

/** Whoever withdraws tells of it within the same request. */
const tellingMs = 60_000

/**
 * Tells of withdrawals (留痕) whose process died before it had, each once, as the system: who it was is lost. False while
 * one is so young that its own process may yet tell it.
 */
export async function tellWithdrawals(
  {
    records,
  }: { readonly records: Pick<Records, 'releases' | 'withdrawals' | 'addEvent' | 'toldWithdrawals'> },
  now: Date,
): Promise<boolean> {
  const told = await records.toldWithdrawals()
  // What a removal takes back it tells itself, however often it is killed, and in whose name.
  const untold = (await records.withdrawals()).filter(
    ({ releaseId, reason }) => !told.has(releaseId) && reason !== removalReason,
  )
  if (untold.length === 0) return true
  const releases = new Map((await records.releases()).map((release) => [release.id, release]))
  let isWhole = true
  for (const { releaseId, reason, at } of untold) {
    const release = releases.get(releaseId)
    if (now.getTime() - at.getTime() < tellingMs) isWhole = false
    else if (release)
      await tell(
        reason === recallReason
          ? recallTold(release)
          : withdrawalTold(release, release.snapshot.name, `${reason}（系统中断，没有记下是谁撤回的）`),
        at,
        records,
      )
  }
  return isWhole
}

const tell = (
  told: ReturnType<typeof recallTold>,
  at: Date,
  records: Pick<Records, 'addEvent'>,
): Promise<void> =>
  records.addEvent(
    { ...told, actor: systemActor, at, address: null, fields: [], before: {} },
    withdrawalKey(told.subject.id),
  )
