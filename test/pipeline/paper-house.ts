/** A pipeline whose bytes are real files, whose records lie in memory and whose renderer writes a line of text. */
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { channels } from '../../src/channels/index.ts'
import type { SweepReport } from '../../src/domain/sweep-report.ts'
import { type JobPorts, runJob } from '../../src/pipeline/job.ts'
import type { BlobStore } from '../../src/pipeline/ports.ts'
import { reconcile } from '../../src/pipeline/reconcile.ts'
import type { Records } from '../../src/pipeline/records.ts'
import { sweep } from '../../src/pipeline/sweep.ts'
import { createFileStore } from '../../src/platform/file-store.ts'
import { createQueue } from '../../src/platform/queue.ts'
import { campaign, honoree, landscape, workPhoto } from '../domain/sample.ts'
import { createMemoryRecords, type MemoryRecords } from '../fixtures/memory-records.ts'
import { createPaperRenderer } from './paper-renderer.ts'

export interface PaperHouse {
  readonly root: string
  readonly store: BlobStore
  readonly records: MemoryRecords
  /** Makes all that is wanted; with other records where they are wrapped. */
  settle(records?: Records): Promise<void>
  /** As if it started the given time from now; what is on the disk is older then. */
  sweep(how?: {
    isAlone?: boolean
    afterMs?: number
    records?: Records
    store?: BlobStore
  }): Promise<SweepReport>
  files(prefix: string): Promise<string[]>
}

export const uncovered = (): readonly string[] => []

/** `reserve` of the store; `onCrash` where errors are what is tested. */
export async function openPaperHouse({
  reserve = 0,
  onCrash = (error: unknown): void => {
    throw error
  },
} = {}): Promise<PaperHouse> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'zuimei-pipeline-'))
  const store = createFileStore(root, reserve)
  const records = createMemoryRecords()
  records.tables.campaigns.push(campaign)
  records.tables.honorees.push(honoree)
  await mkdir(path.join(root, 'originals'))
  for (const asset of [workPhoto(1), workPhoto(2), workPhoto(3), landscape]) {
    records.tables.assets.push(asset)
    await writeFile(path.join(root, asset.storageKey), asset.sha256)
  }
  const renderer = createPaperRenderer()
  return {
    root,
    store,
    records,
    async settle(used = records) {
      const ports: JobPorts = {
        records: used,
        renderer,
        store,
        scratch: path.join(root, 'work'),
        // As if by a process of its own: one never has the same group twice at once.
        owner: randomUUID(),
        clock: () => new Date(),
        emit: (event) => {
          if (event.kind === 'crashed') onCrash(event.error)
        },
        channels,
        uncovered,
      }
      const queue = createQueue(
        { stills: 2, films: 1 },
        (job, signal) => runJob(job, ports, signal),
        (_, error) => onCrash(error),
      )
      await reconcile({ ...ports, queue })
      await queue.idle()
    },
    sweep: ({ isAlone = false, afterMs = 1_000, records: used = records, store: bytes = store } = {}) =>
      sweep(
        { records: used, store: bytes, channels, uncovered },
        { isAlone, now: new Date(Date.now() + afterMs) },
      ),
    async files(prefix) {
      const found: string[] = []
      for await (const { key } of store.list(prefix)) found.push(key)
      return found.sort()
    },
  }
}
