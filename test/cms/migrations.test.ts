import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from '@libsql/client'
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../src/cms/migrate.ts'
import { migrations } from '../../src/cms/migrations/index.ts'
import { programs, root } from '../fixtures/programs.ts'
import { openStudio, type Studio } from './databases.ts'

const migrationsFolder = path.join(root, 'src/cms/migrations')

describe('the committed schema', () => {
  let studio: Studio
  beforeAll(async () => {
    studio = await openStudio('SQLite')
  })
  afterAll(() => studio.close())

  it('is what the collections ask for: no migration is missing', async () => {
    const adapter = studio.payload.db as unknown as SQLiteAdapter
    const kit = adapter.requireDrizzleKit() as {
      generateDrizzleJson(schema: unknown): Promise<unknown>
      generateMigration(before: unknown, after: unknown): Promise<string[]>
    }
    const latest = (await readdir(migrationsFolder))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .at(-1)
    const committed: unknown = JSON.parse(await readFile(path.join(migrationsFolder, latest ?? ''), 'utf8'))
    const wanted = await kit.generateDrizzleJson(adapter.schema)
    expect(await kit.generateMigration(committed, wanted)).toEqual([])
  })

  it('leaves a current file alone, without waiting for anybody’s lock', async () => {
    const { client } = studio.payload.db as unknown as SQLiteAdapter
    await client.execute('BEGIN IMMEDIATE')
    await expect(migrate(studio.payload)).resolves.toBeUndefined()
    await client.execute('ROLLBACK')
  })

  it('guards every relation', async () => {
    const { client } = studio.payload.db as unknown as SQLiteAdapter
    expect((await client.execute('PRAGMA foreign_keys')).rows[0]?.foreign_keys).toBe(1)
    expect((await client.execute('PRAGMA journal_mode')).rows[0]?.journal_mode).toBe('wal')
    // Whoever waits for the lock waits in src/platform/sqlite-client.ts, where nothing stands still meanwhile.
    expect((await client.execute('PRAGMA busy_timeout')).rows[0]?.timeout).toBe(0)
  })
})

it('gives releases of before the address of what they showed', async () => {
  const client = createClient({ url: ':memory:' })
  const db = {
    run: (statement: { queryChunks: readonly { value: readonly string[] }[] }) =>
      client.execute(statement.queryChunks.map(({ value }) => value.join('')).join('')),
  }
  const at = migrations.findIndex(({ name }) => name.endsWith('first_start'))
  const run = async (some: typeof migrations): Promise<void> => {
    for (const { up } of some) await up({ db } as unknown as Parameters<typeof up>[0])
  }
  await run(migrations.slice(0, at))
  await client.execute('PRAGMA foreign_keys = OFF')
  await client.execute(
    "INSERT INTO releases (id, honoree_id, channel_id, valid_from, campaign_id) VALUES ('r', 'h', 'bus', '2026-06-01', 'c')",
  )
  await run(migrations.slice(at, at + 1))
  const { rows } = await client.execute('SELECT id, item_id FROM releases')
  expect(rows.map(({ id, item_id }) => [id, item_id])).toEqual([['r', 'c.h.bus']])
  client.close()
})

describe('a process of its own, bundled', () => {
  let folder: string
  let file: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zuimei-migrate-'))
    file = (await programs())('migrate')
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  const start = (mediaDir: string, variables: Record<string, string> = {}): ChildProcess =>
    spawn(process.execPath, ['--conditions=production', file], {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        MEDIA_DIR: mediaDir,
        DATABASE_URL: `file:${path.join(mediaDir, 'zuimei.db')}`,
        PAYLOAD_SECRET: 'only-for-tests-0123456789-abcdefghij',
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  const outcome = (child: ChildProcess): Promise<{ code: number | null; output: string }> =>
    new Promise((resolve) => {
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => {
          output += chunk.toString()
        })
      child.on('close', (code) => resolve({ code, output }))
    })

  const newFolder = (): Promise<string> => mkdtemp(path.join(folder, 'media-'))

  it('opens a fresh file, and the same again', async () => {
    const mediaDir = await newFolder()
    for (const _ of [1, 2]) {
      const { code, output } = await outcome(start(mediaDir))
      expect(output).toContain('campaigns:1')
      expect(code).toBe(0)
    }
  })

  it('opens a fresh file three times at once', async () => {
    const mediaDir = await newFolder()
    const outcomes = await Promise.all([1, 2, 3].map(() => outcome(start(mediaDir))))
    for (const { code, output } of outcomes) {
      expect(output).toContain('campaigns:1')
      expect(code).toBe(0)
    }
  })

  it.each(['1', '60', 'COMMIT'])(
    'opens after a kill in the first migration, at statement %s',
    async (place) => {
      const mediaDir = await newFolder()
      const child = start(mediaDir, { KILL_AT: place })
      await outcome(child)
      expect(child.signalCode).toBe('SIGKILL')
      const { code, output } = await outcome(start(mediaDir))
      expect(output).toContain('campaigns:1')
      expect(code).toBe(0)
    },
  )
})
