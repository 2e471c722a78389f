/** Whether a picture's metadata says where it was taken. */
import sharp from 'sharp'

/** Tag of the GPS directory in the first directory of EXIF (Exif 2.32, 4.6.3). */
const gpsTag = 0x8825

export async function holdsGps(file: string | Buffer): Promise<boolean> {
  const { exif, xmp } = await sharp(file).metadata()
  return (exif !== undefined && exifHasGps(exif)) || (xmp !== undefined && xmpHasGps(xmp))
}

function exifHasGps(exif: Uint8Array): boolean {
  const prefix = new TextDecoder('latin1').decode(exif.subarray(0, 4)) === 'Exif' ? 6 : 0
  const view = new DataView(exif.buffer, exif.byteOffset + prefix, Math.max(0, exif.byteLength - prefix))
  if (view.byteLength < 8) return false
  const isLittle = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > view.byteLength) return false
  const count = view.getUint16(directory, isLittle)
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12
    if (at + 12 > view.byteLength) return false
    if (view.getUint16(at, isLittle) === gpsTag) return true
  }
  return false
}

const xmpHasGps = (xmp: Uint8Array): boolean => new TextDecoder().decode(xmp).includes('GPSLatitude')
