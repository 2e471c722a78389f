'use client'
/** A stored file by its signed address: the picture, the player, or a link that says what it is. */
import { type ReactNode, useState } from 'react'
import { smallAt, thumbnailKind } from '../domain/thumbnail.ts'

const kindOf: Readonly<Record<string, 'picture' | 'film'>> = { jpg: 'picture', png: 'picture', mp4: 'film' }

/** What browsers cannot show, in words. */
const formatLabel: Readonly<Record<string, string>> = {
  tif: 'TIFF 印刷照片',
  mxf: 'MXF 播出文件',
  zip: 'ZIP 新闻包',
  txt: 'TXT 文稿',
}

/** What a browser can do with the file at a signed address, and what staff call it. */
export function fileAt(href: string): {
  kind: 'picture' | 'film' | 'other'
  format: string
  extension: string
} {
  // A picture drawn for one page has no address.
  const extension = href.startsWith('data:image/jpeg')
    ? 'jpg'
    : ((href.split('?')[0] ?? '').split('.').at(-1) ?? '')
  return {
    kind: kindOf[extension] ?? 'other',
    format: formatLabel[extension] ?? extension.toUpperCase(),
    extension: extension.toUpperCase(),
  }
}

interface Props {
  /** A signed `/files/…` address. */
  readonly href: string
  /** For screen readers. */
  readonly label: string
  readonly size: 'thumbnail' | 'full'
}

export function VariantFile({ href, label, size }: Props): ReactNode {
  const { kind, format } = fileAt(href)
  if (kind === 'other') {
    return (
      <a
        className={`zm-file zm-file--${size}`}
        href={href}
        target="_blank"
        rel="noreferrer"
        aria-label={`下载 ${format}：${label}`}
      >
        {size === 'full' ? `下载 ${format}` : <SmallPicture href={href} />}
      </a>
    )
  }
  if (kind === 'film' && size === 'full') {
    // The films carry no captions of their own yet: what is said in them is in the deeds.
    return (
      // biome-ignore lint/a11y/useMediaCaption: see above
      <video className="zm-preview" src={href} controls preload="metadata" aria-label={label} />
    )
  }
  return (
    <a
      className={size === 'full' ? 'zm-preview' : 'zm-thumb'}
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={`打开预览：${label}`}
    >
      {size === 'full' ? (
        // biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache
        <img src={href} alt="" decoding="async" />
      ) : (
        <SmallPicture href={href} />
      )}
    </a>
  )
}

/** A few kilobytes of it: never the file itself, which may weigh megabytes. */
export function SmallPicture({
  href,
  alt = '',
}: {
  readonly href: string
  readonly alt?: string
}): ReactNode {
  const [isBroken, setIsBroken] = useState(false)
  const { extension } = fileAt(href)
  const kind = thumbnailKind(`x.${extension.toLowerCase()}`)
  if (kind === null || isBroken) return <span className="zm-small__kind">{extension}</span>
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache */}
      <img src={smallAt(href)} alt={alt} loading="lazy" decoding="async" onError={() => setIsBroken(true)} />
      {kind === 'film' ? (
        <span className="zm-small__film" aria-hidden="true">
          ▶
        </span>
      ) : null}
    </>
  )
}
