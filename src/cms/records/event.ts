/** Events: appended, never changed, never deleted. */
import type { Where } from 'payload'
import { sha256 } from '../../domain/fingerprint.ts'
import type { Records } from '../../pipeline/records.ts'
import { type Asker, findRows } from './rows.ts'

export const eventRecords = (req: Asker): Pick<Records, 'addEvent' | 'toldWithdrawals'> => ({
  async addEvent({ kind, actor, subject, at, address, fields, before, after, note }, key) {
    const { db } = req.payload
    const data = {
      kind,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      subjectCollection: subject.collection,
      subjectId: subject.id,
      title: subject.title,
      at: at.toISOString(),
      address,
      fields: [...fields],
      before: { ...before },
      after: { ...after },
      note,
    }
    // The primary key decides; its length is that of MongoDB's own.
    const id = key === undefined ? undefined : sha256(key).slice(0, 24)
    try {
      await db.create({ collection: 'events', req, returning: false, data, ...(id ? { customID: id } : {}) })
    } catch (error) {
      const isThere =
        id && (await db.count({ collection: 'events', where: { id: { equals: id } }, req })).totalDocs > 0
      if (!isThere) throw error
    }
  },
  async toldWithdrawals() {
    const where: Where = {
      and: [{ kind: { equals: 'withdrawn' } }, { subjectCollection: { equals: 'releases' } }],
    }
    const rows = await findRows(req.payload, 'events', { where, select: { subjectId: true } })
    return new Set(rows.flatMap(({ subjectId }) => subjectId ?? []))
  },
})
