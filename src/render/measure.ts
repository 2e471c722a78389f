/** SHA-256, CRC-32 and length of a finished file in one streaming pass. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { crc32 } from 'node:zlib'

export interface Measured {
  readonly sha256: string
  readonly crc32: number
  readonly bytes: number
}

export async function measureFile(file: string): Promise<Measured> {
  const hash = createHash('sha256')
  let crc = 0
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    crc = crc32(chunk, crc)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), crc32: crc, bytes }
}
