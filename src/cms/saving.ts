/** Who writes a document just now: the next one reads what this one has written. */
import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  CollectionBeforeOperationHook,
  PayloadRequest,
  Where,
} from 'payload'
import { renewClaim } from './claims.ts'
import { claimOrRefuse, endHeld, heldBy, preparingMs, writingMs } from './held-claims.ts'
import { Refused } from './refusal.ts'

const savingOf = (id: unknown): string => `saving:${id}`

const isBeingSaved = '有同事正在保存这份资料，请稍等片刻再保存。'

/** Waits for its turn, which ends when the document is saved or refused; whoever has it goes on. */
export async function beginSaving(
  id: string,
  req: PayloadRequest,
  { ms = preparingMs, sentence = isBeingSaved } = {},
): Promise<void> {
  const key = savingOf(id)
  if (heldBy(req).has(key)) return
  heldBy(req).set(key, await claimOrRefuse(req, key, ms, sentence))
}

export const endSavingOf = (id: string | number, req: PayloadRequest): Promise<void> =>
  endHeld(req, savingOf(id))

/** Work of our own on a document, in its turn; what it asks of Payload it asks with `req`. */
export async function inTurn<T>(id: string, req: PayloadRequest, work: () => Promise<T>): Promise<T> {
  await beginSaving(id, req, { ms: writingMs() })
  try {
    return await work()
  } finally {
    await endSavingOf(id, req)
  }
}

/**
 * Payload writes the whole of a row as it read it, so where another may write it meanwhile the turn begins before it is
 * read. A stranger, whom Payload refuses, keeps nobody waiting.
 */
export const readInTurn: CollectionBeforeOperationHook = async ({
  args,
  collection: { slug },
  operation,
  overrideAccess,
  req,
}) => {
  if (operation !== 'update' && operation !== 'delete') return args
  if (!(overrideAccess || req.user)) return args
  const { id, where = {} } = args as { readonly id?: string | number; readonly where?: Where }
  const found =
    id === undefined
      ? await req.payload.find({
          ...{ collection: slug, where, overrideAccess: overrideAccess === true, req },
          ...{ pagination: false, depth: 0, select: {}, trash: true },
        })
      : { docs: [{ id }] }
  // In one order, so that two who change many do not wait for each other.
  for (const one of found.docs.map((doc) => String(doc.id)).sort()) await beginSaving(one, req)
  return args
}

/** Whose turn another has overwrites nothing; anybody else's lasts as long as a write may wait. */
async function renewTurn(id: string | number, req: PayloadRequest): Promise<void> {
  const claim = heldBy(req).get(savingOf(id))
  if (!claim || !(await renewClaim(req, claim, writingMs())))
    throw new Refused('服务器繁忙，这次没有保存，您填写的内容还在页面上；请稍等片刻再保存。', 409)
}

/** The last before the write. */
export const writeInTurn: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  if (operation === 'update') await renewTurn(originalDoc.id, req)
  return data
}

export const deleteInTurn: CollectionBeforeDeleteHook = ({ id, req }) => renewTurn(id, req)

/** The last of what follows a write. */
export const endSaving: CollectionAfterChangeHook = ({ doc, req }) => endSavingOf(doc.id, req)

export const endDeleting: CollectionAfterDeleteHook = ({ id, req }) => endSavingOf(id, req)
