/** What is ready and what is missing, honoree by honoree: planned and looked up, nothing is written. */
import type { Campaign } from '../domain/campaign.ts'
import type { Channel } from '../domain/channel.ts'
import type { Honoree } from '../domain/honoree.ts'
import { plan } from '../domain/plan.ts'
import { type Board, boardOf, readiness } from '../domain/readiness.ts'
import type { Screen } from '../domain/screen.ts'
import type { Records } from './ports.ts'

export interface BoardPorts {
  readonly records: Pick<
    Records,
    'campaigns' | 'honorees' | 'honoree' | 'assetsOf' | 'screens' | 'variantRowsByKey'
  >
  readonly channels: readonly Channel[]
  readonly uncovered: (text: string) => readonly string[]
}

/** Everybody of a campaign, in the order they were recorded. */
export async function campaignBoards(
  campaign: Campaign,
  ports: BoardPorts,
  now: Date,
): Promise<readonly Board[]> {
  const screens = await ports.records.screens()
  const boards: Board[] = []
  for (const honoree of await ports.records.honorees(campaign.id))
    boards.push(await board(honoree, campaign, screens, ports, now))
  return boards
}

/** Null when there is no such honoree, or one without a campaign yet. */
export async function honoreeBoard(id: string, ports: BoardPorts, now: Date): Promise<Board | null> {
  const honoree = await ports.records.honoree(id)
  const campaign = (await ports.records.campaigns()).find((one) => one.id === honoree?.campaignId)
  if (!honoree || !campaign) return null
  return board(honoree, campaign, await ports.records.screens(), ports, now)
}

async function board(
  honoree: Honoree,
  campaign: Campaign,
  screens: readonly Screen[],
  { records, channels, uncovered }: BoardPorts,
  now: Date,
): Promise<Board> {
  const assets = await records.assetsOf(honoree.id)
  const planned = plan({ campaign, honoree, assets, channels, screens, uncovered })
  const rows = await records.variantRowsByKey(planned.wanted.map(({ key }) => key))
  return boardOf(honoree, assets, readiness(planned, rows, channels), now)
}
