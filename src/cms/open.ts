/** Opens the studio's database for a process of our own (server, worker, scripts): migrated, indexed, ready. */
import { getPayload, type Payload } from 'payload'
import { type AllRecords, recordsOf } from './records.ts'

export interface Cms {
  readonly payload: Payload
  readonly records: AllRecords
  close(): Promise<void>
}

export async function openCms(): Promise<Cms> {
  // Read late: it checks the environment, and what it refuses is the caller's to say.
  const { default: config } = await import('@payload-config')
  const payload = await getPayload({ config })
  return { payload, records: recordsOf({ payload }), close: () => payload.destroy() }
}
