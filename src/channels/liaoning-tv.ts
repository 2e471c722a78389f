/** 辽宁广播电视台: the broadcast master, an MP4 of the same film to look at, and the words for the column. */
import type { Channel } from '../domain/channel.ts'
import { columnText, landscapeFilm, landscapeFilmCover, preset } from './shared.ts'

export const liaoningTv: Channel = {
  id: 'liaoning-tv',
  number: 2,
  label: '辽宁广播电视台',
  kind: 'column',
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
        kbps: 50_000,
        loudness: { lkfs: -24, dbtp: -2 },
        maxMs: null,
      },
      isRequired: true,
      limits: [
        {
          id: 'film.master',
          text: 'MXF OP1a，XDCAM HD422：1920×1080i50 上场优先，50 Mb/s 恒定码率，PCM 48 kHz 24 bit，BT.709',
          severity: 'error',
          firmness: 'O',
          source: 'delivery requirements of a broadcast file delivery service',
          asOf: 'consulted 2026',
        },
        {
          id: 'film.loudness',
          text: '平均响度 −24 LKFS（±2），真峰值不超过 −2 dBTP',
          severity: 'error',
          firmness: 'T',
          source: 'GY/T 282-2014',
          asOf: '2014',
        },
        preset('film.safe-area', '动作安全区每边 3.5%，字幕安全区每边 5%；片头片尾不加彩条、倒计时和黑场'),
      ],
    },
    { ...landscapeFilm, label: '审看视频 1920×1080', isRequired: true },
    landscapeFilmCover,
    columnText(300, 800, [preset('body.min', '口播稿 300 至 800 字，标题不超过 30 字')]),
  ],
  limits: [],
}
