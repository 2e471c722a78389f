/**
 * `npm run demo` killed at random points of its start, its import, its renders and its releases. After each kill nothing
 * recorded is untrue; after the last start everything is there once and nothing else lies about. `KILL_ROUNDS=100` kills
 * longer and `KILL_SEED=1` elsewhere; five hit each of the four once.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleMark } from '../../scripts/fixtures/sample-campaign.ts'
import { channels } from '../../src/channels/index.ts'
import { measureFile } from '../../src/render/measure.ts'
import { folderOf, makeHandIn, type Person } from '../fixtures/hand-in.ts'
import { programs, root } from '../fixtures/programs.ts'
import { countIn, type Found, findIn } from './found.ts'

/** Of twelve kills: one while the sample is drawn, and of the rest so many in each of these, in this order. */
const phases = { start: 2, import: 3, renders: 3, releases: 3 } as const
type Phase = keyof typeof phases
const kills = Number(process.env.KILL_ROUNDS ?? 5)
/** The first is the one while the sample is drawn. */
const rounds = Array.from({ length: kills - 1 }, (_, at) => at + 2)
/** From the spawn; a start takes one to four seconds. */
const longestStartMs = 1_200
/**
 * The others are killed when so many more originals, variants or releases lie there than before, whenever a machine gets
 * there, and up to so many milliseconds later.
 */
const longest = {
  import: { more: 5, ms: 200 },
  renders: { more: 6, ms: 500 },
  releases: { more: 2, ms: 30 },
} as const
/** The same points every time, printed with the rounds: a failure can be run again as it was. */
const seed = Number(process.env.KILL_SEED ?? 20_261_124)
const random = mulberry32(seed)

/** A hand-in that renders in seconds, so that rounds are spent on kills: a whole nominee and one who lacks a photo. */
const nominees: readonly Person[] = ['艾力·买买提', '周行远'].map((name, at) => ({
  unit: `第${at + 1}学会`,
  name,
  workplace: `第${at + 1}研究所`,
}))
let folder: string
let media: string
let fileOf: Awaited<ReturnType<typeof programs>>

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-kill-'))
  media = path.join(folder, 'media')
  fileOf = await programs()
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Starts a bundle on the test's own folder. Without the studio's role: building it is not what is killed here. */
function start(name: 'demo' | 'wanted'): { child: ChildProcess; out: () => string } {
  const child = spawn(process.execPath, ['--conditions=production', fileOf(name)], {
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

function mulberry32(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** In the sample's place, so that the demo takes it for the sample. */
async function handIn(dir: string): Promise<void> {
  await makeHandIn(dir, nominees)
  const lacking = nominees.at(-1)
  if (lacking) await rm(path.join(folderOf(dir, lacking), `${lacking.name}3.jpg`))
  await writeFile(path.join(dir, sampleMark.file), sampleMark.text)
}

/** Keys of what the plan wants, done or not. */
async function wantedKeys(): Promise<string[]> {
  const { child, out } = start('wanted')
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`wanted ended with ${code}: ${out()}`)
  return JSON.parse(out().trim().split('\n').at(-1) ?? '') as string[]
}

interface Place {
  /** From the spawn where nothing is waited for. */
  readonly ms: number
  readonly until: { readonly phase: keyof typeof longest; readonly more: number } | null
}

function phaseOf(round: number): Phase {
  const all = Object.values(phases).reduce((sum, share) => sum + share, 0)
  let past = 0
  for (const [phase, share] of Object.entries(phases) as [Phase, number][]) {
    past += share
    if ((round - 2) / (kills - 1) < past / all) return phase
  }
  return 'releases'
}

function placeOf(round: number): Place {
  const phase = phaseOf(round)
  // Spread over a start, so that a machine of any speed is hit in one.
  if (phase === 'start') {
    const all = rounds.filter((one) => phaseOf(one) === 'start').length
    return { ms: ((round - 2 + random()) / all) * longestStartMs, until: null }
  }
  const { more, ms } = longest[phase]
  return { until: { phase, more: 1 + Math.floor(random() * more) }, ms: random() * ms }
}

const hasStarted = (out: string): boolean => out.includes('分发服务已启动')
const hasEnded = (out: string): boolean => out.includes('再次运行 npm run demo')

/** How many there will be, as far as that is known before. */
async function allOf(phase: keyof typeof longest): Promise<number> {
  if (phase === 'renders') return Number.POSITIVE_INFINITY
  if (phase === 'releases') return (nominees.length - 1) * channels.length
  // The same bytes for two people lie in the store once.
  const hashes = new Set<string>()
  for (const one of nominees) {
    const own = folderOf(path.join(media, 'sample'), one)
    for (const file of await readdir(own)) hashes.add((await measureFile(path.join(own, file))).sha256)
  }
  return hashes.size
}

/** Kills there, at the latest when all is done; answers whether the server had started. */
async function killDemo({ ms, until }: Place): Promise<boolean> {
  const { child, out } = start('demo')
  const exited = once(child, 'exit')
  if (until) {
    let least = Number.POSITIVE_INFINITY
    const all = await allOf(until.phase)
    const isThere = async (): Promise<boolean> => {
      if (child.exitCode !== null) return true
      if (!hasStarted(out())) return false
      const count = await countIn(media, until.phase)
      // What the last kill left without a row goes at the start.
      least = Math.min(least, count)
      // Short of all of them: the next phase is not this round's.
      return count >= Math.min(least + until.more, all - 1) || hasEnded(out())
    }
    await expect.poll(isThere, { timeout: 300_000, interval: until.phase === 'import' ? 20 : 50 }).toBe(true)
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), ms)
  const [code, signal] = await exited
  clearTimeout(timer)
  // It serves until it is stopped, so any other end is a failure to start on what the last kill left.
  if (signal !== 'SIGKILL') throw new Error(`demo ended with ${code} by itself: ${out()}`)
  return hasStarted(out())
}

async function demoToItsEnd(): Promise<string> {
  const { child, out } = start('demo')
  const exited = once(child, 'exit')
  await expect
    .poll(() => hasEnded(out()) || child.exitCode !== null, { timeout: 600_000, interval: 50 })
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
  await killDemo({ ms: 500 + random() * 3_000, until: null })
  expect(await readdir(media).catch(() => [])).not.toContain('sample')
  await handIn(path.join(media, 'sample'))
  console.log(`kills seeded with ${seed}`)
  const starts: boolean[] = []
  const seen: { originals: number; done: number; releases: number }[] = []
  for (const round of rounds) {
    const { ms, until } = placeOf(round)
    starts.push(await killDemo({ ms, until }))
    const found = await findIn(media)
    expectTrue(found)
    const { variants, releases } = found
    const done = variants.filter(({ state }) => state === 'done').length
    seen.push({ originals: found.originals.length, done, releases: releases.length })
    console.log(
      `kill ${round}/${kills} ${Math.round(ms)} ms after ${until ? `${until.more} more of ${until.phase}` : 'the spawn'}: ` +
        `${found.originals.length} originals, ${done} of ${variants.length} variants, ${releases.length} releases`,
    )
  }

  expect(await demoToItsEnd()).toContain('十二个渠道的成品与发布已就绪')
  const made = await findIn(media)
  expectTrue(made)
  // What was made of a person whose photographs were still coming in leaves in two steps: its row at the next start's
  // sweep, its bytes at the one after.
  await demoToItsEnd()
  await demoToItsEnd()
  const found = await findIn(media)
  expectTrue(found)
  const wanted = await wantedKeys()
  expect(wanted.filter((key) => !made.variants.some((row) => row.key === key))).toEqual([])
  expect(found.variants.map(({ key }) => key).sort()).toEqual(wanted)
  expect(found.variants.filter(({ state }) => state !== 'done')).toEqual([])
  expect(found.releases).toHaveLength((nominees.length - 1) * channels.length)
  // The kills hit what they were meant for.
  const isAmidst = (of: keyof (typeof seen)[number], all: number): boolean =>
    seen.some((one) => one[of] > 0 && one[of] < all)
  expect(starts).toContain(false)
  expect(isAmidst('originals', found.originals.length), 'killed amidst the import').toBe(true)
  expect(isAmidst('done', found.variants.length), 'killed amidst the renders').toBe(true)
  expect(isAmidst('releases', found.releases.length), 'killed amidst the releases').toBe(true)
  const known = new Set([...found.originals, ...found.variants].map(({ file }) => file))
  // A small picture belongs to the file it shows.
  const shown = (file: string): string => /^thumbnails\/(.+)\.webp$/.exec(file)?.[1] ?? file
  const rest = found.files.filter((file) => !known.has(shown(file)) && !/^(sample|quarantine)\//.test(file))
  expect(
    rest.filter((file) => !/^(secret|(server|guests)\.lock|zuimei\.db(-wal|-shm)?)$/.test(file)),
  ).toEqual([])
}, 1_500_000)
