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
/** How staff come to a page: its address in a new tab, or a link of another page of the studio. */
const ways = ['opened', 'followed'] as const
type Way = (typeof ways)[number]
/** Milliseconds a page may take on two idle cores. */
const limitMs = 1_500
const maxClicks = 60
/** It would take the cores from the pages, and look for originals of people made up. */
const withoutWorker = { ZUIMEI_ROLES: 'studio,delivery' }

interface PageUnderTest {
  readonly name: string
  readonly address: string
  /** What is alive when it can be used: not what the server drew, but what answers a hand. */
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
  { name: '人选页', address: `/admin/collections/honorees/${honoree}`, sign: '#field-name:enabled' },
]

export const studio: Bench = {
  about:
    'clicks and loads to take in twenty units, and milliseconds until a page can be used with 5, 20 and 200 people',
  rounds: 5,

  async compare(rounds) {
    const { launch, visit, settle } = await import('../../test/browser/browser.ts')
    const browser = await launch()
    try {
      const effort = await intakeEffort(() => visit(browser, 'zh-CN'))
      console.log(`twenty units: ${effort.clicks} clicks, ${effort.loads} page loads`)
      const times = new Map<number, Times>()
      for (const count of counts) times.set(count, await pageTimes(settle, count, rounds))
      const at = (count: number, name: string, way: Way): number =>
        times.get(count)?.get(`${name}, ${way}`) ?? Number.NaN
      const names = pagesOf('').map(({ name }) => name)
      const slowest = Math.max(...names.flatMap((name) => ways.map((way) => at(200, name, way))))
      return {
        rows: [
          ['page, ms until it can be used', ...counts.map((count) => `${count} people`), '200 / 5'],
          ...names.flatMap((name) =>
            ways.map((way) => [
              `${name}, ${way}`,
              ...counts.map((count) => at(count, name, way).toFixed(0)),
              (at(200, name, way) / at(5, name, way)).toFixed(2),
            ]),
          ),
        ],
        ratios: {
          intakeClicks: effort.clicks,
          intakeClicksOfLimit: effort.clicks / maxClicks,
          intakeLoads: effort.loads,
          board200: at(200, '人选（总表）', 'opened') / at(5, '人选（总表）', 'opened'),
          page200: at(200, '人选页', 'opened') / at(5, '人选页', 'opened'),
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

type Times = ReadonlyMap<string, number>

/**
 * Medians of `rounds` loads of each page, in each way, by a browser that was there before, as every morning but the
 * first: a new tab opens one page and follows to the next.
 */
async function pageTimes(
  settle: (folder: string) => Promise<BrowserContext>,
  count: number,
  rounds: number,
): Promise<Times> {
  const server = await startBuiltServer({
    env: withoutWorker,
    prepare: async (environment) =>
      void (await measured(['studio', 'seed', String(count)], environment as Record<string, string>)),
  })
  const profile = await mkdtemp(path.join(os.tmpdir(), 'zuimei-bench-profile-'))
  const context = await settle(profile)
  try {
    const found = await foundStudio(server)
    await signIn(context, found)
    const [person] = await list<{ id: string }>(found, 'honorees?limit=1&depth=0&draft=true')
    const pages = pagesOf(person?.id ?? '')
    const taken = new Map<string, number[]>()
    // One round fills the caches of server and browser: both ways use each script, which is kept as compiled from then on.
    for (let round = -1; round < rounds; round += 1)
      for (const [at, first] of pages.entries()) {
        const next = pages[(at + 1) % pages.length] ?? first
        const [opened, followed] = await openAndFollow(context, server, first, next)
        if (round < 0) continue
        for (const [name, ms] of [
          [`${first.name}, opened`, opened],
          [`${next.name}, followed`, followed],
        ] as const)
          taken.set(name, [...(taken.get(name) ?? []), ms])
      }
    const times = new Map([...taken].map(([name, all]) => [name, median(all)]))
    for (const [name, ms] of times) console.log(`${count} people, ${name}: ${ms.toFixed(0)} ms`)
    return times
  } finally {
    await context.close()
    await server.stop()
    await rm(profile, { recursive: true, force: true })
  }
}

async function openAndFollow(
  context: BrowserContext,
  { url }: RunningServer,
  first: PageUnderTest,
  next: PageUnderTest,
): Promise<readonly [number, number]> {
  const page = await context.newPage()
  try {
    // A new tab keeps a core busy with itself for a second, and only then is somebody's hand at the address.
    await page.goto(`${url}/healthz`, { waitUntil: 'networkidle' })
    const opened = await untilUsable(page, url, first)
    await page.waitForLoadState('networkidle')
    return [opened, await untilUsable(page, url, next)]
  } finally {
    await page.close()
  }
}

/**
 * Time to interactive, as web.dev has it: the page's sign is alive, and the last task that could keep a hand waiting
 * (over 50 ms) is done. Its window of five seconds without one is a second here: a page that works on in shorter
 * pieces answers meanwhile.
 */
async function untilUsable(page: Page, url: string, { address, sign }: PageUnderTest): Promise<number> {
  await page.goto(`${url}${address}`, { waitUntil: 'commit' })
  await page.waitForFunction(
    (asked) => {
      const found = document.querySelector(asked)
      // React's own mark of what it has taken over from the server's drawing.
      return found !== null && Object.keys(found).some((key) => key.startsWith('__reactProps$'))
    },
    sign,
    { polling: 'raf' },
  )
  return page.evaluate(
    (calm) =>
      new Promise<number>((resolve) => {
        let last = performance.now()
        let timer = setTimeout(() => resolve(last), calm)
        new PerformanceObserver((list) => {
          for (const { startTime, duration } of list.getEntries()) last = Math.max(last, startTime + duration)
          clearTimeout(timer)
          timer = setTimeout(() => resolve(last), last + calm - performance.now())
        }).observe({ type: 'longtask', buffered: true })
      }),
    1_000,
  )
}
