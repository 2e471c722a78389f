/** A real photograph of noise: every one differs, and noise does not compress. */
import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

export function makePhoto(width = 320, height = 240, format: 'jpeg' | 'png' = 'jpeg'): Promise<Buffer> {
  const tile = { raw: { width: 64, height: 64, channels: 3 as const } }
  const image = sharp(randomBytes(64 * 64 * 3), tile).resize(width, height, { fit: 'fill' })
  return (format === 'png' ? image.png() : image.jpeg({ quality: 95 })).toBuffer()
}
