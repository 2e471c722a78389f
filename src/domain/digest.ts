/** What identifies a file: the SHA-256 of its bytes and how many there are. */
import { createHash } from 'node:crypto'

export interface Digest {
  /** Lower case hex. */
  readonly sha256: string
  readonly bytes: number
}

export async function digestOf(chunks: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}
