/** The media of a release: each finished variant once per spec it serves, with the words that go with it. */
import type { Asset } from './asset.ts'
import type { Campaign } from './campaign.ts'
import type { Honoree } from './honoree.ts'
import { fileKindOf } from './outputs/index.ts'
import type { Step } from './plan.ts'
import type { ReleaseMedia } from './release.ts'
import { posterPortrait } from './source-asset.ts'
import type { Spec } from './spec.ts'
import type { Variant, VariantKey } from './variant.ts'

interface Subject {
  readonly campaign: Campaign
  readonly honoree: Honoree
  readonly assets: readonly Asset[]
  readonly variants: ReadonlyMap<VariantKey, Variant>
}

/** In the order of the channel's specs, photos in the editor's order. */
export const releaseMedia = (
  steps: readonly Step[],
  specs: readonly Spec[],
  subject: Subject,
): readonly ReleaseMedia[] =>
  specs.flatMap((spec) =>
    steps
      .filter(({ uses }) => uses.some(({ specId }) => specId === spec.id))
      .flatMap((step) => {
        const variant = subject.variants.get(step.key)
        return variant ? [mediaOf(step, spec, variant, subject)] : []
      }),
  )

const mediaOf = (step: Step, spec: Spec, variant: Variant, subject: Subject): ReleaseMedia => ({
  key: variant.key,
  storageKey: variant.storageKey,
  mediaType: variant.mediaType,
  sha256: variant.sha256,
  crc32: variant.crc32,
  bytes: variant.bytes,
  width: variant.width,
  height: variant.height,
  durationMs: variant.durationMs,
  specId: spec.id,
  ...wordsOf(step, spec, subject),
  ...rightsOf(step, subject.assets),
})

function wordsOf(
  { output, asset }: Step,
  { from }: Spec,
  subject: Subject,
): Pick<ReleaseMedia, 'role' | 'alt'> {
  const kind = fileKindOf(output)
  const role = kind.role(output, from)
  return { role, alt: kind.alt(role, asset, subject) }
}

/** A poster shows its portrait; a press kit carries all work photos, each with its own credit inside. */
function rightsOf({ asset, source }: Step, assets: readonly Asset[]): { credit: string; isAiMade: boolean } {
  switch (source.kind) {
    case 'asset':
      return { credit: asset?.credit ?? '', isAiMade: source.marksAi }
    case 'poster':
      return { credit: posterPortrait(assets)?.credit ?? '', isAiMade: source.content.portrait.marksAi }
    case 'press-kit': {
      const credits = new Set(
        source.content.photos.map(({ credit }) => credit).filter((credit) => credit !== ''),
      )
      return {
        credit: [...credits].join('、'),
        isAiMade: source.content.photos.some(({ marksAi }) => marksAi),
      }
    }
  }
}
