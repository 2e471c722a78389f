/** Who names somebody of a unit just now: nobody else is recorded of it meanwhile, whichever way they come. */
import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { plainName } from '../domain/material-kind.ts'
import type { Claim } from './claims.ts'
import { claimOrRefuse, endHeld, heldBy, writingMs } from './held-claims.ts'
import type { Asker } from './records/rows.ts'
import { type Reference, referenceId } from './reference.ts'

/** Until it is ended. `unit`: its name. */
export const takeNaming = (req: Asker, campaign: string, unit: string): Promise<Claim> =>
  claimOrRefuse(
    req,
    `naming:${campaign}:${plainName(unit)}`,
    writingMs(),
    `有同事正在登记“${unit}”的人选，请稍等片刻再保存。`,
  )

interface Named {
  readonly campaign?: Reference
  readonly unit?: Reference
}
/** Not the claim's key: who has saved knows the unit by its id. */
const namingOf = ({ campaign, unit }: Named): string =>
  `naming ${referenceId(campaign ?? null)} ${referenceId(unit ?? null)}`

/** The same until the document is saved or refused; several brought back by one request wait for each other too. */
export async function beginNaming(person: Named, unit: string, req: PayloadRequest): Promise<void> {
  const claim = await takeNaming(req, referenceId(person.campaign ?? null) ?? '', unit)
  heldBy(req).set(namingOf(person), claim)
}
export const endNaming = (person: Named, req: PayloadRequest): Promise<void> => endHeld(req, namingOf(person))

export const endNamingAfterChange: CollectionAfterChangeHook = ({ doc, req }) => endNaming(doc, req)
