/**
 * Brings a SQLite file to the committed schema, in development, tests and production alike. All or nothing: the whole
 * run is one transaction, so a killed process leaves no half-made table, and of two processes the second waits.
 */
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Migration, Payload } from 'payload'
import { migrations } from './migrations/index.ts'

export async function migrate(payload: Payload): Promise<void> {
  if (payload.db.name !== 'sqlite') return
  const adapter = payload.db as unknown as SQLiteAdapter
  const { client } = adapter
  // Looked at first without a lock: server and studio hold two connections in one process, and one that waited
  // for the other's transaction would stop the very event loop that is to end it.
  if (await isCurrent(client)) return
  // A table is rebuilt by dropping the old one, which must not empty the tables that point to it.
  await client.execute('PRAGMA foreign_keys = OFF')
  await client.execute('BEGIN IMMEDIATE')
  try {
    // The adapter passes exactly what its migrations ask for; Payload's general type says `unknown`.
    await adapter.migrate({ migrations: migrations as unknown as Migration[] })
    await client.execute('COMMIT')
  } catch (error) {
    await client.execute('ROLLBACK')
    throw error
  }
  await client.execute('PRAGMA foreign_keys = ON')
}

async function isCurrent(client: SQLiteAdapter['client']): Promise<boolean> {
  const tables = await client.execute("SELECT 1 FROM sqlite_master WHERE name = 'payload_migrations'")
  if (tables.rows.length === 0) return false
  const { rows } = await client.execute('SELECT name FROM payload_migrations')
  const done = new Set(rows.map(({ name }) => name))
  return migrations.every(({ name }) => done.has(name))
}
