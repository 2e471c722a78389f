/** A unit's way in without an account (单位交件链接): for one unit of one campaign, until the deadline or as long as it was reopened. */
import { beijingSentence } from './beijing.ts'
import type { Problem } from './problem.ts'

export interface UnitLink {
  readonly id: string
  readonly campaignId: string
  readonly unitId: string
  readonly unit: string
  /** Inclusive: the campaign's deadline, or later where somebody reopened it with a reason. */
  readonly until: Date
  /** `notInForce` until its making was complete. */
  readonly revokedAt: Date | null
}

/** Over before any link was: of one whose token nobody was shown. */
export const notInForce = new Date(0)

/** Of a unit's links, newest first, the one that was sent out: what was made after it and ended nothing was shown to nobody. */
export function linkSentOut(links: readonly UnitLink[]): UnitLink | null {
  const shown = links.filter(({ revokedAt }) => revokedAt?.getTime() !== notInForce.getTime())
  return shown.findLast(({ revokedAt }) => revokedAt === null) ?? shown[0] ?? null
}

/** A later deadline of the campaign counts for every link; a reopened link may outlive it. */
export const openUntil = (deadline: Date, reopenedUntil: Date | null): Date =>
  reopenedUntil && reopenedUntil > deadline ? reopenedUntil : deadline

/** Null while materials may be handed in by it. */
export function linkProblem({ unit, until, revokedAt }: UnitLink, now: Date): Problem | null {
  if (revokedAt && revokedAt <= now) return { kind: 'link-revoked', unit }
  return now > until ? { kind: 'link-late', unit, until: deadlineOf(until) } : null
}

/** A deadline at midnight is the end of a day: 2021年5月23日 24:00 is how staff write it, not 00:00 of the next. */
export function deadlineOf(at: Date): string {
  const text = beijingSentence(at)
  const isMidnight = text.endsWith(' 00:00') && at.getTime() % 60_000 === 0
  return isMidnight ? beijingSentence(new Date(at.getTime() - 60_000)).replace('23:59', '24:00') : text
}
