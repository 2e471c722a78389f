/** The filter graph of one film job: one decode, one fit per size, one branch per output. */
import type { Size } from '../domain/source-asset.ts'
import type { StreamFacts } from './ffprobe.ts'

const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2)

/** Ratios closer than this are cropped, not filled: nobody misses 4 %. */
const cropTolerance = 0.04

/**
 * Fits a picture of `from` into exactly `to`. Another orientation stands on a blurred copy of itself, blurred small
 * (a sixth) because the eye sees no difference and it saves a fifth of the job.
 */
export function fitted(from: Size, to: Size, input: string, output: string, id: string): string[] {
  if (from.width === to.width && from.height === to.height) return [`[${input}]null[${output}]`]
  const scaled = `scale=${to.width}:${to.height}`
  const stretch = from.width / from.height / (to.width / to.height)
  if (Math.abs(stretch - 1) <= cropTolerance)
    return [
      `[${input}]${scaled}:force_original_aspect_ratio=increase:flags=bicubic,crop=${to.width}:${to.height},setsar=1[${output}]`,
    ]
  const small = { width: even(to.width / 6), height: even(to.height / 6) }
  const cover = `${small.width}:${small.height}`
  const scale = Math.min(to.width / from.width, to.height / from.height)
  const front = { width: even(from.width * scale), height: even(from.height * scale) }
  return [
    `[${input}]split[${id}back][${id}front]`,
    `[${id}back]scale=${cover}:force_original_aspect_ratio=increase:flags=area,crop=${cover},gblur=sigma=6,${scaled}:flags=bilinear,setsar=1[${id}blur]`,
    `[${id}front]scale=${front.width}:${front.height}:flags=bicubic,setsar=1[${id}sharp]`,
    `[${id}blur][${id}sharp]overlay=(W-w)/2:(H-h)/2[${output}]`,
  ]
}

const matrices: Readonly<Record<string, string>> = {
  bt470bg: 'bt601',
  smpte170m: 'bt601',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
}

/** Brings any source to 8-bit BT.709 in video range and says so on every frame. */
export function normalise(stream: StreamFacts, filters: ReadonlySet<string>): string {
  const says709 = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'
  const isHdr = stream.color_transfer === 'arib-std-b67' || stream.color_transfer === 'smpte2084'
  if (isHdr && filters.has('zscale') && filters.has('tonemap'))
    return `zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p,${says709},setsar=1`
  const matrix = matrices[stream.color_space ?? '']
  const isFull = stream.color_range === 'pc' || (stream.pix_fmt ?? '').startsWith('yuvj')
  const converts = matrix || isFull
  const conversion = converts
    ? `scale=in_color_matrix=${matrix ?? 'bt709'}:in_range=${isFull ? 'pc' : 'tv'}:out_color_matrix=bt709:out_range=tv,`
    : ''
  return `${conversion}format=yuv420p,${says709},setsar=1`
}

/** RGB for a PNG, of frames that `normalise` has brought to BT.709. */
export const picture = 'scale=in_color_matrix=bt709:in_range=tv,format=rgb24'

/** One picture labelled `picture`, as a PNG. */
export const pictureOutput = [
  ...['-map', '[picture]', '-frames:v', '1', '-update', '1'],
  ...['-c:v', 'png', '-f', 'image2'],
]

/** Twelve frames spread over the middle of the film, of which ffmpeg keeps the one nearest to their average. */
export function representative(durationMs: number): string {
  const start = (durationMs * 0.2) / 1000
  const end = (durationMs * 0.8) / 1000
  const perSecond = 12 / (end - start)
  return `trim=start=${start.toFixed(3)}:end=${end.toFixed(3)},fps=${perSecond.toFixed(4)},thumbnail=n=12`
}

/** Input options: reading begins at the key frame before the moment, which itself becomes 0. */
export const seekTo = (ms: number): string[] => ['-ss', (ms / 1000).toFixed(3), '-noaccurate_seek']

/** The frame a player shows at this moment: the last one that began by then, however long it stands. */
export const momentAt = (ms: number): string => `fps=1000:start_time=${(ms / 1000).toFixed(3)}:round=up`

/** Interlaces for television: 50 fields a second, upper field first, with the low-pass against twitter. */
export const interlaced =
  'fps=50,format=yuv422p,tinterlace=mode=interleave_top:flags=vlpf,setfield=tff,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'
