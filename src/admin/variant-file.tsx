/** A stored file by its signed address: the picture, the player, or a link that says what it is. */
import type { ReactNode } from 'react'

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
  const { kind, format, extension } = fileAt(href)
  if (kind === 'other') {
    return (
      <a
        className={`zm-file zm-file--${size}`}
        href={href}
        target="_blank"
        rel="noreferrer"
        aria-label={`下载：${label}（${format}）`}
      >
        {size === 'full' ? `下载 ${format}` : extension}
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
      {kind === 'film' ? (
        <video src={href} muted preload="metadata" tabIndex={-1} aria-hidden="true" />
      ) : (
        // biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache
        <img src={href} alt="" loading="lazy" decoding="async" />
      )}
    </a>
  )
}
