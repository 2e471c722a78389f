/**
 * A row may hold what no field can hold, written by an older version or by hand. Payload's SQLite adapter would then
 * fail the whole list the row is in: `new Date('garbage').toISOString()` and `JSON.parse` throw for everybody. Here such
 * a value is read as what the adapters know to be unreadable, and the other rows as they are.
 */
import type { sqliteAdapter } from '@payloadcms/db-sqlite'

type SchemaHook = NonNullable<NonNullable<Parameters<typeof sqliteAdapter>[0]>['afterSchemaInit']>[number]
interface Column {
  mapFromDriverValue(value: unknown): unknown
}
/** What kind of value a column is for; the adapter hands itself to the hook, though the hook's type does not say so. */
interface Raw {
  readonly adapter: {
    readonly rawTables: Readonly<
      Record<string, { readonly columns: Readonly<Record<string, { readonly type: string }>> }>
    >
  }
}

export const lenientColumns: SchemaHook = (args) => {
  const { schema } = args
  const { adapter } = args as unknown as Raw
  for (const [name, { columns }] of Object.entries(adapter.rawTables)) {
    const table = schema.tables[name] as unknown as Record<string, Column> | undefined
    for (const [key, { type }] of Object.entries(columns)) {
      const column = table?.[key]
      if (column && type === 'timestamp') column.mapFromDriverValue = instant
      if (column && type === 'jsonb') column.mapFromDriverValue = json
    }
  }
  return schema
}

/** NaN where the text is no instant: Payload passes on what is no string, and `dateOf` tells it from an empty field. */
const instant = (value: unknown): unknown =>
  typeof value === 'string' && Number.isNaN(Date.parse(value)) ? Number.NaN : value

function json(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}
