/** What every blob store holds to, whatever the bytes lie on: run by each adapter's test. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/domain/digest.ts'
import type { BlobStore, StoredBlob } from '../../src/pipeline/ports.ts'

/** `open` gives an empty store each time. */
export function holdsBlobs(name: string, open: (folder: string) => Promise<BlobStore>): void {
  let folder: string
  let store: BlobStore
  let sources = 0

  const source = async (words: string): Promise<string> => {
    sources += 1
    const file = path.join(folder, `source-${sources}`)
    await writeFile(file, words)
    return file
  }
  const digest = (words: string): Promise<Digest> => digestOf(Readable.from([Buffer.from(words)]))
  const text = async (key: string, range?: { start: number; end: number }): Promise<string> =>
    new Response(await store.read(key, range)).text()
  const listed = async (prefix: string): Promise<StoredBlob[]> => {
    const found: StoredBlob[] = []
    for await (const blob of store.list(prefix)) found.push(blob)
    return found.sort((a, b) => (a.key < b.key ? -1 : 1))
  }
  const keys = async (prefix: string): Promise<string[]> => (await listed(prefix)).map(({ key }) => key)

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-blobs-'))
    store = await open(folder)
  })

  describe(`${name} as a blob store`, () => {
    it('copies what belongs to others and moves what is scratch', async () => {
      const kept = await source('kept')
      await store.put(kept, 'originals/a.txt')
      expect(await readFile(kept, 'utf8')).toBe('kept')
      const taken = await source('taken!')
      expect(await store.take(taken, 'variants/ab/b.txt')).toBe(true)
      expect(existsSync(taken)).toBe(false)
      const late = await source('late')
      expect(await store.take(late, 'variants/ab/b.txt')).toBe(false)
      expect(await readFile(late, 'utf8')).toBe('late')
      expect(await text('originals/a.txt')).toBe('kept')
      expect(await text('variants/ab/b.txt')).toBe('taken!')
    })

    it('serves byte ranges, sizes and nothing for absent keys', async () => {
      await store.put(await source('0123456789'), 'originals/n.txt')
      expect(await text('originals/n.txt', { start: 2, end: 5 })).toBe('2345')
      expect(await store.size('originals/n.txt')).toBe(10)
      expect(await store.size('originals/none.txt')).toBeNull()
      await expect(store.read('originals/none.txt')).rejects.toThrow()
      await expect(store.withLocal('originals/none.txt', async () => 'used')).rejects.toThrow()
      await store.delete('originals/none.txt')
    })

    it('lends a local file for as long as it is used', async () => {
      await store.put(await source('lent'), 'originals/l.txt')
      const words = await store.withLocal('originals/l.txt', (file) => readFile(file, 'utf8'))
      expect(words).toBe('lent')
      await expect(
        store.withLocal('originals/l.txt', () => Promise.reject(new Error('of the user'))),
      ).rejects.toThrow('of the user')
      expect(await text('originals/l.txt')).toBe('lent')
    })

    it('replaces an equal key wholly, also when raced', async () => {
      const words = ['one', 'three', 'seventeen']
      await Promise.all(words.map(async (word) => store.put(await source(word), 'originals/x.txt')))
      expect(words).toContain(await text('originals/x.txt'))
      expect(await keys('originals')).toEqual(['originals/x.txt'])
    })

    it('keeps an original once, and tells when what lies there is something else', async () => {
      const first = await source('first')
      expect(await store.keep(first, 'originals/k.txt', await digest('first'))).toBe(true)
      expect(await store.keep(first, 'originals/k.txt', await digest('first'))).toBe(true)
      const other = await source('another')
      expect(await store.keep(other, 'originals/k.txt', await digest('another'))).toBe(false)
      expect(await text('originals/k.txt')).toBe('first')
      // A file that changed after it was looked at.
      expect(await store.keep(other, 'originals/n.txt', await digest('before'))).toBe(false)
      expect(await keys('originals')).toEqual(['originals/k.txt'])
    })

    it('keeps one original of many written at once', async () => {
      const file = await source('the same')
      const expected = await digest('the same')
      const kept = await Promise.all(
        Array.from({ length: 8 }, () => store.keep(file, 'originals/s.txt', expected)),
      )
      expect(kept).toEqual(Array(8).fill(true))
      expect(await keys('originals')).toEqual(['originals/s.txt'])
    })

    it('lists what lies under a prefix, with size and the time of the last write', async () => {
      const before = Date.now()
      await store.put(await source('four'), 'variants/aa/w.txt')
      await store.put(await source('elsewhere'), 'originals/o.txt')
      const [blob, ...more] = await listed('variants')
      expect(more).toEqual([])
      expect([blob?.key, blob?.bytes]).toEqual(['variants/aa/w.txt', 4])
      // Stores keep whole seconds or better.
      expect(Math.abs((blob?.modifiedAt.getTime() ?? 0) - before)).toBeLessThan(60_000)
      expect(await listed('nothing')).toEqual([])
    })

    it('gives bytes another key, replacing nothing', async () => {
      await store.put(await source('put aside'), 'variants/aa/m.txt')
      await store.put(await source('in the way'), 'quarantine/aa/m.txt')
      expect(await store.move('variants/aa/m.txt', 'quarantine/aa/m.txt')).toBe(false)
      expect(await text('quarantine/aa/m.txt')).toBe('in the way')
      await store.delete('quarantine/aa/m.txt')
      expect(await store.move('variants/aa/m.txt', 'quarantine/aa/m.txt')).toBe(true)
      expect(await store.move('variants/aa/m.txt', 'quarantine/aa/n.txt')).toBe(false)
      expect(await store.size('variants/aa/m.txt')).toBeNull()
      expect(await text('quarantine/aa/m.txt')).toBe('put aside')
    })

    it.each(['../escape', 'originals/../../x', '/etc/passwd', 'originals', 'originals/a b', 'originals//x'])(
      'refuses the key %s',
      async (key) => {
        await expect(store.put(await source('x'), key)).rejects.toThrow(/bad key/)
      },
    )
  })
}
