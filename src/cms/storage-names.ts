/** Names of originals in the studio: readable and unique. */
import path from 'node:path'
import { extensionOf } from '../domain/asset.ts'

/** What the unit called it, made unique over all honorees, since the studio's file addresses go by name alone. */
export function technicalName(fileName: string, sha256: string, honoreeId: string): string {
  const base = path
    .basename(fileName, path.extname(fileName))
    .replace(/[\\/:*?"<>|%#\s]+/g, '-')
    .slice(0, 60)
  return `${base}-${sha256.slice(0, 8)}${honoreeId.slice(-4)}.${extensionOf(fileName)}`
}
