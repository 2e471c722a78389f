/** From an empty system to twenty people on the board, as staff would do it, without a command. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fault, makeTwentyUnits, twenty } from '../fixtures/twenty-units.ts'
import { chromiumPath, launch, visit } from './browser.ts'
import { countEffort, type Effort, folders, openPage, takeInTwenty } from './campaign-day.ts'
import { foundStudio, type Studio, send, signIn } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

describe.skipIf(!chromiumPath)('twenty units', () => {
  let server: RunningServer
  let browser: Browser
  let office: BrowserContext
  let page: Page
  let studio: Studio
  let folder: string
  let faults: readonly Fault[]
  let effort: Effort

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zuimei-twenty-'))
    const { root, mended } = folders(folder)
    faults = await makeTwentyUnits(root, mended)
    // Twenty films in every shape would keep this machine for half an hour: others are tried with the worker.
    server = await startBuiltServer({ env: { ZUIMEI_ROLES: 'studio,delivery' } })
    studio = await foundStudio(server)
    const year = new Date().getFullYear() + 1
    await send(studio, 'campaigns', {
      year,
      title: '辽宁最美科技工作者',
      organisers: '中共辽宁省委宣传部',
      submissionsUntil: `${year}-05-23T15:59:00.000Z`,
    })
    browser = await launch()
    office = await visit(browser, 'zh-CN')
    await signIn(office, studio)
    effort = await countEffort(office)
    page = await office.newPage()
    page.setDefaultTimeout(90_000)
  }, 600_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('come in as one folder: six are told what is wrong, each in its own words, and put in order', async () => {
    await page.goto(`${server.url}/admin`)
    const { root, mended } = folders(folder)
    const day = await takeInTwenty(page, effort, root, mended, faults)
    for (const { says } of faults) expect(day.said.some((text) => says.test(text))).toBe(true)
    // Everybody's nine files; four of the six wrong ones came again.
    expect(day.takenFirst + day.takenThen).toBe(twenty.length * 9)
    await page.getByText('没有等待处理的文件。').waitFor()
    expect(effort.clicks).toBeLessThanOrEqual(60)
  }, 900_000)

  test('stand on the board, one row each', async () => {
    await openPage(page, effort, '人选')
    const grid = page.getByRole('grid')
    await grid.waitFor()
    for (const { name } of [twenty[0], twenty.at(-1)].filter((one) => one !== undefined))
      await grid.getByText(name, { exact: true }).waitFor()
    await page.screenshot({ path: path.join(process.env.SHOTS_DIR ?? folder, 'twenty-board.png') })
  })
})
