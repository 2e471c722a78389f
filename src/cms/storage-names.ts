/** Names of stored originals: by content in the store, readable and unique in the studio. */
import path from 'node:path'

const extensionOf = (fileName: string): string => {
  const extension = path.extname(fileName).slice(1).toLowerCase()
  return /^[a-z0-9]{1,5}$/.test(extension) ? extension : 'bin'
}

export const originalKey = (fileName: string, sha256: string): string =>
  `originals/${sha256}.${extensionOf(fileName)}`

/** What the unit called it, made unique over all honorees, since the studio's file addresses go by name alone. */
export function technicalName(fileName: string, sha256: string, honoreeId: string): string {
  const base = path
    .basename(fileName, path.extname(fileName))
    .replace(/[\\/:*?"<>|%#\s]+/g, '-')
    .slice(0, 60)
  return `${base}-${sha256.slice(0, 8)}${honoreeId.slice(-4)}.${extensionOf(fileName)}`
}
