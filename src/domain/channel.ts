/** A place of publication (渠道). The table in `src/channels/` is made of these and of nothing else. */
import type { Limit } from './limit.ts'
import type { Spec } from './spec.ts'

/** Number in the notice's list of channels and ASCII name, e.g. `liaoning-daily`. */
export type ChannelId = string

export interface Channel {
  readonly id: ChannelId
  /** Position in the notice, from 1. */
  readonly number: number
  /** In Chinese, as in the notice. */
  readonly label: string
  /** `column` and `short-video` partners pull feeds; `screen` operators take poster packs. */
  readonly kind: 'column' | 'short-video' | 'screen'
  readonly specs: readonly Spec[]
  /** Rules of the whole channel, e.g. no QR code. */
  readonly limits: readonly Limit[]
}
