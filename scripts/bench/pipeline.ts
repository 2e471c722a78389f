/**
 * What the house costs around the bare work: the sample campaign through import, plan, queue, claims, store, database
 * and releases, against the same examinations and renders called one after the other with nothing around them.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { channels } from '../../src/channels/index.ts'
import { groupId } from '../../src/domain/group.ts'
import type { Step } from '../../src/domain/plan.ts'
import { openHouse } from '../../src/house.ts'
import { gather, groundOf } from '../../src/pipeline/gather.ts'
import { renderSteps } from '../../src/pipeline/render.ts'
import { scheduleCampaign } from '../../src/pipeline/schedule-campaign.ts'
import { createLog } from '../../src/platform/log.ts'
import { startServer } from '../../src/server.ts'
import { makeSampleCampaign, sampleCampaign } from '../fixtures/sample-campaign.ts'
import { importMaterials } from '../import-materials.ts'
import { type Bench, cpuSeconds, measured, median, tell } from './bench.ts'

const quiet = { campaign: sampleCampaign(new Date()), isDryRun: false, onStep: () => {} }

export const pipeline: Bench = {
  about: 'the demo campaign’s CPU seconds against the bare ffmpeg, sharp and takumi work inside it',
  rounds: 3,

  async compare(rounds) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-bench-'))
    const sample = path.join(folder, 'sample')
    const whole: number[] = []
    const bare: number[] = []
    const made = new Set<number>()
    try {
      await makeSampleCampaign(sample)
      for (let round = 0; round < rounds; round += 1) {
        for (const way of ['whole', 'bare'] as const) {
          const media = path.join(folder, `${way}-${round}`)
          const variables = {
            MEDIA_DIR: media,
            DATABASE_URL: '',
            NODE_ENV: 'production',
            ZUIMEI_DEMO: '1',
            ZUIMEI_ROLES: 'worker',
            PORT: String(33_000 + (process.pid % 20_000)),
          }
          const { cpu = 0, variants = 0 } = await measured(['pipeline', way, sample], variables)
          ;(way === 'whole' ? whole : bare).push(cpu)
          made.add(variants)
          console.log(`round ${round + 1}/${rounds} ${way}: ${cpu.toFixed(1)} CPU s, ${variants} variants`)
          await rm(media, { recursive: true, force: true })
        }
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    if (made.size !== 1)
      throw new Error(`bench: the two made different work: ${[...made].join(', ')} variants`)
    const overhead = median(whole.map((cpu, at) => cpu / (bare[at] ?? cpu)))
    return {
      rows: [
        ['', 'CPU s, median'],
        ['whole pipeline, process start to end', median(whole).toFixed(1)],
        ['bare examine + render', median(bare).toFixed(1)],
        ['overhead (aim ≤ 1.15)', overhead.toFixed(3)],
      ],
      ratios: { overhead: Number(overhead.toFixed(3)) },
    }
  },

  async measure([way, sample = '']) {
    if (way === 'whole') await runWhole(sample)
    else await runBare(sample)
  },
}

/** Everything the demo does but drawing the sample and building the studio. */
async function runWhole(sample: string): Promise<void> {
  const server = await startServer({ log: createLog('error') })
  const { campaignId } = await importMaterials(sample, server, quiet)
  server.worker?.wake(null)
  await server.worker?.idle()
  const window = { validFrom: new Date(), validUntil: null }
  const { records, renderer } = server
  await scheduleCampaign(
    campaignId ?? '',
    channels,
    () => window,
    { records, uncovered: renderer.uncovered },
    new Date(),
  )
  const done = (await records.workRows()).filter(({ state }) => state === 'done').length
  await server.stop()
  tell({ cpu: cpuSeconds(), variants: done })
}

/** The import that finds out what is to be made is not measured; the same examinations and renders then are. */
async function runBare(sample: string): Promise<void> {
  const house = await openHouse(() => {})
  const { records, renderer, store, scratch } = house
  const { campaignId } = await importMaterials(sample, house, quiet)
  const groups = new Map<string, Step[]>()
  if (!campaignId) throw new Error('bench: the sample was not imported')
  const ground = { ...(await groundOf({ records })), screens: [] }
  for (const editions of await records.honorees(campaignId)) {
    const { wanted } = await gather(editions, ground, { records, channels, uncovered: renderer.uncovered })
    for (const step of wanted)
      groups.set(groupId(step.group), [...(groups.get(groupId(step.group)) ?? []), step])
  }

  const startedAt = cpuSeconds()
  for (const file of await readdir(sample, { recursive: true, withFileTypes: true }))
    if (file.isFile()) await renderer.examine(path.join(file.parentPath ?? file.path, file.name), file.name)
  const dir = path.join(scratch, 'bare')
  let done = 0
  for (const steps of groups.values()) {
    await mkdir(dir, { recursive: true })
    const results = await renderSteps(steps, { renderer, store }, dir, new AbortController().signal, () => {})
    done += results.filter(({ result }) => result.ok).length
    await rm(dir, { recursive: true, force: true })
  }
  tell({ cpu: cpuSeconds() - startedAt, variants: done })
  await house.close()
}
