/** 抖音: the 9:16 film as a clean master, its covers, title and topics. */
import type { Channel } from '../domain/channel.ts'
import { advice, atLeast, atMost, oneOf } from '../domain/limit.ts'
import {
  creatorGuides,
  filmCover3x4,
  filmCover4x3,
  openPlatform,
  portraitFilm,
  preset,
  words,
} from './shared.ts'

const platform = openPlatform('Douyin')

export const douyin: Channel = {
  id: 'douyin',
  number: 11,
  label: '抖音',
  kind: 'short-video',
  group: 'short-video',
  specs: [
    portraitFilm([
      oneOf('film.type', 'container', ['MP4'], platform),
      atLeast('film.lines', 'lines', 720, platform),
      atMost('film.duration', 'duration', 900_000, platform),
      atMost('film.bytes', 'bytes', 4_000_000_000, platform),
      advice('film.chunks', '超过 128 MB 分片上传，每片 20 MB（最小 5 MB）', {
        ...platform,
        severity: 'warning',
      }),
    ]),
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
      ...platform,
      severity: 'warning',
    }),
  ],
}
