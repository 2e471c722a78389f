/**
 * The studio in a real browser: what a hand rests on to take in twenty units, and how long each page takes until it can be
 * used, with 5, 20 and 200 people. Needs Chromium and `npm run build`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { openHouse } from '../../src/house.ts'
import { countEffort, folders, takeInTwenty } from '../../test/browser/campaign-day.ts'
import { foundStudio, list, type Studio, send, signIn } from '../../test/browser/materials.ts'
import { type RunningServer, startBuiltServer } from '../../test/browser/server.ts'
import { seedPeople } from '../../test/fixtures/people.ts'
import { makeTwentyUnits } from '../../test/fixtures/twenty-units.ts'
import { type Bench, measured, median, tell } from './bench.ts'

const counts = [5, 20, 200] as const
/** Milliseconds a page may take on two idle cores. */
const limitMs = 1_500
const maxClicks = 60
/** It would take the cores from the pages, and look for originals of people made up. */
const withoutWorker = { ZUIMEI_ROLES: 'studio,delivery' }

interface PageUnderTest {
  readonly name: string
  readonly address: string
  /** What stands there when it can be used. */
  readonly sign: string
}

const pagesOf = (honoree: string): readonly PageUnderTest[] => [
  { name: '今天', address: '/admin', sign: '.zm-dashboard .zm-overall, .zm-dashboard a' },
  { name: '人选（总表）', address: '/admin/board', sign: '[role=grid] [role=gridcell]' },
  { name: '收件', address: '/admin/intake', sign: '.zi-drop' },
  {
    name: '人选列表',
    address: '/admin/collections/honorees',
    sign: '.table a[href*="/collections/honorees/"]',
  },
  { name: '人选页', address: `/admin/collections/honorees/${honoree}`, sign: '#field-name' },
]

export const studio: Bench = {
  about:
    'clicks and loads to take in twenty units, and milliseconds until a page can be used with 5, 20 and 200 people',
  rounds: 5,

  async compare(rounds) {
    const { launch, visit } = await import('../../test/browser/browser.ts')
    const browser = await launch()
    const open = (): Promise<BrowserContext> => visit(browser, 'zh-CN')
    try {
      const effort = await intakeEffort(open)
      console.log(`twenty units: ${effort.clicks} clicks, ${effort.loads} page loads`)
      const times = new Map<number, ReadonlyMap<string, number>>()
      for (const count of counts) times.set(count, await pageTimes(open, count, rounds))
      const at = (count: number, name: string): number => times.get(count)?.get(name) ?? Number.NaN
      const names = pagesOf('').map(({ name }) => name)
      const slowest = Math.max(...names.map((name) => at(200, name)))
      return {
        rows: [
          ['page, ms until it can be used', ...counts.map((count) => `${count} people`), '200 / 5'],
          ...names.map((name) => [
            name,
            ...counts.map((count) => at(count, name).toFixed(0)),
            (at(200, name) / at(5, name)).toFixed(2),
          ]),
        ],
        ratios: {
          intakeClicks: effort.clicks,
          intakeClicksOfLimit: effort.clicks / maxClicks,
          intakeLoads: effort.loads,
          board200: at(200, '人选（总表）') / at(5, '人选（总表）'),
          page200: at(200, '人选页') / at(5, '人选页'),
          slowestOfLimit: slowest / limitMs,
        },
      }
    } finally {
      await browser.close()
    }
  },

  async measure([what, count]) {
    if (what !== 'seed') throw new Error(`bench: studio ${what} is not measured`)
    const house = await openHouse(() => {})
    const now = new Date()
    await seedPeople(house.payload, { count: Number(count), year: now.getFullYear() + 1, now })
    await house.close()
    tell({ people: Number(count) })
  },
}

async function intakeEffort(open: () => Promise<BrowserContext>) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'zuimei-bench-'))
  const server = await startBuiltServer({ env: withoutWorker })
  const context = await open()
  try {
    const { root, mended } = folders(folder)
    const faults = await makeTwentyUnits(root, mended)
    const found = await foundStudio(server)
    await makeCampaign(found)
    await signIn(context, found)
    const effort = await countEffort(context)
    const page = await context.newPage()
    await page.goto(`${server.url}/admin`)
    await takeInTwenty(page, effort, root, mended, faults)
    return { ...effort }
  } finally {
    await context.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const makeCampaign = (studioOf: Studio): Promise<unknown> => {
  const year = new Date().getFullYear() + 1
  return send(studioOf, 'campaigns', {
    year,
    title: '辽宁最美科技工作者',
    organisers: '中共辽宁省委宣传部',
    submissionsUntil: `${year}-05-23T15:59:00.000Z`,
  })
}

/** The median of `rounds` loads of each page by a browser that was there once before, as every morning but the first. */
async function pageTimes(
  open: () => Promise<BrowserContext>,
  count: number,
  rounds: number,
): Promise<ReadonlyMap<string, number>> {
  const server = await startBuiltServer({
    env: withoutWorker,
    prepare: async (environment) =>
      void (await measured(['studio', 'seed', String(count)], environment as Record<string, string>)),
  })
  const context = await open()
  try {
    const found = await foundStudio(server)
    await signIn(context, found)
    const [person] = await list<{ id: string }>(found, 'honorees?limit=1&depth=0&draft=true')
    const times = new Map<string, number>()
    for (const one of pagesOf(person?.id ?? '')) {
      const taken: number[] = []
      for (let round = 0; round <= rounds; round += 1) {
        const ms = await untilUsable(await context.newPage(), server, one)
        // The first fills the caches of server and browser.
        if (round > 0) taken.push(ms)
      }
      times.set(one.name, median(taken))
      console.log(`${count} people, ${one.name}: ${median(taken).toFixed(0)} ms`)
    }
    return times
  } finally {
    await context.close()
    await server.stop()
  }
}

/** Milliseconds from the navigation until the page shows its sign and has nothing left to do for it. */
async function untilUsable(
  page: Page,
  { url }: RunningServer,
  { address, sign }: PageUnderTest,
): Promise<number> {
  try {
    await page.goto(`${url}${address}`, { waitUntil: 'commit' })
    await page.locator(sign).first().waitFor()
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          requestIdleCallback(() => resolve(performance.now()))
        }),
    )
  } finally {
    await page.close()
  }
}
