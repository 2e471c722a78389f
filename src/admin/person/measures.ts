/** Sizes and times of files, in the words of the studio's pages. */

export function weightText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
}

export function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`
}

interface Measured {
  readonly width: number | null
  readonly height: number | null
  readonly bytes: number | null
  readonly durationMs: number | null
}

/** E.g. 1920×1080 像素 · 1.2 MB · 1 分 5 秒; empty while nothing is made. */
export const measuresOf = ({ width, height, bytes, durationMs }: Measured): string =>
  [
    width && height ? `${width}×${height} 像素` : '',
    bytes ? weightText(bytes) : '',
    durationMs ? lengthText(durationMs) : '',
  ]
    .filter((text) => text !== '')
    .join(' · ')
