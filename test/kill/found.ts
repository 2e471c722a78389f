/**
 * What lies in a media folder after a kill, read past Payload: nothing is migrated, swept or checkpointed by the look, and
 * what the next start finds is what the kill left.
 */
import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'

export interface Found {
  /** Every file below the media folder. */
  readonly files: readonly string[]
  readonly originals: readonly { readonly file: string; readonly isTrue: boolean }[]
  readonly variants: readonly {
    readonly key: string
    readonly state: string
    readonly file: string | null
    /** The file's SHA-256 is the row's. */
    readonly isTrue: boolean
  }[]
  /** `<honoree> <channel> <version>` of each. */
  readonly releases: readonly string[]
}

export async function findIn(media: string): Promise<Found> {
  const rows = await rowsIn(media)
  const hold = ({ file, sha256 }: Bytes): Promise<boolean> => holds(path.join(media, file), sha256)
  return {
    files: await filesIn(media),
    originals: await Promise.all(
      rows.originals.map(async (row) => ({ file: row.file, isTrue: await hold(row) })),
    ),
    variants: await Promise.all(
      rows.variants.map(async ({ key, state, file, sha256 }) => ({
        key,
        state,
        file,
        isTrue: file !== null && sha256 !== null && (await hold({ file, sha256 })),
      })),
    ),
    releases: rows.releases.map(({ name }) => name),
  }
}

/** How much of it lies there now, while somebody may be writing: files of the store, or rows. */
export async function countIn(media: string, of: 'import' | 'renders' | 'releases'): Promise<number> {
  // A copy taken while the log is folded into the file may be of neither; the next is asked soon.
  if (of === 'releases') return (await rowsIn(media).catch(() => null))?.releases.length ?? 0
  const files = await filesIn(path.join(media, of === 'import' ? 'originals' : 'variants'))
  return files.filter((file) => !file.endsWith('.part')).length
}

interface Bytes {
  readonly file: string
  readonly sha256: string
}

interface Rows {
  readonly originals: readonly Bytes[]
  readonly variants: readonly {
    readonly key: string
    readonly state: string
    readonly file: string | null
    readonly sha256: string | null
  }[]
  readonly releases: readonly { readonly name: string }[]
}

/** From a copy: whoever opens the file itself folds the log of the killed process into it. */
async function rowsIn(media: string): Promise<Rows> {
  const name = 'zuimei.db'
  const copy = await mkdtemp(path.join(tmpdir(), 'zuimei-found-'))
  try {
    for (const file of await readdir(media).catch(() => []))
      if (file === name || file === `${name}-wal`)
        await copyFile(path.join(media, file), path.join(copy, file))
    const database = new Database(path.join(copy, name))
    const has = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'releases'").get() !== undefined
    // All tables are made in one transaction: before it there is none.
    const all = (query: string): unknown[] => (has ? database.prepare(query).all() : [])
    const rows = {
      originals: all('SELECT storage_key AS file, sha256 FROM assets'),
      variants: all('SELECT key, state, storage_key AS file, sha256 FROM variants'),
      releases: all("SELECT honoree_id || ' ' || channel_id || ' ' || version AS name FROM releases"),
    } as Rows
    database.close()
    return rows
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort()
}

async function holds(file: string, sha256: string): Promise<boolean> {
  const bytes = await readFile(file).catch(() => null)
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256
}
