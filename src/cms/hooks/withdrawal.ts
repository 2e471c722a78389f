/** A withdrawal counts from the moment it is made, once, and of the highest version: that one is what is shown. */
import type {
  CollectionAfterChangeHook,
  CollectionAfterErrorHook,
  CollectionBeforeChangeHook,
  PayloadRequest,
} from 'payload'
import { withdrawalKey, withdrawalTold } from '../../domain/event.ts'
import { correctedVersion } from '../endpoints/correct.ts'
import { recordEvent } from '../events.ts'
import { newerThan, sameItem, takenKey, withdrawalOf } from '../ledger-rows.ts'
import type { Release, Withdrawal } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const stampWithdrawal: CollectionBeforeChangeHook<Withdrawal> = async ({ data, req }) => {
  const successor = await successorOf(data, req)
  if (successor)
    throw new Refused(`这一版已被第 ${successor.version} 版取代，请撤回第 ${successor.version} 版。`)
  if (await withdrawalOf(referenceId(data.release), req)) throw new Refused(alreadyWithdrawn)
  return { ...data, at: runtime().now().toISOString() }
}

/** A correction written in the moment between is what would be shown now. */
export const withdrawSuccessor: CollectionAfterChangeHook<Withdrawal> = async ({ doc, req }) => {
  const successor = await successorOf(doc, req)
  if (successor) await withdrawToo(successor, doc, req)
}

/** The same, where the correction was written after the withdrawal had looked for it. */
export const withdrawWithCorrected: CollectionAfterChangeHook<Release> = async ({ doc, req }) => {
  const version = correctedVersion(req)
  if (version === null) return
  const corrected = await req.payload.db.findOne<Release>({
    collection: 'releases',
    where: { and: [...sameItem(doc), { version: { equals: version } }] },
    req,
  })
  const withdrawal = corrected && (await withdrawalOf(String(corrected.id), req))
  if (withdrawal) await withdrawToo(doc, withdrawal, req)
}

async function withdrawToo(release: Release, { reason }: Withdrawal, req: PayloadRequest): Promise<void> {
  const now = runtime().now()
  if (await recordsOf(req).addWithdrawal({ releaseId: String(release.id), at: now, reason }))
    await traceWithdrawal(release, '更正与撤回同时进行，更正的一版随之撤回。', req)
}

/** Whoever looks at the release wants to know; the row of the withdrawal has nothing else to tell. */
export const sayWithdrawal: CollectionAfterChangeHook<Withdrawal> = async ({ doc, req }) => {
  const release = await releaseOf(doc, req)
  if (release) await traceWithdrawal(release, doc.reason, req)
}

const traceWithdrawal = (release: Release, note: string, req: PayloadRequest): Promise<void> =>
  recordEvent(
    req,
    withdrawalTold({ ...release, id: String(release.id) }, release.title ?? '', note),
    withdrawalKey(String(release.id)),
  )

const alreadyWithdrawn = '这项发布已经撤回，无需重复操作。'

/** Of two people who withdraw the same thing at once, the second. */
export const sayWithdrawn: CollectionAfterErrorHook = ({ error, req, result }) =>
  takenKey(error, req) ? { response: { ...result, errors: [{ message: alreadyWithdrawn }] } } : undefined

/** The highest version of the release's item, where that is another one. */
async function successorOf(withdrawal: Partial<Withdrawal>, req: PayloadRequest): Promise<Release | null> {
  const withdrawn = await releaseOf(withdrawal, req)
  return withdrawn && newerThan(withdrawn, req)
}

const releaseOf = ({ release }: Partial<Withdrawal>, { payload }: PayloadRequest): Promise<Release | null> =>
  payload.db.findOne<Release>({ collection: 'releases', where: { id: { equals: referenceId(release) } } })
