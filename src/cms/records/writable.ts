/** Whether the database takes writes now, or another program holds its lock. */
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'
import type { Records } from '../../pipeline/records.ts'
import { isLockFree } from '../../platform/sqlite-client.ts'

export const writableRecords = ({ db }: Payload): Pick<Records, 'isWritable'> => ({
  isWritable: async () => db.name !== 'sqlite' || (await isLockFree((db as unknown as SQLiteAdapter).client)),
})
