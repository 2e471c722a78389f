/** 快手: the 9:16 film as a clean master, its cover, caption and topics. */
import type { Channel } from '../domain/channel.ts'
import { filmCover3x4, portraitFilm } from './shared.ts'

const openPlatform = {
  firmness: 'O',
  source: 'Kuaishou open platform, video upload API',
  asOf: 'consulted 2026',
} as const
const creatorGuides = { firmness: 'T', source: 'creator guides', asOf: 'consulted 2026' } as const

export const kuaishou: Channel = {
  id: 'kuaishou',
  number: 12,
  label: '快手',
  kind: 'short-video',
  specs: [
    {
      ...portraitFilm,
      limits: [
        { id: 'film.size', text: '不超过 30 分钟、512 MB', severity: 'error', ...creatorGuides },
        {
          id: 'film.chunks',
          text: '10 MB 以上分片上传，每片不超过 10 MB',
          severity: 'warning',
          ...openPlatform,
        },
        ...portraitFilm.limits,
      ],
    },
    {
      ...filmCover3x4,
      limits: [{ id: 'cover.bytes', text: '必须有封面，小于 10 MB', severity: 'error', ...openPlatform }],
    },
    {
      id: 'text',
      label: '文案与话题',
      from: 'text',
      output: { kind: 'text', titleMax: 30, bodyMin: 0, bodyMax: 300, topicsMax: 3 },
      isRequired: true,
      limits: [
        { id: 'body.max', text: '文案不超过 300 字，话题不超过 3 个', severity: 'error', ...creatorGuides },
      ],
    },
  ],
  limits: [],
}
