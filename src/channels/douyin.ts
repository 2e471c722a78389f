/** 抖音: the 9:16 film as a clean master, its covers, title and topics. */
import type { Channel } from '../domain/channel.ts'
import { advice, atLeast, atMost, type Basis, oneOf } from '../domain/limit.ts'
import { filmCover3x4, filmCover4x3, portraitFilm, preset, words } from './shared.ts'

const openPlatform: Basis = {
  severity: 'error',
  firmness: 'O',
  source: 'Douyin open platform, video upload API',
  asOf: 'consulted 2026',
}
const creatorGuides: Basis = {
  severity: 'error',
  firmness: 'T',
  source: 'creator guides',
  asOf: 'consulted 2026',
}

export const douyin: Channel = {
  id: 'douyin',
  number: 11,
  label: '抖音',
  kind: 'short-video',
  specs: [
    {
      ...portraitFilm,
      limits: [
        oneOf('film.type', 'container', ['MP4'], openPlatform),
        atLeast('film.lines', 'lines', 720, openPlatform),
        atMost('film.duration', 'duration', 900_000, openPlatform),
        atMost('film.bytes', 'bytes', 4_000_000_000, openPlatform),
        advice('film.chunks', '超过 128 MB 分片上传，每片 20 MB（最小 5 MB）', {
          ...openPlatform,
          severity: 'warning',
        }),
        ...portraitFilm.limits,
      ],
    },
    filmCover3x4,
    filmCover4x3,
    words('标题与话题', [
      atMost('title.max', 'title', 30, creatorGuides),
      atMost('topics.max', 'topics', 5, creatorGuides),
      atMost('body.max', 'body', 300, preset),
    ]),
  ],
  limits: [
    advice('content.clean', '有水印、台标的视频会被降权，请用洁净母版', {
      ...openPlatform,
      severity: 'warning',
    }),
  ],
}
