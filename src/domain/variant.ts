/** A file made from an asset to a spec (成品), known by the fingerprint of everything that decides its bytes. */
import type { FocalPoint } from './asset.ts'
import { fingerprint } from './fingerprint.ts'
import type { Output } from './spec.ts'

export type VariantKey = string

/** Everything a renderer needs to know about where the bytes come from; canonical JSON of it enters the key. */
export type VariantSource =
  | {
      readonly kind: 'asset'
      readonly sha256: string
      readonly focal: FocalPoint | null
      readonly marksAi: boolean
    }
  | { readonly kind: 'poster'; readonly content: PosterContent }
  | { readonly kind: 'press-kit'; readonly content: PressKitContent }

/** The words and the portrait of one poster. */
export interface PosterContent {
  /** 辽宁最美科技工作者. */
  readonly campaignTitle: string
  readonly year: number
  readonly name: string
  readonly position: string
  readonly workplace: string
  readonly motto: string
  readonly organisers: readonly string[]
  readonly portrait: {
    readonly sha256: string
    readonly storageKey: string
    readonly focal: FocalPoint | null
    readonly marksAi: boolean
  }
}

export interface PressKitContent {
  readonly slug: string
  readonly title: string
  readonly byline: string
  /** Deeds within the channel's 字数, one string a paragraph. */
  readonly paragraphs: readonly string[]
  readonly photos: readonly {
    readonly sha256: string
    readonly storageKey: string
    readonly caption: string
    readonly credit: string
    readonly marksAi: boolean
  }[]
}

/** Raised when the renderer changes what it makes of equal inputs: old variants become stale by themselves. */
export const rendererVersion = 1

export function variantKey(source: VariantSource, output: Output): VariantKey {
  return fingerprint({ source, output, rendererVersion })
}

/** File extension of an output, without the dot. */
export function extensionOf(output: Output): 'jpg' | 'png' | 'tif' | 'mp4' | 'mxf' | 'zip' | 'txt' {
  switch (output.kind) {
    case 'image':
      return output.format === 'jpeg' ? 'jpg' : output.format === 'tiff' ? 'tif' : 'png'
    case 'frame':
    case 'poster':
      return 'jpg'
    case 'film':
      return output.profile === 'xdcam-hd422' ? 'mxf' : 'mp4'
    case 'press-kit':
      return 'zip'
    case 'text':
      return 'txt'
  }
}

export const storageKeyOf = (key: VariantKey, output: Output): string =>
  `variants/${key.slice(0, 2)}/${key}.${extensionOf(output)}`

/** Where the work on a variant stands. */
export type VariantState = 'waiting' | 'rendering' | 'done' | 'failed'

/** A finished variant: what was measured of the bytes that were made. */
export interface Variant {
  readonly key: VariantKey
  readonly storageKey: string
  readonly mediaType: string
  readonly sha256: string
  /** CRC-32 (IEEE) as an unsigned integer; lets packs be laid out without reading the bytes. */
  readonly crc32: number
  readonly bytes: number
  /** Pixels; null for documents. */
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
}

/** How staff name an output, e.g. 海报 1920×360. */
export function labelOf(output: Output): string {
  switch (output.kind) {
    case 'image':
      return output.fit === 'cover'
        ? `图片 ${output.width}×${output.height}`
        : `配图 ≤${output.width}×${output.height}`
    case 'frame':
      return `视频封面 ${output.width}×${output.height}`
    case 'film':
      switch (output.profile) {
        case 'h264':
          return `${output.width >= output.height ? '横版' : '竖版'}视频 ${output.width}×${output.height}`
        case 'h264-silent-loop':
          return `静音循环 ${output.width}×${output.height}`
        case 'xdcam-hd422':
          return '播出视频 XDCAM HD422'
      }
      break
    case 'poster':
      return `海报 ${output.width}×${output.height}`
    case 'press-kit':
      return '新闻稿件包'
    case 'text':
      return '文字稿'
  }
}
