/** Somebody turns the second step of signing in on, signs in with it, and uses a recovery code, in the browser. */
import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch, visit } from './browser.ts'
import { firstUser, foundStudio } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

describe.skipIf(!chromiumPath)('the second step of signing in', () => {
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

  const typePassword = async (): Promise<void> => {
    await page.goto(`${server.url}/admin/login?redirect=/admin/notices`)
    await page.getByLabel('电子邮件').fill(firstUser.email)
    await page.getByLabel('密码').fill(firstUser.password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
  }

  test('is turned on, asked for, and replaced by a recovery code', async () => {
    await typePassword()
    await page.waitForURL(({ pathname }) => pathname === '/admin/notices')
    await page.goto(`${server.url}/admin/account`)
    const section = page.getByRole('region', { name: '二次验证' })
    await section.getByLabel('先输入您的登录密码').fill('wrong-password')
    await section.getByRole('button', { name: '开启二次验证' }).click()
    await section.getByText('当前密码不正确').waitFor()
    await section.getByLabel('先输入您的登录密码').fill(firstUser.password)
    await section.getByLabel('先输入您的登录密码').press('Enter')
    await section.getByAltText('二次验证的二维码').waitFor()
    const secret = ((await section.locator('code').first().textContent()) ?? '').replace(/\s/g, '')
    const totp = new TOTP({ secret })
    await section.getByLabel('验证码').fill(totp.generate())
    await section.getByRole('button', { name: '确认开启' }).click()
    await section.getByText('二次验证已开启').waitFor()
    const codes = await section.locator('.zm-codes code').allTextContents()
    expect(codes).toHaveLength(10)
    // Shown this once: whoever leaves is asked first.
    const [asked] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })])
    expect(asked.type()).toBe('beforeunload')
    await asked.dismiss()
    await section.getByRole('button', { name: '已保管好，收起' }).click()
    await section.getByText('还有 10 个恢复码可用').waitFor()

    await page.goto(`${server.url}/admin/logout`)
    // Whoever leaves before the page has signed out is still signed in.
    await page.waitForURL(({ pathname }) => pathname === '/admin/login')
    await typePassword()
    const code = page.getByLabel('验证码')
    await code.waitFor()
    await code.fill('000000')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('alert').filter({ hasText: '验证码不正确或已用过' }).waitFor()
    await code.fill(codes[0] ?? '')
    await code.press('Enter')
    await page.waitForURL(({ pathname }) => pathname === '/admin/notices')
    await page.getByRole('heading', { name: '通知', level: 1 }).waitFor()
  })
})
