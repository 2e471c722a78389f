/** Takes a person off every channel at once, because the consent to show them is gone (撤回同意). */
import { standings } from '../domain/ledger.ts'
import type { Release } from '../domain/release.ts'
import type { Records } from './ports.ts'

/** Told to partners and screens; why it was taken back is nobody's business. */
const recallReason = '已停止授权使用，请立即停止展示并删除。'

/**
 * Withdraws every item of the honoree that is not withdrawn yet: waiting, live, and over (its files are still open).
 * Returns the releases it withdrew; asked again it finds nothing more to do.
 */
export async function recallHonoree(
  honoreeId: string,
  { records }: { readonly records: Pick<Records, 'releases' | 'withdrawals' | 'addWithdrawal'> },
  now: Date,
): Promise<readonly Release[]> {
  const releases = (await records.releases()).filter((release) => release.honoreeId === honoreeId)
  if (releases.length === 0) return []
  const open = standings(releases, await records.withdrawals())
    .filter(({ withdrawal }) => withdrawal === null || withdrawal.at > now)
    .map(({ release }) => release)
  for (const { id } of open) await records.addWithdrawal({ releaseId: id, at: now, reason: recallReason })
  return open
}
