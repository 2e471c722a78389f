/**
 * What has to be made for an honoree: *wanted − done = to do*. Steps carry their own identity, so planning twice
 * gives the same steps, and refusals say in the editor's words why something will not be made.
 */
import type { Channel, ChannelId } from './channel.ts'
import { type FileOutput, fileKindOf, kindOf } from './outputs/index.ts'
import type { Ingredients, Wish } from './outputs/kind.ts'
import type { Problem } from './problem.ts'
import type { Screen } from './screen.ts'
import { specsOf } from './screen-specs.ts'
import { type VariantKey, variantKey } from './variant.ts'

/** One variant wanted for one or more channels. */
export interface Step extends Wish<FileOutput> {
  readonly key: VariantKey
  readonly honoreeId: string
  /** Every use of the variant: which channel's spec it serves. Empty for a film that only a loop is cut from. */
  readonly uses: readonly { readonly channelId: ChannelId; readonly specId: string }[]
}

/** Storage keys of the originals a step is made from. */
export function originalsOf({ asset, source }: Pick<Step, 'asset' | 'source'>): readonly string[] {
  switch (source.kind) {
    case 'asset':
      return asset ? [asset.storageKey] : []
    case 'poster':
      return [source.content.portrait.storageKey]
    case 'press-kit':
      return source.content.photos.map(({ storageKey }) => storageKey)
  }
}

/** A planned "no" (退回原因): this spec of this channel gets nothing, because. */
export interface Refusal {
  readonly honoreeId: string
  readonly channelId: ChannelId
  readonly specId: string
  readonly isRequired: boolean
  readonly problem: Problem
}

export interface PlanInput extends Ingredients {
  readonly channels: readonly Channel[]
  /** Screens ask for posters and loops at their own pixels on top of the channel's presets. */
  readonly screens: readonly Screen[]
  /** Keys of what is made already; left out, everything is to do. */
  readonly done?: ReadonlySet<VariantKey>
}

export interface Plan {
  /** All variants wanted, done or not. */
  readonly wanted: readonly Step[]
  /** The difference: what is still to be made. */
  readonly todo: readonly Step[]
  readonly refusals: readonly Refusal[]
  /** What is made all the same, though a figure is not met. */
  readonly hints: readonly Refusal[]
}

/** Consent is not asked here: variants are made, not shown. It is checked when a release is frozen. */
export function plan(input: PlanInput): Plan {
  const honoreeId = input.honoree.id
  const steps = new Map<VariantKey, Step>()
  const refusals: Refusal[] = []
  const hints: Refusal[] = []

  const want = (wish: Wish<FileOutput>, uses: Step['uses']): void => {
    const key = variantKey(wish.source, wish.output)
    const known = steps.get(key)
    steps.set(key, { key, honoreeId, ...wish, uses: [...(known?.uses ?? []), ...uses] })
  }

  for (const channel of input.channels) {
    for (const spec of specsOf(channel, input.screens)) {
      const use = { channelId: channel.id, specId: spec.id }
      const found = kindOf(spec.output).find(spec, input)
      if ('problem' in found)
        refusals.push({ honoreeId, ...use, isRequired: spec.isRequired, problem: found.problem })
      else {
        for (const wish of found.wishes) want(wish, [use])
        for (const problem of found.hints ?? []) hints.push({ honoreeId, ...use, isRequired: false, problem })
      }
    }
  }
  for (const { asset, source, group, output } of [...steps.values()])
    for (const needed of fileKindOf(output).needs(output)) want({ asset, source, group, output: needed }, [])

  const wanted = [...steps.values()]
  return { wanted, todo: wanted.filter(({ key }) => !input.done?.has(key)), refusals, hints }
}
