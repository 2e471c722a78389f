/** Specs and limits several channels have in common: written once, so that equal outputs are literally equal and share one variant. */
import { advice, atLeast, atMost, type Basis, between, type Limit, oneOf } from '../domain/limit.ts'
import {
  loopMs,
  playerMaxKbps,
  silentLoop,
  webFilm,
  webLoudness,
  webTruePeak,
} from '../domain/outputs/film.ts'
import type { FrameOutput } from '../domain/outputs/frame.ts'
import type { ImageOutput } from '../domain/outputs/image.ts'
import { posterOutput } from '../domain/outputs/poster.ts'
import { textWithin } from '../domain/outputs/text.ts'
import type { Spec } from '../domain/spec.ts'

/** Bulk figures nobody publishes: an industry-common value that staff may overwrite per partner or screen. */
export const preset: Basis = {
  severity: 'warning',
  firmness: 'P',
  source: 'industry-common value; the outlet publishes none',
  asOf: 'consulted 2026',
}

/** A platform's own interface for uploads. */
export const openPlatform = (platform: string): Basis => ({
  severity: 'error',
  firmness: 'O',
  source: `${platform} open platform, video upload API`,
  asOf: 'consulted 2026',
})
export const creatorGuides: Basis = {
  severity: 'error',
  firmness: 'T',
  source: 'creator guides',
  asOf: 'consulted 2026',
}

/** How the sound of every MP4 is heard. */
export const webSoundLimits: readonly Limit[] = [
  between('film.loudness', 'loudness', webLoudness, preset),
  atMost('film.true-peak', 'truePeak', webTruePeak, preset),
]

/** What every MP4 of ours is. */
const webFilmLimits: readonly Limit[] = [
  oneOf('film.container', 'container', ['MP4'], preset),
  oneOf('film.codec', 'video', ['H.264 High'], preset),
  oneOf('film.sound', 'audio', ['AAC'], preset),
  atLeast('film.sample-rate', 'sampleRate', 48_000, preset),
  ...webSoundLimits,
]

const jpeg = (width: number, height: number, fit: ImageOutput['fit'], maxBytes: number): ImageOutput => ({
  kind: 'image',
  fit,
  width,
  height,
  format: 'jpeg',
  quality: 88,
  density: null,
  maxBytes,
})

const frame = (width: number, height: number): FrameOutput => ({
  kind: 'frame',
  width,
  height,
  format: 'jpeg',
  quality: 90,
  maxBytes: 2_000_000,
})

/** The 16:9 film of every column. */
export const landscapeFilm: Spec = {
  id: 'film-16x9',
  label: '横版视频 1920×1080',
  from: 'film',
  output: webFilm(1920, 1080),
  isRequired: false,
  limits: webFilmLimits,
}

/** The 9:16 film of the short-video platforms, which are nothing without it; `limits` are the platform's own. */
export const portraitFilm = (limits: readonly Limit[]): Spec => ({
  id: 'film-9x16',
  label: '竖版视频 1080×1920',
  from: 'film',
  output: webFilm(1080, 1920),
  isRequired: true,
  limits: [
    ...limits,
    ...webFilmLimits,
    between('film.bitrate', 'kbps', [8_000, 12_000], preset),
    between('film.fps', 'fps', [25, 60], preset),
  ],
})

export const landscapeFilmCover: Spec = {
  id: 'film-cover-16x9',
  label: '视频封面 1920×1080',
  from: 'film',
  output: frame(1920, 1080),
  isRequired: false,
  limits: [],
}

export const filmCover3x4: Spec = {
  id: 'cover-3x4',
  label: '视频封面 3:4',
  from: 'film',
  output: frame(1080, 1440),
  isRequired: true,
  limits: [],
}

export const filmCover4x3: Spec = {
  id: 'cover-4x3',
  label: '视频封面 4:3',
  from: 'film',
  output: frame(1440, 1080),
  isRequired: true,
  limits: [],
}

/** A cover cut from the lead photo. */
export const photoCover = (
  ratio: string,
  width: number,
  height: number,
  use: Pick<Spec, 'isRequired' | 'limits'>,
): Spec => ({
  id: `cover-${ratio.replace(':', 'x')}`,
  label: `封面 ${ratio}（${width}×${height}）`,
  from: 'lead-photo',
  output: jpeg(width, height, 'cover', 2_000_000),
  ...use,
})

const articlePhotoBytes = atMost('photo.bytes', 'bytes', 5_000_000, preset)

/** Pictures inside an article, uncropped. */
export const articlePhotos: Spec = {
  id: 'photo',
  label: '文中配图',
  from: 'work-photos',
  output: jpeg(1920, 1920, 'inside', articlePhotoBytes.value),
  isRequired: true,
  limits: [atLeast('photo.width', 'width', 1080, preset), articlePhotoBytes],
}

/** The ID photo as it is; it is never enlarged. */
export const headshot: Spec = {
  id: 'headshot',
  label: '证件照',
  from: 'portrait',
  output: jpeg(800, 1000, 'inside', 2_000_000),
  isRequired: false,
  limits: [],
}

/** Title, body and topics of a channel as its limits leave room for them. */
export const words = (label: string, limits: readonly Limit[]): Spec => ({
  id: 'text',
  label,
  from: 'text',
  output: textWithin(limits),
  isRequired: true,
  limits,
})

/** News and deeds of a column. */
export const columnText = (bodyMin: number, bodyMax: number): Spec =>
  words(`文字稿（${bodyMin} 至 ${bodyMax} 字）`, [
    between('body.length', 'body', [bodyMin, bodyMax], preset),
    atMost('title.max', 'title', 30, preset),
  ])

const posterCalls: Basis = {
  severity: 'error',
  firmness: 'T',
  source: 'public calls for campaign posters',
  asOf: 'consulted 2026',
}
const posterBytes = atMost('poster.bytes', 'bytes', 10_000_000, posterCalls)
const posterLimits: readonly Limit[] = [
  posterBytes,
  oneOf('poster.format', 'container', ['JPG'], posterCalls),
  oneOf('poster.colour', 'colour', ['sRGB'], posterCalls),
]

/** A poster at a usual size of these screens; further sizes come from the screens themselves. */
export const poster = (width: number, height: number, need: 'required' | 'optional'): Spec => ({
  id: `poster-${width}x${height}`,
  label: `海报 ${width}×${height}`,
  from: 'poster',
  output: posterOutput(width, height, posterBytes.value),
  isRequired: need === 'required',
  limits: posterLimits,
})

/** A 15-second loop without sound. */
export const loop = (width: number, height: number): Spec => ({
  id: `loop-${width}x${height}`,
  label: `静音循环 ${width}×${height}`,
  from: 'film',
  output: silentLoop(width, height),
  isRequired: false,
  limits: loopLimits,
})

const rateCards: Basis = {
  severity: 'warning',
  firmness: 'T',
  source: 'rate cards of screen operators: 15 s or 30 s slots, at least 24 fps',
  asOf: 'consulted 2026',
}
const loopLimits: readonly Limit[] = [
  atMost('loop.duration', 'duration', loopMs, rateCards),
  atLeast('loop.fps', 'fps', 24, rateCards),
  oneOf('loop.container', 'container', ['MP4'], preset),
  atMost('loop.bitrate', 'kbps', playerMaxKbps, preset),
  oneOf('loop.sound', 'channels', ['静音'], preset),
]

/** Rules every screen has. */
export const screenLimits: readonly Limit[] = [
  advice('screen.still', '静态海报每幅停留 10 秒', preset),
  advice('screen.names', '文件名只用英文字母、数字和连字符', preset),
  advice('screen.sound', '屏幕静音播放，不能依靠声音传达内容', preset),
]

/** Rules every bar-shaped screen has. */
export const barLimits: readonly Limit[] = [
  advice('screen.margin', '条形屏用大字，四周 5% 以内不放重要内容', preset),
]
