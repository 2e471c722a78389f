/** Whether an MP4 plays while it is still loading: its index (moov) stands before its pictures (mdat). */
import { open } from 'node:fs/promises'

export async function isFaststart(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const header = Buffer.alloc(16)
    for (let at = 0; ; ) {
      const { bytesRead } = await handle.read(header, 0, 16, at)
      const type = header.toString('latin1', 4, 8)
      if (bytesRead < 8 || type === 'mdat') return false
      if (type === 'moov') return true
      // A size of 1 means that the true one follows in 64 bits.
      const size = header.readUInt32BE(0)
      const length = size === 1 ? Number(header.readBigUInt64BE(8)) : size
      if (length < 8) return false
      at += length
    }
  } finally {
    await handle.close()
  }
}
