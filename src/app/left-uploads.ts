/** Uploads cut off by a crash stay in the temporary folder: whatever has not grown for a day is nobody's any more. */
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

const dayMs = 24 * 3_600_000

/** Safe beside any number of processes. Returns how many files went. */
export async function sweepUploads(folder: string, now: Date): Promise<number> {
  let swept = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name)
    const found = await stat(file).catch(() => null)
    if (!found || now.getTime() - found.mtimeMs < dayMs) continue
    await rm(file, { recursive: true, force: true })
    swept += 1
  }
  return swept
}
