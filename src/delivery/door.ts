/** Who is asking: finds the partner behind a token given as Bearer, as Basic password or as `?token=`. */
import type { Channel } from '../domain/channel.ts'
import { type Partner, tokenStateAt } from '../domain/partner.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { hashToken, lastUseEveryMs } from '../domain/token.ts'
import type { DeliveryOptions } from './ports.ts'
import type { Refusal } from './problem-response.ts'

export interface Door {
  enter(request: Request, query: URLSearchParams): Promise<Result<Partner, Refusal>>
}

/** A revoked token dies within this time on every machine. */
const rememberMs = 5_000
/** Guessed tokens must not fill the memory. */
const rememberAtMost = 1_000

export function createDoor({ records, now, log }: Pick<DeliveryOptions, 'records' | 'now' | 'log'>): Door {
  const known = new Map<string, { partner: Promise<Partner | null>; at: number }>()
  const touchedAt = new Map<Partner['id'], number>()

  const partnerOf = (hash: string): Promise<Partner | null> => {
    const memory = known.get(hash)
    const at = performance.now()
    if (memory && at - memory.at < rememberMs) return memory.partner
    if (known.size >= rememberAtMost) known.clear()
    const partner = records.partnerByTokenHash(hash)
    known.set(hash, { partner, at })
    partner.catch(() => known.delete(hash))
    return partner
  }

  const touch = (partner: Partner): void => {
    const at = performance.now()
    if (at - (touchedAt.get(partner.id) ?? Number.NEGATIVE_INFINITY) < lastUseEveryMs) return
    touchedAt.set(partner.id, at)
    records
      .touchToken(partner.id, now())
      .catch((error: unknown) => log.error({ err: error }, 'delivery: last use not noted'))
  }

  return {
    async enter(request, query) {
      const token = tokenOf(request.headers, query)
      if (token === null) return refuse({ kind: 'token-missing' })
      const partner = await partnerOf(hashToken(token))
      if (!partner) return refuse({ kind: 'token-unknown' })
      switch (tokenStateAt(partner, now())) {
        case 'expired':
          return refuse({ kind: 'token-expired' })
        case 'revoked':
          return refuse({ kind: 'token-revoked' })
        case 'valid':
          touch(partner)
          return ok(partner)
      }
    },
  }
}

export const opens = (partner: Partner, channel: Pick<Channel, 'id'>): boolean =>
  partner.channelIds.includes(channel.id)

function tokenOf(headers: Headers, query: URLSearchParams): string | null {
  const authorization = headers.get('authorization') ?? ''
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (bearer) return bearer
  const basic = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1]
  if (basic) {
    const pair = Buffer.from(basic, 'base64').toString('utf8')
    return pair.slice(pair.indexOf(':') + 1) || null
  }
  return query.get('token') || null
}
