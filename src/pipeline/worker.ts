/** The worker's life: plans when woken, plans everything on the minute, gives its claims back when it stops. */
import { createEar } from './ear.ts'
import { type MarkPorts, markShown } from './mark-shown.ts'
import { tellWithdrawals } from './recall.ts'
import { type ReconcilePorts, reconcile, reconcileHonoree } from './reconcile.ts'

export interface Worker {
  /** Begins to hear what other processes change. */
  listen(): void
  /** Something of this honoree changed (null: anything). Bursts of changes become one plan. */
  wake(honoreeId: string | null): void
  /** Plans everybody now; calls that come while one runs share the next. */
  reconcileAll(): Promise<void>
  /** Resolves when nothing waits to be planned or rendered. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Autosave writes every few seconds while somebody types: a poster for every letter helps nobody. */
const settleMs = 1_000

/** Together with settling, a change elsewhere is planned within two seconds, what the asking takes included. */
const listenMs = 500

/** Every worker has planned everybody since. */
const rememberMs = 10 * 60_000

export interface WorkerPorts extends ReconcilePorts {
  readonly records: ReconcilePorts['records'] & MarkPorts['records']
  /** What is done before everybody is planned; it ends early when the worker stops. */
  readonly before?: (isStopped: () => boolean) => Promise<void>
}

export function createWorker(ports: WorkerPorts): Worker {
  const woken = new Set<string>()
  let all = false
  let timer: NodeJS.Timeout | null = null
  let planning: Promise<void> = Promise.resolve()
  let isStopped = false
  const hear = createEar(ports.records)
  let ear: NodeJS.Timeout | null = null
  let hearing: Promise<void> = Promise.resolve()
  let isDeaf = false
  /** Of the ledger when everything of it was marked and told last. */
  let settled: string | null = null

  const planEverybody = async (): Promise<void> => {
    await ports.records.forgetWakes(new Date(ports.clock().getTime() - rememberMs))
    await ports
      .before?.(() => isStopped)
      .catch((error: unknown) => ports.emit({ kind: 'crashed', what: 'before reconcile', error }))
    await reconcile(ports)
    // Who released or withdrew has marked and told already, unless it died in between.
    if ((await ports.records.ledgerPosition()) === settled) return
    const position = await markShown(null, ports)
    if (await tellWithdrawals(ports, ports.clock())) settled = position
  }

  const planWoken = async (): Promise<void> => {
    const plans = all ? [planEverybody] : [...woken].map((id) => () => reconcileHonoree(id, ports))
    woken.clear()
    all = false
    for (const plan of plans) {
      if (isStopped) return
      try {
        await plan()
      } catch (error) {
        // The next tick plans again; until then the cause is in the log. Nobody else waits for it.
        ports.emit({ kind: 'crashed', what: 'reconcile', error })
      }
    }
  }

  const schedule = (): Promise<void> => {
    planning = planning.then(planWoken)
    return planning
  }

  const wake = (honoreeId: string | null): void => {
    if (isStopped) return
    if (honoreeId === null) all = true
    else woken.add(honoreeId)
    timer ??= setTimeout(() => {
      timer = null
      void schedule()
    }, settleMs)
  }

  const look = async (): Promise<void> => {
    try {
      for (const honoreeId of await hear()) wake(honoreeId)
      isDeaf = false
    } catch (error) {
      // Said once: it is asked again in half a second, and the minute plans everybody anyway.
      if (!isDeaf) ports.emit({ kind: 'crashed', what: 'wakes', error })
      isDeaf = true
    }
    if (!isStopped) ear = setTimeout(listen, listenMs)
  }
  const listen = (): void => {
    hearing = look()
  }

  return {
    listen,
    wake,
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
      if (ear) clearTimeout(ear)
      timer = null
      await hearing
      await planning
      await ports.queue.stop()
    },
  }
}
