/** What is ready and what is missing, honoree by honoree: planned and looked up, nothing is written. */
import { type BoardRow, type Released, shownOn } from '../domain/board.ts'
import { type Campaign, channelsInUse } from '../domain/campaign.ts'
import type { Channel, ChannelId } from '../domain/channel.ts'
import type { VariantState } from '../domain/variant.ts'
import { keepByRevision, type Passes, perLatest, type Sight } from './by-revision.ts'
import { gather, groundOf } from './gather.ts'
import { isCounted, type Judgement, type JudgingPorts, judge, judgeAll } from './judging.ts'
import { type StandingsPorts, standingsOf } from './ledger-memory.ts'
import type { Records, Revisions } from './records.ts'

export interface BoardPorts extends JudgingPorts, StandingsPorts {
  readonly records: JudgingPorts['records'] &
    StandingsPorts['records'] &
    Pick<Records, 'honoree' | 'revisions'>
  /** By campaign. Left out, everybody is judged anew. */
  readonly judgements?: (campaignId: string) => Passes<Judgement>
}

export const rememberJudgements = () => perLatest(() => keepByRevision<Judgement>())

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

/** Everybody of a campaign, in the order they were recorded; whoever has not changed since is not read again. */
export async function campaignBoard(
  campaign: Campaign,
  ports: BoardPorts,
  now: Date,
): Promise<CampaignBoard> {
  const { records, judgements = keepByRevision<Judgement> } = ports
  const channels = channelsInUse(campaign, ports.channels)
  // First of all: what is read afterwards is at least as new.
  const first = await records.revisions(campaign.id)
  if (first.people.length === 0) return { channels, rows: [], made: { done: 0, failed: 0, total: 0 } }
  const ground = await groundOf(ports)
  const grounds = JSON.stringify(ground)
  const sightOf = ({ people, files }: Revisions): Sight<Judgement> => ({
    revisions: people.map((one) => ({ ...one, of: `${grounds}${one.of}` })),
    holds: (one) =>
      (one.files ?? files) === files && isCounted(one.consentGivenAt, now) === one.isConsentCounted,
  })
  const known = await judgements(campaign.id)({
    sight: sightOf(first),
    now,
    make: (ids) => judgeAll(ids, ground, ports, channels, first.files, now),
    look: async () => sightOf(await records.revisions(campaign.id)),
  })
  const judged = [...known.values()].filter(({ campaignId }) => campaignId === campaign.id)
  const releasedOf = releasedBy(await standingsOf(campaign.id, ports))
  return {
    channels,
    rows: judged.map(({ row }) => shownOn(row, releasedOf(row.honoreeId), now)),
    made: madeOf(judged),
  }
}

/** Null when there is no such honoree, or one without a campaign yet. */
export async function honoreeBoard(id: string, ports: BoardPorts, now: Date): Promise<BoardRow | null> {
  const editions = await ports.records.honoree(id)
  if (!editions?.campaignId) return null
  const releasedOf = releasedBy(await standingsOf(editions.campaignId, ports))
  const ground = await groundOf(ports)
  const campaign = ground.campaigns.find((one) => one.id === editions.campaignId)
  const channels = channelsInUse(campaign, ports.channels)
  const { row } = judge(editions, await gather(editions, ground, ports), channels, '', now)
  return shownOn(row, releasedOf(id), now)
}

const releasedBy = (
  all: readonly Released[],
): ((honoreeId: string) => (channelId: ChannelId) => Released | null) => {
  const found = new Map(all.map((one) => [`${one.release.honoreeId} ${one.release.channelId}`, one]))
  return (honoreeId) => (channelId) => found.get(`${honoreeId} ${channelId}`) ?? null
}

/** What two people share is one file; what no plan wants any more is none. */
function madeOf(judged: readonly Judgement[]): Made {
  const states = new Map(judged.flatMap(({ wanted }) => [...wanted]))
  const count = (state: VariantState): number => [...states.values()].filter((one) => one === state).length
  return { done: count('done'), failed: count('failed'), total: states.size }
}
