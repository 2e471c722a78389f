/** One embedded store, one server: a second one on the same folder is refused while the first lives. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Returns how to give the folder back, or null when a living process holds it. A killed holder's mark is taken over. */
export function lockFolder(folder: string): (() => void) | null {
  mkdirSync(folder, { recursive: true })
  const mark = path.join(folder, 'server.pid')
  const draft = `${mark}.${process.pid}`
  writeFileSync(draft, String(process.pid))
  try {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        // link() fails when the name is taken: of two that start at once one wins.
        linkSync(draft, mark)
        return () => rmSync(mark, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      if (isHeld(mark)) return null
      rmSync(mark, { force: true })
    }
    return null
  } finally {
    rmSync(draft, { force: true })
  }
}

function isHeld(mark: string): boolean {
  let pid: number
  try {
    pid = Number(readFileSync(mark, 'utf8'))
  } catch {
    return false
  }
  // In a container every first process has the same number: our own is never another's.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    // The number may have gone to somebody else since; where the system tells, only a Node process counts.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node')
  } catch {
    return true
  }
}
