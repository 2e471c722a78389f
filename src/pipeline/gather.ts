/** Everything recorded about an honoree, planned once: what board, reconcile, release and sweep start from. */
import type { Asset } from '../domain/asset.ts'
import { type Campaign, channelsInUse } from '../domain/campaign.ts'
import type { Channel } from '../domain/channel.ts'
import { grouped } from '../domain/grouped.ts'
import type { Editions, Honoree, PublishedHonoree } from '../domain/honoree.ts'
import { type Plan, plan, type Step } from '../domain/plan.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Screen } from '../domain/screen.ts'
import type { Variant, VariantKey } from '../domain/variant.ts'
import type { Records, VariantRow } from './records.ts'

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
  /** Of the newest edition, also where the rest of it cannot be planned; null where it names none there is. */
  readonly campaign: Campaign | null
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
  /** Left out, everything is planned anew. */
  readonly plan?: typeof plan
}

export const groundOf = async ({ records }: Pick<GatherPorts, 'records'>): Promise<Ground> => ({
  campaigns: await records.campaigns(),
  screens: await records.screens(),
})

/** Two queries: the honoree's assets and rows; a third where a photograph's rows are another's, who has it too. */
export async function gather(editions: Editions, ground: Ground, ports: GatherPorts): Promise<Gathered> {
  const { records } = ports
  const assets = await records.assetsOf(editions.id)
  const planned = planAll(editions, assets, ground, ports)
  const own = await records.variantRows(editions.id)
  const others = othersOf(planned, own)
  return gatheredFrom(planned, own, others.length > 0 ? await records.variantRowsByKey(others) : [])
}

export interface GatherAllPorts extends GatherPorts {
  readonly records: GatherPorts['records'] & Pick<Records, 'assetsOfAll' | 'variantRowsOf'>
}

/** The same of many, by as many queries as of one: in their order. */
export async function gatherAll(
  everybody: readonly Editions[],
  ground: Ground,
  ports: GatherAllPorts,
): Promise<readonly Gathered[]> {
  const { records } = ports
  const ids = everybody.map(({ id }) => id)
  const assets = grouped(await records.assetsOfAll(ids), ownerOf)
  const rows = grouped(await records.variantRowsOf(ids), ownerOf)
  const all = everybody.map((editions) => {
    const planned = planAll(editions, assets.get(editions.id) ?? [], ground, ports)
    const own = rows.get(editions.id) ?? []
    return { planned, own, others: othersOf(planned, own) }
  })
  const known = new Map([...rows.values()].flat().map((row) => [row.key, row]))
  const strangers = new Set(all.flatMap(({ others }) => others).filter((key) => !known.has(key)))
  const found = strangers.size > 0 ? await records.variantRowsByKey([...strangers]) : []
  for (const row of found) known.set(row.key, row)
  return all.map(({ planned, own, others }) =>
    gatheredFrom(
      planned,
      own,
      others.flatMap((key) => known.get(key) ?? []),
    ),
  )
}

const ownerOf = ({ honoreeId }: { readonly honoreeId: string }): string => honoreeId

/** Held at once: few queries, and not everybody's rows. */
const manyAtOnce = 200
/** The same where somebody waits for an answer to something else meanwhile. */
export const fewAtOnce = 25

/** Batches of everybody, in their order. */
export function* batchesOf<T>(everybody: readonly T[], size = manyAtOnce): Generator<readonly T[]> {
  for (let at = 0; at < everybody.length; at += size) yield everybody.slice(at, at + size)
}

type PlannedAll = Pick<Gathered, 'assets' | 'campaign' | 'screens' | 'newest' | 'published' | 'wanted'>

function planAll(
  editions: Editions,
  assets: readonly Asset[],
  { campaigns, screens }: Ground,
  { channels, uncovered, plan: planned = plan }: Omit<GatherPorts, 'records'>,
): PlannedAll {
  const planOf = <H extends Honoree>(edition: Result<H>): Result<Planned<H>> => {
    if (!edition.ok) return edition
    const honoree = edition.value
    const campaign = campaigns.find(({ id }) => id === honoree.campaignId)
    if (!campaign) return refuse({ kind: 'field-missing', field: '活动' })
    const used = channelsInUse(campaign, channels)
    const input = { campaign, honoree, assets, channels: used, screens, uncovered }
    return ok({ campaign, honoree, plan: planned(input) })
  }
  const published = planOf(editions.published)
  const isPublished = editions.newest.ok && editions.newest.value.edition === 'published'
  const newest = isPublished ? published : planOf(editions.newest)

  const wanted = new Map<VariantKey, Step>()
  for (const edition of [newest, published])
    if (edition.ok) for (const step of edition.value.plan.wanted) wanted.set(step.key, step)
  const campaign = campaigns.find(({ id }) => id === editions.campaignId) ?? null
  return { assets, campaign, screens, newest, published, wanted: [...wanted.values()] }
}

/** Wanted keys whose rows, if there are any, are another's. */
function othersOf({ wanted }: PlannedAll, own: readonly VariantRow[]): readonly VariantKey[] {
  const known = new Set(own.map(({ key }) => key))
  return wanted.map(({ key }) => key).filter((key) => !known.has(key))
}

function gatheredFrom(
  planned: PlannedAll,
  own: readonly VariantRow[],
  others: readonly VariantRow[],
): Gathered {
  const wanted = new Set(planned.wanted.map(({ key }) => key))
  const found = [...own.filter(({ key }) => wanted.has(key)), ...others]
  const variants = new Map<VariantKey, Variant>()
  for (const { key, state, variant } of found) if (state === 'done' && variant) variants.set(key, variant)
  return {
    ...planned,
    rows: new Map(found.map((row) => [row.key, row])),
    variants,
    superseded: isJudged(planned) ? own.filter(({ key }) => !wanted.has(key)) : [],
  }
}
