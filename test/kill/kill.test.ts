/**
 * `npm run demo` killed at twenty random points of its import and its renders. After each kill nothing recorded is
 * untrue; after the last start everything is there once and nothing else lies about.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundle } from '../../scripts/build.mjs'
import { makeSampleCampaign } from '../../scripts/fixtures/sample-campaign.ts'
import { channels } from '../../src/channels/index.ts'
import type { Found } from './inspect.ts'

const root = path.resolve(import.meta.dirname, '../..')
const dist = path.join(root, 'dist', 'kill')
const kills = 20
/** Short at first, so that the import is hit again and again; later long enough for a film, but not for the whole. */
const longestMs = (round: number): number => 2_000 + 1_100 * round
let folder: string
let media: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-kill-'))
  media = path.join(folder, 'media')
  await bundle({ demo: 'scripts/demo.ts', inspect: 'test/kill/inspect.ts' }, dist)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await rm(dist, { recursive: true, force: true })
})

/** Starts a bundle on the test's own folder. Without the studio's role: building it is not what is killed here. */
function start(name: 'demo' | 'inspect'): { child: ChildProcess; out: () => string } {
  const child = spawn(process.execPath, ['--conditions=production', path.join(dist, `${name}.js`)], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ZUIMEI_DEMO: '1',
      MEDIA_DIR: media,
      DATABASE_URL: '',
      PAYLOAD_SECRET: '',
      ZUIMEI_ROLES: 'delivery,worker',
      PORT: String(31_000 + (process.pid % 20_000)),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
  return { child, out: () => out }
}

async function inspect(): Promise<Found> {
  const { child, out } = start('inspect')
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`inspect ended with ${code}: ${out()}`)
  return JSON.parse(out().trim().split('\n').at(-1) ?? '') as Found
}

async function demoKilledAfter(ms: number): Promise<void> {
  const { child, out } = start('demo')
  const timer = setTimeout(() => child.kill('SIGKILL'), ms)
  const [code, signal] = await once(child, 'exit')
  clearTimeout(timer)
  // It serves until it is stopped, so any other end is a failure to start on what the last kill left.
  if (signal !== 'SIGKILL') throw new Error(`demo ended with ${code} by itself: ${out()}`)
}

async function demoToItsEnd(): Promise<string> {
  const { child, out } = start('demo')
  const exited = once(child, 'exit')
  await expect
    .poll(() => out().includes('再次运行 npm run demo') || child.exitCode !== null, {
      timeout: 600_000,
      interval: 500,
    })
    .toBe(true)
  child.kill('SIGTERM')
  expect(await exited, out()).toEqual([0, null])
  return out()
}

/** What must hold at any moment: a finished row has its bytes, every key once, no release twice. */
function expectTrue({ originals, variants, releases }: Found): void {
  expect(originals.filter(({ isTrue }) => !isTrue)).toEqual([])
  expect(variants.filter(({ file, isTrue }) => file !== null && !isTrue)).toEqual([])
  expect(new Set(variants.map(({ key }) => key)).size).toBe(variants.length)
  expect(new Set(releases).size).toBe(releases.length)
}

it('is whole after any kill', async () => {
  // Well before the sample is drawn, on any machine: no half folder may stand under its name.
  await demoKilledAfter(500 + Math.random() * 3_000)
  expect(await readdir(media).catch(() => [])).not.toContain('sample')
  await makeSampleCampaign(path.join(media, 'sample'))
  for (let round = 2; round <= kills; round += 1) {
    const ms = Math.round(500 + Math.random() * longestMs(round))
    await demoKilledAfter(ms)
    const found = await inspect()
    expectTrue(found)
    const done = found.variants.filter(({ state }) => state === 'done').length
    console.log(
      `kill ${round}/${kills} after ${ms} ms: ${found.originals.length} originals, ` +
        `${done} of ${found.wanted.length} variants, ${found.releases.length} releases`,
    )
  }

  expect(await demoToItsEnd()).toContain('十二个渠道的成品与发布已就绪')
  const found = await inspect()
  expectTrue(found)
  expect(found.variants.map(({ key }) => key).sort()).toEqual(found.wanted)
  expect(found.variants.filter(({ state }) => state !== 'done')).toEqual([])
  // Four of the five have all that is asked for; the fifth's papers are incomplete on purpose.
  expect(found.releases).toHaveLength(4 * channels.length)
  const known = new Set([...found.originals, ...found.variants].map(({ file }) => file))
  const rest = found.files.filter((file) => !known.has(file) && !/^(sample|quarantine)\//.test(file))
  expect(
    rest.filter((file) => !/^(secret|(server|guests)\.lock|zuimei\.db(-wal|-shm)?)$/.test(file)),
  ).toEqual([])
}, 1_500_000)
