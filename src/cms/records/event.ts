/** Events: appended, never changed, never deleted. */
import type { Payload } from 'payload'
import type { Records } from '../../pipeline/ports.ts'

export const eventRecords = (payload: Payload): Pick<Records, 'addEvent'> => ({
  async addEvent({ kind, actor, subject, at, address, fields, before, after, note }) {
    await payload.db.create({
      collection: 'events',
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
