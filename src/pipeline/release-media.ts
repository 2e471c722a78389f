/** The media of a release: each finished variant once per spec it serves, with the words that go with it. */
import type { Asset } from '../domain/asset.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { Honoree } from '../domain/honoree.ts'
import { posterPortrait, workPhotos } from '../domain/material.ts'
import type { Step } from '../domain/plan.ts'
import { workPhotoCaption } from '../domain/press-kit-content.ts'
import type { ReleaseMedia } from '../domain/release.ts'
import type { Spec } from '../domain/spec.ts'
import type { Variant, VariantKey } from '../domain/variant.ts'

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
  role: roleOf(spec),
  alt: altOf(step, spec, subject),
  ...rightsOf(step, subject.assets),
})

function roleOf({ output, from }: Spec): ReleaseMedia['role'] {
  switch (output.kind) {
    case 'film':
      return output.profile === 'h264-silent-loop' ? 'loop' : 'film'
    case 'frame':
      return 'cover'
    case 'poster':
      return 'poster'
    case 'press-kit':
      return 'press-kit'
    case 'image':
      return from === 'portrait' ? 'portrait' : from === 'work-photos' ? 'photo' : 'cover'
    case 'text':
      throw new Error('release-media: text has no bytes')
  }
}

/** What a screen reader says; never empty. */
function altOf({ asset }: Step, spec: Spec, { campaign, honoree, assets }: Subject): string {
  const who = `${honoree.workplace}${honoree.name}`
  switch (roleOf(spec)) {
    case 'photo':
    case 'cover': {
      if (spec.output.kind === 'frame') return `${who}事迹视频的画面`
      const caption = asset?.caption.trim() ?? ''
      const index = workPhotos(assets).findIndex(({ id }) => id === asset?.id)
      return caption === '' ? workPhotoCaption(honoree, Math.max(0, index)) : caption
    }
    case 'portrait':
      return `${who}的证件照`
    case 'film':
      return `${who}的事迹视频`
    case 'loop':
      return `${who}的事迹视频（静音循环）`
    case 'poster':
      return `${campaign.title}海报：${honoree.name}，${honoree.workplace}${honoree.position}`
    case 'press-kit':
      return `${who}的新闻稿件包：文字稿和印刷图片`
  }
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
