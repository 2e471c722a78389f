/** The small files of a pack: what players read (manifest, checksums, playlists) and what its operator reads. */

import { createHash } from 'node:crypto'
import { beijingStamp } from './beijing.ts'
import { demoMark } from './campaign.ts'
import { tag, xmlDocument } from './formats/xml.ts'
import type { Pack, PackItem } from './pack.ts'

/** Meant for people, so it alone bears a Chinese name; machines read only ASCII names. */
export const manifestName = 'manifest.json'
export const guideName = '使用说明.txt'

export interface PackText {
  readonly name: string
  readonly bytes: Uint8Array
}

/** In the order in which they stand in the zip: the manifest first, the checksums of all the others last. */
export function packTexts(pack: Pack): readonly PackText[] {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const texts: PackText[] = [
    { name: manifestName, bytes: encode(`${JSON.stringify(manifest(pack), null, 2)}\n`) },
    { name: 'index.smil', bytes: encode(smil(pack)) },
    { name: 'playlist.m3u8', bytes: encode(playlist(pack)) },
  ]
  return [
    ...texts,
    { name: 'SHA256SUMS', bytes: encode(sha256sums(pack, texts)) },
    // The mark and the line ends are for the Notepad of old Windows machines.
    { name: guideName, bytes: encode(`\u{FEFF}${guide(pack).replaceAll('\n', '\r\n')}`) },
  ]
}

/** As `schemas/pack-manifest.json` describes it. */
export function manifest(pack: Pack): object {
  return {
    format: 'zuimei-pack/1',
    packId: pack.packId,
    version: pack.version,
    title: pack.title,
    screen: pack.screen,
    items: pack.items.map((item) => ({
      order: item.order,
      file: item.file,
      kind: item.media.role === 'loop' ? 'film' : 'still',
      mediaType: item.media.mediaType,
      sha256: item.media.sha256,
      bytes: item.media.bytes,
      width: item.media.width,
      height: item.media.height,
      spec: item.media.specId,
      playSeconds: item.playSeconds,
      validFrom: item.validFrom.toISOString(),
      validUntil: item.validUntil?.toISOString() ?? null,
      releaseId: item.releaseId,
      title: item.title,
      altText: item.altText,
      isAiMade: item.media.isAiMade,
    })),
    missing: pack.missing,
    withdraws: pack.withdraws.map(({ releaseId, at, reason }) => ({
      releaseId,
      at: at.toISOString(),
      reason,
    })),
  }
}

/** For `sha256sum -c`; without the guide, whose name an unzipper in a plain locale changes. */
function sha256sums(pack: Pack, texts: readonly PackText[]): string {
  const lines = [
    ...pack.items.map(({ media, file }) => `${media.sha256}  ${file}`),
    ...texts.map(({ name, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`),
  ]
  return `${lines.join('\n')}\n`
}

/** SMIL for signage players; windows by `expr`, which a-smil.org, garlic and signageOS players know. */
export function smil(pack: Pack): string {
  const { width, height } = pack.screen
  return xmlDocument(
    tag(
      'smil',
      { xmlns: 'http://www.w3.org/ns/SMIL', version: '3.0', baseProfile: 'Language' },
      tag(
        'head',
        {},
        tag('meta', { name: 'title', content: pack.title }),
        tag(
          'layout',
          {},
          tag('root-layout', { width, height, backgroundColor: '#000000' }),
          tag('region', { regionName: 'screen', left: 0, top: 0, width, height, fit: 'meetBest' }),
        ),
      ),
      tag('body', {}, tag('seq', { repeatCount: 'indefinite' }, pack.items.map(smilItem))),
    ),
  )
}

const smilItem = (item: PackItem) =>
  tag(item.media.role === 'loop' ? 'video' : 'img', {
    src: item.file,
    region: 'screen',
    dur: `${item.playSeconds}s`,
    expr: window(item),
    alt: item.altText,
  })

function window(item: PackItem): string {
  const reached = (instant: Date, sign: '>=' | '<'): string =>
    `adapi-compare(adapi-gmdate(),'${instant.toISOString().slice(0, 19)}Z')${sign}0`
  const from = reached(item.validFrom, '>=')
  return item.validUntil ? `${from} and ${reached(item.validUntil, '<')}` : from
}

/** Knows no windows: holds only what is live, so nothing stands on a screen before its time. */
export function playlist(pack: Pack): string {
  const lines = pack.items
    .filter(({ isLive }) => isLive)
    .flatMap((item) => [
      `#EXTINF:${item.playSeconds},${item.title.replace(/\s+/g, ' ')}`,
      // How VLC is told how long a picture stands.
      ...(item.media.role === 'loop' ? [] : [`#EXTVLCOPT:image-duration=${item.playSeconds}`]),
      item.file,
    ])
  return `${['#EXTM3U', ...lines].join('\n')}\n`
}

function guide(pack: Pack): string {
  const { screen } = pack
  const rows = pack.items.map((item) => {
    const until = item.validUntil ? `至 ${beijingStamp(item.validUntil)} 止` : '起长期有效'
    return `${item.order}. ${item.title}\n   文件：${item.file}（${item.media.width}×${item.media.height}，播放 ${item.playSeconds} 秒）\n   时段：${beijingStamp(item.validFrom)} ${until}${item.isLive ? '' : '（尚未到播出时间）'}`
  })
  return `${[
    `海报包使用说明：${pack.title}`,
    '',
    `屏幕：${screen.name}，${screen.width}×${screen.height} 像素`,
    `版本：${pack.version}`,
    ...(pack.isDemo
      ? ['', `请注意：本包含有${demoMark}，人物、事迹和照片均为虚构，只供试用，请勿对公众播出。`]
      : []),
    '',
    '一、怎样使用',
    '1. 解压到播放机的素材文件夹。所有素材已按本屏像素制作，请按原尺寸全屏播放，不要拉伸、裁切或加角标。',
    '2. 能读取 SMIL 的播放机直接打开 index.smil，会按时段自动播出；只能读取播放列表的打开 playlist.m3u8，其中只有当前时段的内容，请按时重新下载。',
    '3. 核对文件是否完整：在该文件夹运行 sha256sum -c SHA256SUMS，应全部显示“成功”或“OK”。',
    '4. 请严格按下列时段（北京时间）播出，到期撤下；播出后请回传现场照片或回执，并注明上面的版本号。',
    '',
    `二、本包内容（共 ${pack.items.length} 个文件）`,
    ...(rows.length > 0 ? rows : ['本时段没有需要播出的内容。']),
    ...(pack.missing.length > 0
      ? [
          '',
          '三、尚缺本屏尺寸海报的人选',
          `${pack.missing.join('、')}。发布时定下的内容不会自动增加：本屏在发布后登记或改过尺寸、单张上限的，请联系主办单位，由终审打开各项发布点“更正”，再重新下载海报包。`,
        ]
      : []),
    ...(pack.withdraws.length > 0
      ? [
          '',
          '请注意：以下内容已撤回，如已上屏请立即撤下',
          ...pack.withdraws.map(({ at, reason }) => `${beijingStamp(at)} 撤回：${reason}`),
        ]
      : []),
  ].join('\n')}\n`
}
