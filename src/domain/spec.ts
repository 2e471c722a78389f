/**
 * One output specification of a channel (规格). `output` alone decides the bytes and so the fingerprint:
 * two specs of different channels with equal outputs share one variant.
 */
import type { Output } from './outputs/index.ts'
import type { Ask } from './outputs/kind.ts'

export interface Spec extends Ask<Output> {
  /** Unique within its channel, ASCII, e.g. `cover-16x9`. */
  readonly id: string
  /** In Chinese, e.g. 横版封面 16:9. */
  readonly label: string
  /** A release waits for required specs; optional ones are added when their source exists. */
  readonly isRequired: boolean
}
