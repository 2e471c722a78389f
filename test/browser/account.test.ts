/** Somebody changes their own password: the studio asks for the present one and takes the new one. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch, visit } from './browser.ts'
import { firstUser, foundStudio } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

describe.skipIf(!chromiumPath)('the own account', () => {
  let server: RunningServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await startBuiltServer()
    await foundStudio(server)
    browser = await launch()
    page = await (await visit(browser, 'zh-CN')).newPage()
    page.setDefaultTimeout(60_000)
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const logIn = async (password: string): Promise<number> => {
    const response = await fetch(`${server.url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: firstUser.email, password }),
    })
    return response.status
  }

  /** Typed as people type: the form compares the two new ones a moment after each key. */
  const type = async (name: string, text: string): Promise<void> => {
    const input = page.locator(`input[name="${name}"]`)
    await input.fill('')
    await input.pressSequentially(text, { delay: 40 })
    await page.waitForTimeout(500)
  }

  test('takes a new password with the present one, and not without it', async () => {
    const next = '大连-Studio-2027-测试'
    await page.goto(`${server.url}/admin/login`)
    await page.getByLabel('电子邮件').fill(firstUser.email)
    await page.getByLabel('密码').fill(firstUser.password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: '工作进度' }).waitFor()

    await page.goto(`${server.url}/admin/account`)
    const change = page.getByRole('button', { name: /(更改|修改)密码/ })
    await change.waitFor()
    await page.getByText('先输入您的登录密码').waitFor()
    // Nothing is changed yet, so nothing is asked; and nobody is without a role.
    expect(await page.locator('input[name="currentPassword"], .clear-indicator').count()).toBe(0)
    await change.click()
    await type('password', next)
    await type('confirm-password', next)
    await type('currentPassword', '不是-Studio-2026-这个')
    await page.getByRole('button', { name: '保存' }).click()
    await page
      .getByText(/当前密码/)
      .and(page.locator('[data-sonner-toast] *'))
      .first()
      .waitFor()
    expect(await logIn(next)).toBe(401)
    // What was refused stays open, with what was typed.
    await page.locator('input[name="confirm-password"]').waitFor()
    expect(await page.locator('input[name="password"]').inputValue()).toBe(next)

    await type('currentPassword', firstUser.password)
    await page.getByRole('button', { name: '保存' }).click()
    await expect.poll(() => logIn(next), { timeout: 30_000 }).toBe(200)

    // What was taken is forgotten: another name needs no password.
    await page.locator('input[name="currentPassword"]').waitFor({ state: 'detached' })
    await page.locator('input[name="name"]').fill('林岚')
    await page.getByRole('button', { name: '保存' }).click()
    await page.reload()
    await expect.poll(() => page.locator('input[name="name"]').inputValue()).toBe('林岚')
  })
})
