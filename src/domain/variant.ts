/** A file made from an asset to a spec (成品), known by the fingerprint of everything that decides its bytes. */
import type { FocalPoint } from './asset.ts'
import type { Crop } from './crop.ts'
import { fingerprint } from './fingerprint.ts'
import type { Facts } from './limit.ts'
import type { Problem } from './problem.ts'

export type VariantKey = string

/** Everything a renderer needs to know about where the bytes come from; canonical JSON of it enters the key. */
export type VariantSource =
  | {
      readonly kind: 'asset'
      readonly sha256: string
      /** Null where it decides nothing: a hand's crop, the whole picture or the film itself is shown. */
      readonly focal: FocalPoint | null
      readonly crop?: Crop
      /** Of a film's frame, where a person chose the moment. */
      readonly atMs?: number
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
    readonly crop?: Crop
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
export const rendererVersion = 3

export const variantKey = (source: VariantSource, output: { readonly kind: string }): VariantKey =>
  fingerprint({ source, output, rendererVersion })

/** Where the work on a variant stands. */
export type VariantState = 'waiting' | 'rendering' | 'done' | 'failed'

/** Measured of a finished film alone. */
export const filmFacts = ['fps', 'kbps', 'loudness', 'truePeak'] as const

/** In the units of `domain/limit`; what a file has not, such as the loudness of a silent film, is left out. */
export type FilmFacts = Pick<Facts, (typeof filmFacts)[number]>

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
  /** Empty for everything but films. */
  readonly facts: FilmFacts
}

interface Failure {
  readonly problem: Problem | null
  readonly attempts: number
}

/** A render that failed although the material was fine is tried so often by itself; then a person decides. */
const maxAttempts = 3

/** Space comes back without anybody's hand, so that is not counted; a disk that answers with errors is. */
export const waitsForSpace = ({ problem }: Pick<Failure, 'problem'>): boolean =>
  problem?.kind === 'output-unsaved' && problem.fault === 'full'

/** False once only a person can help. */
export const isTriedAgain = (failure: Failure): boolean =>
  waitsForSpace(failure) ||
  ((failure.problem?.kind === 'render-failed' || failure.problem?.kind === 'output-unsaved') &&
    failure.attempts < maxAttempts)
