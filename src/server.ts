/**
 * One entry, three roles: delivery answers partners and screens before anything else, the studio (Next) joins when it
 * is built, the worker makes what is missing. All three share one process by default.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Payload } from 'payload'
import { buildingPage } from './app/building-page.ts'
import { isStudioBuilt, openStudio } from './app/studio.ts'
import { channels } from './channels/index.ts'
import { openCms } from './cms/open.ts'
import { setRuntime } from './cms/runtime.ts'
import { createDelivery } from './delivery/app.ts'
import { signPath } from './delivery/signed-link.ts'
import type { BlobStore, IntakeRecords, PipelineEvent, Records, Renderer } from './pipeline/ports.ts'
import { sweep } from './pipeline/sweep.ts'
import { createWorker, type Worker } from './pipeline/worker.ts'
import type { Env } from './platform/env.ts'
import { createFileStore, sweepParts } from './platform/file-store.ts'
import type { Logger } from './platform/log.ts'
import { createQueue } from './platform/queue.ts'
import { every } from './platform/schedule.ts'
import { createRenderer } from './render/renderer.ts'

export interface Server {
  /** Where it listens, e.g. http://127.0.0.1:3000. */
  readonly url: string
  readonly payload: Payload
  readonly records: Records & IntakeRecords
  readonly renderer: Renderer
  readonly store: BlobStore
  /** Null unless this process has the worker's role. */
  readonly worker: Worker | null
  /** Folder for half-made files of this process. */
  readonly scratch: string
  /** Looks for a finished studio build now instead of at the next tick. */
  findStudio(): Promise<boolean>
  /** Stops taking requests, gives claims back, closes the database. */
  stop(): Promise<void>
}

/** Staff previews last a working day; they are made anew with every page. */
const staffLinkMs = 12 * 3_600_000

/** Everything below these belongs to delivery and never enters Next. */
const deliveryPath = /^\/(feeds|items|packs|files|receipts|healthz|schemas|openapi\.json)(?=[/.?]|$)/

export async function startServer(
  env: Env,
  { log, onEvent = () => {} }: { log: Logger; onEvent?: (event: PipelineEvent) => void },
): Promise<Server> {
  const owner = `${process.pid}-${randomUUID().slice(0, 8)}`
  const isWorker = env.roles.has('worker')
  // SQLite and the folder store serve one machine; a worker there has nobody beside it.
  const isAlone = isWorker && env.databaseUrl.startsWith('file:')
  const work = path.join(env.mediaDir, 'work')
  const scratch = path.join(work, owner)
  if (isAlone) {
    await rm(work, { recursive: true, force: true })
    await sweepParts(env.mediaDir, ['originals', 'variants'])
  }
  await mkdir(scratch, { recursive: true })

  const store = createFileStore(env.mediaDir)
  const renderer = await createRenderer({
    ffmpegPath: env.ffmpegPath,
    ffprobePath: env.ffprobePath,
    allowsBundled: env.allowsBundledFfmpeg,
  })
  const { payload, records, close } = await openCms()
  const clock = (): Date => new Date()
  const emit = (event: PipelineEvent): void => {
    if (event.kind === 'crashed') log.error({ err: event.error, what: event.what }, 'pipeline')
    onEvent(event)
  }

  const worker = isWorker
    ? createWorker({
        records,
        renderer,
        store,
        scratch,
        owner,
        clock,
        emit,
        channels,
        uncovered: renderer.uncovered,
        queue: createQueue({ stills: env.stillSlots, films: env.filmSlots }, (what, error) =>
          emit({ kind: 'crashed', what, error }),
        ),
      })
    : null

  setRuntime({
    store,
    examine: renderer.examine,
    uncovered: renderer.uncovered,
    wake: (honoreeId) => worker?.wake(honoreeId),
    link: (storageKey) =>
      signPath(env.payloadSecret, `/files/${storageKey}`, new Date(Date.now() + staffLinkMs), 'staff'),
    now: clock,
  })

  const delivery = createDelivery({
    records,
    store,
    channels,
    now: clock,
    secret: env.payloadSecret,
    publicUrl: env.publicUrl,
    log,
  })
  const answerDelivery = getRequestListener(delivery.fetch)

  type Handler = (req: http.IncomingMessage, res: http.ServerResponse) => Promise<void> | void
  let answerStudio: Handler | null = null
  let opening: Promise<boolean> | null = null
  const findStudio = (): Promise<boolean> => {
    if (answerStudio) return Promise.resolve(true)
    opening ??= (async () => {
      if (!isStudioBuilt(process.cwd())) return false
      answerStudio = await openStudio({ dir: process.cwd(), port: env.port, hostname: env.host })
      return true
    })().finally(() => {
      opening = null
    })
    return opening
  }

  const server = http.createServer((req, res) => {
    const url = req.url ?? '/'
    // A worker alone still says whether it is well.
    if (deliveryPath.test(url) && (env.roles.has('delivery') || url.startsWith('/healthz'))) {
      void answerDelivery(req, res)
      return
    }
    if (env.roles.has('studio') && answerStudio) {
      Promise.resolve(answerStudio(req, res)).catch((error: unknown) => {
        log.error({ err: error }, 'studio')
        if (!res.headersSent) res.writeHead(500).end()
      })
      return
    }
    res.writeHead(503, {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '5',
      'cache-control': 'no-store',
    })
    res.end(buildingPage())
  })
  // Films arrive over slow lines: the body may take long, the headers may not.
  server.requestTimeout = 0
  server.headersTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.port, env.host, resolve)
  })

  const stops: (() => Promise<void>)[] = []
  if (worker) {
    const sweepAll = (): Promise<unknown> =>
      sweep({ records, store, channels, uncovered: renderer.uncovered }, { isAlone })
    await sweepAll()
    void worker.reconcileAll()
    stops.push(every('* * * * *', 'reconcile', () => worker.reconcileAll(), log))
    stops.push(every('30 3 * * *', 'sweep', sweepAll, log))
  }
  if (env.roles.has('studio')) {
    const look = (): void => {
      findStudio().catch((error: unknown) => log.error({ err: error }, 'studio'))
    }
    look()
    const timer = setInterval(look, 5_000)
    stops.push(async () => clearInterval(timer))
  }

  return {
    url: `http://${env.host === '0.0.0.0' ? '127.0.0.1' : env.host}:${env.port}`,
    payload,
    records,
    renderer,
    store,
    worker,
    scratch,
    findStudio,
    async stop() {
      server.close()
      server.closeIdleConnections()
      for (const stop of stops) await stop()
      await worker?.stop()
      server.closeAllConnections()
      await close()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}
