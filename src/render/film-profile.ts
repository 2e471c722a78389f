/** Encoder settings of each film profile, and the check of a finished file against its profile. */
import { bufferSeconds, type FilmOutput } from '../domain/outputs/film.ts'
import { type FileFacts, filmStream, rate } from './ffprobe.ts'
import type { H264Encoder } from './h264-encoder.ts'

const bt709 = [
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-colorspace',
  'bt709',
  '-color_range',
  'tv',
]
/** Nothing of the source's metadata: no place, no device, no time. */
const clean = ['-map_metadata', '-1', '-map_chapters', '-1']

/** MP4 as the platforms take it; a keyframe every two seconds lets players seek and loops be cut. */
export const mp4 = (output: FilmOutput, encoder: H264Encoder, fps: number): string[] => [
  ...encoder.options,
  ...['-profile:v', 'high', '-b:v', `${output.kbps}k`, '-maxrate', `${output.kbps}k`],
  ...['-bufsize', `${output.kbps * bufferSeconds}k`, '-g', String(Math.max(1, Math.round(fps * 2)))],
  ...bt709,
  ...clean,
  ...['-movflags', '+faststart', '-f', 'mp4'],
]

export const aac = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2']

/** XDCAM HD422 in OP1a as mediainfo names it; the figures are the format's own (SMPTE RDD 9). */
export const xdcam = [
  ...['-c:v', 'mpeg2video', '-pix_fmt', 'yuv422p', '-profile:v', '0', '-level:v', '2'],
  ...['-b:v', '50M', '-minrate', '50M', '-maxrate', '50M', '-bufsize', '17825792'],
  ...['-rc_init_occupancy', '17825792', '-g', '12', '-bf', '2', '-flags', '+ildct+ilme'],
  ...['-dc', '10', '-intra_vlc', '1', '-non_linear_quant', '1', '-qmax', '12', '-r', '25'],
  ...bt709,
  ...['-c:a', 'pcm_s24le', '-ar', '48000'],
  ...clean,
  ...['-f', 'mxf'],
]

const privateTags = /location|creation_time|make|model|apple|author|artist/i

/** What is wrong with a finished film, as (expected, found); null when it is to its spec. */
export function deviation(
  output: FilmOutput,
  facts: FileFacts,
  expected: { readonly durationMs: number; readonly hasSound: boolean },
): { readonly expected: string; readonly found: string } | null {
  const film = filmStream(facts)
  if (!film) return { expected: '有画面', found: '没有画面' }
  const differs = (a: string, b: string) => ({ expected: a, found: b })
  const size = `${film.width}×${film.height}`
  if (size !== `${output.width}×${output.height}`) return differs(`${output.width}×${output.height}`, size)

  const isMxf = output.profile === 'xdcam-hd422'
  const codec = `${film.codec_name} ${film.pix_fmt}`
  const wantedCodec = isMxf ? 'mpeg2video yuv422p' : 'h264 yuv420p'
  if (codec !== wantedCodec) return differs(wantedCodec, codec)
  if (!isMxf && film.profile !== 'High') return differs('H.264 High', film.profile ?? '')
  if (film.color_space !== 'bt709') return differs('BT.709', film.color_space ?? '未标明')
  if (isMxf && film.bit_rate !== undefined && Number(film.bit_rate) !== output.kbps * 1000)
    return differs(`${output.kbps} kb/s`, `${Number(film.bit_rate) / 1000} kb/s`)
  if (isMxf && Math.abs(rate(film.r_frame_rate) - 25) > 0.01) return differs('25 帧', film.r_frame_rate ?? '')
  if (isMxf && !(film.field_order ?? '').startsWith('t')) return differs('上场优先', film.field_order ?? '')

  const ms = Number(film.duration ?? facts.format.duration ?? 0) * 1000
  // A frame or two at the end, and AAC's padding.
  if (Math.abs(ms - expected.durationMs) > 250)
    return differs(`${(expected.durationMs / 1000).toFixed(1)} 秒`, `${(ms / 1000).toFixed(1)} 秒`)

  const sound = facts.streams.filter((stream) => stream.codec_type === 'audio')
  const tracks = sound.map((s) => `${s.codec_name} ${s.sample_rate} ${s.channels}`).join('、') || '无'
  const wanted = isMxf ? 'pcm_s24le 48000 1、pcm_s24le 48000 1' : expected.hasSound ? 'aac 48000 2' : '无'
  if (tracks !== wanted) return differs(`声音：${wanted}`, `声音：${tracks}`)

  const tags = [facts.format.tags, ...facts.streams.map((stream) => stream.tags)]
  const leak = tags.flatMap((set) => Object.keys(set ?? {})).find((name) => privateTags.test(name))
  // MXF has an obligatory creation date of its own; ours is the zero date.
  return leak && !isMxf ? differs('不含元数据', leak) : null
}
