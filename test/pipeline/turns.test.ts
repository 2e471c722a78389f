/** Judging everybody is long work of the thread that answers: whoever else asks meanwhile is answered in the middle. */
import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { rulesChange } from '../../src/domain/rules-change.ts'
import { type BoardPorts, campaignBoard, rememberJudgements } from '../../src/pipeline/board.ts'
import { perLatest } from '../../src/pipeline/by-revision.ts'
import { inTurns } from '../../src/pipeline/turns.ts'
import { campaign, honoree, idPhoto } from '../domain/sample.ts'
import { createMemoryRecords } from '../fixtures/memory-records.ts'

const many = Array.from({ length: 40 }, (_, n) => ({ ...honoree, id: `h-${n}`, slug: `h-${n}` }))

/** How often somebody else had his turn while this was done; nothing it does waits for anything else. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let isOver = false
  const other = (): void => {
    turns += 1
    if (!isOver) setImmediate(other)
  }
  setImmediate(other)
  await work()
  isOver = true
  return turns
}

function portsOf(): BoardPorts {
  const records = createMemoryRecords()
  records.tables.campaigns.push(campaign)
  records.tables.honorees.push(...many)
  return { records, channels, uncovered: () => [], judgements: rememberJudgements() }
}

describe('others have their turn', () => {
  it('after each person a changed rule is told of', async () => {
    const people = many.map((one) => ({ name: one.name, unit: '一会', honoree: one, assets: [idPhoto] }))
    const next = { ...rules2021, photoMin: 1, summaryMax: 50 }
    const turns = await turnsDuring(() => inTurns(rulesChange(rules2021, next, people)))
    expect(turns).toBeGreaterThanOrEqual(people.length * 3)
  })

  it('after each person the board judges, and nobody is judged twice', async () => {
    const ports = portsOf()
    const at = new Date('2026-06-01T00:00:00Z')
    expect(await turnsDuring(() => campaignBoard(campaign, ports, at))).toBeGreaterThanOrEqual(many.length)
    expect(await turnsDuring(() => campaignBoard(campaign, ports, at))).toBeLessThan(5)
  })
})

it('keeps the boards of few campaigns, those that were asked for last', () => {
  let made = 0
  const of = perLatest(() => {
    made += 1
    return made
  }, 2)
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(of)).toEqual([1, 2, 1, 3, 1, 4])
})
