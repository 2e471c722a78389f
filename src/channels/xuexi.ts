/** “学习强国”辽宁平台: article, pictures, cover and the 16:9 film, clean of anything commercial. */
import type { Channel } from '../domain/channel.ts'
import type { Limit } from '../domain/limit.ts'
import {
  articlePhotos,
  columnText,
  headshot,
  landscapeFilm,
  landscapeFilmCover,
  photoCover,
  preset,
} from './shared.ts'

const call2025 = {
  severity: 'error',
  firmness: 'O',
  source: "the platform's call for videos",
  asOf: '2025',
} as const

const filmLimits: readonly Limit[] = [
  {
    id: 'film.format',
    text: 'MP4，16:9 或 9:16，不低于 1080p、8 Mb/s，音频立体声 48 kHz 以上，不超过 4 GB',
    ...call2025,
  },
  // Broadcast films run at 25: converting would stutter, so it is shown and never done in silence.
  {
    id: 'film.fps',
    text: '帧率不低于 30 帧；原片为 25 帧的不作转换，请留意',
    ...call2025,
    severity: 'warning',
  },
  {
    id: 'film.subtitles',
    text: '视频不超过 3 分钟、500 MB，配简体中文字幕',
    severity: 'warning',
    firmness: 'T',
    source: 'an earlier call of the platform, as republished',
    asOf: 'before 2025',
  },
]

export const xuexi: Channel = {
  id: 'xuexi',
  number: 8,
  label: '“学习强国”辽宁平台',
  kind: 'column',
  specs: [
    columnText(300, 2000, [preset('body.min', '正文 300 至 2000 字，标题不超过 30 字')]),
    photoCover('16:9', 1280, 720, {
      isRequired: true,
      limits: [preset('cover.size', '封面 16:9，1280×720')],
    }),
    articlePhotos,
    headshot,
    { ...landscapeFilm, limits: filmLimits },
    landscapeFilmCover,
  ],
  limits: [
    { id: 'content.clean', text: '画面不得有台标、二维码、广告和联系方式', ...call2025 },
    { id: 'content.ai', text: '使用人工智能生成内容的须注明', ...call2025 },
  ],
}
