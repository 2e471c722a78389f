/** What is ready and what is missing, honoree by honoree: planned and looked up, nothing is written. */
import type { Campaign } from '../domain/campaign.ts'
import type { Honoree } from '../domain/honoree.ts'
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
  const ground = { campaign, screens: await ports.records.screens() }
  const boards: Board[] = []
  for (const honoree of await ports.records.honorees(campaign.id))
    boards.push(await board(honoree, ground, ports, now))
  return boards
}

/** Null when there is no such honoree, or one without a campaign yet. */
export async function honoreeBoard(id: string, ports: BoardPorts, now: Date): Promise<Board | null> {
  const honoree = await ports.records.honoree(id)
  const ground = await groundOf(honoree?.campaignId, ports)
  return honoree && ground ? board(honoree, ground, ports, now) : null
}

async function board(honoree: Honoree, ground: Ground, ports: BoardPorts, now: Date): Promise<Board> {
  const { assets, plan, rows } = await gather(honoree, ground, ports)
  return boardOf(honoree, assets, readiness(plan, [...rows.values()], ports.channels), now)
}
