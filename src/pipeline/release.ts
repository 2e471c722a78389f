/** Freezes an honoree for a channel and a window into one immutable record, or says what stands against it. */
import type { Channel } from '../domain/channel.ts'
import { plan } from '../domain/plan.ts'
import type { Release } from '../domain/release.ts'
import { type Result, refuse } from '../domain/result.ts'
import type { Variant } from '../domain/variant.ts'
import { freeze } from './freeze.ts'
import type { Records } from './ports.ts'

export interface ReleaseOrder {
  readonly honoreeId: string
  readonly channel: Channel
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly embargoedUntil: Date | null
  /** `first` refuses when the channel has a release of the honoree; `correction` adds the next version. */
  readonly as: 'first' | 'correction'
}

export interface ReleasePorts {
  readonly records: Pick<
    Records,
    'honoree' | 'campaigns' | 'assetsOf' | 'screens' | 'variantRowsByKey' | 'releases'
  >
  readonly uncovered: (text: string) => readonly string[]
}

/** The record as it would be stored; nothing is written. Throws when the honoree is not there. */
export async function prepareRelease(
  order: ReleaseOrder,
  { records, uncovered }: ReleasePorts,
  now: Date,
): Promise<Result<Omit<Release, 'id'>>> {
  const honoree = await records.honoree(order.honoreeId)
  const campaign = (await records.campaigns()).find(({ id }) => id === honoree?.campaignId)
  if (!honoree || !campaign) throw new Error(`release: no honoree ${order.honoreeId}`)
  const { channel } = order

  const versions = (await records.releases())
    .filter(({ honoreeId, channelId }) => honoreeId === honoree.id && channelId === channel.id)
    .map(({ version }) => version)
  if (order.as === 'first' && versions.length > 0)
    return refuse({ kind: 'release-exists', name: honoree.name, channel: channel.label })

  const assets = await records.assetsOf(honoree.id)
  const screens = await records.screens()
  const { wanted } = plan({
    campaign,
    honoree,
    assets,
    channels: [channel],
    screens,
    done: new Set(),
    uncovered,
  })
  const variants = new Map<string, Variant>()
  for (const { key, state, variant } of await records.variantRowsByKey(wanted.map(({ key }) => key)))
    if (state === 'done' && variant) variants.set(key, variant)

  const { validFrom, validUntil, embargoedUntil } = order
  const version = Math.max(0, ...versions) + 1
  return freeze(
    {
      campaign,
      honoree,
      assets,
      channel,
      screens,
      variants,
      validFrom,
      validUntil,
      embargoedUntil,
      version,
      uncovered,
    },
    now,
  )
}
