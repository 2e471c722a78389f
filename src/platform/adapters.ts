/** What the environment chooses: one switch for each concern that has more than one way to be met. */
import type { BlobStore, Job, WorkQueue } from '../pipeline/ports.ts'
import type { Env } from './env.ts'
import { createFileStore } from './file-store.ts'
import { createQueue } from './queue.ts'

/** By STORE. */
export function storeOf({ store, mediaDir }: Pick<Env, 'store' | 'mediaDir'>): BlobStore {
  switch (store) {
    case 'folder':
      return createFileStore(mediaDir)
  }
}

/** By QUEUE; `run` does a job, `onCrash` hears of those that threw. */
export function queueOf(
  { queue, stillSlots, filmSlots }: Pick<Env, 'queue' | 'stillSlots' | 'filmSlots'>,
  run: (job: Job, signal: AbortSignal) => Promise<void>,
  onCrash: (id: string, error: unknown) => void,
): WorkQueue {
  switch (queue) {
    case 'process':
      return createQueue({ stills: stillSlots, films: filmSlots }, run, onCrash)
  }
}
