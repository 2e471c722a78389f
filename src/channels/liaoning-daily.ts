/** 辽宁日报: a press kit for the page editors, and the message as text. */
import type { Channel } from '../domain/channel.ts'
import { advice, atLeast, between } from '../domain/limit.ts'
import { articlePhotos, columnText, headshot, preset } from './shared.ts'

/** 人物通讯. */
const deeds = between('body.length', 'body', [1200, 2000], preset)
const printDensity = atLeast('photo.density', 'ppi', 200, preset)
const printQuality = atLeast('photo.quality', 'quality', 90, preset)

export const liaoningDaily: Channel = {
  id: 'liaoning-daily',
  number: 1,
  label: '辽宁日报',
  kind: 'column',
  group: 'press',
  specs: [
    {
      id: 'press-kit',
      label: '新闻稿件包（DOCX、TXT、印刷图）',
      from: 'text',
      output: {
        kind: 'press-kit',
        bodyMin: deeds.value[0],
        bodyMax: deeds.value[1],
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
        deeds,
        printDensity,
        printQuality,
        advice('photo.print', '图片 RGB 并嵌入色彩特性文件，印刷尺寸下宜 300 ppi', preset),
        advice('page.area', '对开版心 35×48 厘米', {
          severity: 'warning',
          firmness: 'T',
          source: 'trade references on Chinese broadsheet type areas',
          asOf: 'consulted 2026',
        }),
      ],
    },
    columnText(300, 800),
    articlePhotos,
    headshot,
  ],
  limits: [],
}
