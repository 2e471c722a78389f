/** A real photograph of noise: every one differs. JPEGs have comments enough to weigh what the notice asks of a work photo. */
import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

export async function makePhoto(width = 320, height = 240, format: 'jpeg' | 'png' = 'jpeg'): Promise<Buffer> {
  const tile = { raw: { width: 64, height: 64, channels: 3 as const } }
  const image = sharp(randomBytes(64 * 64 * 3), tile).resize(width, height, { fit: 'fill' })
  if (format === 'png') return image.png().toBuffer()
  const jpeg = await image.jpeg({ quality: 95 }).toBuffer()
  const comment = Buffer.alloc(65_537, '~')
  comment.writeUInt32BE(0xfffe_ffff)
  return Buffer.concat([jpeg.subarray(0, 2), ...Array(31).fill(comment), jpeg.subarray(2)])
}
