/** What is ready and what is missing, honoree by honoree: planned and looked up, nothing is written. */
import { type Campaign, channelsInUse } from '../domain/campaign.ts'
import type { Editions } from '../domain/honoree.ts'
import { type Board, boardOf, readiness } from '../domain/readiness.ts'
import { type GatherPorts, type Ground, gather, groundOf } from './gather.ts'
import type { Records } from './ports.ts'

export interface BoardPorts extends GatherPorts {
  readonly records: GatherPorts['records'] & Pick<Records, 'honorees' | 'honoree'>
}

/** Everybody of a campaign, in the order they were recorded. */
export async function campaignBoards(
  campaign: Campaign,
  ports: BoardPorts,
  now: Date,
): Promise<readonly Board[]> {
  const ground = await groundOf(ports)
  const boards: Board[] = []
  for (const editions of await ports.records.honorees(campaign.id))
    boards.push(await board(editions, ground, ports, now))
  return boards
}

/** Null when there is no such honoree, or one without a campaign yet. */
export async function honoreeBoard(id: string, ports: BoardPorts, now: Date): Promise<Board | null> {
  const editions = await ports.records.honoree(id)
  return editions?.campaignId ? board(editions, await groundOf(ports), ports, now) : null
}

/** Judged on the published words where there are any: a release shows nothing else. */
async function board(editions: Editions, ground: Ground, ports: BoardPorts, now: Date): Promise<Board> {
  const gathered = await gather(editions, ground, ports)
  const { assets, newest, published } = gathered
  const isDraftOnly = !published.ok && published.problem.kind === 'honoree-draft'
  const judged = isDraftOnly ? newest : published
  if (!judged.ok) return boardOf({ ...editions, newest: judged }, null, now)
  const { campaign, honoree, plan } = judged.value
  const used = channelsInUse(campaign, ports.channels)
  const channels = readiness(plan, [...gathered.rows.values()], used, ground.screens)
  return boardOf(editions, { honoree, assets, channels }, now)
}
