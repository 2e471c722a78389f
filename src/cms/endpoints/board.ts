/**
 * The board (人选 × 渠道) of a campaign; of the newest when none is named.
 *
 *   GET /api/campaigns/board?campaign=ID           → BoardPage; 304 for whoever has it already
 *   GET /api/campaigns/board/counts?campaign=ID    → BoardCounts
 *   GET /api/campaigns/board/export?campaign=ID&…  the same as a table of Excel, as filtered (`domain/board-view`)
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { pinyin } from 'pinyin-pro'
import writeXlsxFile from 'write-excel-file/node'
import type { Asset } from '../../domain/asset.ts'
import type { BoardRow } from '../../domain/board.ts'
import { boardSheet } from '../../domain/board-sheet.ts'
import {
  type BoardColumn,
  type BoardPage,
  type BoardPerson,
  countsOf,
  readQuery,
  viewOf,
  waitsOf,
} from '../../domain/board-view.ts'
import type { Campaign } from '../../domain/campaign.ts'
import { categoriesOf } from '../../domain/campaign-rules.ts'
import type { Channel } from '../../domain/channel.ts'
import type { HandInFileState } from '../../domain/hand-in.ts'
import { sentence } from '../../domain/problem.ts'
import { quotaProblems } from '../../domain/quota.ts'
import { campaignBoard } from '../../pipeline/board.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'
import { technicalName } from '../storage-names.ts'
import { answerIfOther } from './polled.ts'
import { boardPorts } from './readiness.ts'

const columnsOf = (channels: readonly Channel[]): readonly BoardColumn[] =>
  channels.map(({ id, label, group }) => ({ id, label, group }))

/** Null where there is none yet. */
async function campaignOf(req: PayloadRequest): Promise<Campaign | null> {
  const campaigns = (await boardPorts(req).records.campaigns()).toReversed()
  const asked = req.query.campaign
  const found = asked ? campaigns.find(({ id }) => id === asked) : campaigns[0]
  if (asked && !found) throw new Refused('找不到这个活动，请刷新页面后再试。', 404)
  return found ?? null
}

async function pageFor(req: PayloadRequest): Promise<BoardPage> {
  const ports = boardPorts(req)
  const campaign = await campaignOf(req)
  const found = campaign ? await campaignBoard(campaign, ports, runtime().now()) : null
  return {
    campaignId: campaign?.id ?? null,
    categories: campaign ? categoriesOf(campaign.rules) : [],
    quota: campaign && found ? quotaProblems(found.rows, campaign.rules).map(sentence) : [],
    columns: columnsOf(found?.channels ?? []),
    people: found?.rows.map(personOf) ?? [],
    made: found?.made ?? { done: 0, failed: 0, total: 0 },
    handedIn: campaign ? await handedInOf(campaign.id, req) : { waiting: 0, refused: 0 },
  }
}

const board: Omit<Endpoint, 'root'> = {
  path: '/board',
  method: 'get',
  handler: async (req) => answerIfOther(req, await pageFor(req)),
}

const counts: Omit<Endpoint, 'root'> = {
  path: '/board/counts',
  method: 'get',
  handler: async (req) => answerIfOther(req, countsOf(await pageFor(req))),
}

/** Counted by the database: a campaign's hand-ins leave thousands of files that were taken. */
async function handedInOf(campaignId: string, { payload }: PayloadRequest): Promise<BoardPage['handedIn']> {
  const count = async (state: HandInFileState): Promise<number> => {
    const where = { and: [{ 'handIn.campaign': { equals: campaignId } }, { state: { equals: state } }] }
    return (await payload.db.count({ collection: 'hand-in-files', where })).totalDocs
  }
  return { waiting: await count('received'), refused: await count('refused') }
}

const personOf = (row: BoardRow): BoardPerson => ({
  id: row.honoreeId,
  name: row.name,
  spelling: spellingOf(row.name),
  unit: row.unit,
  category: row.category,
  photo: row.photo ? smallOf(row.photo) : null,
  states: row.cells.map(({ state }) => state),
  waits: waitsOf(row),
})

const smallOf = ({ fileName, sha256, honoreeId }: Asset): string =>
  `/api/assets/file/${encodeURIComponent(technicalName(fileName, sha256, honoreeId))}?small=1`

/** Names hardly change, and spelling one takes as long as planning one. */
const spellings = new Map<string, string>()

function spellingOf(name: string): string {
  const known = spellings.get(name)
  if (known !== undefined) return known
  const letters = pinyin(name, {
    toneType: 'none',
    type: 'array',
    v: true,
    surname: 'head',
    nonZh: 'consecutive',
  })
  const whole = letters.join('').toLowerCase().replace(/\s+/g, '')
  const initials = letters
    .map((one) => one.at(0) ?? '')
    .join('')
    .toLowerCase()
    .replace(/\s+/g, '')
  if (spellings.size > 20_000) spellings.clear()
  spellings.set(name, `${whole} ${initials}`)
  return `${whole} ${initials}`
}

const exported: Omit<Endpoint, 'root'> = {
  path: '/board/export',
  method: 'get',
  handler: async (req) => {
    const ports = boardPorts(req)
    const campaign = await campaignOf(req)
    if (!campaign) throw new Refused('还没有活动，没有可导出的内容。', 404)
    const { channels, rows } = await campaignBoard(campaign, ports, runtime().now())
    const columns = columnsOf(channels)
    const query = readQuery((name) => {
      const value = req.query[name]
      return typeof value === 'string' ? value : null
    })
    const view = viewOf(rows.map(personOf), columns, query)
    const cells = boardSheet(view, columns, rows, campaign.rules).map((line, at) =>
      line.map((value) => ({
        value,
        type: String,
        wrap: true,
        ...(at === 0 ? { fontWeight: 'bold' as const } : {}),
      })),
    )
    const widths = [14, 24, 20, ...view.columns.map(() => 12), 18, 80]
    const file = await writeXlsxFile(cells, {
      columns: widths.map((width) => ({ width })),
      sheet: '人选',
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
    }).toBuffer()
    const name = encodeURIComponent(`人选_${campaign.year}_${view.people.length}人.xlsx`)
    return new Response(new Uint8Array(file), {
      headers: {
        'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'Content-Disposition': `attachment; filename="board-${campaign.year}.xlsx"; filename*=UTF-8''${name}`,
        'Cache-Control': 'no-store',
      },
    })
  },
}

export const boardEndpoints = [board, counts, exported]
