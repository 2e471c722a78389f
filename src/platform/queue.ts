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
  /** Groups that run, and whether they were asked for since: what they make was planned before that. */
  const running = new Map<string, { again: boolean }>()
  const stopping = new AbortController()

  const add = (job: Job): boolean => {
    const id = groupId(job.group)
    const current = running.get(id)
    if (current) current.again = true
    if (stopping.signal.aborted || known.has(id)) return false
    known.add(id)
    const { lane, priority } = queueOf[job.group.kind]
    const work = async (): Promise<void> => {
      const state = { again: false }
      running.set(id, state)
      try {
        if (!stopping.signal.aborted) await run(job, stopping.signal)
      } catch (error) {
        onCrash(id, error)
      } finally {
        running.delete(id)
        known.delete(id)
        if (state.again) add(job)
      }
    }
    // p-queue runs higher numbers first.
    void lanes[lane].add(work, { priority: -priority })
    return true
  }

  return {
    add,
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
