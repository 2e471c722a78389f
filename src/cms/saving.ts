/** Who saves a document just now: a claim, so that the next one reads what this one has written. */
import type {
  AfterErrorHook,
  CollectionAfterChangeHook,
  CollectionAfterOperationHook,
  CollectionBeforeChangeHook,
  PayloadRequest,
} from 'payload'
import { env } from '../platform/env.ts'
import { longestWait } from '../platform/sqlite-client.ts'
import { awaitClaim, type Claim, endClaim, renewClaim } from './claims.ts'
import { Refused } from './refusal.ts'

/** Longer than the words of a save take to be read and judged, and as long as anybody waits for a turn. */
const preparingMs = 10_000
/** Then it writes, which waits for the database. */
const writingMs = (): number => longestWait(env().databaseWaitSeconds * 1000)

/** By document: a request that changes many saves them at once. */
function heldBy(req: PayloadRequest): Map<string, Claim> {
  req.context.saving ??= new Map<string, Claim>()
  return req.context.saving as Map<string, Claim>
}

/** Waits for its turn; it ends with `endSaving`, with the request's error, or with the process. */
export async function beginSaving(id: string, req: PayloadRequest): Promise<void> {
  if (heldBy(req).has(id)) return
  const claim = await awaitClaim(req, `saving:${id}`, preparingMs, preparingMs)
  if (!claim) throw new Refused('有同事正在保存这份资料，请稍等片刻再保存。', 409)
  heldBy(req).set(id, claim)
}

async function endSaving(ids: readonly string[], req: PayloadRequest): Promise<void> {
  const held = heldBy(req)
  for (const id of ids) {
    const claim = held.get(id)
    held.delete(id)
    if (claim) await endClaim(req, claim)
  }
}

/** The last before the write: whose turn another has overwrites nothing; anybody else's lasts as long as a write may wait. */
export const writeInTurn: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  if (operation !== 'update') return data
  const claim = heldBy(req).get(String(originalDoc.id))
  if (!claim || !(await renewClaim(req, claim, writingMs())))
    throw new Refused('服务器繁忙，这次没有保存，您填写的内容还在页面上；请稍等片刻再保存。', 409)
  return data
}

export const endSavingAfterChange: CollectionAfterChangeHook = ({ doc, req }) =>
  endSaving([String(doc.id)], req)
/** Of many at once, a refused one is no error of the request. */
export const endSavingRefused: CollectionAfterOperationHook = async ({ result, req }) => {
  const { errors } = result as { readonly errors?: readonly { readonly id: string | number }[] }
  if (Array.isArray(errors))
    await endSaving(
      errors.map(({ id }) => String(id)),
      req,
    )
  return result
}
export const endSavingAfterError: AfterErrorHook = ({ req }) => endSaving([...heldBy(req).keys()], req)
