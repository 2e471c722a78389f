/** A campaign's first day as staff live it: twenty units hand in, six with something wrong, all are put in order. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { Fault } from '../fixtures/twenty-units.ts'
import { follow } from './browser.ts'

/** What a hand did so far. */
export interface Effort {
  clicks: number
  /** Documents loaded. */
  loads: number
}

/**
 * Counts real clicks and loads of every page opened afterwards. What a browser's own window asks (a file dialog, a
 * list that unfolds) is not seen by the page: `extra` adds it.
 */
export async function countEffort(context: BrowserContext): Promise<Effort> {
  const effort: Effort = { clicks: 0, loads: 0 }
  await context.exposeFunction('zuimeiEffort', (kind: keyof Effort) => {
    effort[kind] += 1
  })
  await context.addInitScript(() => {
    const { zuimeiEffort } = window as unknown as { zuimeiEffort: (kind: string) => void }
    if (window.top !== window) return
    zuimeiEffort('loads')
    window.addEventListener('click', ({ isTrusted }) => isTrusted && zuimeiEffort('clicks'), true)
  })
  return effort
}

const filesBelow = async (folder: string): Promise<number> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length

/** By the menu on the left: its button and the link, as on a narrow screen, where it folds away while the page loads. */
export async function openPage(page: Page, effort: Effort, name: string): Promise<void> {
  await follow(page.locator('.nav__link', { hasText: name }).first())
  effort.clicks += 2
}

/** Chooses a folder as a person does: the button, then the dialog's own button. */
async function pickFolder(page: Page, effort: Effort, folder: string, count: number): Promise<void> {
  await page.locator('input[webkitdirectory]').setInputFiles(folder)
  effort.clicks += 2
  await page.getByText(`已传 ${count} / ${count} 个文件（100%）`).waitFor({ timeout: 300_000 })
}

/** Presses 收下 once every file is judged; answers with how many were taken. */
async function takeAll(page: Page): Promise<number> {
  const button = page.getByRole('button', { name: /^收下 \d+ 个文件$/ })
  await page.getByText('正在逐个检查文件…').waitFor({ state: 'detached', timeout: 300_000 })
  await button.click({ timeout: 300_000 })
  const said = page.getByText(/^已收下 \d+ 个文件/)
  await said.waitFor({ timeout: 300_000 })
  return Number(/\d+/.exec((await said.textContent()) ?? '')?.[0])
}

export interface Day {
  /** Sentences of the verdict over the first folder. */
  readonly said: readonly string[]
  readonly takenFirst: number
  readonly takenThen: number
}

/** From the first page, signed in, until nothing waits: `root` as it was handed in, `mended` what the units sent after. */
export async function takeInTwenty(
  page: Page,
  effort: Effort,
  root: string,
  mended: string,
  faults: readonly Fault[],
): Promise<Day> {
  await openPage(page, effort, '收件')
  await page.getByRole('heading', { name: '收件', exact: true }).waitFor()
  const count = await filesBelow(root)
  await pickFolder(page, effort, root, count)
  await page.getByText('正在逐个检查文件…').waitFor({ state: 'detached', timeout: 300_000 })
  // The units are told what is wrong; one file only has a wrong name, and says what it is itself.
  for (const { says } of faults) await page.getByText(says).first().waitFor()
  const said = await page.locator('.zi-verdict li[class^="zi-remark--"]').allTextContents()
  await page.getByLabel('DSC_0042.jpg 的用途').selectOption('work-photo')
  effort.clicks += 2
  // Judged anew: while it is, nothing can be taken, and a click would be lost.
  await page.locator('.zi-file--ready', { hasText: 'DSC_0042.jpg' }).waitFor({ timeout: 300_000 })
  const takenFirst = await takeAll(page)
  // What comes again by a name stands in the place of the first.
  await pickFolder(page, effort, mended, count)
  const takenThen = await takeAll(page)
  return { said, takenFirst, takenThen }
}

export const folders = (dir: string): { readonly root: string; readonly mended: string } => ({
  // One name, so that what comes again comes in the place of the first.
  root: path.join(dir, '交来', '申报材料'),
  mended: path.join(dir, '改好', '申报材料'),
})
