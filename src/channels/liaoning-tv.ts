/** 辽宁广播电视台: the broadcast master, an MP4 of the same film to look at, and the words for the column. */
import type { Channel } from '../domain/channel.ts'
import { advice, atMost, type Basis, between, type Limit, oneOf } from '../domain/limit.ts'
import { columnText, landscapeFilm, landscapeFilmCover, preset } from './shared.ts'

const delivery: Basis = {
  severity: 'error',
  firmness: 'O',
  source: 'delivery requirements of a broadcast file delivery service',
  asOf: 'consulted 2026',
}
const standard: Basis = { severity: 'error', firmness: 'T', source: 'GY/T 282-2014', asOf: '2014' }

const masterRate = between('film.bitrate', 'kbps', [50_000, 50_000], delivery)
/** −24 LKFS ±2. */
const loudness = between('film.loudness', 'loudness', [-26, -22], standard)
const truePeak = atMost('film.true-peak', 'truePeak', -2, standard)
const masterLimits: readonly Limit[] = [
  oneOf('film.container', 'container', ['MXF OP1a'], delivery),
  oneOf('film.codec', 'video', ['XDCAM HD422'], delivery),
  oneOf('film.size', 'size', ['1920×1080'], delivery),
  oneOf('film.scan', 'scan', ['50i 上场优先'], delivery),
  masterRate,
  oneOf('film.sound', 'audio', ['PCM 24 bit'], delivery),
  between('film.sample-rate', 'sampleRate', [48_000, 48_000], delivery),
  oneOf('film.colour', 'colour', ['BT.709'], delivery),
  loudness,
  truePeak,
]

export const liaoningTv: Channel = {
  id: 'liaoning-tv',
  number: 2,
  label: '辽宁广播电视台',
  kind: 'column',
  group: 'press',
  specs: [
    {
      id: 'broadcast',
      label: '播出视频（MXF，XDCAM HD422）',
      from: 'film',
      output: {
        kind: 'film',
        profile: 'xdcam-hd422',
        width: 1920,
        height: 1080,
        kbps: masterRate.value[0],
        // The middle of what is allowed.
        loudness: { lkfs: (loudness.value[0] + loudness.value[1]) / 2, dbtp: truePeak.value },
        maxMs: null,
      },
      isRequired: true,
      limits: [
        ...masterLimits,
        advice(
          'film.safe-area',
          '动作安全区每边 3.5%，字幕安全区每边 5%；片头片尾不加彩条、倒计时和黑场',
          preset,
        ),
      ],
    },
    { ...landscapeFilm, label: '审看视频 1920×1080', isRequired: true },
    landscapeFilmCover,
    columnText(300, 800),
  ],
  limits: [],
}
