/** Killed at twenty random points of an import, the house is whole after the next start: nothing twice, nothing lost, nothing left over. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findTools } from '../../src/render/ffmpeg-tools.ts'
import { makeSmallMaterials, originalCount } from './materials.ts'

const root = path.resolve(import.meta.dirname, '../..')
const dist = path.join(root, 'dist', 'kill')
const kills = 20
let folder: string
let materials: string
let media: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-kill-'))
  materials = path.join(folder, 'materials')
  media = path.join(folder, 'media')
  const { ffmpeg } = await findTools({ ffmpegPath: null, ffprobePath: null, allowsBundled: true })
  await makeSmallMaterials(materials, ffmpeg)
  await build({
    absWorkingDir: root,
    entryPoints: ['test/kill/subject.ts', 'test/kill/inspect.ts'],
    outdir: dist,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['production'],
    logLevel: 'warning',
  })
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await rm(dist, { recursive: true, force: true })
})

/** Runs a bundle on the test's own folder; killed after `killMs` when given. */
async function run(
  name: string,
  args: readonly string[],
  killMs: number | null,
): Promise<{ out: string; ms: number }> {
  const startedAt = Date.now()
  const child = spawn(process.execPath, ['--conditions=production', path.join(dist, `${name}.js`), ...args], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ZUIMEI_DEMO: '1',
      MEDIA_DIR: media,
      DATABASE_URL: '',
      PAYLOAD_SECRET: '',
      ZUIMEI_ROLES: 'worker',
      PORT: String(31_000 + (process.pid % 20_000)),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const timer = killMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killMs)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (timer) clearTimeout(timer)
  if (code !== 0 && code !== null) throw new Error(`${name} ended with ${code}: ${err.slice(0, 2000)}`)
  return { out, ms: Date.now() - startedAt }
}

async function expectWhole(): Promise<void> {
  expect((await run('subject', [materials], null)).out).toContain('whole')
  const { out } = await run('inspect', [], null)
  const found = JSON.parse(out.trim().split('\n').at(-1) ?? '') as {
    files: string[]
    variants: { key: string; state: string; file: string | null; isTrue: boolean }[]
    originals: { file: string; isTrue: boolean }[]
    releases: string[]
  }
  expect(found.originals).toHaveLength(originalCount)
  expect(found.originals.every(({ isTrue }) => isTrue)).toBe(true)
  expect(found.variants.length).toBeGreaterThan(40)
  expect(new Set(found.variants.map(({ key }) => key)).size).toBe(found.variants.length)
  expect(found.variants.filter(({ state, isTrue }) => state !== 'done' || !isTrue)).toEqual([])
  expect(new Set(found.releases).size).toBe(found.releases.length)
  // Television and the two short-video channels show films, which one of the two has.
  expect(found.releases.length).toBe(21)
  const known = [...found.originals.map(({ file }) => file), ...found.variants.map(({ file }) => file)]
  const rest = found.files.filter((file) => !known.includes(file))
  expect(rest.filter((file) => !/^(secret|zuimei\.db(-wal|-shm)?)$/.test(file))).toEqual([])
}

it('is whole after any kill', async () => {
  const { ms } = await run('subject', [materials], null)
  await expectWhole()
  for (let round = 0; round < kills; round += 1) {
    // Every fifth kill starts from nothing, so that early and late moments are hit alike.
    if (round % 5 === 0) await rm(media, { recursive: true, force: true })
    const killMs = Math.round(300 + Math.random() * ms)
    console.log(`kill ${round + 1}/${kills} after ${killMs} ms of ${ms}`)
    await run('subject', [materials], killMs)
    if (round % 5 === 4) await expectWhole()
  }
}, 900_000)
