/** The folder as a blob store: what any store holds to, and what only a folder can leave behind. */
import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { BlobStore } from '../../src/pipeline/ports.ts'
import { createFileStore, sweepParts } from '../../src/platform/file-store.ts'
import { holdsBlobs } from './blob-store.ts'

holdsBlobs('file store', async (folder) => createFileStore(path.join(folder, 'store')))

describe('file store', () => {
  let root: string
  let store: BlobStore
  const source = async (text: string): Promise<string> => {
    const file = path.join(root, `source-${text.length}`)
    await writeFile(file, text)
    return file
  }

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'zuimei-store-'))
    store = createFileStore(root)
  })

  it('leaves no half-written file beside what it wrote or refused', async () => {
    await Promise.all(
      ['a', 'bb', 'ccc'].map(async (word) => store.put(await source(word), 'originals/x.txt')),
    )
    expect(await readdir(path.join(root, 'originals'))).toEqual(['x.txt'])
    const expected = { sha256: 'other', bytes: 1 }
    expect(await store.keep(await source('d'), 'originals/y.txt', expected)).toBe(false)
    expect(await readdir(path.join(root, 'originals'))).toEqual(['x.txt'])
  })

  it('lists finished keys only and sweeps halves', async () => {
    await store.put(await source('whole'), 'variants/aa/w.txt')
    await mkdir(path.join(root, 'variants/bb'), { recursive: true })
    await writeFile(path.join(root, 'variants/bb/h.txt.123.part'), 'ha')
    const keys: string[] = []
    for await (const { key } of store.list('variants')) keys.push(key)
    expect(keys).toEqual(['variants/aa/w.txt'])
    expect(await sweepParts(root, ['originals', 'variants'])).toBe(1)
    expect(await readdir(path.join(root, 'variants/bb'))).toEqual([])
  })

  it('counts a move as a write: who put it aside needs to know since when', async () => {
    await store.put(await source('old'), 'variants/aa/o.txt')
    const longAgo = new Date('2020-01-01T00:00:00Z')
    await utimes(path.join(root, 'variants/aa/o.txt'), longAgo, longAgo)
    await store.move('variants/aa/o.txt', 'quarantine/aa/o.txt')
    for await (const { modifiedAt } of store.list('quarantine'))
      expect(modifiedAt.getUTCFullYear()).toBeGreaterThan(2020)
  })
})
