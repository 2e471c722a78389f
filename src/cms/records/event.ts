/** Events: appended, never changed, never deleted. */
import type { Records } from '../../pipeline/ports.ts'
import type { Asker } from './rows.ts'

export const eventRecords = (req: Asker): Pick<Records, 'addEvent'> => ({
  async addEvent({ kind, actor, subject, at, address, fields, before, after, note }) {
    await req.payload.db.create({
      collection: 'events',
      req,
      returning: false,
      data: {
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
      },
    })
  },
})
