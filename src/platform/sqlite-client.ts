/**
 * The SQLite file as Payload's adapter wants it, and nothing stands still while another process writes.
 *
 * libsql answers synchronously, so a busy timeout of its own would stop every request, reads and health included: it has
 * none, and what found the lock taken is asked again, later and later and never in step with others.
 *
 * A statement that libsql leaves unfinished because the lock was taken stays a writer of its connection until it is
 * collected: what is written meanwhile is not committed, and rolled back with it. So no statement of ours ever meets a
 * taken lock but `BEGIN IMMEDIATE`, and that through `exec`, which finishes what it began.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type InArgs, type InStatement, type ResultSet, Sqlite3Client } from '@libsql/client/sqlite3'
import Database from 'libsql'
import { storageFault } from '../domain/storage-fault.ts'

const firstPauseMs = 2
const longestPauseMs = 100
/** Who has written once is not turned away half way through: it waits so many times as long. */
const begunFactor = 10
/** How long one write of a task may wait that has written before, of a database that waits `maxMs`. */
export const longestWait = (maxMs: number): number => maxMs * begunFactor
/** Other processes' writes last milliseconds; a lock held longer is somebody to look for. */
const probeMs = 200

/** Neither writes nor may stand within a transaction. */
const plain = /^\s*(select|pragma|explain|vacuum|attach|detach|commit|end|rollback|savepoint|release)\b/i
const isBegin = (sql: string): boolean => /^\s*begin\b/i.test(sql)
const isWrite = (sql: string): boolean =>
  !plain.test(sql) &&
  !isBegin(sql) &&
  (!/^\s*with\b/i.test(sql) || /\b(insert|update|delete|replace)\b/i.test(sql))

function openLocking(file: string): Database.Database {
  const db = new Database(file)
  const locked = <T>(work: () => T): T => {
    if (db.inTransaction) return work()
    db.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      db.exec('COMMIT')
      return result
    } finally {
      if (db.inTransaction) db.exec('ROLLBACK')
    }
  }
  const prepare = (sql: string): Database.Statement => {
    const statement = Database.prototype.prepare.call(db, sql) as Database.Statement
    const { run, all } = statement
    if (isBegin(sql))
      statement.run = () => {
        db.exec(sql)
        return { changes: 0, lastInsertRowid: 0 }
      }
    else if (isWrite(sql)) {
      statement.run = (...args: unknown[]) => locked(() => run.apply(statement, args))
      statement.all = (...args: unknown[]) => locked(() => all.apply(statement, args))
    }
    return statement
  }
  return Object.assign(db, { prepare })
}

/** Asks again while the lock is taken, for `maxMs`; then rejects with what SQLite said (`storageFault` calls it `busy`). */
async function whenFree<T>(work: () => Promise<T>, maxMs: number): Promise<T> {
  const started = performance.now()
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await work()
    } catch (error) {
      const left = maxMs - (performance.now() - started)
      if (storageFault(error) !== 'busy' || left <= 0) throw error
      await setTimeout(Math.min(left, pause * (0.5 + Math.random())))
    }
  }
}

interface Task {
  hasWritten: boolean
}
const tasks = new AsyncLocalStorage<Task>()

/** What is spread into another context belongs to the same task: Payload does so at every call within a request. */
export interface TaskContext {
  databaseTask?: Task
}

/** Everything written under one context (a request's) is one task; without one each piece of work is its own. */
export function inTask<T>(context: TaskContext | null, work: () => T): T {
  const task = context?.databaseTask ?? { hasWritten: false }
  if (context) context.databaseTask = task
  return tasks.run(task, work)
}

/** A writer waits up to `maxMs` for the lock, longer where its task has written before. Asking again is exact: nothing happened. */
class PatientClient extends Sqlite3Client {
  readonly #maxMs: number

  constructor(file: string, maxMs: number) {
    const options = {} as ConstructorParameters<typeof Sqlite3Client>[1]
    super(file, options, openLocking(file), 'number')
    this.#maxMs = maxMs
  }

  #bound(): number {
    return tasks.getStore()?.hasWritten ? longestWait(this.#maxMs) : this.#maxMs
  }

  override async execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    const sql = typeof statement === 'string' ? statement : statement.sql
    const whole = typeof statement === 'string' ? { sql, args: args ?? [] } : statement
    const result = await whenFree(() => super.execute(whole), this.#bound())
    const task = tasks.getStore()
    if (task && isWrite(sql)) task.hasWritten = true
    return result
  }

  override batch(): never {
    throw new Error('sqlite: a batch begins without the lock, and what meets it taken stays unfinished')
  }

  override migrate(): never {
    throw new Error('sqlite: a migration of the client’s begins without the lock; migrations are Payload’s')
  }

  override transaction(): never {
    throw new Error('sqlite: transactions open a second connection, which knows nothing of the lock')
  }
}

/** `url` is `file:…`. Opens the file with a write-ahead log, so that readers never wait for writers. */
export async function openSqlite(url: string, maxMs: number): Promise<Sqlite3Client> {
  const file = url.startsWith('file://') ? fileURLToPath(url) : decodeURIComponent(url.slice('file:'.length))
  const client = new PatientClient(file, maxMs)
  const { rows } = await client.execute('PRAGMA journal_mode')
  if (rows[0]?.journal_mode !== 'wal') await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA journal_size_limit = 67108864')
  await client.execute('PRAGMA synchronous = FULL')
  return client
}

/** Whether a write would come through now. Never while the same client is within a transaction, which it would end. */
export async function isLockFree(client: Pick<Sqlite3Client, 'executeMultiple'>): Promise<boolean> {
  try {
    await whenFree(() => client.executeMultiple('BEGIN IMMEDIATE; ROLLBACK'), probeMs)
    return true
  } catch (error) {
    if (storageFault(error) === 'busy') return false
    throw error
  }
}
