/** Whether a release was made from an original: by the files it shows, for which what they were made from may be gone. */
import type { Asset } from './asset.ts'
import type { ReleaseMedia } from './release.ts'
import { posterPortrait } from './source-asset.ts'
import type { VariantKey } from './variant.ts'

interface Original {
  readonly id: string
  /** Keys of what was made of its bytes alone. */
  readonly made: ReadonlySet<VariantKey>
  /** All of the person's, as they are now. */
  readonly assets: readonly Asset[]
}

/**
 * Posters and press kits are made of several originals and remember none: the portrait of today, and every work photo,
 * count as theirs, rather once too often.
 */
export function isMadeFrom(media: readonly ReleaseMedia[], { id, made, assets }: Original): boolean {
  const isPortrait = posterPortrait(assets)?.id === id
  const isWorkPhoto = assets.some((asset) => asset.id === id && asset.role === 'work-photo')
  return media.some(
    ({ key, role }) =>
      made.has(key) || (isPortrait && role === 'poster') || (isWorkPhoto && role === 'press-kit'),
  )
}
