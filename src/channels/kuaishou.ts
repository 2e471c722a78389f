/** 快手: the 9:16 film as a clean master, its cover, caption and topics. */
import type { Channel } from '../domain/channel.ts'
import { advice, atMost } from '../domain/limit.ts'
import { creatorGuides, filmCover3x4, openPlatform, portraitFilm, preset, words } from './shared.ts'

const platform = openPlatform('Kuaishou')

export const kuaishou: Channel = {
  id: 'kuaishou',
  number: 12,
  label: '快手',
  kind: 'short-video',
  group: 'short-video',
  specs: [
    portraitFilm([
      atMost('film.duration', 'duration', 1_800_000, creatorGuides),
      atMost('film.bytes', 'bytes', 512_000_000, creatorGuides),
      advice('film.chunks', '10 MB 以上分片上传，每片不超过 10 MB', {
        ...platform,
        severity: 'warning',
      }),
    ]),
    {
      ...filmCover3x4,
      limits: [atMost('cover.bytes', 'bytes', 10_000_000, platform)],
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
