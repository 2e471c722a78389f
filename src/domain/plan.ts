/**
 * What has to be made for an honoree: *wanted − done = to do*. Steps carry their own identity, so planning twice
 * gives the same steps, and refusals say in the editor's words why something will not be made.
 */
import type { Asset } from './asset.ts'
import type { Campaign } from './campaign.ts'
import type { Channel, ChannelId } from './channel.ts'
import { webFilm } from './film-output.ts'
import { fitText } from './fitted-text.ts'
import type { Honoree } from './honoree.ts'
import { filmFor, type ImageAsset, idPhoto, posterPortrait, tooSmall, workPhotos } from './material.ts'
import { posterContent, uncoveredIn } from './poster-content.ts'
import { pressKitContent } from './press-kit-content.ts'
import type { Problem } from './problem.ts'
import type { Screen } from './screen.ts'
import { specsOf } from './screen-specs.ts'
import type { Output, PosterOutput, PressKitOutput, Spec, TextOutput } from './spec.ts'
import { type VariantKey, type VariantSource, variantKey } from './variant.ts'

/** One variant wanted for one or more channels. */
export interface Step {
  readonly key: VariantKey
  readonly honoreeId: string
  /** The asset the bytes come from; null for posters and press kits, which come from several. */
  readonly asset: Asset | null
  readonly source: VariantSource
  readonly output: Output
  /** Every use of the variant: which channel's spec it serves. Empty for a film that only a loop is cut from. */
  readonly uses: readonly { readonly channelId: ChannelId; readonly specId: string }[]
  /** Steps with the same group share one decode and are rendered by one process: `<kind>:<asset or honoree id>`. */
  readonly group: string
}

/** A planned "no" (退回原因): this spec of this channel gets nothing, because. */
export interface Refusal {
  readonly honoreeId: string
  readonly channelId: ChannelId
  readonly specId: string
  readonly isRequired: boolean
  readonly problem: Problem
}

export interface PlanInput {
  readonly campaign: Campaign
  readonly honoree: Honoree
  readonly assets: readonly Asset[]
  readonly channels: readonly Channel[]
  /** Screens ask for posters and loops at their own pixels on top of the channel's presets. */
  readonly screens: readonly Screen[]
  /** Keys of what is made already; left out, everything is to do. */
  readonly done?: ReadonlySet<VariantKey>
  /** Characters no poster font can draw; a poster that has one is refused. */
  readonly uncovered?: (text: string) => readonly string[]
}

export interface Plan {
  /** All variants wanted, done or not. */
  readonly wanted: readonly Step[]
  /** The difference: what is still to be made. */
  readonly todo: readonly Step[]
  readonly refusals: readonly Refusal[]
}

type Wish = Omit<Step, 'key' | 'uses' | 'honoreeId'>
type Found = { readonly wishes: readonly Wish[] } | { readonly problem: Problem }

/** Consent is not asked here: variants are made, not shown. It is checked when a release is frozen. */
export function plan(input: PlanInput): Plan {
  const honoreeId = input.honoree.id
  const steps = new Map<VariantKey, Step>()
  const refusals: Refusal[] = []

  const want = (wish: Wish, uses: Step['uses']): void => {
    const key = variantKey(wish.source, wish.output)
    const known = steps.get(key)
    steps.set(key, { key, honoreeId, ...wish, uses: [...(known?.uses ?? []), ...uses] })
  }

  for (const channel of input.channels) {
    for (const spec of specsOf(channel, input.screens)) {
      const use = { channelId: channel.id, specId: spec.id }
      const found = findMaterial(spec, input)
      if ('problem' in found)
        refusals.push({ honoreeId, ...use, isRequired: spec.isRequired, problem: found.problem })
      else for (const wish of found.wishes) want(wish, [use])
    }
  }
  // A loop is cut from the film of its size, which is therefore made even where no channel shows it.
  for (const { asset, source, group, output } of [...steps.values()])
    if (output.kind === 'film' && output.profile === 'h264-silent-loop')
      want({ asset, source, group, output: webFilm(output.width, output.height) }, [])

  const wanted = [...steps.values()]
  return { wanted, todo: wanted.filter(({ key }) => !input.done?.has(key)), refusals }
}

function findMaterial(spec: Spec, input: PlanInput): Found {
  const { assets } = input
  const { output } = spec
  switch (output.kind) {
    case 'text':
      return findText(spec, output, input)
    case 'press-kit':
      return findPressKit(spec, output, input)
    case 'poster':
      return findPoster(output, input)
    case 'film':
    case 'frame': {
      const film = filmFor(assets, output.width, output.height)
      if (!film) return missing(input, filmName)
      const problem = tooSmall(film, output)
      return problem ? { problem } : { wishes: [fromAsset(film, output, `film:${film.id}`)] }
    }
    case 'image': {
      const photos = photosFor(spec, assets)
      if (photos.length === 0) return missing(input, spec.from === 'portrait' ? idPhotoName : workPhotoName)
      const large = photos.filter((photo) => tooSmall(photo, output) === null)
      const problem = large.length === 0 && photos[0] ? tooSmall(photos[0], output) : null
      if (problem) return { problem }
      return { wishes: large.map((photo) => fromAsset(photo, output, `image:${photo.id}`)) }
    }
  }
}

const idPhotoName = '小2寸证件照'
const workPhotoName = '工作或生活照片'
const filmName = '视频（MP4 或 MOV）'

const missing = ({ honoree }: PlanInput, what: string): Found => ({
  problem: { kind: 'material-missing', name: honoree.name, what },
})

function photosFor({ from }: Spec, assets: readonly Asset[]): readonly ImageAsset[] {
  if (from === 'portrait') {
    const photo = idPhoto(assets)
    return photo ? [photo] : []
  }
  return from === 'lead-photo' ? workPhotos(assets).slice(0, 1) : workPhotos(assets)
}

const fromAsset = (asset: Asset, output: Output, group: string): Wish => ({
  asset,
  source: { kind: 'asset', sha256: asset.sha256, focal: asset.focal, marksAi: asset.isAiMade },
  output,
  group,
})

/** Text has no bytes of its own: it is fitted when a release is frozen, but what stands against it is said now. */
function findText({ limits }: Spec, output: TextOutput, { honoree, campaign }: PlanInput): Found {
  const text = fitText(honoree, campaign.title, output, limits)
  return text.ok ? { wishes: [] } : { problem: text.problem }
}

function findPressKit({ limits }: Spec, output: PressKitOutput, input: PlanInput): Found {
  const { campaign, honoree } = input
  const photos = workPhotos(input.assets)
  if (photos.length === 0) return missing(input, workPhotoName)
  const content = pressKitContent(campaign, honoree, photos, output, limits)
  if (!content.ok) return { problem: content.problem }
  const source = { kind: 'press-kit', content: content.value } as const
  return { wishes: [{ asset: null, source, output, group: `press-kit:${honoree.id}` }] }
}

function findPoster(output: PosterOutput, input: PlanInput): Found {
  const { campaign, honoree, uncovered } = input
  const portrait = posterPortrait(input.assets)
  if (!portrait) return missing(input, workPhotoName)
  const content = posterContent(campaign, honoree, portrait)
  const problem = tooSmall(portrait, output) ?? (uncovered ? uncoveredIn(content, uncovered) : null)
  if (problem) return { problem }
  const source = { kind: 'poster', content } as const
  return { wishes: [{ asset: null, source, output, group: `poster:${honoree.id}` }] }
}
