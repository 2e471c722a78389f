import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { type ZipLayout, zipLayout, zipParts } from '../../src/domain/zip-layout.ts'
import { scratch } from './fixtures.ts'

const { dir, remove } = scratch()
afterAll(remove)

const files = [
  { name: '图片说明.txt', data: Buffer.from('赵翀喆在水稻试验田') },
  { name: 'posters/a-1920x1080.jpg', data: Buffer.alloc(1000, 7) },
  { name: 'empty', data: Buffer.alloc(0) },
]
const entries = files.map(({ name, data }) => ({ name, bytes: data.length, crc32: crc32(data) }))
const layout = zipLayout(entries)

function read(of: ZipLayout, range?: { start: number; end: number }): Buffer {
  const parts: Uint8Array[] = []
  for (const part of zipParts(of, range))
    parts.push(
      part.kind === 'bytes'
        ? part.bytes
        : (files[part.index]?.data ?? Buffer.alloc(0)).subarray(part.start, part.end + 1),
    )
  return Buffer.concat(parts)
}

describe('zip layout', () => {
  it('is as long as it said and opens in yauzl with its names and bytes', async () => {
    const whole = read(layout)
    expect(whole.length).toBe(layout.bytes)
    const zip = await yauzl.fromBufferPromise(whole, { lazyEntries: true })
    const found: [string, string][] = []
    for await (const entry of zip.eachEntry()) {
      const stream = await zip.openReadStreamPromise(entry)
      found.push([entry.fileName, await text(stream)])
    }
    expect(found).toEqual(files.map(({ name, data }) => [name, data.toString()]))
  })

  it('passes unzip -t', ({ skip }) => {
    if (spawnSync('unzip', ['-v']).error) skip('unzip is not installed')
    const file = path.join(dir, 'whole.zip')
    writeFileSync(file, read(layout))
    expect(execFileSync('unzip', ['-t', file]).toString()).toContain('No errors detected')
  })

  it('gives every range as the slice of the whole', () => {
    const whole = read(layout)
    for (let start = 0; start < whole.length; start += 11)
      for (let end = start; end < whole.length; end += 17)
        expect(read(layout, { start, end }).equals(whole.subarray(start, end + 1))).toBe(true)
    expect(read(layout, { start: whole.length - 1, end: whole.length + 99 }).length).toBe(1)
  })

  it('says equal bytes for equal entries', () => {
    expect(read(zipLayout(entries)).equals(read(layout))).toBe(true)
  })

  it.each(['../a', '/a', 'a\\b', ''])('refuses the name %j', (name) => {
    expect(() => zipLayout([{ name, bytes: 1, crc32: 0 }])).toThrow(TypeError)
  })

  it('refuses a name twice', () => {
    const entry = { name: 'a', bytes: 1, crc32: 0 }
    expect(() => zipLayout([entry, entry])).toThrow(TypeError)
  })

  it('uses Zip64 beyond 4 GB, read back by yauzl from a sparse view', async () => {
    const big = [
      { name: 'film.mxf', bytes: 5_000_000_000, crc32: 1 },
      { name: 'after.txt', bytes: 3, crc32: 2 },
    ]
    const far = zipLayout(big)
    const tail = zipParts(far, { start: far.tail.at, end: far.bytes - 1 })
    const directory = Buffer.concat(
      [...tail].map((part) => (part.kind === 'bytes' ? part.bytes : Buffer.alloc(0))),
    )
    expect(far.tail.at).toBe((far.headers[1]?.at ?? 0) + (far.headers[1]?.bytes.length ?? 0) + 3)
    // Everything before the directory reads as zeros: nobody asks for five gigabytes.
    const reader = new (class extends yauzl.RandomAccessReader {
      override _readStreamForRange(start: number, end: number) {
        const zeros = Buffer.alloc(Math.max(0, far.tail.at - start))
        const tailPart = directory.subarray(Math.max(0, start - far.tail.at), end - far.tail.at)
        return Readable.from([Buffer.concat([zeros, tailPart])])
      }
    })()
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, far.bytes, { lazyEntries: true })
    const found: [string, number, number][] = []
    for await (const entry of zip.eachEntry())
      found.push([entry.fileName, entry.uncompressedSize, entry.relativeOffsetOfLocalHeader])
    expect(found).toEqual([
      ['film.mxf', 5_000_000_000, 0],
      ['after.txt', 3, far.headers[1]?.at],
    ])
  })

  it('counts more than 65,535 entries in Zip64', async () => {
    const many = zipLayout(Array.from({ length: 66_000 }, (_, n) => ({ name: `${n}`, bytes: 0, crc32: 0 })))
    const parts = [...zipParts(many)].map((part) => (part.kind === 'bytes' ? part.bytes : Buffer.alloc(0)))
    const zip = await yauzl.fromBufferPromise(Buffer.concat(parts), { lazyEntries: true })
    expect(zip.entryCount).toBe(66_000)
  })
})
