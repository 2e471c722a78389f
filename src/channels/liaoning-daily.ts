/** 辽宁日报: a press kit for the page editors, and the message as text. */
import type { Channel } from '../domain/channel.ts'
import { articlePhotos, columnText, headshot, preset } from './shared.ts'

export const liaoningDaily: Channel = {
  id: 'liaoning-daily',
  number: 1,
  label: '辽宁日报',
  kind: 'column',
  specs: [
    {
      id: 'press-kit',
      label: '新闻稿件包（DOCX、TXT、印刷图）',
      from: 'text',
      output: {
        kind: 'press-kit',
        bodyMin: 1200,
        bodyMax: 2000,
        photo: {
          kind: 'image',
          fit: 'inside',
          // 30 cm at 300 ppi: nearly the 35 cm type area of a broadsheet.
          width: 3543,
          height: 3543,
          format: 'jpeg',
          quality: 92,
          density: 300,
          maxBytes: null,
        },
      },
      isRequired: true,
      limits: [
        preset('body.min', '人物通讯 1200 至 2000 字'),
        preset(
          'photo.print',
          '图片 RGB 并嵌入色彩特性文件，印刷尺寸下不低于 200 ppi（宜 300 ppi），JPEG 质量不低于 90',
        ),
        {
          id: 'page.area',
          text: '对开版心 35×48 厘米',
          severity: 'warning',
          firmness: 'T',
          source: 'trade references on Chinese broadsheet type areas',
          asOf: 'consulted 2026',
        },
      ],
    },
    columnText(300, 800, [preset('body.min', '消息 300 至 800 字，标题不超过 30 字')]),
    articlePhotos,
    headshot,
  ],
  limits: [],
}
