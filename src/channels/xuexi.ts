/** “学习强国”辽宁平台: article, pictures, cover and the 16:9 film, clean of anything commercial. */
import type { Channel } from '../domain/channel.ts'
import { advice, atLeast, atMost, type Basis, type Limit, oneOf } from '../domain/limit.ts'
import {
  articlePhotos,
  columnText,
  headshot,
  landscapeFilm,
  landscapeFilmCover,
  photoCover,
  preset,
  webSoundLimits,
} from './shared.ts'

const call2025: Basis = {
  severity: 'error',
  firmness: 'O',
  source: "the platform's call for videos",
  asOf: '2025',
}
const earlierCall: Basis = {
  severity: 'warning',
  firmness: 'T',
  source: 'an earlier call of the platform, as republished',
  asOf: 'before 2025',
}

const filmLimits: readonly Limit[] = [
  oneOf('film.container', 'container', ['MP4'], call2025),
  oneOf('film.ratio', 'ratio', ['16:9', '9:16'], call2025),
  atLeast('film.lines', 'lines', 1080, call2025),
  atLeast('film.bitrate', 'kbps', 8_000, call2025),
  oneOf('film.channels', 'channels', ['立体声'], call2025),
  atLeast('film.sample-rate', 'sampleRate', 48_000, call2025),
  atMost('film.bytes', 'bytes', 4_000_000_000, call2025),
  // Broadcast films run at 25: converting would stutter, so it is shown and never done in silence.
  atLeast('film.fps', 'fps', 30, { ...call2025, severity: 'warning' }),
  atMost('film.duration', 'duration', 180_000, earlierCall),
  atMost('film.weight', 'bytes', 500_000_000, earlierCall),
  advice('film.subtitles', '配简体中文字幕', earlierCall),
  ...webSoundLimits,
]

export const xuexi: Channel = {
  id: 'xuexi',
  number: 8,
  label: '“学习强国”辽宁平台',
  kind: 'column',
  group: 'app',
  specs: [
    columnText(300, 2000),
    photoCover('16:9', 1280, 720, {
      isRequired: true,
      limits: [oneOf('cover.size', 'size', ['1280×720'], preset)],
    }),
    articlePhotos,
    headshot,
    { ...landscapeFilm, limits: filmLimits },
    landscapeFilmCover,
  ],
  limits: [
    advice('content.clean', '画面不得有台标、二维码、广告和联系方式', call2025),
    advice('content.ai', '使用人工智能生成内容的须注明', call2025),
  ],
}
