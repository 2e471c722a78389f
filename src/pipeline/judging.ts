/** How one person stands, released or not: planned, looked up, and kept as long as nothing it came from changes. */
import { type BoardRow, boardRow } from '../domain/board.ts'
import type { Channel } from '../domain/channel.ts'
import type { Editions } from '../domain/honoree.ts'
import { readiness } from '../domain/readiness.ts'
import type { VariantKey, VariantState } from '../domain/variant.ts'
import { batchesOf, fewAtOnce, type GatherAllPorts, type Gathered, type Ground, gatherAll } from './gather.ts'
import type { Records } from './records.ts'
import { othersFirst } from './turns.ts'

export interface JudgingPorts extends GatherAllPorts {
  readonly records: GatherAllPorts['records'] & Pick<Records, 'honoreesOf'>
}

export interface Judgement {
  /** Of the newest edition. */
  readonly campaignId: string | null
  readonly row: BoardRow
  readonly wanted: ReadonlyMap<VariantKey, VariantState>
  /** From when on it counts; null where there is none. */
  readonly consentGivenAt: Date | null
  readonly isConsentCounted: boolean
  /** Revision of everybody's files, where some of those wanted are another's or nobody's yet; else null. */
  readonly files: string | null
}

/** Of whoever there is of them, one after another; between two of them others have their turn. */
export async function judgeAll(
  ids: readonly string[],
  ground: Ground,
  ports: JudgingPorts,
  channels: readonly Channel[],
  files: string,
  now: Date,
): Promise<ReadonlyMap<string, Judgement>> {
  const judged = new Map<string, Judgement>()
  for (const some of batchesOf(ids, fewAtOnce)) {
    const batch = await ports.records.honoreesOf(some)
    const gathered = await gatherAll(batch, ground, ports)
    for (const [place, editions] of batch.entries()) {
      judged.set(editions.id, judge(editions, gathered[place]!, channels, files, now))
      await othersFirst()
    }
  }
  return judged
}

export const isCounted = (givenAt: Date | null, now: Date): boolean => givenAt !== null && givenAt <= now

/** Judged on the published words where there are any: a release shows nothing else. */
export function judge(
  editions: Editions,
  { assets, campaign, newest, published, rows, screens, wanted }: Gathered,
  channels: readonly Channel[],
  files: string,
  now: Date,
): Judgement {
  const isDraftOnly = !published.ok && published.problem.kind === 'honoree-draft'
  const judged = isDraftOnly ? newest : published
  const unfinished = isDraftOnly && !judged.ok && campaign ? editions.facts : null
  const consentGivenAt = (judged.ok ? judged.value.honoree : unfinished)?.consentGivenAt ?? null
  const seen = judged.ok
    ? {
        honoree: judged.value.honoree,
        assets,
        rules: judged.value.campaign.rules,
        channels: readiness(judged.value.plan, [...rows.values()], channels, screens),
      }
    : unfinished && campaign && { honoree: unfinished, assets, rules: campaign.rules, channels: [] }
  return {
    campaignId: editions.campaignId,
    row: boardRow(judged.ok ? editions : { ...editions, newest: judged }, seen, channels, now),
    wanted: new Map(wanted.map(({ key }) => [key, rows.get(key)?.state ?? 'waiting'])),
    consentGivenAt,
    isConsentCounted: isCounted(consentGivenAt, now),
    files: wanted.some(({ key }) => rows.get(key)?.honoreeId !== editions.id) ? files : null,
  }
}
