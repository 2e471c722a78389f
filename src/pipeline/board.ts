/** What is ready and what is missing, honoree by honoree: planned and looked up, nothing is written. */
import { type BoardRow, boardRow, type Released } from '../domain/board.ts'
import { type Campaign, channelsInUse } from '../domain/campaign.ts'
import type { Channel, ChannelId } from '../domain/channel.ts'
import type { Editions } from '../domain/honoree.ts'
import { standings } from '../domain/ledger.ts'
import { readiness } from '../domain/readiness.ts'
import type { ReleaseWindow } from '../domain/release.ts'
import { type GatherAllPorts, type Gathered, gather, gatherAll, groundOf } from './gather.ts'
import type { Records } from './ports.ts'

export interface BoardPorts extends GatherAllPorts {
  readonly records: GatherAllPorts['records'] &
    Pick<Records, 'honorees' | 'honoree' | 'releaseWindows' | 'withdrawals'>
}

/** Of everything that is wanted of a campaign's people now. */
export interface Made {
  readonly done: number
  readonly failed: number
  readonly total: number
}

export interface CampaignBoard {
  /** In use: one cell a row. */
  readonly channels: readonly Channel[]
  readonly rows: readonly BoardRow[]
  readonly made: Made
}

/** Everybody of a campaign, in the order they were recorded; by as many queries as of one. */
export async function campaignBoard(
  campaign: Campaign,
  ports: BoardPorts,
  now: Date,
): Promise<CampaignBoard> {
  const { records } = ports
  const channels = channelsInUse(campaign, ports.channels)
  const everybody = await records.honorees(campaign.id)
  if (everybody.length === 0) return { channels, rows: [], made: { done: 0, failed: 0, total: 0 } }
  const releasedOf = await ledgerOf(campaign.id, records)
  const gathered = await gatherAll(everybody, await groundOf(ports), ports)
  const rows = everybody.map((editions, at) =>
    boardOfOne(editions, gathered[at]!, releasedOf(editions.id), channels, now),
  )
  return { channels, rows, made: madeOf(gathered) }
}

/** Null when there is no such honoree, or one without a campaign yet. */
export async function honoreeBoard(id: string, ports: BoardPorts, now: Date): Promise<BoardRow | null> {
  const editions = await ports.records.honoree(id)
  if (!editions?.campaignId) return null
  const releasedOf = await ledgerOf(editions.campaignId, ports.records)
  const ground = await groundOf(ports)
  const campaign = ground.campaigns.find((one) => one.id === editions.campaignId)
  const channels = channelsInUse(campaign, ports.channels)
  return boardOfOne(editions, await gather(editions, ground, ports), releasedOf(id), channels, now)
}

type OfChannel = (channelId: ChannelId) => Released | null

async function ledgerOf(
  campaignId: string,
  records: BoardPorts['records'],
): Promise<(honoreeId: string) => OfChannel> {
  const all = standings<ReleaseWindow>(await records.releaseWindows(campaignId), await records.withdrawals())
  const found = new Map(all.map((one) => [`${one.release.honoreeId} ${one.release.channelId}`, one]))
  return (honoreeId) => (channelId) => found.get(`${honoreeId} ${channelId}`) ?? null
}

/** Judged on the published words where there are any: a release shows nothing else. */
function boardOfOne(
  editions: Editions,
  { assets, newest, published, rows, screens }: Gathered,
  releasedOn: OfChannel,
  channels: readonly Channel[],
  now: Date,
): BoardRow {
  const isDraftOnly = !published.ok && published.problem.kind === 'honoree-draft'
  const judged = isDraftOnly ? newest : published
  if (!judged.ok) return boardRow({ ...editions, newest: judged }, null, channels, releasedOn, now)
  const { honoree, campaign, plan } = judged.value
  const { rules } = campaign
  const seen = { honoree, assets, rules, channels: readiness(plan, [...rows.values()], channels, screens) }
  return boardRow(editions, seen, channels, releasedOn, now)
}

/** What two people share is one file; what no plan wants any more is none. */
function madeOf(gathered: readonly Gathered[]): Made {
  const states = new Map(
    gathered.flatMap(({ wanted, rows }) =>
      wanted.map(({ key }) => [key, rows.get(key)?.state ?? 'waiting'] as const),
    ),
  )
  const count = (state: string): number => [...states.values()].filter((one) => one === state).length
  return { done: count('done'), failed: count('failed'), total: states.size }
}
