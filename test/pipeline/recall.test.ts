/** Consent taken back by a process that died before it had taken the person off every channel. */
import { beforeEach, describe, expect, it } from 'vitest'
import { standings } from '../../src/domain/ledger.ts'
import type { PipelineEvent, WorkQueue } from '../../src/pipeline/ports.ts'
import { recallHonoree } from '../../src/pipeline/recall.ts'
import { reconcile } from '../../src/pipeline/reconcile.ts'
import { createWorker } from '../../src/pipeline/worker.ts'
import { release } from '../domain/release-sample.ts'
import { honoree } from '../domain/sample.ts'
import type { MemoryRecords } from '../fixtures/memory-records.ts'
import { openPaperHouse, type PaperHouse, uncovered } from './paper-house.ts'
import { createPaperRenderer } from './paper-renderer.ts'

const now = new Date('2026-11-24T00:00:00Z')
const idle: WorkQueue = { add: () => false, idle: async () => {}, stop: async () => {} }
let house: PaperHouse

/** As at every start and every minute, in a process that knows nothing of the save. */
async function tick(records = house.records): Promise<PipelineEvent[]> {
  const events: PipelineEvent[] = []
  await reconcile({
    records,
    queue: idle,
    renderer: createPaperRenderer(),
    store: house.store,
    scratch: house.root,
    owner: 'another',
    clock: () => now,
    emit: (event) => events.push(event),
    channels: [],
    uncovered,
  })
  return events
}

const shown = async (): Promise<readonly string[]> =>
  standings(await house.records.releases(), await house.records.withdrawals()).flatMap(
    ({ release: one, withdrawal }) =>
      withdrawal ? [] : [`${one.honoreeId} ${one.channelId} ${one.version}`],
  )

beforeEach(async () => {
  house = await openPaperHouse()
  const { tables } = house.records
  tables.honorees.push({ ...honoree, id: 'another', slug: 'another', name: '李明' })
  for (const [honoreeId, channelId, version] of [
    [honoree.id, 'bus', 1],
    [honoree.id, 'bus', 2],
    [honoree.id, 'douyin', 1],
    [honoree.id, 'beiguo', 1],
    ['another', 'bus', 1],
  ] as const)
    tables.releases.push(release({ honoreeId, channelId, version }))
})

describe('a recall cut short', () => {
  beforeEach(async () => {
    const { records } = house
    records.tables.consentWithdrawn.add(honoree.id)
    let written = 0
    const dying = {
      ...records,
      addWithdrawal: async (withdrawal: Parameters<typeof records.addWithdrawal>[0]) => {
        written += 1
        if (written > 1) throw new Error('killed')
        return records.addWithdrawal(withdrawal)
      },
    }
    await expect(recallHonoree(honoree.id, { records: dying }, now)).rejects.toThrow('killed')
    expect(await shown()).toHaveLength(3)
  })

  it('is finished by the next reconcile, once, and told as the system’s', async () => {
    await tick()
    expect(await shown()).toEqual(['another bus 1'])
    const { withdrawals, events } = house.records.tables
    expect(withdrawals).toHaveLength(3)
    for (const { reason } of withdrawals) expect(reason).not.toMatch(/同意|本人|王翀/)
    expect(events.map(({ kind, actor, subject }) => [kind, actor.kind, subject.id])).toEqual(
      withdrawals.slice(1).map(({ releaseId }) => ['withdrawn', 'system', releaseId]),
    )
    const { writes } = house.records.tables
    await tick()
    expect(house.records.tables.writes).toBe(writes)
    expect(events).toHaveLength(2)
  })

  it('is finished of a person whose words cannot be read', async () => {
    const problem = { kind: 'record-unreadable', what: '人选', name: '王翀', reason: '' } as const
    house.records.tables.unreadable.set(honoree.id, problem)
    await tick()
    expect(await shown()).toEqual(['another bus 1'])
  })

  it('holds nobody up where it cannot be written, and is said', async () => {
    const events = await tick({
      ...house.records,
      addWithdrawal: async () => {
        throw new Error('disk full')
      },
    })
    expect(events).toMatchObject([{ kind: 'crashed', what: `reconcile ${honoree.id}` }])
  })
})

describe('a recall whose process dies at any of its writes', () => {
  const key = release().snapshot.media[0]!.key
  const writes = ['addWithdrawal', 'addEvent', 'markVariant'] as const

  /** Dead after so many writes: what it begins then throws, whatever it is. */
  function dyingAfter(left: number) {
    let isDead = false
    const records = { ...house.records }
    for (const name of writes) {
      const write = house.records[name] as (...args: unknown[]) => Promise<unknown>
      Object.assign(records, {
        async [name](...args: unknown[]) {
          isDead ||= left-- <= 0
          if (isDead) throw new Error('killed')
          return write(...args)
        },
      })
    }
    return { records, isDead: () => isDead }
  }

  const work = async (records: MemoryRecords, at: Date): Promise<void> => {
    const ports = {
      records,
      queue: idle,
      renderer: createPaperRenderer(),
      store: house.store,
      scratch: house.root,
      owner: 'another',
      clock: () => at,
      emit: () => {},
      channels: [],
      uncovered,
    }
    const worker = createWorker(ports)
    await worker.reconcileAll()
    await worker.stop()
  }

  it('leaves one event for each withdrawal and no mark, by the next process, once', async () => {
    let deaths = 0
    for (let left = 0; ; left += 1) {
      house = await openPaperHouse()
      const { tables } = house.records
      for (const channelId of ['bus', 'douyin', 'beiguo'] as const)
        tables.releases.push(release({ honoreeId: honoree.id, channelId }))
      await house.records.announceVariants([
        { key, honoreeId: honoree.id, assetId: null, label: key, channelIds: [], cost: 1 },
      ])
      tables.shown.add(key)
      tables.consentWithdrawn.add(honoree.id)
      const dying = dyingAfter(left)
      await work(dying.records, now)
      const later = new Date(now.getTime() + 61_000)
      await work(house.records, later)
      const told = tables.events.map(({ kind, subject, at }) => [kind, subject.id, at.getTime()])
      expect(told.toSorted(), `${left} writes`).toEqual(
        tables.withdrawals.map(({ releaseId, at }) => ['withdrawn', releaseId, at.getTime()]).toSorted(),
      )
      expect(tables.withdrawals).toHaveLength(3)
      expect([...tables.shown]).toEqual([])
      const before = tables.writes
      await work(house.records, later)
      expect([tables.writes, tables.events.length]).toEqual([before, 3])
      if (!dying.isDead()) break
      deaths += 1
    }
    expect(deaths).toBeGreaterThan(6)
  })

  it('leaves a young withdrawal to its own process, and says of a lost hand that it is lost', async () => {
    const { tables } = house.records
    const [one] = tables.releases
    tables.withdrawals.push({ releaseId: one!.id, at: now, reason: '换图' })
    await work(house.records, now)
    expect(tables.events).toEqual([])
    await work(house.records, new Date(now.getTime() + 61_000))
    expect(tables.events).toMatchObject([{ at: now, note: '换图（系统中断，没有记下是谁撤回的）' }])
  })
})

it('recalls nobody whose consent stands', async () => {
  await tick()
  expect(await shown()).toHaveLength(4)
  expect(house.records.tables.withdrawals).toEqual([])
})
