/** Releases a whole campaign as far as it is ready: every honoree on every channel that has no release yet. */
import type { Channel } from '../domain/channel.ts'
import { freeze } from '../domain/freeze.ts'
import type { Editions } from '../domain/honoree.ts'
import type { Problem } from '../domain/problem.ts'
import { type GatherPorts, gather, groundOf } from './gather.ts'
import { type MarkPorts, markShown } from './mark-shown.ts'
import type { Records } from './records.ts'

export interface ScheduleReport {
  readonly added: readonly {
    readonly honoree: Editions
    readonly channel: Channel
    readonly validFrom: Date
  }[]
  /** What stands in the way of the rest. */
  readonly refused: readonly {
    readonly honoree: Editions
    readonly channel: Channel
    readonly problem: Problem
  }[]
}

/** Asked again it only adds what has become ready since; `windowOf` is asked for new releases alone. */
export async function scheduleCampaign(
  campaignId: string,
  channels: readonly Channel[],
  windowOf: (honoree: Editions, channel: Channel) => { validFrom: Date; validUntil: Date | null },
  ports: Pick<GatherPorts, 'uncovered'> & {
    readonly records: GatherPorts['records'] & MarkPorts['records'] & Pick<Records, 'honorees' | 'addRelease'>
  },
  now: Date,
): Promise<ScheduleReport> {
  const { records } = ports
  const ground = await groundOf(ports)
  const added: { honoree: Editions; channel: Channel; validFrom: Date }[] = []
  const refused: { honoree: Editions; channel: Channel; problem: Problem }[] = []
  for (const honoree of await records.honorees(campaignId)) {
    const released = new Set((await records.releases(honoree.id)).map(({ channelId }) => channelId))
    const open = channels.filter(({ id }) => !released.has(id))
    if (open.length === 0) continue
    const gathered = await gather(honoree, ground, { ...ports, channels: open })
    const { published } = gathered
    for (const channel of open) {
      const window = windowOf(honoree, channel)
      const frozen = published.ok
        ? freeze(
            { ...gathered, ...published.value, ...window, channel, embargoedUntil: null, version: 1 },
            now,
          )
        : published
      if (!frozen.ok) refused.push({ honoree, channel, problem: frozen.problem })
      // Somebody else may have been quicker: the unique key decides.
      else if (await records.addRelease(frozen.value))
        added.push({ honoree, channel, validFrom: window.validFrom })
    }
    if (added.at(-1)?.honoree === honoree) await markShown(honoree.id, ports)
  }
  return { added, refused }
}
