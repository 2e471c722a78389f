/** Two real processes on one database: what a studio takes in, a worker elsewhere begins without waiting for its minute. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../scripts/build.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const dist = path.join(root, 'dist', 'wakes')
const mongo = process.env.MONGODB_TEST_URL
let folder: string
const children = new Set<ChildProcess>()

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-wakes-'))
  await bundle({ process: 'test/wakes/process.ts' }, dist)
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
  await rm(dist, { recursive: true, force: true })
})

/** Resolves with what it says once it is ready. */
async function start(roles: string, port: number, media: string, databaseUrl: string) {
  const child = spawn(process.execPath, ['--conditions=production', path.join(dist, 'process.js')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PROCESSES: 'many',
      MEDIA_DIR: media,
      DATABASE_URL: databaseUrl,
      PAYLOAD_SECRET: 'only-for-tests-0123456789-abcdefghij',
      ALLOW_BUNDLED_FFMPEG: 'true',
      ZUIMEI_ROLES: roles,
      HOST: '127.0.0.1',
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.add(child)
  const said: string[] = []
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
  child.on('message', (what) => said.push(String(what)))
  await expect.poll(() => said.includes('ready') || child.exitCode !== null, { timeout: 120_000 }).toBe(true)
  expect(child.exitCode, out).toBe(null)
  return {
    said,
    out: () => out,
    add: (name: string) => child.send({ add: name }),
    async stop() {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      expect(await exited, out).toEqual([0, null])
      children.delete(child)
    },
  }
}

describe.each(mongo ? (['SQLite', 'MongoDB'] as const) : (['SQLite'] as const))('on %s', (kind) => {
  it('wakes the worker of another process', async () => {
    const media = await mkdtemp(path.join(folder, `${kind}-`))
    const databaseUrl =
      kind === 'SQLite' ? '' : `${mongo?.replace(/\/+$/, '')}/${path.basename(media).replace('-', '')}`
    const port = 31_000 + (process.pid % 15_000) * 2
    const studio = await start('studio,delivery', port, media, databaseUrl)
    const worker = await start('worker', port + 1, media, databaseUrl)
    // What the first could owe to a look that the worker's start asked for, the second cannot.
    for (const name of ['第一张.jpg', '第二张.jpg']) {
      studio.add(name)
      await expect.poll(() => studio.said, { timeout: 60_000 }).toContain(`added ${name}`)
      await expect
        .poll(() => studio.said, { timeout: 60_000, message: worker.out() })
        .toContain(`begun ${name}`)
    }
    await worker.stop()
    await studio.stop()
  })
})
