/** Releases a whole campaign as far as it is ready: every honoree on every channel that has no release yet. */
import type { Channel } from '../domain/channel.ts'
import { freeze } from '../domain/freeze.ts'
import type { Honoree } from '../domain/honoree.ts'
import type { Problem } from '../domain/problem.ts'
import { type GatherPorts, gather } from './gather.ts'
import type { Records } from './ports.ts'

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
  ports: Pick<GatherPorts, 'uncovered'> & {
    readonly records: GatherPorts['records'] & Pick<Records, 'honorees' | 'releases' | 'addRelease'>
  },
  now: Date,
): Promise<ScheduleReport> {
  const { records } = ports
  const campaign = (await records.campaigns()).find(({ id }) => id === campaignId)
  if (!campaign) throw new Error(`release: no campaign ${campaignId}`)
  const released = new Set(
    (await records.releases()).map(({ honoreeId, channelId }) => `${honoreeId} ${channelId}`),
  )
  const screens = await records.screens()
  const added: { honoree: Honoree; channel: Channel; validFrom: Date }[] = []
  const refused: { honoree: Honoree; channel: Channel; problem: Problem }[] = []
  for (const honoree of await records.honorees(campaignId)) {
    const open = channels.filter(({ id }) => !released.has(`${honoree.id} ${id}`))
    if (open.length === 0) continue
    const material = await gather(honoree, { campaign, screens }, { ...ports, channels: open })
    for (const channel of open) {
      const window = windowOf(honoree, channel)
      const frozen = freeze({ ...material, channel, ...window, embargoedUntil: null, version: 1 }, now)
      if (!frozen.ok) refused.push({ honoree, channel, problem: frozen.problem })
      // Somebody else may have been quicker: the unique key decides.
      else if (await records.addRelease(frozen.value))
        added.push({ honoree, channel, validFrom: window.validFrom })
    }
  }
  return { added, refused }
}
