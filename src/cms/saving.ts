/** Who saves a document just now: the next one reads what this one has written. */
import type { CollectionAfterChangeHook, CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { renewClaim } from './claims.ts'
import { claimOrRefuse, endHeld, heldBy, preparingMs, writingMs } from './held-claims.ts'
import { Refused } from './refusal.ts'

const savingOf = (id: unknown): string => `saving:${id}`

/** Waits for its turn, which ends when the document is saved or refused. */
export async function beginSaving(id: string, req: PayloadRequest): Promise<void> {
  const key = savingOf(id)
  if (heldBy(req).has(key)) return
  const claim = await claimOrRefuse(req, key, preparingMs, '有同事正在保存这份资料，请稍等片刻再保存。')
  heldBy(req).set(key, claim)
}

/** The last before the write: whose turn another has overwrites nothing; anybody else's lasts as long as a write may wait. */
export const writeInTurn: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  if (operation !== 'update') return data
  const claim = heldBy(req).get(savingOf(originalDoc.id))
  if (!claim || !(await renewClaim(req, claim, writingMs())))
    throw new Refused('服务器繁忙，这次没有保存，您填写的内容还在页面上；请稍等片刻再保存。', 409)
  return data
}

export const endSaving: CollectionAfterChangeHook = ({ doc, req }) => endHeld(req, savingOf(doc.id))
