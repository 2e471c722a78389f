/** Claims a request holds: each ends by a word, with the request's error, or with the process. */
import type { AfterErrorHook, CollectionAfterOperationHook, PayloadRequest } from 'payload'
import { env } from '../platform/env.ts'
import { longestWait } from '../platform/sqlite-client.ts'
import { awaitClaim, type Claim, endClaim } from './claims.ts'
import type { Asker } from './records/rows.ts'
import { Refused } from './refusal.ts'

/** As long as anybody waits, and longer than what is written takes to be read and judged. */
export const preparingMs = 10_000
/** Of what writes in its turn, which waits for the database. */
export const writingMs = (): number => longestWait(env().databaseWaitSeconds * 1000)

/** Throws 409 with `sentence` when the turn did not come. */
export async function claimOrRefuse(req: Asker, key: string, ms: number, sentence: string): Promise<Claim> {
  const claim = await awaitClaim(req, key, ms, preparingMs)
  if (!claim) throw new Refused(sentence, 409)
  return claim
}

/** By what each is for: a request that changes many holds many. */
export function heldBy(req: PayloadRequest): Map<string, Claim> {
  req.context.held ??= new Map<string, Claim>()
  return req.context.held as Map<string, Claim>
}

export async function endHeld(req: PayloadRequest, name: string): Promise<void> {
  const held = heldBy(req)
  const claim = held.get(name)
  held.delete(name)
  if (claim) await endClaim(req, claim)
}

/** Of whoever writes without a request from outside, and of a request that was refused. */
export async function endAllHeld(req: PayloadRequest): Promise<void> {
  for (const name of [...heldBy(req).keys()]) await endHeld(req, name)
}

/** Of many at once, a refused one is no error of the request; by now each is saved or refused. */
export const endHeldAfterRefusal: CollectionAfterOperationHook = async ({ result, req }) => {
  const { errors } = result as { readonly errors?: unknown }
  if (Array.isArray(errors)) await endAllHeld(req)
  return result
}
export const endHeldAfterError: AfterErrorHook = ({ req }) => endAllHeld(req)
