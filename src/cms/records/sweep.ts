/** The latest sweep, as one value of Payload's key-value store. */
import type { SweepReport } from '../../domain/sweep-report.ts'
import type { Records } from '../../pipeline/records.ts'
import { readDate } from '../adapter/date.ts'
import { type Asker, addRow, changeRow, findRows } from './rows.ts'

const key = 'last-sweep'
const where = { key: { equals: key } }

export const sweepRecords = (req: Asker): Pick<Records, 'noteSweep' | 'lastSweep'> => ({
  async noteSweep(report, at) {
    const data = { at: at.toISOString(), report }
    const change = (): Promise<boolean> => changeRow(req, 'payload-kv', where, { data })
    if (!(await change()) && !(await addRow(req, 'payload-kv', { key, data }))) await change()
  },
  async lastSweep() {
    const [row] = await findRows(req.payload, 'payload-kv', { where })
    const { at, report } = (row?.data ?? {}) as { at?: unknown; report?: unknown }
    const begun = readDate(at)
    return begun && typeof report === 'object' && report !== null
      ? { at: begun, report: report as SweepReport }
      : null
  },
})
