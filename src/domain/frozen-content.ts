/** What a release froze, as its page in the studio shows it. */
import type { ReleaseMedia, Snapshot } from './release.ts'

export interface FrozenContent
  extends Pick<Snapshot, 'title' | 'summary' | 'body' | 'topics' | 'name' | 'workplace' | 'position'> {
  readonly media: readonly (Pick<
    ReleaseMedia,
    'key' | 'role' | 'alt' | 'credit' | 'bytes' | 'width' | 'height' | 'durationMs'
  > & {
    /** A signed address. */
    readonly href: string
  })[]
}
