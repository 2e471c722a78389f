/** File name endings and media types of everything the system makes or takes: the one place that knows them. */

export const mediaTypeOf = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  mp4: 'video/mp4',
  m4v: 'video/x-m4v',
  mov: 'video/quicktime',
  mxf: 'application/mxf',
  zip: 'application/zip',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain',
  json: 'application/json',
  smil: 'application/smil+xml',
  m3u8: 'application/vnd.apple.mpegurl',
} as const

export type Extension = keyof typeof mediaTypeOf

const isExtension = (ending: string): ending is Extension => Object.hasOwn(mediaTypeOf, ending)

/** By the name's ending, as a response states it; unknown endings are opaque bytes, never something a browser would run. */
export function mediaTypeOfName(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const type = isExtension(ending) ? mediaTypeOf[ending] : 'application/octet-stream'
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type
}

export function extensionOfMedia(mediaType: string): string {
  return (
    Object.keys(mediaTypeOf).find((ending) => isExtension(ending) && mediaTypeOf[ending] === mediaType) ??
    'bin'
  )
}
