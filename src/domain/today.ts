/** What a day begins with (今天): how long there is still time, and what is shown now and next. */
import type { Campaign } from './campaign.ts'
import type { Standing } from './ledger.ts'
import { type ReleaseWindow, statusAt } from './release.ts'
import { deadlineOf } from './unit-link.ts'

export interface Today {
  /** Of handing in, in the words of the notice of the year. */
  readonly until: string
  /** Days, the one that has begun included; 0 once it is over. */
  readonly daysLeft: number
  /** People on a channel each, as the newest version has them. */
  readonly live: number
  readonly waiting: number
  /** When the next of those that wait begin, ISO 8601, and how many of them; null where none waits. */
  readonly next: { readonly at: string; readonly count: number } | null
}

const dayMs = 24 * 3_600_000

export function todayOf(
  { submissionsUntil }: Pick<Campaign, 'submissionsUntil'>,
  all: readonly Standing<ReleaseWindow>[],
  now: Date,
): Today {
  const being = (wanted: 'live' | 'waiting'): readonly Standing<ReleaseWindow>[] =>
    all.filter(({ release, withdrawal }) => statusAt(release, withdrawal, now) === wanted)
  const waiting = being('waiting').map(({ release }) => release.validFrom.getTime())
  const first = Math.min(...waiting)
  return {
    until: deadlineOf(submissionsUntil),
    daysLeft: Math.max(0, Math.ceil((submissionsUntil.getTime() - now.getTime()) / dayMs)),
    live: being('live').length,
    waiting: waiting.length,
    next:
      waiting.length > 0
        ? { at: new Date(first).toISOString(), count: waiting.filter((at) => at === first).length }
        : null,
  }
}
