import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSqlite } from '../../src/platform/sqlite-client.ts'

let folder: string
let client: Awaited<ReturnType<typeof openSqlite>>
let other: Database.Database
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'zuimei-sqlite-'))
  const file = path.join(folder, 'test.db')
  client = await openSqlite(`file:${file}`, 20)
  await client.execute('CREATE TABLE notes (note TEXT)')
  other = new Database(file)
})
afterAll(async () => {
  other.close()
  client.close()
  await rm(folder, { recursive: true, force: true })
})

it.each(['batch', 'migrate', 'transaction'] as const)('begins no transaction by %s', async (name) => {
  const insert = `INSERT INTO notes VALUES ('${name}')`
  const begin = client[name].bind(client) as (statements: string[]) => unknown
  other.exec('BEGIN IMMEDIATE')
  expect(() => begin([insert])).toThrow(/^sqlite: /)
  other.exec('COMMIT')
  await client.execute(insert)
  const { rows } = other.prepare('SELECT count(*) AS rows FROM notes WHERE note = ?').get(name) as {
    rows: number
  }
  expect(rows).toBe(1)
})
