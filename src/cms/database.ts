/** The database by its address: a SQLite file, or MongoDB when one machine is not enough. Both behave alike: no transactions. */
import { mongooseAdapter } from '@payloadcms/db-mongodb'
import { sqliteAdapter } from '@payloadcms/db-sqlite'
import type { Config } from 'payload'
import type { Env } from '../platform/env.ts'
import { lenientColumns } from './lenient-columns.ts'

export function database(
  { database: kind, databaseUrl: url }: Pick<Env, 'database' | 'databaseUrl'>,
  root: string,
): Config['db'] {
  if (kind === 'mongodb') {
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
    wal: true,
    // The default of 0 fails as soon as two processes write.
    busyTimeout: 5000,
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
      return adapter
    },
  }
}
