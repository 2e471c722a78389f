/** Wanted minus done is to do: nothing twice, nothing lost, whoever is killed or races. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { sentence } from '../../src/domain/problem.ts'
import { progressAt } from '../../src/domain/progress.ts'
import { thumbnailKind } from '../../src/domain/thumbnail.ts'
import { createEar } from '../../src/pipeline/ear.ts'
import { type JobPorts, runJob } from '../../src/pipeline/job.ts'
import type { BlobStore, Job, PipelineEvent, WorkQueue } from '../../src/pipeline/ports.ts'
import { type ReconcilePorts, reconcile } from '../../src/pipeline/reconcile.ts'
import { leaseMs } from '../../src/pipeline/render.ts'
import { sweep } from '../../src/pipeline/sweep.ts'
import { createThumbnails } from '../../src/pipeline/thumbnails.ts'
import { createWorker } from '../../src/pipeline/worker.ts'
import { createFileStore } from '../../src/platform/file-store.ts'
import { createQueue } from '../../src/platform/queue.ts'
import { sampleRelease } from '../cms/samples.ts'
import { campaign, honoree, landscape, workPhoto } from '../domain/sample.ts'
import { createMemoryRecords, type MemoryRecords } from '../fixtures/memory-records.ts'
import { createPaperRenderer, type PaperRenderer } from './paper-renderer.ts'

let root: string
let now: Date
let store: BlobStore
let records: MemoryRecords
let renderer: PaperRenderer
let crashes: unknown[]

const uncovered = (): readonly string[] => []

function ports(
  owner: string,
  overrides: Partial<ReconcilePorts & Pick<JobPorts, 'thumbnails'>> = {},
): ReconcilePorts {
  const given = {
    records,
    renderer,
    store,
    scratch: path.join(root, 'work', owner),
    owner,
    clock: () => now,
    emit: (event: PipelineEvent) => {
      if (event.kind === 'crashed') crashes.push(event.error)
    },
    channels,
    uncovered,
    ...overrides,
  }
  const queue = createQueue(
    { stills: 2, films: 1 },
    (job, signal) => runJob(job, given, signal),
    (_, error) => crashes.push(error),
  )
  return { queue, ...given }
}

async function settle(owner = 'a'): Promise<number> {
  const used = ports(owner)
  const queued = await reconcile(used)
  await used.queue.idle()
  return queued
}

const files = async (): Promise<string[]> => {
  const found: string[] = []
  for await (const { key } of store.list('variants')) found.push(key)
  return found.sort()
}

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'zuimei-pipeline-'))
  now = new Date('2026-05-20T01:00:00Z')
  crashes = []
  store = createFileStore(root)
  records = createMemoryRecords()
  renderer = createPaperRenderer()
  records.tables.campaigns.push(campaign)
  records.tables.honorees.push(honoree)
  await mkdir(path.join(root, 'originals'))
  for (const asset of [workPhoto(1), workPhoto(2), workPhoto(3), landscape]) {
    records.tables.assets.push(asset)
    await writeFile(path.join(root, asset.storageKey), asset.sha256)
  }
})

describe('reconcile', () => {
  it('makes every wanted variant once, and nothing when asked again', async () => {
    expect(await settle()).toBeGreaterThan(3)
    const rows = [...records.tables.variants.values()]
    expect(rows.length).toBeGreaterThan(15)
    expect(rows.every(({ state }) => state === 'done')).toBe(true)
    expect(renderer.made.length).toBe(rows.length)
    expect(await files()).toEqual(rows.map(({ variant }) => variant?.storageKey).sort())

    const { writes } = records.tables
    expect(await settle()).toBe(0)
    expect(records.tables.writes).toBe(writes)
    expect(crashes).toEqual([])
    expect(await readdir(path.join(root, 'work', 'a'))).toEqual([])
  })

  it('makes the small pictures of what it made and of what that came from, and nothing of it anew', async () => {
    const drawn: string[] = []
    const thumbnail = async (from: string, _: string, target: string): Promise<boolean> => {
      drawn.push(path.relative(root, from))
      await writeFile(target, 'small')
      return true
    }
    const thumbnails = createThumbnails({
      store,
      renderer: { thumbnail },
      scratch: path.join(root, 'work', 's'),
    })
    const used = ports('a', { thumbnails })
    await reconcile(used)
    await used.queue.idle()
    const originals = records.tables.assets.map(({ storageKey }) => storageKey)
    const shown = [...originals, ...(await files())].filter((key) => thumbnailKind(key) !== null)
    expect(shown.length).toBeGreaterThan(15)
    expect(drawn.toSorted()).toEqual(shown.toSorted())
    await reconcile(used)
    await used.queue.idle()
    expect(drawn.length).toBe(shown.length)

    // One that cannot be made is a line in the log, not a variant that failed.
    records.tables.assets.push(workPhoto(4))
    await writeFile(path.join(root, workPhoto(4).storageKey), 'four')
    const broken = ports('a', {
      thumbnails: async () => {
        throw new Error('no room')
      },
    })
    await reconcile(broken)
    await broken.queue.idle()
    expect([...records.tables.variants.values()].every(({ state }) => state === 'done')).toBe(true)
    expect(crashes.length).toBeGreaterThan(0)
  })

  it('makes what the published words need beside what a newer draft needs, each with its own words', async () => {
    const words: string[] = []
    const { render } = renderer
    renderer = {
      ...renderer,
      render: (work) => {
        const inGroup = work.steps.flatMap(({ source }) =>
          source.kind === 'poster' ? [source.content.motto] : [],
        )
        expect(new Set(inGroup).size).toBeLessThan(2)
        words.push(...inGroup)
        return render(work)
      },
    }
    records.tables.published.set(honoree.id, honoree)
    records.tables.honorees[0] = { ...honoree, motto: '新的一句话', edition: 'draft' }
    await settle()
    const count = (motto: string): number => words.filter((one) => one === motto).length
    expect(count(honoree.motto)).toBeGreaterThan(3)
    expect(count('新的一句话')).toBe(count(honoree.motto))
    expect(await settle()).toBe(0)
  })

  it('counts no work that newer words have made needless', async () => {
    const deaf: WorkQueue = { add: () => false, idle: async () => {}, stop: async () => {} }
    await reconcile(ports('a', { queue: deaf }))
    const announced = records.tables.variants.size
    records.tables.honorees[0] = { ...honoree, motto: '新的一句话' }
    await settle()
    expect(records.tables.variants.size).toBe(announced)
    const { overall } = progressAt(await records.workRows(), now)
    expect(overall).toMatchObject({ failed: 0, total: overall.done, fraction: 1 })
  })

  it('counts nothing that was made for earlier words or for a screen that is gone, until it is wanted again', async () => {
    const count = async () => progressAt(await records.workRows(), now).overall
    await settle()
    const first = await count()
    for (const motto of ['第二句话', '第三句话']) {
      records.tables.honorees[0] = { ...honoree, motto }
      await settle()
      expect(await count()).toMatchObject({ total: first.total, done: first.total, fraction: 1 })
    }
    records.tables.honorees[0] = honoree
    const made = renderer.made.length
    await settle()
    expect(await count()).toMatchObject({ total: first.total, done: first.total })
    expect(renderer.made.length).toBe(made)

    records.tables.screens.push({
      id: 's1',
      slug: 'mall-1',
      name: '商场屏',
      channelId: 'mall',
      width: 1000,
      height: 600,
      stillSeconds: 10,
      maxBytes: null,
      playsFilm: false,
    })
    await settle()
    expect((await count()).total).toBe(first.total + 1)
    records.tables.screens.pop()
    await settle()
    expect((await count()).total).toBe(first.total)
    const { writes } = records.tables
    await settle()
    expect(records.tables.writes).toBe(writes)
  })

  it('forgets nothing of what another worker announced for words newer than its own plan', async () => {
    const deaf: WorkQueue = { add: () => false, idle: async () => {}, stop: async () => {} }
    await reconcile(ports('a', { queue: deaf }))
    const old = [...records.tables.variants.keys()]
    let isStale = true
    const slow = {
      ...records,
      honorees: async (campaignId: string | null) => {
        const editions = await records.honorees(campaignId)
        if (isStale) {
          isStale = false
          // Between its reading of the words and of their rows somebody wrote, and another worker planned that.
          records.tables.honorees[0] = { ...honoree, motto: '新的一句话' }
          await reconcile(ports('b', { queue: deaf }))
        }
        return editions
      },
    }
    await reconcile(ports('a', { queue: deaf, records: slow }))
    const fresh = [...records.tables.variants.keys()].filter((key) => !old.includes(key))
    expect(fresh.length).toBeGreaterThan(3)
    await settle()
    expect(fresh.map((key) => records.tables.variants.get(key)?.state)).toEqual(fresh.map(() => 'done'))
    expect(records.tables.variants.size).toBe(old.length)
  })

  it('lets two workers share the work without making anything twice', async () => {
    const [one, two] = [ports('a'), ports('b')]
    await Promise.all([reconcile(one), reconcile(two)])
    await Promise.all([one.queue.idle(), two.queue.idle()])
    expect(new Set(renderer.made).size).toBe(renderer.made.length)
    expect([...records.tables.variants.values()].every(({ state }) => state === 'done')).toBe(true)
  })

  it('makes only the difference when a photograph is added', async () => {
    await settle()
    const before = renderer.made.length
    const added = workPhoto(4)
    records.tables.assets.push(added)
    await writeFile(path.join(root, added.storageKey), added.sha256)
    await settle()
    const news = renderer.made.slice(before)
    expect(news.length).toBeGreaterThan(0)
    expect(news.length).toBeLessThan(before)
    expect(new Set(renderer.made).size).toBe(renderer.made.length)
  })

  it('queues data: another process can do the job, from what is recorded by then', async () => {
    const queued: string[] = []
    const here = ports('a', {
      queue: {
        add: (job) => queued.push(JSON.stringify(job)) > 0,
        idle: async () => {},
        stop: async () => {},
      },
    })
    await reconcile(here)
    expect(renderer.made).toEqual([])
    // Before anybody comes to it, a photograph leaves and another comes.
    records.tables.assets.splice(2, 1)
    const added = workPhoto(4)
    records.tables.assets.push(added)
    await writeFile(path.join(root, added.storageKey), added.sha256)

    const there = ports('b')
    for (const text of queued) await runJob(JSON.parse(text) as Job, there, new AbortController().signal)
    await reconcile(there)
    await there.queue.idle()
    const made = new Set(renderer.made)
    expect(renderer.made.length).toBe(made.size)
    const { plan } = await import('../../src/domain/plan.ts')
    const { assets } = records.tables
    const { wanted } = plan({ campaign, honoree, assets, channels, screens: [], uncovered })
    expect([...made].sort()).toEqual(wanted.map(({ key }) => key).sort())
    expect(crashes).toEqual([])
  })

  it('takes over the claims of a killed worker when their lease has ended, not before', async () => {
    const dead = ports('dead')
    renderer.before = () => new Promise(() => {})
    await reconcile(dead)
    await expect
      .poll(() => [...records.tables.variants.values()].some(({ state }) => state === 'rendering'))
      .toBe(true)
    const claimed = [...records.tables.variants.values()].filter(({ state }) => state === 'rendering').length

    renderer = createPaperRenderer()
    await settle('heir')
    expect([...records.tables.variants.values()].filter(({ state }) => state === 'rendering').length).toBe(
      claimed,
    )

    now = new Date(now.getTime() + leaseMs + 1)
    await settle('heir')
    expect([...records.tables.variants.values()].every(({ state }) => state === 'done')).toBe(true)
  })

  it('leaves the bytes of a finished row as they are when a worker wakes whose lease had ended', async () => {
    let wake: () => void = () => {}
    const asleep = new Promise<void>((resolve) => {
      wake = resolve
    })
    const sleeper = createPaperRenderer('other bytes of')
    sleeper.before = () => asleep
    const late = ports('late', { renderer: sleeper })
    await reconcile(late)
    await expect
      .poll(() => [...records.tables.variants.values()].some(({ state }) => state === 'rendering'))
      .toBe(true)
    now = new Date(now.getTime() + leaseMs + 1)
    await settle('heir')
    wake()
    await late.queue.idle()
    expect(sleeper.made.length).toBeGreaterThan(0)
    for (const { state, variant } of records.tables.variants.values()) {
      expect(state).toBe('done')
      const bytes = await readFile(path.join(root, variant?.storageKey ?? ''))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(variant?.sha256)
    }
    expect(crashes).toEqual([])
  })

  it('replaces what a process left that died between its bytes and its word', async () => {
    const died = {
      ...records,
      completeVariant: async () => {
        throw new Error('killed')
      },
      failVariant: async () => {},
      releaseClaim: async () => {},
    }
    const used = ports('dead', { records: died, renderer: createPaperRenderer('other bytes of') })
    await reconcile(used)
    await used.queue.idle()
    expect((await files()).length).toBeGreaterThan(0)
    crashes = []
    await records.abandonClaims()
    await settle('heir')
    for (const { variant } of records.tables.variants.values()) {
      const bytes = await readFile(path.join(root, variant?.storageKey ?? ''))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(variant?.sha256)
    }
    expect(crashes).toEqual([])
  })

  it('takes a killed worker’s claims over at once when it is alone', async () => {
    const dead = ports('dead')
    renderer.before = () => new Promise(() => {})
    await reconcile(dead)
    await expect
      .poll(() => [...records.tables.variants.values()].some(({ state }) => state === 'rendering'))
      .toBe(true)
    renderer = createPaperRenderer()
    await records.abandonClaims()
    await settle('heir')
    expect([...records.tables.variants.values()].every(({ state }) => state === 'done')).toBe(true)
  })

  it('asks as little of the database for thirty people as for two, reconciling and sweeping', async () => {
    /** Names of what was asked. */
    const asked: string[] = []
    const counting = new Proxy(records, {
      get: (target, name: keyof MemoryRecords) => {
        const value = target[name]
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          asked.push(name)
          return (value as (...args: unknown[]) => unknown).apply(target, args)
        }
      },
    })
    const pass = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
      asked.length = 0
      await work()
      return [...asked]
    }
    const both = async () => {
      const used = ports('a', { records: counting })
      return [await pass(() => reconcile(used)), await pass(() => sweep(used, { isAlone: true, now }))]
    }
    const add = (n: number) => records.tables.honorees.push({ ...honoree, id: `h-${n}`, slug: `h-${n}` })
    await settle()
    add(2)
    await settle()
    const two = await both()
    for (let n = 3; n <= 30; n += 1) add(n)
    await settle()
    expect(await both()).toEqual(two)
    expect(crashes).toEqual([])
  })

  it('plans everybody else where one of them cannot be gathered', async () => {
    const broken = new Error('unreadable')
    records.tables.honorees.unshift({ ...honoree, id: 'broken', slug: 'broken' })
    const used = ports('a', {
      records: {
        ...records,
        assetsOfAll: async () => {
          throw broken
        },
        assetsOf: async (id) => {
          if (id === 'broken') throw broken
          return records.assetsOf(id)
        },
      },
    })
    await reconcile(used)
    await used.queue.idle()
    expect(crashes).toEqual([broken])
    expect(records.tables.variants.size).toBeGreaterThan(15)
  })

  it('gives its claims back when it stops in the middle', async () => {
    const used = ports('a')
    renderer.before = async (_, signal) => {
      if (!signal.aborted) await once(signal, 'abort')
      throw new Error('aborted')
    }
    const worker = createWorker(used)
    await worker.reconcileAll()
    await expect
      .poll(() => [...records.tables.variants.values()].some(({ state }) => state === 'rendering'))
      .toBe(true)
    await worker.stop()
    expect([...records.tables.variants.values()].every(({ state }) => state === 'waiting')).toBe(true)
    expect(await readdir(path.join(root, 'work', 'a'))).toEqual([])
    expect(crashes).toEqual([])
  })

  it('is idle only when what it was woken for meanwhile is made too', async () => {
    const worker = createWorker(ports('a'))
    await worker.reconcileAll()
    const added = workPhoto(4)
    records.tables.assets.push(added)
    await writeFile(path.join(root, added.storageKey), added.sha256)
    worker.wake(added.honoreeId)
    await worker.idle()
    const own = [...records.tables.variants.values()].filter(({ assetId }) => assetId === added.id)
    expect(own.length).toBeGreaterThan(0)
    expect(own.every(({ state }) => state === 'done')).toBe(true)
    await worker.stop()
  })

  it('plans whoever was woken together with somebody who cannot be planned', async () => {
    const broken = new Error('unreadable')
    const worker = createWorker(
      ports('a', {
        records: {
          ...records,
          honoree: async (id) => {
            if (id === 'broken') throw broken
            return records.honoree(id)
          },
        },
      }),
    )
    worker.wake('broken')
    worker.wake(honoree.id)
    await worker.idle()
    expect(crashes).toEqual([broken])
    expect(records.tables.variants.size).toBeGreaterThan(15)
    await worker.stop()
  })

  it('hears in one worker what another process changed, once, also after it was killed in between', async () => {
    const hear = createEar(records)
    await records.leaveWake('h-1', now)
    await records.leaveWake(null, now)
    expect([...(await hear())].sort()).toEqual(['h-1', null])
    expect(await hear()).toEqual([])
    await records.leaveWake('h-1', now)
    // Nobody takes the word away: a second worker, or the heir of one that died having heard it, hears it too.
    expect(await hear()).toEqual(['h-1'])
    expect([...(await createEar(records)())].sort()).toEqual(['h-1', null])
    for (let n = 0; n < 150; n += 1) await records.leaveWake(`many-${n}`, now)
    expect(await hear()).toEqual([null])
  })

  it('marks what is shown, which a process that died between release and mark left undone', async () => {
    await settle()
    const rows = [...records.tables.variants.values()]
    const [first, second] = rows.flatMap(({ variant }) => variant ?? [])
    const sample = sampleRelease(campaign.id, honoree.id, 1)
    const media = sample.snapshot.media.map((one) => ({ ...one, ...first }))
    await records.addRelease({ ...sample, snapshot: { ...sample.snapshot, media } })
    records.tables.shown.add(second?.key ?? '')
    const worker = createWorker(ports('a'))
    await worker.reconcileAll()
    expect([...records.tables.shown]).toEqual([first?.key])
    const [{ id } = { id: '' }] = records.tables.releases
    records.tables.withdrawals.push({ releaseId: id, at: now, reason: '' })
    await worker.reconcileAll()
    expect([...records.tables.shown]).toEqual([])
    await worker.stop()
  })

  it('plans what a process without a worker left word of, before the minute', async () => {
    const worker = createWorker(ports('a'))
    worker.listen()
    expect(records.tables.variants.size).toBe(0)
    await records.leaveWake(honoree.id, now)
    await expect.poll(() => records.tables.variants.size, { timeout: 30_000 }).toBeGreaterThan(15)
    await worker.stop()
  })

  it('shows a refused render as failed with its reason, tries it three times, and again on request', async () => {
    await settle()
    const victim = [...records.tables.variants.keys()][0] ?? ''
    renderer.refuses.add(victim)
    await records.retryVariant(victim, 'done')
    const attempts = (): number => renderer.made.filter((key) => key === victim).length
    for (let round = 0; round < 6; round += 1) await settle()
    expect(records.tables.variants.get(victim)).toMatchObject({
      state: 'failed',
      problem: { kind: 'render-failed' },
    })
    expect(attempts()).toBeLessThanOrEqual(4)

    renderer.refuses.clear()
    await records.retryVariant(victim, 'failed')
    await settle()
    expect(records.tables.variants.get(victim)?.state).toBe('done')
  })

  it('makes nothing again that another has made since it read that it failed', async () => {
    await reconcile(ports('a', { queue: { add: () => false, idle: async () => {}, stop: async () => {} } }))
    const victim = [...records.tables.variants.keys()][0] ?? ''
    renderer.refuses.add(victim)
    await settle()
    expect(records.tables.variants.get(victim)?.state).toBe('failed')
    renderer.refuses.clear()
    let isFirst = true
    const late = ports('late', {
      records: {
        ...records,
        async retryVariant(key, from) {
          if (isFirst) {
            isFirst = false
            await settle('quick')
          }
          return records.retryVariant(key, from)
        },
      },
    })
    await reconcile(late)
    await late.queue.idle()
    expect(records.tables.variants.get(victim)).toMatchObject({ state: 'done', attempts: 2 })
  })

  it('stops after three tries on a disk that answers with errors', async () => {
    renderer.before = async () => {
      tries += 1
      throw Object.assign(new Error('x'), { code: 'EIO' })
    }
    let tries = 0
    for (let round = 0; round < 3; round += 1) await settle()
    const after = tries
    expect(await settle()).toBe(0)
    expect(tries).toBe(after)
  })

  it('names the file that is gone and what to do, makes the rest, and all of it once the file is back', async () => {
    const gone = workPhoto(1)
    await rm(path.join(root, gone.storageKey))
    await settle()
    const rows = () => [...records.tables.variants.values()]
    const failed = rows().filter(({ state }) => state === 'failed')
    expect(failed.length).toBeGreaterThan(0)
    for (const { problem } of failed) {
      expect(problem).toMatchObject({ kind: 'original-missing', fileNames: [gone.fileName] })
      expect(sentence(problem!)).toMatch(new RegExp(`${gone.fileName}”在服务器上找不到了.*备份.*再上传`))
    }
    expect(rows().filter(({ state }) => state === 'done').length).toBeGreaterThan(0)
    const { length } = renderer.made
    await settle()
    expect(renderer.made.length).toBe(length)
    expect(crashes).toEqual([])

    await writeFile(path.join(root, gone.storageKey), gone.sha256)
    await settle()
    expect(rows().filter(({ state }) => state !== 'done')).toEqual([])
  })

  it('turns a crash into failed rows whose sentence tells nothing of the inside', async () => {
    renderer.before = async () => {
      throw new Error(`ENOSPC ${root}/secret`)
    }
    await settle()
    const rows = [...records.tables.variants.values()]
    expect(rows.every(({ state }) => state === 'failed')).toBe(true)
    expect(JSON.stringify(rows)).not.toContain(root)
    expect(crashes.length).toBeGreaterThan(0)
  })
})
