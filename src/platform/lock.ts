/**
 * Who may use the embedded store: held by the kernel on a small SQLite file in the folder. A lock of the kernel ends with
 * its process, however it ends, and knows nothing of process numbers or clocks: it holds between containers that share
 * the folder, through a paused machine and a changed clock.
 */
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'

/** Gives a lock back. */
type Unlock = () => void

type Mode = 'exclusive' | 'shared'

/** Null when others hold what does not go together with it for longer than `waitMs`. */
function lock(file: string, mode: Mode, waitMs = 0): Unlock | null {
  mkdirSync(path.dirname(file), { recursive: true })
  const database = new Database(file, { timeout: waitMs })
  try {
    // Nothing is ever written: the transaction is the lock.
    database.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_master')
  } catch (error) {
    database.close()
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return null
    throw error
  }
  return () => {
    if (!database.open) return
    database.exec('ROLLBACK')
    database.close()
  }
}

const serverLock = (folder: string): string => path.join(folder, 'server.lock')
const guestLock = (folder: string): string => path.join(folder, 'guests.lock')

/** For a server: alone, or beside others that say the same of themselves. Null when a server holds the folder otherwise. */
export const lockFolder = (folder: string, use: 'alone' | 'beside others'): Unlock | null =>
  lock(serverLock(folder), use === 'alone' ? 'exclusive' : 'shared')

/**
 * For a command that writes beside a running server: no server clears the folder before it is given back. Waits for one
 * that is clearing now.
 */
export const visitFolder = (folder: string): Unlock | null => lock(guestLock(folder), 'shared', 60_000)

/** For a server that clears what a killed one left: null while commands are writing. */
export const lockGuestsOut = (folder: string): Unlock | null => lock(guestLock(folder), 'exclusive')

const nameLock = (folder: string, name: string): string => path.join(folder, 'work', name, 'alive.lock')

/** For a process that claims things by this name, as long as it lives. */
export function holdName(folder: string, name: string): Unlock {
  const unlock = lock(nameLock(folder, name), 'exclusive')
  if (!unlock) throw new Error(`lock: another process is called ${name}`)
  return unlock
}

/** Whether the process of that name lives. Not for one's own. */
export function isNameHeld(folder: string, name: string): boolean {
  const file = nameLock(folder, name)
  if (!/^[\w-]+$/.test(name) || !existsSync(file)) return false
  const unlock = lock(file, 'shared')
  unlock?.()
  return unlock === null
}
