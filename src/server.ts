/**
 * One entry, three roles: delivery answers partners and screens before anything else, the studio (Next) joins when it
 * is built, the worker makes what is missing. All three share one process by default.
 */

import { rm } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { createFrontDoor } from './app/front-door.ts'
import { openUploads } from './app/hand-in-uploads.ts'
import { sweepUploads } from './app/left-uploads.ts'
import { startMailing } from './app/mailing.ts'
import { createStudioDoor } from './app/studio-door.ts'
import { channels } from './channels/index.ts'
import { personOf } from './cms/access.ts'
import { isSetupOpen, setupPath } from './cms/first-admin.ts'
import { createDelivery, deliveryPath } from './delivery/app.ts'
import { rememberPlans } from './domain/plan-memory.ts'
import { thumbnailPrefix } from './domain/thumbnail.ts'
import { type House, openHouse } from './house.ts'
import { sweepIncoming } from './pipeline/hand-in/sweep.ts'
import { runJob } from './pipeline/job.ts'
import type { PipelineEvent } from './pipeline/ports.ts'
import { removeDemos } from './pipeline/removal.ts'
import { sweep } from './pipeline/sweep.ts'
import { createThumbnails } from './pipeline/thumbnails.ts'
import { createWorker, type Worker } from './pipeline/worker.ts'
import { queueOf } from './platform/adapters.ts'
import { createDrain } from './platform/drain.ts'
import { type Env, env } from './platform/env.ts'
import { sweepParts } from './platform/file-store.ts'
import { lockFolder, lockGuestsOut } from './platform/lock.ts'
import type { Logger } from './platform/log.ts'
import { every } from './platform/schedule.ts'
import { ServerRefused } from './server-refused.ts'

export interface Server extends Omit<House, 'close'> {
  /** Null unless this process has the worker's role. */
  readonly worker: Worker | null
  /** Looks for a finished studio build now instead of at the next tick; false when there is none. */
  findStudio(): Promise<boolean>
  /** Makes the first administrator, once; null when there is one. For the terminal, never for a log. */
  setupLink(): Promise<string | null>
  /** Takes no more requests, gives claims back, lets requests under way finish within the grace time, closes the database. */
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly log: Logger
  readonly onEvent?: (event: PipelineEvent) => void
  /** What the page says while the studio is not built, newest last. */
  readonly buildLines?: () => readonly string[]
}

export async function startServer(options: ServerOptions): Promise<Server> {
  const settings = env()
  const { log, onEvent = () => {} } = options
  const startedAt = new Date()
  const unlock = await takeFolder(settings)

  let worker: Worker | null = null
  const house = await openHouse((honoreeId) => worker?.wake(honoreeId)).catch((error: unknown) => {
    unlock()
    throw error
  })
  const { records, store, clock } = house
  const emit = (event: PipelineEvent): void => {
    if (event.kind === 'crashed') log.error({ err: event.error, what: event.what }, 'pipeline')
    onEvent(event)
  }

  const thumbnails = createThumbnails(house)
  const delivery = createDelivery({
    records,
    store,
    channels,
    thumbnails,
    now: clock,
    secret: settings.payloadSecret,
    async signedIn(headers) {
      const { user } = await house.payload.auth({ headers })
      return personOf(user)
    },
    publicUrl: settings.publicUrl,
    log,
  })
  const studio = createStudioDoor(settings, log, options.buildLines)
  const answerDelivery = getRequestListener(delivery.fetch)
  const isOpenHere = settings.roles.has('studio')
  const uploads = openUploads(house, settings, log)
  const frontDoor = createFrontDoor({
    ...settings,
    payload: house.payload,
    secret: settings.payloadSecret,
    log,
    // A worker alone still says whether it is well.
    isForDelivery: (url) =>
      deliveryPath.test(url) && (settings.roles.has('delivery') || url.startsWith('/healthz')),
    delivery: answerDelivery,
    uploads,
    studio: isOpenHere ? studio.answer : null,
  })
  const server = serverOf(frontDoor)
  const drain = createDrain(server)
  await listen(server, settings).catch((error: unknown) => {
    unlock()
    throw error
  })

  const stops: (() => Promise<void>)[] = []
  if (settings.roles.has('worker')) {
    const hears = (working: Worker): void => {
      worker = working
    }
    stops.push(...(await startWorking({ ...house, emit, thumbnails }, settings, log, startedAt, hears)))
  }
  if (isOpenHere) stops.push(await clearUploads(house, uploads, settings, log))
  stops.push(studio.watch())

  return {
    ...house,
    worker,
    findStudio: studio.find,
    async setupLink() {
      const isOpen = isOpenHere && (await isSetupOpen(house.payload))
      return isOpen ? `${settings.publicUrl}${setupPath(settings.payloadSecret, clock())}` : null
    },
    async stop() {
      // Claims are free for others at once; whoever uploads may finish meanwhile.
      await Promise.all([drain.end(settings.graceSeconds * 1000), ...stops.map((stop) => stop())])
      await delivery.settle()
      await house.close()
      unlock()
    },
  }
}

interface WorkingHouse extends House {
  readonly emit: (event: PipelineEvent) => void
  readonly thumbnails: ReturnType<typeof createThumbnails>
}

/** All that the worker does by itself, and how it ends; `hears` is given the worker as soon as it may be woken. */
async function startWorking(
  house: WorkingHouse,
  settings: Env,
  log: Logger,
  startedAt: Date,
  hears: (worker: Worker) => void,
): Promise<readonly (() => Promise<void>)[]> {
  const { records, renderer, clock, emit } = house
  const jobPorts = { ...house, channels, uncovered: renderer.uncovered, plan: rememberPlans() }
  const isAlone = settings.processes === 'one'
  const queue = queueOf(
    settings,
    (job, signal) => runJob(job, jobPorts, signal),
    (what, error) => emit({ kind: 'crashed', what, error }),
  )
  const before = (isStopped: () => boolean): Promise<void> => removeDemos(house, isStopped)
  const worker = createWorker({ ...jobPorts, queue, before })
  hears(worker)
  // Before anything of this process writes, what lies without a row was left by a crash.
  if (isAlone) await records.abandonClaims()
  const sweepAt = async (now: Date, how: { isAlone: boolean }): Promise<void> => {
    await sweep(jobPorts, { ...how, now })
  }
  // A start depends on no document: what fails here is tried again at night.
  await sweepAt(startedAt, { isAlone }).catch((error: unknown) =>
    emit({ kind: 'crashed', what: 'sweep', error }),
  )
  worker.listen()
  void worker.reconcileAll()
  return [
    every('* * * * *', 'reconcile', () => worker.reconcileAll(), log),
    every('30 3 * * *', 'sweep', () => sweepAt(clock(), { isAlone: false }), log),
    () => worker.stop(),
    startMailing(house, settings, log),
  ]
}

/** Now and every night: what stopped arriving, and what waits for nobody. */
async function clearUploads(
  { records, store, clock }: House,
  uploads: ReturnType<typeof openUploads>,
  { mediaDir }: Env,
  log: Logger,
): Promise<() => Promise<void>> {
  const left = path.join(mediaDir, 'work', 'uploads')
  const clear = async (): Promise<void> => {
    await sweepUploads(left, clock())
    await uploads.sweep(clock())
    await sweepIncoming({ records, store }, clock())
  }
  await clear()
  return every('40 3 * * *', 'left uploads', clear, log)
}

/** Claims the embedded store for this process and, when it has it for itself, clears what a killed one left half done. */
async function takeFolder({ mediaDir, processes }: Env): Promise<() => void> {
  const name = path.basename(mediaDir)
  const unlock = lockFolder(mediaDir, processes === 'one' ? 'alone' : 'beside others')
  if (!unlock)
    throw new ServerRefused(
      `已有一个最美进程正在使用文件夹“${name}”，请先停止它（在它的窗口按 Ctrl-C），再重新启动；要几个进程一起运行，请给每一个都设置 PROCESSES=many。`,
    )
  if (processes === 'many') return unlock
  const letGuestsIn = lockGuestsOut(mediaDir)
  if (!letGuestsIn) {
    unlock()
    throw new ServerRefused(`正在向文件夹“${name}”导入材料，请等导入结束后再启动。`)
  }
  try {
    await rm(path.join(mediaDir, 'work'), { recursive: true, force: true })
    await sweepParts(mediaDir, ['originals', 'variants', thumbnailPrefix, 'incoming'])
  } finally {
    letGuestsIn()
  }
  return unlock
}

function serverOf(frontDoor: http.RequestListener): http.Server {
  // Looked at often, so that headers that trickle end when they should.
  const server = http.createServer({ connectionsCheckingInterval: 5_000 }, frontDoor)
  // Films arrive over slow lines: the body may take long, the headers may not. Strangers' bodies are timed by admission.
  server.requestTimeout = 0
  server.headersTimeout = 15_000
  server.keepAliveTimeout = 5_000
  return server
}

function listen(server: http.Server, { port, host }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      reject(
        isTaken
          ? new ServerRefused(
              `端口 ${port} 已被占用，请关闭占用它的程序，或用环境变量 PORT 换一个端口后再启动。`,
            )
          : error,
      )
    })
    server.listen(port, host, resolve)
  })
}
