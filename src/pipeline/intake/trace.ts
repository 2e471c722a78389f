/** What an import did to a person, for the history of that person. */
import { type Actor, systemActor } from '../../domain/event.ts'
import type { Records } from '../records.ts'

/** An import that adds nothing leaves no trace. */
export async function traceImport(
  { id, name, isNew, added }: { id: string | null; name: string; isNew: boolean; added: number },
  { records, actor = systemActor }: { readonly records: Pick<Records, 'addEvent'>; readonly actor?: Actor },
  now: Date,
): Promise<void> {
  if (id === null || !(isNew || added > 0)) return
  await records.addEvent({
    kind: 'imported',
    actor,
    subject: { collection: 'honorees', id, title: name },
    at: now,
    address: null,
    fields: [],
    before: {},
    after: {},
    note: isNew ? `新建人选，导入 ${added} 个文件` : `导入 ${added} 个文件`,
  })
}
