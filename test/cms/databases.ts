/** The studio on a throw-away database of either kind, with a real folder store; one helper for every cms test. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Payload, SanitizedConfig } from 'payload'
import { vi } from 'vitest'
import { slugOf } from '../../src/cms/hooks/fill-slug.ts'
import type { AllRecords } from '../../src/cms/records.ts'
import { setRuntime } from '../../src/cms/runtime.ts'
import type { Honoree } from '../../src/domain/honoree.ts'
import { createLatest } from '../../src/pipeline/latest.ts'
import type { BlobStore } from '../../src/pipeline/ports.ts'
import { sketchWith } from '../../src/pipeline/preview-posters.ts'
import { isNameHeld } from '../../src/platform/lock.ts'
import { documentReader } from '../../src/render/documents/document-reader.ts'
import { uncovered } from '../../src/render/fonts.ts'
import { subjectIn } from '../../src/render/image.ts'
import { sketchPosters } from '../../src/render/poster-preview.ts'
import { examine } from '../../src/render/probe.ts'
import { tools } from '../render/fixtures.ts'
import '../fixtures/derive-once.ts'

export type DatabaseKind = 'SQLite' | 'MongoDB'

export interface Studio {
  readonly kind: DatabaseKind
  readonly payload: Payload
  readonly config: SanitizedConfig
  readonly records: AllRecords
  readonly store: BlobStore
  readonly folder: string
  /** Whom hooks woke, in order. */
  readonly woken: (string | null)[]
  now: Date
  request(method: string, path: string, options?: RequestOptions): Promise<Response>
  close(): Promise<void>
}

export interface RequestOptions {
  readonly token?: string | null
  readonly authorization?: string
  readonly body?: unknown
  readonly form?: FormData
  readonly headers?: Readonly<Record<string, string>>
}

/** MONGODB_TEST_URL, else a server of our own through mongodb-memory-server, else null and a loud word. */
async function mongoUrl(): Promise<string | null> {
  const given = process.env.MONGODB_TEST_URL
  if (given) return given.replace(/\/+$/, '')
  try {
    // Where there is no network, asking three times with pauses takes longer than most test files.
    process.env.MONGOMS_MAX_RETRIES ??= '1'
    const { MongoMemoryServer } = await import('mongodb-memory-server-core')
    const server = await MongoMemoryServer.create()
    return server.getUri().replace(/\/+$/, '')
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    console.warn(
      `\n${'!'.repeat(78)}\n!! MongoDB WAS NOT TESTED: no MONGODB_TEST_URL, and no server could be started.\n!! ${reason}\n${'!'.repeat(78)}\n`,
    )
    return null
  }
}

/** One for all test files of this process, or one futile search; it ends with the process, as mongodb-memory-server sees to. */
const shared = globalThis as { mongoUrlOfTests?: Promise<string | null>; migratedOfTests?: Buffer }
shared.mongoUrlOfTests ??= mongoUrl()
const mongo = await shared.mongoUrlOfTests

export const databases: readonly DatabaseKind[] = mongo ? ['SQLite', 'MongoDB'] : ['SQLite']

/** Opens a fresh studio; the environment is read by the configuration, so it is set before that is loaded. */
export async function openStudio(kind: DatabaseKind, publicUrl = 'http://studio.test'): Promise<Studio> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zuimei-cms-'))
  const name = path.basename(folder).replace(/[^A-Za-z0-9]/g, '')
  process.env.MEDIA_DIR = folder
  process.env.PAYLOAD_SECRET = 'only-for-tests-0123456789-abcdefghij'
  process.env.PUBLIC_URL = publicUrl
  const file = path.join(folder, 'test.db')
  process.env.DATABASE_URL = kind === 'SQLite' ? `file:${file}` : `${mongo}/${name}`
  // All migrations run once a process: the others begin with the file as they left it.
  if (kind === 'SQLite' && shared.migratedOfTests) await writeFile(file, shared.migratedOfTests)

  // The configuration reads the environment once; the second database needs a second one.
  vi.resetModules()
  const { default: config } = await import('../../payload.config.ts')
  const { getPayload, handleEndpoints } = await import('payload')
  const { recordsOf } = await import('../../src/cms/records.ts')
  const { createFileStore } = await import('../../src/platform/file-store.ts')
  const payload = await getPayload({ config, key: name })
  if (kind === 'SQLite') shared.migratedOfTests ??= await migratedFile(payload, file)
  // Refusals are what these tests provoke.
  payload.logger.level = 'silent'
  const store = createFileStore(folder)
  const sanitized = await config

  const studio: Studio = {
    kind,
    payload,
    config: sanitized,
    records: recordsOf({ payload }),
    store,
    folder,
    woken: [],
    now: new Date('2026-06-01T00:00:00.000Z'),
    request(method, address, { token, authorization, body, form, headers: given } = {}) {
      const headers = new Headers(given)
      if (token) headers.set('Authorization', `JWT ${token}`)
      if (authorization) headers.set('Authorization', authorization)
      if (body !== undefined) headers.set('Content-Type', 'application/json')
      const content = form ?? (body === undefined ? null : JSON.stringify(body))
      const request = new Request(`http://studio.test${address}`, { method, headers, body: content })
      return handleEndpoints({ config: sanitized, request, payloadInstanceCacheKey: name })
    },
    async close() {
      if (kind === 'MongoDB') await dropDatabase(payload)
      await payload.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
  setRuntime({
    owner: 'studio',
    isAlive: (owner) => isNameHeld(folder, owner),
    store,
    examine: (file, fileName) => examine(file, fileName, tools),
    uncovered,
    subject: (key) => store.withLocal(key, subjectIn),
    sketch: sketchWith(createLatest({ atOnce: 1, waiting: 20 }), store, { sketchPosters }),
    wake: (honoreeId) => studio.woken.push(honoreeId),
    link: (key) => `/files/${key}?signed`,
    now: () => studio.now,
    checkup: async () => [],
    intake: {
      reader: documentReader,
      examine: (file, fileName) => examine(file, fileName, tools),
      uncovered,
      slugOf,
      scratch: path.join(folder, 'scratch'),
      emit: () => {},
    },
  })
  return studio
}

/** The newest words of an honoree; null while they cannot be read, or there are none. */
export async function newestOf({ records }: Studio, id: string): Promise<Honoree | null> {
  const editions = await records.honoree(id)
  return editions?.newest.ok ? editions.newest.value : null
}

async function migratedFile(payload: Payload, file: string): Promise<Buffer> {
  const { client } = payload.db as unknown as SQLiteAdapter
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  return readFile(file)
}

/** Through the driver: once a busy machine has missed a heartbeat, mongoose's own waits for the next in vain. */
async function dropDatabase(payload: Payload): Promise<void> {
  const { connection } = payload.db as unknown as {
    connection: { db: { dropDatabase(): Promise<unknown> } }
  }
  await connection.db.dropDatabase()
}
