/** 抖音: the 9:16 film as a clean master, its covers, title and topics. */
import type { Channel } from '../domain/channel.ts'
import { filmCover3x4, filmCover4x3, portraitFilm, preset } from './shared.ts'

const openPlatform = {
  firmness: 'O',
  source: 'Douyin open platform, video upload API',
  asOf: 'consulted 2026',
} as const
const creatorGuides = { firmness: 'T', source: 'creator guides', asOf: 'consulted 2026' } as const

export const douyin: Channel = {
  id: 'douyin',
  number: 11,
  label: '抖音',
  kind: 'short-video',
  specs: [
    {
      ...portraitFilm,
      limits: [
        {
          id: 'film.size',
          text: 'MP4，不低于 720p，不超过 15 分钟、4 GB',
          severity: 'error',
          ...openPlatform,
        },
        {
          id: 'film.chunks',
          text: '超过 128 MB 分片上传，每片 20 MB（最小 5 MB）',
          severity: 'warning',
          ...openPlatform,
        },
        ...portraitFilm.limits,
      ],
    },
    filmCover3x4,
    filmCover4x3,
    {
      id: 'text',
      label: '标题与话题',
      from: 'text',
      output: { kind: 'text', titleMax: 30, bodyMin: 0, bodyMax: 300, topicsMax: 5 },
      isRequired: true,
      limits: [
        { id: 'title.max', text: '标题不超过 30 字，话题不超过 5 个', severity: 'error', ...creatorGuides },
        preset('body.max', '简介不超过 300 字'),
      ],
    },
  ],
  limits: [
    {
      id: 'content.clean',
      text: '有水印、台标的视频会被降权，请用洁净母版',
      severity: 'warning',
      ...openPlatform,
    },
  ],
}
