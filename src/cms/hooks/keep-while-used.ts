/**
 * The two ways out and what bars them: a document goes to the trash, from where it comes back, and only from there for
 * good. Both are refused while others name it: SQLite would empty their reference, MongoDB leave it dangling.
 */
import type {
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  CollectionSlug,
  PayloadRequest,
} from 'payload'
import type { CollectionName } from '../../domain/rights.ts'
import { notTrashed } from '../records/rows.ts'
import { Refused } from '../refusal.ts'

interface Use {
  readonly collection: CollectionSlug
  readonly field: string
  /** What is in the way and what to do, e.g. 已有人选属于该活动. */
  readonly because: string
  /** The user goes to the trash and comes back together with what it uses. */
  readonly onlyForGood?: boolean
}

export function keepWhileUsed(
  collection: CollectionName & CollectionSlug,
  what: string,
  uses: readonly Use[],
): { beforeChange: CollectionBeforeChangeHook; beforeDelete: CollectionBeforeDeleteHook } {
  return {
    beforeChange: async ({ data, originalDoc, req }) => {
      if (data.deletedAt && originalDoc && !originalDoc.deletedAt) {
        const barring = uses.filter(({ onlyForGood }) => !onlyForGood)
        await refuseWhileUsed(req, originalDoc.id, `不能把${what}移入回收站`, barring, true)
      }
      return data
    },
    beforeDelete: async ({ id, req }) => {
      await refuseOutsideTrash(req, collection, id, what)
      await refuseWhileUsed(req, id, `不能彻底删除${what}`, uses, false)
    },
  }
}

export async function refuseOutsideTrash(
  req: PayloadRequest,
  collection: CollectionSlug,
  id: string | number,
  what: string,
): Promise<void> {
  const { totalDocs } = await req.payload.db.count({
    collection,
    where: { and: [{ id: { equals: id } }, notTrashed] },
    req,
  })
  if (totalDocs > 0) throw new Refused(`不能直接彻底删除${what}：请先移入回收站，确认无误后再彻底删除。`)
}

async function refuseWhileUsed(
  req: PayloadRequest,
  id: string | number,
  refusal: string,
  uses: readonly Use[],
  ignoresTrash: boolean,
): Promise<void> {
  for (const { collection, field, because } of uses) {
    const hides = ignoresTrash && req.payload.collections[collection]?.config.trash
    const where = { [field]: { equals: id } }
    const { totalDocs } = await req.payload.db.count({
      collection,
      where: hides ? { and: [where, notTrashed] } : where,
      req,
    })
    if (totalDocs > 0) throw new Refused(`${refusal}：${because}。`)
  }
}
