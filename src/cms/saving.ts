/** Who saves a document just now: a row with a unique key, so that the next one reads what this one has written. */
import type { AfterErrorHook, CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { addRow } from './records/rows.ts'
import { Refused } from './refusal.ts'

/** Longer than a save takes; whoever was killed meanwhile holds nobody up for longer. */
const longestSaveMs = 10_000
const lookAgainMs = 20

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

interface Held {
  readonly key: string
  readonly until: number
}
const heldBy = (req: PayloadRequest): Held | undefined => req.context.saving as Held | undefined

/** Waits for its turn; it ends with `endSaving`, or with the request's error. */
export async function beginSaving(id: string, req: PayloadRequest): Promise<void> {
  const { db } = req.payload
  const key = `saving:${id}`
  if (heldBy(req)?.key === key) return
  const patience = Date.now() + longestSaveMs
  for (;;) {
    const until = Date.now() + longestSaveMs
    if (await addRow(req, 'payload-kv', { key, data: { until } })) {
      req.context.saving = { key, until } satisfies Held
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
    else if (now > patience) throw new Refused('有同事正在保存这份资料，请稍等几秒再保存。', 409)
    else await pause(lookAgainMs)
  }
}

async function endSaving(req: PayloadRequest): Promise<void> {
  const held = heldBy(req)
  if (!held) return
  delete req.context.saving
  // Over by itself, it may be another's by now.
  if (Date.now() < held.until)
    await req.payload.db.deleteMany({
      collection: 'payload-kv',
      where: { key: { equals: held.key } },
      req,
    })
}

export const endSavingAfterChange: CollectionAfterChangeHook = ({ req }) => endSaving(req)
export const endSavingAfterError: AfterErrorHook = ({ req }) => endSaving(req)
