/** Opens the rooms one process needs and wires them once: bytes, renderer, database, and what hooks ask of them. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Payload } from 'payload'
import { checkup } from './checkup.ts'
import { slugOf } from './cms/hooks/fill-slug.ts'
import { type Cms, openCms } from './cms/open.ts'
import type { AllRecords } from './cms/records.ts'
import { setRuntime } from './cms/runtime.ts'
import { signPath, staffExpiry } from './delivery/signed-link.ts'
import { digestOfFile } from './pipeline/accept-material.ts'
import { remember } from './pipeline/hand-in/remember.ts'
import { createLatest } from './pipeline/latest.ts'
import type { BlobStore, Renderer } from './pipeline/ports.ts'
import { sketchWith } from './pipeline/preview-posters.ts'
import { storeOf } from './platform/adapters.ts'
import { env } from './platform/env.ts'
import { holdName, isNameHeld } from './platform/lock.ts'
import { createLog } from './platform/log.ts'
import { documentReader } from './render/documents/document-reader.ts'
import { createRenderer } from './render/renderer.ts'

export interface House {
  readonly payload: Payload
  readonly records: AllRecords
  readonly renderer: Renderer
  readonly store: BlobStore
  /** Names this process in claims. */
  readonly owner: string
  /** Folder for half-made files of this process alone; gone after `close`. */
  readonly scratch: string
  readonly clock: () => Date
  close(): Promise<void>
}

/** Migrates the database on the way. `wake` hears which honoree's material changed (null: anybody's); workers of other processes hear it through the database. */
export async function openHouse(wake: (honoreeId: string | null) => void): Promise<House> {
  // The process's own, which the studio's configuration reads too: there is no second one to differ from it.
  const settings = env()
  const owner = `${process.pid}-${randomUUID().slice(0, 8)}`
  const scratch = path.join(settings.mediaDir, 'work', owner)
  await mkdir(scratch, { recursive: true })
  const leaveName = holdName(settings.mediaDir, owner)
  const store = storeOf(settings)
  const renderer = createRenderer({
    ffmpegPath: settings.ffmpegPath,
    ffprobePath: settings.ffprobePath,
    allowsBundled: settings.allowsBundledFfmpeg,
  })
  const clock = (): Date => new Date()
  let cms: Cms | null = null
  const leaving = new Set<Promise<void>>()
  const leave = (honoreeId: string | null): void => {
    if (!cms) return
    const left = cms.records
      .leaveWake(honoreeId, clock())
      // The worker's next minute finds the change all the same.
      .catch((error: unknown) => createLog('error').error({ err: error }, 'wake'))
      .finally(() => leaving.delete(left))
    leaving.add(left)
  }
  setRuntime({
    owner,
    isAlive: (name) => isNameHeld(settings.mediaDir, name),
    store,
    examine: renderer.examine,
    uncovered: renderer.uncovered,
    subject: remember((storageKey: string, atMs?: number) =>
      store.withLocal(storageKey, (file) => renderer.subject(file, atMs)),
    ),
    // One at a time leaves the other core to whoever works in the studio.
    sketch: sketchWith(createLatest({ atOnce: 1, waiting: 20 }), store, renderer),
    wake(honoreeId) {
      wake(honoreeId)
      leave(honoreeId)
    },
    link: (storageKey, person) =>
      signPath(settings.payloadSecret, `/files/${storageKey}`, staffExpiry(clock()), person),
    now: clock,
    async checkup() {
      return cms ? checkup({ records: cms.records, store }, settings, clock()) : []
    },
    intake: {
      reader: {
        ...documentReader,
        text: remember(documentReader.text),
        table: remember(documentReader.table),
      },
      examine: remember(renderer.examine),
      digest: remember(digestOfFile),
      uncovered: renderer.uncovered,
      slugOf,
      scratch,
      emit: () => {},
    },
  })
  cms = await openCms()
  const { payload, records, close } = cms
  return {
    payload,
    records,
    renderer,
    store,
    owner,
    scratch,
    clock,
    async close() {
      await Promise.all(leaving)
      await close()
      leaveName()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}
