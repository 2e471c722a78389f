/** A display, or a fleet of equal displays (屏幕), for which an operator takes packs. */
import type { ChannelId } from './channel.ts'

export interface Screen {
  readonly id: string
  /** ASCII, used in the pack's address. */
  readonly slug: string
  readonly name: string
  readonly channelId: ChannelId
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Seconds a still stands. */
  readonly stillSeconds: number
  /** Largest weight of one poster in bytes; null takes the channel's own. */
  readonly maxBytes: number | null
  /** Whether the screen plays MP4 loops. */
  readonly playsFilm: boolean
}
