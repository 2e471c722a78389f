/** Who saves a document, names somebody of a unit, or signs in, just now: a claim, so that the next one reads what this one has written. */
import type {
  AfterErrorHook,
  CollectionAfterChangeHook,
  CollectionAfterOperationHook,
  CollectionBeforeChangeHook,
  PayloadRequest,
} from 'payload'
import { plainName } from '../domain/material-kind.ts'
import { env } from '../platform/env.ts'
import { longestWait } from '../platform/sqlite-client.ts'
import { awaitClaim, type Claim, endClaim, renewClaim } from './claims.ts'
import type { Asker } from './records/rows.ts'
import { type Reference, referenceId } from './reference.ts'
import { Refused } from './refusal.ts'
import { accountKey } from './sign-in-tries.ts'

/** Longer than the words of a save take to be read and judged, and as long as anybody waits for a turn. */
const preparingMs = 10_000
/** Then it writes, which waits for the database. */
const writingMs = (): number => longestWait(env().databaseWaitSeconds * 1000)

/** By document, or by whose unit it names: a request that changes many saves them at once. */
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

/** Until it is ended: nobody else is recorded of this unit, whichever way they come. `unit`: its name. */
export async function takeNaming(req: Asker, campaign: string, unit: string): Promise<Claim> {
  const claim = await awaitClaim(req, `naming:${campaign}:${plainName(unit)}`, writingMs(), preparingMs)
  if (!claim) throw new Refused(`有同事正在登记“${unit}”的人选，请稍等片刻再保存。`, 409)
  return claim
}

const signingIn = 'signing in'

/**
 * Payload writes an account's sessions as it read them: of two who sign in at once, one would lose his, or meet a
 * fault. `account`: as it was typed, known or not, so that waiting tells nobody which accounts there are.
 */
export async function beginSigningIn(account: string, req: PayloadRequest): Promise<void> {
  const claim = await awaitClaim(req, `sign-in:${accountKey(account)}`, writingMs(), preparingMs)
  if (!claim) throw new Refused('这个账号正有好几处同时登录，请稍等片刻再登录。', 409)
  heldBy(req).set(signingIn, claim)
}
export const endSigningIn = (req: PayloadRequest): Promise<void> => endSaving([signingIn], req)

interface Named {
  readonly campaign?: Reference
  readonly unit?: Reference
}
const namingOf = ({ campaign, unit }: Named): string =>
  `naming ${referenceId(campaign ?? null)} ${referenceId(unit ?? null)}`

/** The same until the document is saved or refused; several brought back by one request wait for each other too. */
export async function beginNaming(person: Named, unit: string, req: PayloadRequest): Promise<void> {
  const claim = await takeNaming(req, referenceId(person.campaign ?? null) ?? '', unit)
  heldBy(req).set(namingOf(person), claim)
}
export const endNaming = (person: Named, req: PayloadRequest): Promise<void> =>
  endSaving([namingOf(person)], req)

async function endSaving(names: readonly string[], req: PayloadRequest): Promise<void> {
  const held = heldBy(req)
  for (const name of names) {
    const claim = held.get(name)
    held.delete(name)
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
  endSaving([String(doc.id), namingOf(doc)], req)
/** Of many at once, a refused one is no error of the request; by now each is saved or refused. */
export const endSavingRefused: CollectionAfterOperationHook = async ({ result, req }) => {
  const { errors } = result as { readonly errors?: unknown }
  if (Array.isArray(errors)) await endSaving([...heldBy(req).keys()], req)
  return result
}
export const endSavingAfterError: AfterErrorHook = ({ req }) => endSaving([...heldBy(req).keys()], req)
