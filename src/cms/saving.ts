/** Who saves a document just now: a row with a unique key, so that the next one reads what this one has written. */
import type {
  AfterErrorHook,
  CollectionAfterChangeHook,
  CollectionAfterOperationHook,
  CollectionBeforeChangeHook,
  PayloadRequest,
} from 'payload'
import { env } from '../platform/env.ts'
import { longestWait } from '../platform/sqlite-client.ts'
import { addRow } from './records/rows.ts'
import { Refused } from './refusal.ts'

/** Longer than the words of a save take to be read and judged, and as long as anybody waits for a turn. */
const preparingMs = 10_000
/** Then it writes, which waits for the database; whoever was killed meanwhile holds nobody up for longer. */
const writingMs = (): number => longestWait(env().databaseWaitSeconds * 1000)
const lookAgainMs = 20

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Until when, by document: a request that changes many saves them at once. */
function heldBy(req: PayloadRequest): Map<string, number> {
  req.context.saving ??= new Map<string, number>()
  return req.context.saving as Map<string, number>
}
const keyOf = (id: string): string => `saving:${id}`

/** Waits for its turn; it ends with `endSaving`, or with the request's error. */
export async function beginSaving(id: string, req: PayloadRequest): Promise<void> {
  const { db } = req.payload
  const key = keyOf(id)
  if (heldBy(req).has(id)) return
  const patience = Date.now() + preparingMs
  for (;;) {
    const until = Date.now() + preparingMs + writingMs()
    if (await addRow(req, 'payload-kv', { key, data: { until } })) {
      heldBy(req).set(id, until)
      return
    }
    const row = await db.findOne<{ id: string; data: { until?: number } }>({
      collection: 'payload-kv',
      where: { key: { equals: key } },
      req,
    })
    const now = Date.now()
    if (row && !((row.data.until ?? 0) > now))
      await db.deleteMany({ collection: 'payload-kv', where: { id: { equals: row.id } }, req })
    else if (now > patience) throw new Refused('有同事正在保存这份资料，请稍等片刻再保存。', 409)
    else await pause(lookAgainMs)
  }
}

async function endSaving(ids: readonly string[], req: PayloadRequest): Promise<void> {
  const held = heldBy(req)
  for (const id of ids) {
    const until = held.get(id)
    held.delete(id)
    // Over by itself, it may be another's by now.
    if (until !== undefined && Date.now() < until)
      await req.payload.db.deleteMany({
        collection: 'payload-kv',
        where: { key: { equals: keyOf(id) } },
        req,
      })
  }
}

/** The last before the write: whose turn would end while it waits for the database overwrites nobody. */
export const writeInTurn: CollectionBeforeChangeHook = ({ data, originalDoc, operation, req }) => {
  if (operation !== 'update') return data
  const until = heldBy(req).get(String(originalDoc.id))
  if (until === undefined || Date.now() + writingMs() > until)
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
