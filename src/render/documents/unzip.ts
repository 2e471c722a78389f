/** Unpacks a hand-in: either everything lies in the folder or nothing does. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { openArchive, unpacked } from './archive.ts'

/** Fifty units with three films of three minutes at 20 Mb/s each stay below half of it. */
const maxHandInBytes = 160_000_000_000

/** Streams every entry into `dir`, an empty folder. A file that lies about its size, fails its inflation or its checksum refuses the zip. */
export async function unzip(
  file: string,
  fileName: string,
  dir: string,
  hasRoom: (bytes: number) => Promise<boolean>,
): Promise<Result<null>> {
  const opened = await openArchive(file, fileName, maxHandInBytes)
  if (!opened.ok) return opened
  const { zip, entries, bytes } = opened.value
  try {
    // Bytes it declares are all that may come: a file that lies about its size is refused.
    if (!(await hasRoom(bytes))) return refuse({ kind: 'storage-failed', file: fileName, fault: 'full' })
    for (const one of entries) {
      const { path: name } = one
      const target = path.join(dir, ...name.split('/'))
      if (name.endsWith('/')) {
        await mkdir(target, { recursive: true })
        continue
      }
      await mkdir(path.dirname(target), { recursive: true })
      await pipeline(unpacked(zip, one), createWriteStream(target, { flags: 'wx' }))
    }
    return ok(null)
  } catch (error) {
    await Promise.all(
      (await readdir(dir)).map((name) => rm(path.join(dir, name), { recursive: true, force: true })),
    )
    // A full disk or a lost folder is no fault of the zip.
    if (['ENOSPC', 'EACCES', 'EROFS', 'EIO', 'EMFILE'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error
    return refuse({ kind: 'file-broken', file: fileName, what: '压缩包' })
  } finally {
    zip.close()
  }
}
