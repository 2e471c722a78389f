/** A place of publication (渠道). The table in `src/channels/` is made of these and of nothing else. */
import type { Limit } from './limit.ts'
import type { Spec } from './spec.ts'

/** Number in the notice's list of channels and ASCII name, e.g. `liaoning-daily`. */
export type ChannelId = string

/** How staff order them; labels in `groupLabel`. */
export type ChannelGroup = 'press' | 'screen' | 'app' | 'short-video'

export const groupLabel: Record<ChannelGroup, string> = {
  press: '报纸电视',
  screen: '屏幕',
  app: '新媒体',
  'short-video': '短视频',
}

export interface Channel {
  readonly id: ChannelId
  /** Position in the notice, from 1. */
  readonly number: number
  /** In Chinese, as in the notice. */
  readonly label: string
  /** `column` and `short-video` partners pull feeds; `screen` operators take poster packs. */
  readonly kind: 'column' | 'short-video' | 'screen'
  readonly group: ChannelGroup
  readonly specs: readonly Spec[]
  /** Rules of the whole channel, e.g. no QR code. */
  readonly limits: readonly Limit[]
}

/** What pages say of channels, without the table behind them. */
export type ChannelName = Pick<Channel, 'id' | 'label' | 'kind'>
