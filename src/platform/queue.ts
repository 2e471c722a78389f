/** The in-process work queue: two lanes, so that a film of minutes never holds up a photograph of milliseconds. */
import PQueue from 'p-queue'
import { groupId, queueOf } from '../domain/group.ts'
import type { Job, WorkQueue } from '../pipeline/ports.ts'

/** `onCrash` hears of jobs that threw: the queue goes on, the difference brings the job back. */
export function createQueue(
  slots: { stills: number; films: number },
  run: (job: Job, signal: AbortSignal) => Promise<void>,
  onCrash: (id: string, error: unknown) => void,
): WorkQueue {
  const lanes = {
    still: new PQueue({ concurrency: slots.stills }),
    film: new PQueue({ concurrency: slots.films }),
  }
  const known = new Set<string>()
  const stopping = new AbortController()

  return {
    add(job) {
      const id = groupId(job.group)
      if (stopping.signal.aborted || known.has(id)) return false
      known.add(id)
      const { lane, priority } = queueOf[job.group.kind]
      void lanes[lane].add(
        async () => {
          try {
            if (!stopping.signal.aborted) await run(job, stopping.signal)
          } catch (error) {
            onCrash(id, error)
          } finally {
            known.delete(id)
          }
        },
        // p-queue runs higher numbers first.
        { priority: -priority },
      )
      return true
    },
    async idle() {
      do {
        await Promise.all([lanes.still.onIdle(), lanes.film.onIdle()])
      } while (lanes.still.size + lanes.still.pending + lanes.film.size + lanes.film.pending > 0)
    },
    async stop() {
      stopping.abort()
      await Promise.all([lanes.still.onIdle(), lanes.film.onIdle()])
    },
  }
}
