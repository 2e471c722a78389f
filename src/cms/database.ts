/** The database by its address: a SQLite file, or MongoDB when one machine is not enough. Both behave alike: no transactions. */
import { type SQLiteAdapter, sqliteAdapter } from '@payloadcms/db-sqlite'
import type { Config, PayloadRequest } from 'payload'
import type { Env } from '../platform/env.ts'
import { inTask, openSqlite } from '../platform/sqlite-client.ts'
import { lenientColumns } from './lenient-columns.ts'

export async function database(
  {
    database: kind,
    databaseUrl: url,
    databaseWaitSeconds,
  }: Pick<Env, 'database' | 'databaseUrl' | 'databaseWaitSeconds'>,
  root: string,
): Promise<Config['db']> {
  if (kind === 'mongodb') {
    // Loading it takes a tenth of a start.
    const { mongooseAdapter } = await import('@payloadcms/db-mongodb')
    return mongooseAdapter({
      url,
      // A claim is one conditional update and a fact one document, so a replica set is for availability alone.
      transactionOptions: false,
      // Join fields otherwise use a $lookup form that only MongoDB 5 and later has.
      useJoinAggregations: false,
      // Without it the unique indexes may not exist yet for the first writes after a start.
      ensureIndexes: true,
    })
  }
  const sqlite = sqliteAdapter({
    client: { url },
    afterSchemaInit: [lenientColumns],
    // The generated types then equal MongoDB's.
    idType: 'uuid',
    // The schema changes by committed migrations alone; migrate.ts runs them.
    push: false,
    migrationDir: `${root}/src/cms/migrations`,
    // No transactionOptions: with them 178 of 200 creates failed under four concurrent writers in one process.
  })
  return {
    ...sqlite,
    init(args) {
      const adapter = sqlite.init(args)
      // Refused with the error that getPayload tells; nobody else waits for it, and unheard it would end the process.
      adapter.initializing.catch(() => {})
      return patient(adapter, () => openSqlite(url, databaseWaitSeconds * 1000))
    },
  }
}

const writes = [
  'create',
  'createVersion',
  'updateOne',
  'updateMany',
  'updateVersion',
  'upsert',
  'deleteOne',
  'deleteMany',
  'deleteVersions',
] as const

/**
 * With a client of our own, which the adapter takes where it finds one. Each of these writes may be several statements,
 * and a request several of them: begun, they are carried through.
 */
function patient(adapter: SQLiteAdapter, open: () => Promise<SQLiteAdapter['client']>): SQLiteAdapter {
  const { connect } = adapter
  const patched: Record<string, unknown> = {
    async connect(this: SQLiteAdapter, ...args: Parameters<NonNullable<typeof connect>>) {
      this.client ??= await open().catch((error: Error & { code?: unknown }) => {
        const said = `cannot connect to SQLite: ${error.code}: ${error.message}`
        this.payload.logger.error({ err: error, msg: said })
        this.rejectInitializing()
        throw new Error(said, { cause: error })
      })
      await connect?.apply(this, args)
    },
  }
  for (const name of writes) {
    const write = adapter[name] as (args: { req?: Partial<PayloadRequest> }) => Promise<unknown>
    patched[name] = function (this: SQLiteAdapter, args: { req?: Partial<PayloadRequest> }) {
      return inTask(args.req?.context ?? null, () => write.call(this, args))
    }
  }
  return Object.assign(adapter, patched)
}
