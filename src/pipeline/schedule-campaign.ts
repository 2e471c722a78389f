/** Releases a whole campaign as far as it is ready: every honoree on every channel that has no release yet. */
import type { Channel } from '../domain/channel.ts'
import type { Honoree } from '../domain/honoree.ts'
import type { Problem } from '../domain/problem.ts'
import type { Records } from './ports.ts'
import { prepareRelease, type ReleasePorts } from './release.ts'

export interface ScheduleReport {
  readonly added: readonly {
    readonly honoree: Honoree
    readonly channel: Channel
    readonly validFrom: Date
  }[]
  /** What stands in the way of the rest. */
  readonly refused: readonly {
    readonly honoree: Honoree
    readonly channel: Channel
    readonly problem: Problem
  }[]
}

/** Asked again it only adds what has become ready since; `windowOf` is asked for new releases alone. */
export async function scheduleCampaign(
  campaignId: string,
  channels: readonly Channel[],
  windowOf: (honoree: Honoree, channel: Channel) => { validFrom: Date; validUntil: Date | null },
  ports: {
    records: ReleasePorts['records'] & Pick<Records, 'honorees' | 'addRelease'>
    uncovered: ReleasePorts['uncovered']
  },
  now: Date,
): Promise<ScheduleReport> {
  const { records } = ports
  const released = new Set(
    (await records.releases()).map(({ honoreeId, channelId }) => `${honoreeId} ${channelId}`),
  )
  const added: { honoree: Honoree; channel: Channel; validFrom: Date }[] = []
  const refused: { honoree: Honoree; channel: Channel; problem: Problem }[] = []
  for (const honoree of await records.honorees(campaignId)) {
    for (const channel of channels) {
      if (released.has(`${honoree.id} ${channel.id}`)) continue
      const window = windowOf(honoree, channel)
      const prepared = await prepareRelease(
        { honoreeId: honoree.id, channel, ...window, embargoedUntil: null, as: 'first' },
        ports,
        now,
      )
      if (!prepared.ok) refused.push({ honoree, channel, problem: prepared.problem })
      else if (await records.addRelease(prepared.value))
        added.push({ honoree, channel, validFrom: window.validFrom })
    }
  }
  return { added, refused }
}
