/** Opens the rooms one process needs and wires them once: bytes, renderer, database, and what hooks ask of them. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Payload } from 'payload'
import { openCms } from './cms/open.ts'
import { setRuntime } from './cms/runtime.ts'
import { signPath } from './delivery/signed-link.ts'
import type { BlobStore, IntakeRecords, Records, Renderer } from './pipeline/ports.ts'
import type { Env } from './platform/env.ts'
import { createFileStore } from './platform/file-store.ts'
import { createRenderer } from './render/renderer.ts'

export interface House {
  readonly payload: Payload
  readonly records: Records & IntakeRecords
  readonly renderer: Renderer
  readonly store: BlobStore
  /** Names this process in claims. */
  readonly owner: string
  /** Folder for half-made files of this process alone; gone after `close`. */
  readonly scratch: string
  readonly clock: () => Date
  close(): Promise<void>
}

/** Staff previews last a working day; they are made anew with every page. */
const staffLinkMs = 12 * 3_600_000

/** Migrates the database on the way. `wake` hears which honoree's material changed (null: anybody's). */
export async function openHouse(env: Env, wake: (honoreeId: string | null) => void): Promise<House> {
  const owner = `${process.pid}-${randomUUID().slice(0, 8)}`
  const scratch = path.join(env.mediaDir, 'work', owner)
  await mkdir(scratch, { recursive: true })
  const store = createFileStore(env.mediaDir)
  const renderer = createRenderer({
    ffmpegPath: env.ffmpegPath,
    ffprobePath: env.ffprobePath,
    allowsBundled: env.allowsBundledFfmpeg,
  })
  const clock = (): Date => new Date()
  setRuntime({
    store,
    examine: renderer.examine,
    uncovered: renderer.uncovered,
    wake,
    link: (storageKey) =>
      signPath(env.payloadSecret, `/files/${storageKey}`, new Date(clock().getTime() + staffLinkMs), 'staff'),
    now: clock,
  })
  const { payload, records, close } = await openCms()
  return {
    payload,
    records,
    renderer,
    store,
    owner,
    scratch,
    clock,
    async close() {
      await close()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}
