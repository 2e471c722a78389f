import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Upload } from '@tus/server'
import { expect, it, vi } from 'vitest'
import { HalfUploads } from '../../src/app/half-uploads.ts'

it('is known to whoever asks while it is written down anew', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'halves-'))
  const store = new HalfUploads({ directory })
  const metadata = { path: '张三1.jpg', sender: 'a'.repeat(60_000) }
  const upload = new Upload({ id: 'one', size: 10, offset: 0, metadata })
  await store.create(upload)
  const writing = Promise.all(Array.from({ length: 60 }, () => store.configstore.set('one', upload)))
  const seen = await Promise.all(Array.from({ length: 600 }, () => store.configstore.get('one')))
  await writing
  expect(seen.map((found) => found?.size)).toEqual(Array(600).fill(10))
  expect((await readdir(directory)).sort()).toEqual(['one', 'one.json'])
  await rm(directory, { recursive: true, force: true })
})

it('is on the disk before it has its name, and its name too: a power cut leaves no empty facts', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'halves-'))
  const store = new HalfUploads({ directory })
  const folder = await open(directory)
  const kind = Object.getPrototypeOf(folder) as typeof folder
  const synced: string[][] = []
  const { sync } = kind
  const syncs = vi.spyOn(kind, 'sync').mockImplementation(async function (this: typeof folder) {
    await sync.call(this)
    const names = await readdir(directory)
    const isFolder = (await this.stat()).isDirectory()
    synced.push([isFolder ? 'folder' : 'facts', ...names.filter((name) => name.endsWith('.json'))])
  })
  await store.create(new Upload({ id: 'one', size: 10, offset: 0 }))
  syncs.mockRestore()
  expect(synced).toEqual([['facts'], ['folder', 'one.json']])
  await folder.close()
  await rm(directory, { recursive: true, force: true })
})
