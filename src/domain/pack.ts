/** Everything a screen shows in a window (海报包): manifest and files, laid out before a byte is read. */
import type { ReleaseMedia } from './release.ts'

export interface PackItem {
  /** ASCII file name inside the zip. */
  readonly file: string
  readonly media: ReleaseMedia
  readonly releaseId: string
  readonly title: string
  readonly altText: string
  readonly playSeconds: number
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly order: number
}

export interface Pack {
  readonly packId: string
  /** Hash of its content: equal content, equal version. */
  readonly version: string
  readonly screen: {
    readonly slug: string
    readonly name: string
    readonly width: number
    readonly height: number
  }
  readonly items: readonly PackItem[]
  /** Released for this channel but not at this screen's pixels (yet): honoree names, shown to the operator. */
  readonly missing: readonly string[]
  readonly withdraws: readonly { readonly releaseId: string; readonly at: Date; readonly reason: string }[]
  readonly nextEdge: Date | null
}
