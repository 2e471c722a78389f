/** Specs and limits several channels have in common: written once, so that equal outputs are literally equal and share one variant. */
import type { Limit } from '../domain/limit.ts'
import { silentLoop, webFilm } from '../domain/outputs/film.ts'
import type { FrameOutput } from '../domain/outputs/frame.ts'
import type { ImageOutput } from '../domain/outputs/image.ts'
import { posterOutput } from '../domain/outputs/poster.ts'
import type { Spec } from '../domain/spec.ts'

/** Bulk figures nobody publishes: an industry-common value that staff may overwrite per partner or screen. */
export const preset = (id: string, text: string): Limit => ({
  id,
  text,
  severity: 'warning',
  firmness: 'P',
  source: 'industry-common value; the outlet publishes none',
  asOf: 'consulted 2026',
})

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
  limits: [preset('film.codec', 'MP4（H.264 High、AAC 48 kHz），10 Mb/s，保持原片帧率')],
}

/** The 9:16 film of the short-video platforms, which are nothing without it. */
export const portraitFilm: Spec = {
  id: 'film-9x16',
  label: '竖版视频 1080×1920',
  from: 'film',
  output: webFilm(1080, 1920),
  isRequired: true,
  limits: [preset('film.bitrate', 'MP4（H.264 High、AAC 48 kHz），码率 8 至 12 Mb/s，25 至 60 帧')],
}

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

/** Pictures inside an article, uncropped. */
export const articlePhotos: Spec = {
  id: 'photo',
  label: '文中配图',
  from: 'work-photos',
  output: jpeg(1920, 1920, 'inside', 5_000_000),
  isRequired: true,
  limits: [preset('photo.size', '宽度不少于 1080 像素，每张不超过 5 MB')],
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

/** News and deeds of a column; figures of one slot as `limits`. */
export const columnText = (bodyMin: number, bodyMax: number, limits: readonly Limit[]): Spec => ({
  id: 'text',
  label: `文字稿（${bodyMin} 至 ${bodyMax} 字）`,
  from: 'text',
  output: { kind: 'text', titleMax: 30, bodyMin, bodyMax, topicsMax: 0 },
  isRequired: true,
  limits,
})

const posterLimits: readonly Limit[] = [
  {
    id: 'poster.bytes',
    text: 'RGB 色彩的 JPG，每张不超过 10 MB',
    severity: 'error',
    firmness: 'T',
    source: 'public calls for campaign posters',
    asOf: 'consulted 2026',
  },
]

/** A poster at a usual size of these screens; further sizes come from the screens themselves. */
export const poster = (width: number, height: number, need: 'required' | 'optional'): Spec => ({
  id: `poster-${width}x${height}`,
  label: `海报 ${width}×${height}`,
  from: 'poster',
  output: posterOutput(width, height, 10_000_000),
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
  limits: [
    {
      id: 'loop.duration',
      text: '循环视频每段 15 秒，不低于 24 帧',
      severity: 'warning',
      firmness: 'T',
      source: 'rate cards of screen operators: 15 s or 30 s slots, at least 24 fps',
      asOf: 'consulted 2026',
    },
    preset('loop.bitrate', 'MP4（H.264），码率不超过 20 Mb/s，无声音'),
  ],
})

/** Rules every screen has. */
export const screenLimits: readonly Limit[] = [
  preset('screen.still', '静态海报每幅停留 10 秒'),
  preset('screen.colour', 'sRGB 色彩，文件名只用英文字母、数字和连字符'),
  preset('screen.sound', '屏幕静音播放，不能依靠声音传达内容'),
]

/** Rules every bar-shaped screen has. */
export const barLimits: readonly Limit[] = [preset('screen.margin', '条形屏用大字，四周 5% 以内不放重要内容')]
