/** The two pages people see without the studio: what a token opens, and one item. Plain HTML, no script. */

import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { beijingStamp } from '../domain/beijing.ts'
import type { FeedItem } from '../domain/feed.ts'
import { leadPicture } from '../domain/formats/format.ts'
import { htmlOf } from '../domain/formats/html.ts'
import type { ReleaseMedia } from '../domain/release.ts'
import { style } from './style.ts'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** Addresses relative to this server, so that the pages work under any host name. */
export interface IndexPage {
  readonly partner: string
  readonly campaign: string
  /** Null on the page of packs alone. */
  readonly feeds:
    | readonly {
        readonly label: string
        readonly formats: readonly { readonly label: string; readonly href: string }[]
      }[]
    | null
  readonly packs: readonly {
    readonly name: string
    readonly channel: string
    readonly width: number
    readonly height: number
    readonly zip: string
    readonly manifest: string
  }[]
}

export function indexPage(index: IndexPage): Html {
  const title = index.feeds ? '订阅源与海报包' : '海报包'
  return page(
    `${index.campaign} · ${title}`,
    html`
      <header class="banner">
        <p class="over">${index.campaign}</p>
        <h1>${title}</h1>
        <p>${index.partner}，以下内容均可用你的令牌读取，到达发布时刻即自动更新。</p>
      </header>
      <main>
        ${index.feeds ? feedSection(index.feeds) : ''} ${packSection(index)}
        <section class="note">
          <h2>怎样使用</h2>
          <p>
            订阅软件可在网址后加 <code>?token=令牌</code>，或以令牌为密码登录；程序请用
            <code>Authorization: Bearer 令牌</code>，并带上 <code>If-None-Match</code> 以省流量。
          </p>
          <p>
            展示、刊播后请提交回执（<code>POST /receipts</code>）。接口说明见
            <a href="/openapi.json">openapi.json</a>。
          </p>
        </section>
      </main>
    `,
  )
}

function feedSection(feeds: NonNullable<IndexPage['feeds']>): Html {
  const row = ({ label, formats }: (typeof feeds)[number]): Html =>
    html`<li>
      <span class="name">${label}</span>
      <span class="links">${formats.map(({ label: name, href }) => html`<a href="${href}">${name}</a>`)}</span>
    </li>`
  return html`<section>
    <h2>订阅源</h2>
    ${
      feeds.length === 0
        ? html`<p class="empty">这个令牌还没有开通任何渠道，请联系主办单位。</p>`
        : html`<ul class="rows">${feeds.map(row)}</ul>`
    }
  </section>`
}

function packSection({ packs, feeds }: IndexPage): Html | string {
  if (packs.length === 0)
    return feeds
      ? ''
      : html`<section>
          <p class="empty">这个令牌的渠道还没有登记屏幕，请联系主办单位。</p>
        </section>`
  const row = (pack: (typeof packs)[number]): Html =>
    html`<li>
      <span class="name">${pack.name}<small>${pack.channel} · ${pack.width}×${pack.height}</small></span>
      <span class="links"
        ><a class="main" href="${pack.zip}">下载海报包</a><a href="${pack.manifest}">清单</a></span
      >
    </li>`
  return html`<section>
    <h2>海报包</h2>
    <ul class="rows">${packs.map(row)}</ul>
  </section>`
}

export interface ItemPage {
  readonly item: FeedItem
  readonly channel: string
  readonly campaign: string
  /** Relative signed address. */
  href(media: ReleaseMedia): string
}

export function itemPage({ item, channel, campaign, href }: ItemPage): Html {
  const picture = leadPicture(item)
  return page(
    item.title,
    html`
      <header class="banner">
        <p class="over">${campaign} · ${channel}</p>
        <h1>${item.title}</h1>
        <p>${[item.honoree.name, item.honoree.workplace, item.honoree.position].filter(Boolean).join('　')}</p>
      </header>
      <main>
        ${
          item.embargoedUntil
            ? html`<p class="embargo">${beijingStamp(item.embargoedUntil)} 前禁止发布，请勿提前使用或转载。</p>`
            : ''
        }
        <article>
          ${picture ? html`<img class="lead" src="${href(picture)}" alt="${picture.alt}" width="${picture.width}" height="${picture.height}">` : ''}
          <p class="summary">${item.summary}</p>
          ${raw(htmlOf(item.body))}
          ${item.topics.length > 0 ? html`<p class="topics">${item.topics.map((topic) => html`<span>#${topic}</span>`)}</p>` : ''}
        </article>
        <section>
          <h2>图片与视频</h2>
          <div class="cards">${item.media.map((media) => card(media, href(media)))}</div>
        </section>
        <section class="note">
          <dl>
            <dt>类别</dt>
            <dd>${item.honoree.category}</dd>
            <dt>发布时段</dt>
            <dd>${beijingStamp(item.validFrom)} ${item.validUntil ? `至 ${beijingStamp(item.validUntil)}` : '起'}（北京时间）</dd>
            <dt>版本</dt>
            <dd>第 ${item.version} 版，${beijingStamp(item.updatedAt)} 更新</dd>
            <dt>发布编号</dt>
            <dd><code>${item.releaseId}</code></dd>
          </dl>
        </section>
      </main>
    `,
  )
}

const roleLabel: Record<ReleaseMedia['role'], string> = {
  photo: '照片',
  cover: '封面',
  portrait: '肖像',
  film: '视频',
  loop: '静音循环',
  poster: '海报',
  'press-kit': '新闻稿件包',
}

function card(media: ReleaseMedia, href: string): Html {
  const size = media.width && media.height ? `${media.width}×${media.height} · ` : ''
  return html`<figure>
    <div class="frame">${preview(media, href)}</div>
    <figcaption>
      <strong>${roleLabel[media.role]}</strong>${media.isAiMade ? html`<em>人工智能生成</em>` : ''}
      <span>${size}${weight(media.bytes)}</span>
      <span>${media.alt}${media.credit ? `（${media.credit}）` : ''}</span>
      <a href="${href}" download>下载</a>
    </figcaption>
  </figure>`
}

function preview(media: ReleaseMedia, href: string): Html {
  if (/^image\/(jpeg|png)$/.test(media.mediaType))
    return html`<img src="${href}" alt="${media.alt}" loading="lazy">`
  if (media.mediaType === 'video/mp4')
    return html`<video src="${href}" controls preload="metadata" ${media.role === 'loop' ? 'muted' : ''}></video>`
  return html`<span class="file">${media.storageKey.slice(media.storageKey.lastIndexOf('.') + 1).toUpperCase()}</span>`
}

const weight = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>${title}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`
}
