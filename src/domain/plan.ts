/**
 * What has to be made for an honoree: *wanted − done = to do*. Steps carry their own identity, so planning twice
 * gives the same steps, and refusals say in the editor's words why something will not be made.
 */
import type { Asset } from './asset.ts'
import type { Campaign } from './campaign.ts'
import type { Channel, ChannelId } from './channel.ts'
import type { Honoree } from './honoree.ts'
import type { Problem } from './problem.ts'
import type { Screen } from './screen.ts'
import type { Output, Spec } from './spec.ts'
import type { VariantKey, VariantSource } from './variant.ts'

/** One variant wanted for one or more channels. */
export interface Step {
  readonly key: VariantKey
  readonly honoreeId: string
  /** The asset the bytes come from; null for posters and press kits, which come from several. */
  readonly asset: Asset | null
  readonly source: VariantSource
  readonly output: Output
  /** Every use of the variant: which channel's spec it serves. */
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
  readonly done: ReadonlySet<VariantKey>
}

export interface Plan {
  /** All variants wanted, done or not. */
  readonly wanted: readonly Step[]
  /** The difference: what is still to be made. */
  readonly todo: readonly Step[]
  readonly refusals: readonly Refusal[]
}

/** Specs a channel asks for once its screens are known: equal outputs appear once. */
export type SpecsOf = (channel: Channel, screens: readonly Screen[]) => readonly Spec[]
