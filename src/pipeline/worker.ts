/** The worker's life: plans when woken, plans everything on the minute, gives its claims back when it stops. */
import { type ReconcilePorts, reconcile, reconcileHonoree } from './reconcile.ts'

export interface Worker {
  /** Something of this honoree changed (null: anything). Bursts of changes become one plan. */
  wake(honoreeId: string | null): void
  /** Plans everybody now; calls that come while one runs share the next. */
  reconcileAll(): Promise<void>
  /** Resolves when nothing waits to be planned or rendered. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Autosave writes every few seconds while somebody types: a poster for every letter helps nobody. */
const settleMs = 1_500

export function createWorker(ports: ReconcilePorts): Worker {
  const woken = new Set<string>()
  let all = false
  let timer: NodeJS.Timeout | null = null
  let planning: Promise<void> = Promise.resolve()
  let isStopped = false

  const planWoken = async (): Promise<void> => {
    const ids = [...woken]
    woken.clear()
    const everybody = all
    all = false
    if (isStopped) return
    try {
      if (everybody) await reconcile(ports)
      else for (const id of ids) await reconcileHonoree(id, ports)
    } catch (error) {
      // The next tick plans again; until then the cause is in the log.
      ports.emit({ kind: 'crashed', what: 'reconcile', error })
    }
  }

  const schedule = (): Promise<void> => {
    planning = planning.then(planWoken)
    return planning
  }

  return {
    wake(honoreeId) {
      if (isStopped) return
      if (honoreeId === null) all = true
      else woken.add(honoreeId)
      timer ??= setTimeout(() => {
        timer = null
        void schedule()
      }, settleMs)
    },
    reconcileAll() {
      all = true
      return schedule()
    },
    async idle() {
      for (;;) {
        const awaited = planning
        await awaited
        await ports.queue.idle()
        if (timer) await new Promise((resolve) => setTimeout(resolve, settleMs))
        // A plan that began meanwhile may have queued more.
        else if (awaited === planning && !all && woken.size === 0) return
      }
    },
    async stop() {
      isStopped = true
      if (timer) clearTimeout(timer)
      timer = null
      await planning
      await ports.queue.stop()
    },
  }
}
