/** 快手: the 9:16 film as a clean master, its cover, caption and topics. */
import type { Channel } from '../domain/channel.ts'
import { advice, atMost, type Basis } from '../domain/limit.ts'
import { filmCover3x4, portraitFilm, preset, words } from './shared.ts'

const openPlatform: Basis = {
  severity: 'error',
  firmness: 'O',
  source: 'Kuaishou open platform, video upload API',
  asOf: 'consulted 2026',
}
const creatorGuides: Basis = {
  severity: 'error',
  firmness: 'T',
  source: 'creator guides',
  asOf: 'consulted 2026',
}

export const kuaishou: Channel = {
  id: 'kuaishou',
  number: 12,
  label: '快手',
  kind: 'short-video',
  specs: [
    {
      ...portraitFilm,
      limits: [
        atMost('film.duration', 'duration', 1_800_000, creatorGuides),
        atMost('film.bytes', 'bytes', 512_000_000, creatorGuides),
        advice('film.chunks', '10 MB 以上分片上传，每片不超过 10 MB', {
          ...openPlatform,
          severity: 'warning',
        }),
        ...portraitFilm.limits,
      ],
    },
    {
      ...filmCover3x4,
      limits: [atMost('cover.bytes', 'bytes', 10_000_000, openPlatform)],
    },
    words('文案与话题', [
      // Kuaishou knows no title; feeds do.
      atMost('title.max', 'title', 30, preset),
      atMost('body.max', 'body', 300, creatorGuides),
      atMost('topics.max', 'topics', 3, creatorGuides),
    ]),
  ],
  limits: [],
}
