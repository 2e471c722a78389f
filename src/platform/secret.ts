/** A random secret for machines where nobody set one: made once, readable by the owner alone, kept beside the database. */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** 64 hex digits; the same for every process that asks with the same folder, also when they ask at once. */
export function localSecret(mediaDir: string): string {
  const file = path.join(mediaDir, 'secret')
  const existing = read(file)
  if (existing) return existing
  mkdirSync(mediaDir, { recursive: true })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600, flush: true })
  try {
    // link() fails when the name is taken: of several processes exactly one decides.
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  const secret = read(file)
  if (!secret) throw new Error(`local secret: ${path.basename(file)} is not readable`)
  return secret
}

function read(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return text.length >= 32 ? text : null
  } catch {
    return null
  }
}
