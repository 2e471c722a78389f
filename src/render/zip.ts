/** Writes a store-only zip of finished files, laid out by the domain's planner. */
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { zipLayout, zipParts } from '../domain/zip-layout.ts'
import { measureFile } from './measure.ts'

export async function writeZip(
  file: string,
  members: readonly { readonly name: string; readonly file: string }[],
  signal: AbortSignal,
): Promise<void> {
  const measured = await Promise.all(members.map((member) => measureFile(member.file)))
  const layout = zipLayout(members.map(({ name }, index) => ({ name, ...sizeOf(measured[index]) })))
  async function* content(): AsyncIterable<Uint8Array> {
    for (const part of zipParts(layout)) {
      if (part.kind === 'bytes') yield part.bytes
      else {
        const member = members[part.index]
        if (member) yield* createReadStream(member.file, { start: part.start, end: part.end })
      }
    }
  }
  await pipeline(Readable.from(content()), createWriteStream(file), { signal })
}

function sizeOf(measured: { bytes: number; crc32: number } | undefined): { bytes: number; crc32: number } {
  if (!measured) throw new Error('writeZip: a member was not measured')
  return { bytes: measured.bytes, crc32: measured.crc32 }
}
