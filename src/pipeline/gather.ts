/** Everything recorded about an honoree, planned once: what board, reconcile, release and sweep start from. */
import type { Asset } from '../domain/asset.ts'
import { type Campaign, channelsInUse } from '../domain/campaign.ts'
import type { Channel } from '../domain/channel.ts'
import type { Editions, Honoree, PublishedHonoree } from '../domain/honoree.ts'
import { type Plan, plan, type Step } from '../domain/plan.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Screen } from '../domain/screen.ts'
import type { Variant, VariantKey } from '../domain/variant.ts'
import type { Records, VariantRow } from './ports.ts'

/** What every honoree stands on; read once for a pass over many. */
export interface Ground {
  readonly campaigns: readonly Campaign[]
  readonly screens: readonly Screen[]
}

/** One edition and what is planned from it. */
export interface Planned<H extends Honoree = Honoree> {
  readonly campaign: Campaign
  readonly honoree: H
  readonly plan: Plan
}

export interface Gathered {
  readonly assets: readonly Asset[]
  readonly screens: readonly Screen[]
  readonly newest: Result<Planned>
  readonly published: Result<Planned<PublishedHonoree>>
  /** What either edition wants, each once: posters of the published words are needed while a draft is written. */
  readonly wanted: readonly Step[]
  /** Of everything wanted, as far as it is announced. */
  readonly rows: ReadonlyMap<VariantKey, VariantRow>
  /** The finished ones. */
  readonly variants: ReadonlyMap<VariantKey, Variant>
  /** Rows of this honoree that neither edition wants any more: earlier words, photographs taken away. */
  readonly superseded: readonly VariantRow[]
}

/** Whether all is known of what the honoree wants; else nothing may be called superseded. */
export const isJudged = ({ newest, published }: Pick<Gathered, 'newest' | 'published'>): boolean =>
  newest.ok && (published.ok || published.problem.kind === 'honoree-draft')

export interface GatherPorts {
  readonly records: Pick<Records, 'campaigns' | 'screens' | 'assetsOf' | 'variantRows' | 'variantRowsByKey'>
  readonly channels: readonly Channel[]
  readonly uncovered: (text: string) => readonly string[]
}

export const groundOf = async ({ records }: Pick<GatherPorts, 'records'>): Promise<Ground> => ({
  campaigns: await records.campaigns(),
  screens: await records.screens(),
})

/** Two queries: the honoree's assets and rows; a third where a photograph's rows are another's, who has it too. */
export async function gather(
  editions: Editions,
  { campaigns, screens }: Ground,
  { records, channels, uncovered }: GatherPorts,
): Promise<Gathered> {
  const assets = await records.assetsOf(editions.id)
  const planOf = <H extends Honoree>(edition: Result<H>): Result<Planned<H>> => {
    if (!edition.ok) return edition
    const honoree = edition.value
    const campaign = campaigns.find(({ id }) => id === honoree.campaignId)
    if (!campaign) return refuse({ kind: 'field-missing', field: '活动' })
    const used = channelsInUse(campaign, channels)
    const input = { campaign, honoree, assets, channels: used, screens, uncovered }
    return ok({ campaign, honoree, plan: plan(input) })
  }
  const published = planOf(editions.published)
  const isPublished = editions.newest.ok && editions.newest.value.edition === 'published'
  const newest = isPublished ? published : planOf(editions.newest)

  const wanted = new Map<VariantKey, Step>()
  for (const edition of [newest, published])
    if (edition.ok) for (const step of edition.value.plan.wanted) wanted.set(step.key, step)
  const own = await records.variantRows(editions.id)
  const known = new Set(own.map(({ key }) => key))
  const others = [...wanted.keys()].filter((key) => !known.has(key))
  const found = [
    ...own.filter(({ key }) => wanted.has(key)),
    ...(others.length > 0 ? await records.variantRowsByKey(others) : []),
  ]
  const variants = new Map<VariantKey, Variant>()
  for (const { key, state, variant } of found) if (state === 'done' && variant) variants.set(key, variant)
  return {
    assets,
    screens,
    newest,
    published,
    wanted: [...wanted.values()],
    rows: new Map(found.map((row) => [row.key, row])),
    variants,
    superseded: isJudged({ newest, published }) ? own.filter(({ key }) => !wanted.has(key)) : [],
  }
}
