/** Freezes an honoree for a channel and a window into one immutable record, or says what stands against it. */
import type { Campaign } from '../domain/campaign.ts'
import type { Channel } from '../domain/channel.ts'
import type { Honoree } from '../domain/honoree.ts'
import { plan } from '../domain/plan.ts'
import type { Release } from '../domain/release.ts'
import { type Result, refuse } from '../domain/result.ts'
import type { Screen } from '../domain/screen.ts'
import type { Variant } from '../domain/variant.ts'
import { type FreezeInput, freeze } from './freeze.ts'
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
  ports: ReleasePorts,
  now: Date,
): Promise<Result<Omit<Release, 'id'>>> {
  const { records } = ports
  const honoree = await records.honoree(order.honoreeId)
  const campaign = (await records.campaigns()).find(({ id }) => id === honoree?.campaignId)
  if (!honoree || !campaign) throw new Error(`release: no honoree ${order.honoreeId}`)
  const { channel, validFrom, validUntil, embargoedUntil } = order

  const versions = (await records.releases())
    .filter(({ honoreeId, channelId }) => honoreeId === honoree.id && channelId === channel.id)
    .map(({ version }) => version)
  if (order.as === 'first' && versions.length > 0)
    return refuse({ kind: 'release-exists', name: honoree.name, channel: channel.label })

  const subject = { campaign, honoree, screens: await records.screens() }
  const material = await gatherMaterial(subject, [channel], ports)
  const version = Math.max(0, ...versions) + 1
  return freeze({ ...material, channel, validFrom, validUntil, embargoedUntil, version }, now)
}

/** What `freeze` needs of an honoree for any of `channels`, read in two queries. */
export async function gatherMaterial(
  subject: { readonly campaign: Campaign; readonly honoree: Honoree; readonly screens: readonly Screen[] },
  channels: readonly Channel[],
  {
    records,
    uncovered,
  }: { records: Pick<Records, 'assetsOf' | 'variantRowsByKey'> } & Pick<ReleasePorts, 'uncovered'>,
): Promise<Pick<FreezeInput, 'campaign' | 'honoree' | 'screens' | 'assets' | 'variants' | 'uncovered'>> {
  const assets = await records.assetsOf(subject.honoree.id)
  const { wanted } = plan({ ...subject, assets, channels, uncovered })
  const variants = new Map<string, Variant>()
  for (const { key, state, variant } of await records.variantRowsByKey(wanted.map(({ key }) => key)))
    if (state === 'done' && variant) variants.set(key, variant)
  return { ...subject, assets, variants, uncovered }
}
