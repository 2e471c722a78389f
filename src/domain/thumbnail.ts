/** Small pictures (小图) of stored files, for the studio's lists: of photographs, of posters, and one frame of a film. */
import { mediaTypeOfName } from './media-type.ts'

export const thumbnailPrefix = 'thumbnails'
const ending = '.webp'

/** Pixels of the longer side: as wide as lists show them, on a screen with twice the pixels. */
export const thumbnailSide = 320

/** Where the small picture of a stored file lies. */
export const thumbnailKey = (storageKey: string): string => `${thumbnailPrefix}/${storageKey}${ending}`

/** The stored file a small picture is of. */
export const sourceOfThumbnail = (key: string): string =>
  key.slice(thumbnailPrefix.length + 1, -ending.length)

/** What is in a file of this name, as far as a small picture can show it; null for documents and archives. */
export function thumbnailKind(name: string): 'picture' | 'film' | null {
  const mediaType = mediaTypeOfName(name)
  if (mediaType.startsWith('image/')) return 'picture'
  return mediaType.startsWith('video/') || mediaType === 'application/mxf' ? 'film' : null
}

/** The small picture at the signed address of its file: the same signature opens both. */
export const smallAt = (href: string): string => (href.startsWith('data:') ? href : `${href}&small=1`)
