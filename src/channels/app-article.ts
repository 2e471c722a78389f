/** What the news apps of the province take: an article, covers at every ratio of the client, pictures and a film. */
import { advice, atMost, type Limit } from '../domain/limit.ts'
import type { Spec } from '../domain/spec.ts'
import {
  articlePhotos,
  columnText,
  headshot,
  landscapeFilm,
  landscapeFilmCover,
  photoCover,
  preset,
} from './shared.ts'

const coverLimits: readonly Limit[] = [
  atMost('cover.bytes', 'bytes', 2_000_000, {
    severity: 'error',
    firmness: 'T',
    source: 'upload hints of comparable news apps',
    asOf: 'consulted 2026',
  }),
]

export const appArticleSpecs: readonly Spec[] = [
  columnText(300, 2000),
  photoCover('16:9', 1920, 1080, { isRequired: true, limits: coverLimits }),
  photoCover('4:3', 1440, 1080, { isRequired: false, limits: coverLimits }),
  photoCover('3:2', 1620, 1080, { isRequired: false, limits: coverLimits }),
  photoCover('1:1', 1080, 1080, { isRequired: false, limits: coverLimits }),
  articlePhotos,
  headshot,
  landscapeFilm,
  landscapeFilmCover,
]

export const appLimits: readonly Limit[] = [
  advice('content.clean', '正文和图片不得有二维码和联系方式', preset),
]
