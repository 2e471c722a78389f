/** Small pictures (小图) of stored files, for the studio's lists: of photographs, of posters, and one frame of a film. */
import { mediaTypeOfName } from './media-type.ts'

export const thumbnailPrefix = 'thumbnails'
const ending = '.webp'

/** Pixels of the longer side: as wide as lists show them, on a screen with twice the pixels. */
export const thumbnailSide = 320

/** The same of a film's moment that somebody looks at: large enough to be framed by hand. */
export const momentSide = 960

/** Where the small picture of a stored file lies; of a film, where one is named, that of a moment in ms. */
export const thumbnailKey = (storageKey: string, atMs?: number): string =>
  `${thumbnailPrefix}/${storageKey}${atMs === undefined ? '' : `-at-${atMs}`}${ending}`

const moment = /-at-\d+$/

/** The stored file a small picture is of. */
export const sourceOfThumbnail = (key: string): string =>
  key.slice(thumbnailPrefix.length + 1, -ending.length).replace(moment, '')

/** Looked at while somebody chose, and hardly ever again. */
export const isMoment = (key: string): boolean => moment.test(key.slice(0, -ending.length))

/** What is in a file of this name, as far as a small picture can show it; null for documents and archives. */
export function thumbnailKind(name: string): 'picture' | 'film' | null {
  const mediaType = mediaTypeOfName(name)
  if (mediaType.startsWith('image/')) return 'picture'
  return mediaType.startsWith('video/') || mediaType === 'application/mxf' ? 'film' : null
}

/** The small picture at the signed address of its file: the same signature opens both. */
export const smallAt = (href: string): string => (href.startsWith('data:') ? href : `${href}&small=1`)

/** The picture of a moment, at the signed address of its film. */
export const momentOf = (href: string, ms: number): string => `${smallAt(href)}&at=${ms}`
