/** Everything recorded about an honoree, planned once: what board, reconcile, release and sweep start from. */
import type { Asset } from '../domain/asset.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { Channel } from '../domain/channel.ts'
import type { Honoree } from '../domain/honoree.ts'
import { type Plan, plan } from '../domain/plan.ts'
import type { Screen } from '../domain/screen.ts'
import type { Variant, VariantKey } from '../domain/variant.ts'
import type { Records, VariantRow } from './ports.ts'

/** What an honoree stands on. */
export interface Ground {
  readonly campaign: Campaign
  readonly screens: readonly Screen[]
}

export interface Material extends Ground {
  readonly honoree: Honoree
  readonly assets: readonly Asset[]
  readonly plan: Plan
  /** Of everything wanted, as far as it is announced. */
  readonly rows: ReadonlyMap<VariantKey, VariantRow>
  /** The finished ones. */
  readonly variants: ReadonlyMap<VariantKey, Variant>
}

export interface GatherPorts {
  readonly records: Pick<Records, 'campaigns' | 'screens' | 'assetsOf' | 'variantRowsByKey'>
  readonly channels: readonly Channel[]
  readonly uncovered: (text: string) => readonly string[]
}

/** Null when the campaign is not there. */
export async function groundOf(
  campaignId: string | undefined,
  { records }: Pick<GatherPorts, 'records'>,
): Promise<Ground | null> {
  const campaign = (await records.campaigns()).find(({ id }) => id === campaignId)
  return campaign ? { campaign, screens: await records.screens() } : null
}

/** Two queries: the honoree's assets, and the rows of what is planned from them. */
export async function gather(
  honoree: Honoree,
  ground: Ground,
  { records, channels, uncovered }: GatherPorts,
): Promise<Material> {
  const assets = await records.assetsOf(honoree.id)
  const planned = plan({ ...ground, honoree, assets, channels, uncovered })
  const found = await records.variantRowsByKey(planned.wanted.map(({ key }) => key))
  const rows = new Map(found.map((row) => [row.key, row]))
  const variants = new Map<VariantKey, Variant>()
  for (const { key, state, variant } of found) if (state === 'done' && variant) variants.set(key, variant)
  return { ...ground, honoree, assets, plan: planned, rows, variants }
}
