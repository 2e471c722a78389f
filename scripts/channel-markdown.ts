/** The READMEs' channel table in Markdown, rendered from the table of channels and nothing else. */
import type { Channel } from '../src/domain/channel.ts'
import type { Limit } from '../src/domain/limit.ts'
import type { Output } from '../src/domain/outputs/index.ts'
import type { Spec } from '../src/domain/spec.ts'

type Lang = 'en' | 'zh'

const words = {
  en: {
    header: ['#', 'Channel', 'Id', 'Taken as', 'Always', 'Where there is material for it', 'Figures'],
    kind: { column: 'feed', 'short-video': 'feed', screen: 'poster pack' },
    noun: {
      text: 'text',
      'press-kit': 'press kit',
      image: 'picture',
      poster: 'poster',
      frame: 'film cover',
      h264: 'film',
      'h264-silent-loop': 'silent loop',
      'xdcam-hd422': 'broadcast MXF',
    },
    comma: ', ',
    semicolon: '; ',
  },
  zh: {
    header: ['序号', '渠道', '标识', '取用方式', '必备成品', '有素材时另备', '依据'],
    kind: { column: '订阅源', 'short-video': '订阅源', screen: '海报包' },
    noun: {
      text: '文字稿',
      'press-kit': '新闻稿件包',
      image: '图片',
      poster: '海报',
      frame: '视频封面',
      h264: '视频',
      'h264-silent-loop': '静音循环',
      'xdcam-hd422': '播出 MXF',
    },
    comma: '、',
    semicolon: '；',
  },
} as const

/** How firm the channel's figures are: O the outlet's own text, T a secondary source, P a preset. */
function figures({ limits, specs }: Channel): string {
  const all: readonly Limit[] = [...limits, ...specs.flatMap((spec) => spec.limits)]
  return (['O', 'T', 'P'] as const)
    .filter((firmness) => all.some((limit) => limit.firmness === firmness))
    .join(' · ')
}

/** What an output is called and its size. */
function describe(output: Output, lang: Lang): readonly [noun: string, size: string] {
  const { noun } = words[lang]
  const pixels = 'width' in output ? `${output.width}×${output.height}` : ''
  switch (output.kind) {
    case 'text':
    case 'press-kit': {
      const { bodyMin, bodyMax } = output
      return [noun[output.kind], `${bodyMin === 0 ? '≤' : `${bodyMin}–`}${bodyMax} 字`]
    }
    case 'image':
      return [noun.image, output.fit === 'inside' ? `≤${pixels}` : pixels]
    case 'film':
      return [noun[output.profile], pixels]
    case 'poster':
    case 'frame':
      return [noun[output.kind], pixels]
  }
}

/** `poster 1920×1080, 1080×1920; film …`: sizes of one kind stand together. */
function list(specs: readonly Spec[], lang: Lang): string {
  const { comma, semicolon } = words[lang]
  const sizes = new Map<string, string[]>()
  for (const { output } of specs) {
    const [noun, size] = describe(output, lang)
    sizes.set(noun, [...(sizes.get(noun) ?? []), size])
  }
  return [...sizes].map(([noun, all]) => `${noun} ${all.join(comma)}`).join(semicolon)
}

/** One row per channel, in the order of the table. */
export function channelTable(channels: readonly Channel[], lang: Lang): string {
  const { header, kind } = words[lang]
  const rows = channels.map((channel) => [
    String(channel.number),
    channel.label,
    `\`${channel.id}\``,
    kind[channel.kind],
    list(
      channel.specs.filter(({ isRequired }) => isRequired),
      lang,
    ),
    list(
      channel.specs.filter(({ isRequired }) => !isRequired),
      lang,
    ),
    figures(channel),
  ])
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const start = '<!-- channels -->'
const end = '<!-- /channels -->'

/** The document with everything between its two marks replaced; null when it has no such marks. */
export function withChannelTable(document: string, channels: readonly Channel[], lang: Lang): string | null {
  const from = document.indexOf(start)
  const to = document.indexOf(end)
  if (from < 0 || to < from) return null
  const table = channelTable(channels, lang)
  return `${document.slice(0, from + start.length)}\n${table}\n${document.slice(to)}`
}
