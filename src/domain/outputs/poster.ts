/** Posters: the honoree's words and portrait at a screen's exact pixels. */
import { largest } from '../crop.ts'
import { fingerprint } from '../fingerprint.ts'
import { posterContent, posterFrame, posterRatio, uncoveredIn } from '../poster-content.ts'
import type { Problem } from '../problem.ts'
import { screenSizeProblem } from '../screen.ts'
import {
  type ImageAsset,
  maxPhotoScale,
  posterPortrait,
  type Size,
  shrunk,
  tooSmall,
} from '../source-asset.ts'
import { type FileKind, missing, stillBytes, workPhotoName } from './kind.ts'

export interface PosterOutput {
  readonly kind: 'poster'
  readonly width: number
  readonly height: number
  readonly format: 'jpeg'
  readonly quality: number
  readonly maxBytes: number | null
}

/** Why no poster of these pixels can be made of this portrait. */
export function portraitProblem(portrait: ImageAsset, size: Size): Problem | null {
  // Every layout gives the portrait about a square of the poster's short side.
  const side = Math.min(size.width, size.height)
  const least = shrunk({ width: side, height: side }, maxPhotoScale)
  // A crop already has the frame's shape: what the square would give it is enough.
  const framed = portrait.crops?.[posterRatio] ? largest(least, posterFrame) : least
  return tooSmall(portrait, framed, posterRatio)
}

export const poster: FileKind<PosterOutput> = {
  find({ output }, material) {
    const undrawable = screenSizeProblem(output.width, output.height)
    if (undrawable) return { problem: undrawable }
    const { campaign, honoree, assets, uncovered } = material
    const portrait = posterPortrait(assets)
    if (!portrait) return missing(material, workPhotoName)
    const content = posterContent(campaign, honoree, portrait)
    const problem = portraitProblem(portrait, output) ?? (uncovered ? uncoveredIn(content, uncovered) : null)
    if (problem) return { problem }
    // Not by the honoree alone: a draft's words and the published ones may both be wanted.
    const group = { kind: 'poster', subject: `${honoree.id} ${fingerprint(content)}` } as const
    return { wishes: [{ asset: null, source: { kind: 'poster', content }, output, group }] }
  },
  label: ({ width, height }) => `海报 ${width}×${height}`,
  extension: () => 'jpg',
  // By the pixel, up to 4K; measured with sharp 0.35.
  cost: ({ width, height }) => 0.05 + (0.15 * width * height) / 8_294_400,
  expectedBytes: stillBytes,
  needs: () => [],
  facts: ({ quality }) => ({ container: 'JPG', colour: 'sRGB', quality }),
  role: () => 'poster',
  alt: (_role, _asset, { campaign, honoree: { name, workplace, position } }) =>
    `${campaign.title}海报：${name}，${workplace}${position}`,
}

/** Heaviest poster where neither screen nor channel says: the usual figure of poster calls. */
const usualMaxBytes = 10_000_000

export const posterOutput = (width: number, height: number, maxBytes: number | null): PosterOutput => ({
  kind: 'poster',
  width,
  height,
  format: 'jpeg',
  quality: 90,
  maxBytes: maxBytes ?? usualMaxBytes,
})
