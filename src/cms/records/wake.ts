/** Wakes as rows: one per honoree, with a new stamp each time, so that hearing one twice or never deleting it does no harm. */
import { randomUUID } from 'node:crypto'
import type { Records } from '../../pipeline/records.ts'
import { type Asker, addRow, changeRow } from './rows.ts'

const everybody = '*'

export const wakeRecords = (req: Asker): Pick<Records, 'leaveWake' | 'wakes' | 'forgetWakes'> => ({
  async leaveWake(honoreeId, now) {
    const subject = honoreeId ?? everybody
    const news = { stamp: randomUUID(), at: now.toISOString() }
    const change = (): Promise<boolean> => changeRow(req, 'wakes', { subject: { equals: subject } }, news)
    // Of two that leave the first wake at once one adds the row, the other changes it.
    if (!(await change()) && !(await addRow(req, 'wakes', { subject, ...news }))) await change()
  },
  async wakes(limit) {
    const { docs } = await req.payload.db.find<{ subject: unknown; stamp: unknown }>({
      collection: 'wakes',
      limit,
      pagination: false,
      sort: ['-at'],
    })
    // One that cannot be read names nobody, and would be news at every look; the minute plans everybody anyway.
    return docs.flatMap(({ subject, stamp }) =>
      typeof subject === 'string' && typeof stamp === 'string'
        ? [{ honoreeId: subject === everybody ? null : subject, stamp }]
        : [],
    )
  },
  async forgetWakes(before) {
    await req.payload.db.deleteMany({
      collection: 'wakes',
      where: { at: { less_than: before.toISOString() } },
      req,
    })
  },
})
