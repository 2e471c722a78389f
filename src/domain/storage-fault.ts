/** Tells an error of the machine's storage from every other: no fault of the material, over when the machine is well again. */

/** `full`: no space left; `broken`: the disk answers with errors; `busy`: another program holds the database's lock. */
export type StorageFault = 'full' | 'broken' | 'busy'

const codes: Readonly<Record<string, StorageFault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  SQLITE_FULL: 'full',
  OutOfDiskSpace: 'full',
  EIO: 'broken',
  SQLITE_IOERR: 'broken',
  SQLITE_BUSY: 'busy',
  SQLITE_BUSY_RECOVERY: 'busy',
  SQLITE_BUSY_SNAPSHOT: 'busy',
}

/** What libraries and programs say that keep no code. */
const words: readonly (readonly [RegExp, StorageFault])[] = [
  [/no space left on device|disk quota exceeded|database or disk is full|OutOfDiskSpace/i, 'full'],
  [/\bi\/o error, (read|write)|disk i\/o error/i, 'broken'],
]

/** Looks through causes: databases wrap what the disk said. Null for any other error. */
export function storageFault(error: unknown): StorageFault | null {
  let cause = error
  for (let depth = 0; depth < 8 && cause instanceof Error; depth += 1) {
    const { code, codeName, message } = cause as Error & { code?: unknown; codeName?: unknown }
    const coded = codes[String(code)] ?? codes[String(codeName)]
    if (coded) return coded
    const said = words.find(([pattern]) => pattern.test(message))
    if (said) return said[1]
    cause = cause.cause
  }
  return null
}
