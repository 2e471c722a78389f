/** Refuses to delete a document that others name: SQLite would empty their reference, MongoDB leave it dangling. */
import type { CollectionBeforeDeleteHook, CollectionSlug } from 'payload'
import { Refused } from '../refusal.ts'

interface Use {
  readonly collection: CollectionSlug
  readonly field: string
  /** What is in the way and what to do, e.g. 已有人选属于该活动. */
  readonly because: string
}

export const keepWhileUsed =
  (what: string, uses: readonly Use[]): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    for (const { collection, field, because } of uses) {
      const { totalDocs } = await req.payload.db.count({
        collection,
        where: { [field]: { equals: id } },
        req,
      })
      if (totalDocs > 0) throw new Refused(`不能删除${what}：${because}。`)
    }
  }
