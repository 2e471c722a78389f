/** Dates in forms are Beijing's, also on a computer that stands elsewhere. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './browser.ts'
import { addHonoree, foundStudio, list, type Studio, signIn } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

describe.skipIf(!chromiumPath)('a form on a computer in New York', () => {
  let server: RunningServer
  let browser: Browser
  let studio: Studio

  beforeAll(async () => {
    server = await startBuiltServer({ env: { ZUIMEI_ROLES: 'studio,delivery' } })
    studio = await foundStudio(server)
    await addHonoree(studio, '李翀')
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const campaign = async (): Promise<{ id: string; submissionsUntil: string }> => {
    const [found] = await list<{ id: string; submissionsUntil: string }>(studio, 'campaigns')
    if (!found) throw new Error('no campaign')
    return found
  }

  test('shows and takes Beijing time', async () => {
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'America/New_York',
      viewport: { width: 1366, height: 768 },
    })
    await signIn(context, studio)
    const page = await context.newPage()
    const { id } = await campaign()
    await page.goto(`${server.url}/admin/collections/campaigns/${id}`)
    const field = page.locator('#field-submissionsUntil input').first()
    // The form is drawn before it has its values.
    await expect.poll(() => field.inputValue()).toBe('2026-05-23 23:59')
    await field.fill('2026-05-24 08:30')
    await field.press('Enter')
    if (process.env.GALLERY_SHOTS) await page.screenshot({ path: `${process.env.GALLERY_SHOTS}/beijing.png` })
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect
      .poll(async () => (await campaign()).submissionsUntil, { timeout: 30_000 })
      .toBe('2026-05-24T00:30:00.000Z')
    await page.reload()
    await expect.poll(() => field.inputValue()).toBe('2026-05-24 08:30')
    await context.close()
  })
})
