/** A key is wholly there or not there; nothing climbs out of the folder. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, describe, expect, it } from 'vitest'
import { digestOf } from '../../src/domain/digest.ts'
import type { BlobStore } from '../../src/pipeline/ports.ts'
import { createFileStore, sweepParts } from '../../src/platform/file-store.ts'

let folder: string
let root: string
let store: BlobStore
const source = async (text: string): Promise<string> => {
  const file = path.join(folder, `source-${text.length}`)
  await writeFile(file, text)
  return file
}
const text = async (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text()

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-store-'))
  root = path.join(folder, 'store')
  store = createFileStore(root)
})

describe('file store', () => {
  it('copies what belongs to others and moves what is scratch', async () => {
    const kept = await source('kept')
    await store.put(kept, 'originals/a.txt')
    expect(await readFile(kept, 'utf8')).toBe('kept')
    const taken = await source('taken!')
    await store.take(taken, 'variants/ab/b.txt')
    expect(existsSync(taken)).toBe(false)
    expect(await text(await store.read('originals/a.txt'))).toBe('kept')
    expect(await text(await store.read('variants/ab/b.txt'))).toBe('taken!')
  })

  it('serves byte ranges, sizes and nothing for absent keys', async () => {
    await store.put(await source('0123456789'), 'originals/n.txt')
    expect(await text(await store.read('originals/n.txt', { start: 2, end: 5 }))).toBe('2345')
    expect(await store.size('originals/n.txt')).toBe(10)
    expect(await store.size('originals/none.txt')).toBeNull()
    await expect(store.read('originals/none.txt')).rejects.toThrow(/ENOENT/)
    await expect(store.localPath('originals/none.txt')).rejects.toThrow(/ENOENT/)
    await store.delete('originals/none.txt')
  })

  it('replaces an equal key and leaves no temporary file', async () => {
    await Promise.all(
      ['one', 'three', 'seventeen'].map(async (word) => store.put(await source(word), 'originals/x.txt')),
    )
    expect(['one', 'three', 'seventeen']).toContain(await text(await store.read('originals/x.txt')))
    expect(await readdir(path.join(root, 'originals'))).toEqual(['x.txt'])
  })

  it('keeps an original once, and tells when what lies there is something else', async () => {
    const digest = (words: string) => digestOf(Readable.from([Buffer.from(words)]))
    const first = await source('first')
    expect(await store.keep(first, 'originals/k.txt', await digest('first'))).toBe(true)
    expect(await store.keep(first, 'originals/k.txt', await digest('first'))).toBe(true)
    const other = await source('another')
    expect(await store.keep(other, 'originals/k.txt', await digest('another'))).toBe(false)
    expect(await text(await store.read('originals/k.txt'))).toBe('first')
    // A file that changed after it was looked at.
    expect(await store.keep(other, 'originals/n.txt', await digest('before'))).toBe(false)
    expect(await readdir(path.join(root, 'originals'))).toEqual(['k.txt'])
  })

  it('keeps one original of many written at once', async () => {
    const file = await source('the same')
    const digest = await digestOf(Readable.from([Buffer.from('the same')]))
    const kept = await Promise.all(
      Array.from({ length: 8 }, () => store.keep(file, 'originals/s.txt', digest)),
    )
    expect(kept).toEqual(Array(8).fill(true))
    expect(await readdir(path.join(root, 'originals'))).toEqual(['s.txt'])
  })

  it('lists finished keys only and sweeps halves', async () => {
    await store.put(await source('whole'), 'variants/aa/w.txt')
    await mkdir(path.join(root, 'variants/bb'), { recursive: true })
    await writeFile(path.join(root, 'variants/bb/h.txt.123.part'), 'ha')
    const keys: string[] = []
    for await (const key of store.list('variants')) keys.push(key)
    expect(keys).toEqual(['variants/aa/w.txt'])
    expect(await sweepParts(root, ['originals', 'variants'])).toBe(1)
    expect(await readdir(path.join(root, 'variants/bb'))).toEqual([])
  })

  it.each(['../escape', 'originals/../../x', '/etc/passwd', 'originals', 'originals/a b', 'originals//x'])(
    'refuses the key %s',
    async (key) => {
      await expect(store.put(await source('x'), key)).rejects.toThrow(/bad key/)
    },
  )
})
