/** Who pulls feeds (合作媒体) and, by the same token, screen operators' players. Never sees Payload. */
import type { ChannelId } from './channel.ts'

export interface Partner {
  readonly id: string
  readonly name: string
  /** What its token opens: feeds, packs and files of these channels only. */
  readonly channelIds: readonly ChannelId[]
  /** May be given embargoed items before their time, marked as such. */
  readonly isTrustedWithEmbargo: boolean
  readonly tokenExpiresAt: Date | null
  readonly tokenRevokedAt: Date | null
}

export type TokenState = 'valid' | 'expired' | 'revoked'

/** Whether a partner's token opens anything at `now`. */
export function tokenStateAt(partner: Partner, now: Date): TokenState {
  if (partner.tokenRevokedAt && partner.tokenRevokedAt <= now) return 'revoked'
  if (partner.tokenExpiresAt && partner.tokenExpiresAt <= now) return 'expired'
  return 'valid'
}
