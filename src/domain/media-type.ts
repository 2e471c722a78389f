/** File name endings and media types of everything the system makes or takes. */

const mediaTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  heif: 'image/heif',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mxf: 'application/mxf',
  zip: 'application/zip',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
  smil: 'application/smil+xml',
  m3u8: 'application/vnd.apple.mpegurl',
}

/** By the name's ending; unknown endings are opaque bytes, never something a browser would run. */
export function mediaTypeOfName(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return mediaTypes[ending] ?? 'application/octet-stream'
}

export function extensionOfMedia(mediaType: string): string {
  return Object.keys(mediaTypes).find((ending) => mediaTypes[ending] === mediaType) ?? 'bin'
}
