/**
 * Consent taken back counts at once, whichever way the form was saved: it is a fact of the person, no matter of drafts.
 * Asked after every save that says so, and after a release that crossed it, so a recall cut short is finished by the next.
 */
import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { withdrawalKey } from '../../domain/event.ts'
import { recallHonoree, recallTold } from '../../pipeline/recall.ts'
import { isWithdrawn } from '../adapter/honoree.ts'
import { recordEvent } from '../events.ts'
import type { Honoree, Release } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { referenceId } from '../reference.ts'
import { clockNow, hasRuntime, runtime } from '../runtime.ts'

export const recallWithoutConsent: CollectionAfterChangeHook<Honoree> = async ({ doc, req }) => {
  if (isWithdrawn(doc)) await recall(req, String(doc.id))
}

/** A release frozen in the moment between, whatever stands published by now. */
export const recallWhatCrossed: CollectionAfterChangeHook<Release> = async ({ doc, req }) => {
  const id = referenceId(doc.honoree)
  const editions = id ? await recordsOf(req).honoree(id) : null
  if (id && editions?.isWithdrawn) await recall(req, id)
}

async function recall(req: PayloadRequest, honoreeId: string): Promise<void> {
  const now = clockNow()
  const withdrawn = await recallHonoree(honoreeId, { records: recordsOf(req) }, now)
  for (const release of withdrawn) await recordEvent(req, recallTold(release), withdrawalKey(release.id))
  if (withdrawn.length > 0 && hasRuntime()) runtime().wake(honoreeId)
}
