/** Who hands in: somebody signed in with the right, or the holder of a unit's link. */
import type { PayloadRequest } from 'payload'
import type { Actor } from '../domain/event.ts'
import type { HandIn } from '../domain/hand-in.ts'
import { sentence } from '../domain/problem.ts'
import { hashToken } from '../domain/token.ts'
import { linkProblem, type UnitLink } from '../domain/unit-link.ts'
import type { UnitLinkRecords } from '../pipeline/hand-in/ports.ts'
import { may } from './access.ts'
import { actorOf } from './events.ts'
import { Refused } from './refusal.ts'

export interface HandInSender {
  /** `users:ID` or `units:CAMPAIGN:UNIT`. */
  readonly key: string
  readonly actor: Actor
  /** Null for staff. */
  readonly link: UnitLink | null
}

const scheme = /^Unit (zm_[A-Za-z0-9]{43})$/

/** Null for strangers; throws the sentence that says why a link is over. */
export async function handInSender(
  { user, headers }: Pick<PayloadRequest, 'user' | 'headers'>,
  records: UnitLinkRecords,
  now: Date,
): Promise<HandInSender | null> {
  const [, token] = scheme.exec(headers.get('authorization') ?? '') ?? []
  if (token) {
    const link = await records.unitLinkByHash(hashToken(token))
    if (!link) return null
    const problem = linkProblem(link, now)
    if (problem) throw new Refused(sentence(problem), 410)
    return {
      // A unit's hand-ins stay its own when its link is made anew.
      key: `units:${link.campaignId}:${link.unitId}`,
      actor: { kind: 'unit', id: link.id, name: `${link.unit}（交件链接）` },
      link,
    }
  }
  if (!may({ user }, 'hand-ins', 'handIn') || !user) return null
  return { key: `users:${user.id}`, actor: actorOf({ user }), link: null }
}

/** Staff help each other; a unit sees its own alone. */
export const mayReach = ({ key, link }: HandInSender, { openedBy }: HandIn): boolean =>
  !link || openedBy === key
