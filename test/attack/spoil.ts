/** Rows as a hand in the database, an older version or a broken restore would leave them, in every collection at once. */
import type { Payload } from 'payload'
import type { DatabaseKind } from '../cms/databases.ts'

export type Kind = 'wrong type' | 'other shape' | 'null' | 'dangling' | 'unknown choice'
export const kinds: readonly Kind[] = ['wrong type', 'other shape', 'null', 'dangling', 'unknown choice']

/** What each kind puts where; undefined leaves it as it is. `type` is the field's, told alike for both databases. */
const badValue = (kind: Kind, type: string, kindOfDatabase: DatabaseKind): unknown => {
  const isMongo = kindOfDatabase === 'MongoDB'
  switch (kind) {
    case 'wrong type':
      if (type === 'date') return 'garbage'
      if (type === 'number') return 'wide'
      if (type === 'json' || type === 'richText') return isMongo ? 5 : '{broken'
      // SQLite makes text of whatever a text column is given.
      return isMongo && type !== 'relationship' && type !== 'select' ? { a: 1 } : undefined
    case 'other shape':
      if (type === 'json') return isMongo ? ['x'] : '["x"]'
      if (type === 'richText') {
        const tree = { root: { type: 'root', children: [{ type: 'paragraph', children: 'x' }] } }
        return isMongo ? tree : JSON.stringify(tree)
      }
      return type === 'number' ? -1 : undefined
    case 'null':
      return null
    case 'dangling':
      return type === 'relationship' ? (isMongo ? '0123456789abcdef01234567' : 'nowhere') : undefined
    case 'unknown choice':
      return type === 'select' ? 'surprise' : undefined
  }
}

interface Spot {
  readonly path: string
  readonly type: string
}

type Fields = Payload['collections']['users']['config']['flattenedFields']

const spotsOf = (fields: Fields, prefix: readonly string[] = []): Spot[] =>
  fields.flatMap((field): Spot[] => {
    if ('virtual' in field && field.virtual) return []
    const path = [...prefix, field.name]
    if (field.type === 'group' || field.type === 'tab') return spotsOf(field.flattenedFields, path)
    if (field.type === 'join' || field.name === 'id' || ('hasMany' in field && field.hasMany)) return []
    const type = field.type === 'upload' ? 'relationship' : field.type
    return [{ path: path.join('.'), type }]
  })

const column = ({ path, type }: Spot): string =>
  path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('.', '_') +
  (type === 'relationship' ? '_id' : '')

/** Spoils the rows of these ids; what the database itself refuses stays as it is. Returns how many values were spoilt. */
export async function spoil(
  payload: Payload,
  database: DatabaseKind,
  kind: Kind,
  ids: Readonly<Record<string, string>>,
): Promise<number> {
  let spoilt = 0
  for (const [slug, id] of Object.entries(ids)) {
    const { config } = payload.collections[slug as 'users']
    for (const spot of spotsOf(config.flattenedFields)) {
      const value = badValue(kind, spot.type, database)
      if (value === undefined) continue
      const isDone =
        database === 'SQLite'
          ? await inSqlite(payload, slug, id, spot, value as string | number | null)
          : await inMongo(payload, slug, id, spot, value)
      if (isDone) spoilt += 1
    }
  }
  return spoilt
}

async function inSqlite(
  payload: Payload,
  slug: string,
  id: string,
  spot: Spot,
  value: string | number | null,
): Promise<boolean> {
  const { client } = payload.db as unknown as {
    client: { execute(statement: { sql: string; args: unknown[] }): Promise<{ rowsAffected: number }> }
  }
  const set = async (table: string, name: string, key: string): Promise<boolean> => {
    const sql = `UPDATE "${table}" SET "${name}" = ? WHERE "${key}" = ?`
    return client.execute({ sql, args: [value, id] }).then(
      ({ rowsAffected }) => rowsAffected > 0,
      () => false,
    )
  }
  await client.execute({ sql: 'PRAGMA foreign_keys = OFF', args: [] })
  const table = slug.replaceAll('-', '_')
  const isDone = await set(table, column(spot), 'id')
  if (payload.collections[slug as 'users'].config.versions)
    await set(`_${table}_v`, `version_${column(spot)}`, 'parent_id')
  return isDone
}

async function inMongo(
  payload: Payload,
  slug: string,
  id: string,
  { path }: Spot,
  value: unknown,
): Promise<boolean> {
  type Models = Record<
    string,
    { collection: { updateMany(where: object, change: object): Promise<{ modifiedCount: number }> } }
  >
  const { collections, versions } = payload.db as unknown as { collections: Models; versions: Models }
  const ofRow = { $expr: { $eq: [{ $toString: '$_id' }, id] } }
  const done = await collections[slug]?.collection
    .updateMany(ofRow, { $set: { [path]: value } })
    .catch(() => ({ modifiedCount: 0 }))
  await versions[slug]?.collection.updateMany(
    { $expr: { $eq: [{ $toString: '$parent' }, id] } },
    { $set: { [`version.${path}`]: value } },
  )
  return (done?.modifiedCount ?? 0) > 0
}
