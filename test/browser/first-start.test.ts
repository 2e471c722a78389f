/** From an empty folder to a campaign with colleagues: the one-time link, the steps, and the empty rooms after them. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './browser.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

const admin = { name: '林岚', email: 'linlan@staff.test', password: '沈阳-First-2026' }
const colleague = { name: '周明', email: 'zhouming@staff.test', password: '大连-Second-2026' }

describe.skipIf(!chromiumPath)('the first start', () => {
  let server: RunningServer
  let browser: Browser
  let office: BrowserContext
  let page: Page
  const complaints: string[] = []
  const year = String(new Date().getFullYear() + 1)

  /** With SHOTS=FOLDER the pages are kept to be looked at. */
  const shoot = async (name: string): Promise<void> => {
    const folder = process.env.SHOTS
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  }
  const next = (label: string) => page.getByRole('button', { name: `下一步：${label}` }).click()
  const at = (label: string) => page.getByRole('heading', { level: 2, name: label, exact: true }).waitFor()
  const signIn = async (on: Page, { email, password }: typeof admin): Promise<void> => {
    await on.goto(`${server.url}/admin/login`)
    await on.getByLabel('电子邮件').fill(email)
    await on.getByLabel('密码').fill(password)
    await on.getByRole('button', { name: '登录' }).click()
    await on.getByRole('heading', { name: '工作进度' }).waitFor()
  }

  beforeAll(async () => {
    server = await startBuiltServer()
    browser = await launch()
    office = await browser.newContext({
      locale: 'zh-CN',
      // Elsewhere: what is typed is Beijing's time all the same.
      timezoneId: 'America/New_York',
      viewport: { width: 1366, height: 768 },
    })
    page = await office.newPage()
    page.setDefaultTimeout(90_000)
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('the printed link makes the administrator, and the empty studio says what comes first', async () => {
    await page.goto(server.setupLink())
    await page.getByLabel('姓名').fill(admin.name)
    await page.getByLabel('邮箱').fill(admin.email)
    await page.getByLabel(/^密码/).fill(admin.password)
    await page.getByLabel('再输一遍密码').fill(admin.password)
    await page.getByRole('button', { name: '设为管理员' }).click()
    await page.waitForURL(/\/admin\/login/)
    const again = await fetch(server.setupLink())
    expect(again.status).toBe(410)
    await signIn(page, admin)
    await page.getByText('系统还是空的').waitFor()
    await shoot('1-empty')
    await page.getByRole('link', { name: '新建活动' }).first().click()
    await at('活动')
  })

  test('the steps keep every word, back, forth and over a reload, and make nothing before the end', async () => {
    await page.getByLabel('年份').fill('26')
    await page.getByRole('button', { name: /^下一步/ }).click()
    await page.getByText('年份“26”不对').waitFor()
    await shoot('2-campaign')
    await page.getByLabel('年份').fill(year)
    await next('通知的规则')
    await at('通知的规则')
    await page.getByLabel('日期').fill(`${year}-05-23`)
    await page.getByLabel('时间').fill('18:00')
    // Another notice has other numbers; what cannot be one is said before anybody goes on.
    await page.getByLabel('主要事迹字数上限').fill('很多')
    await next('主办单位')
    await page.getByText('“主要事迹字数上限”填的是“很多”，应为整数，200 至 20000 字').waitFor()
    await page.getByLabel('主要事迹字数上限').fill('1500')
    await page.getByLabel('开展情况表').check()
    await shoot('3-rules')
    // Enter goes on, as in every form.
    await page.getByLabel('时间').press('Enter')
    await at('主办单位')
    await page.getByLabel('第 3 位主办单位').focus()
    await page.keyboard.press('Alt+ArrowUp')
    expect(await page.getByLabel('第 2 位主办单位').inputValue()).toBe('省科协')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      '第 2 位主办单位',
    )
    await page.getByRole('button', { name: '添加主办单位' }).click()
    await page.keyboard.type('省总工会')
    await shoot('4-organisers')
    await page.reload()
    await at('主办单位')
    expect(await page.getByLabel('第 7 位主办单位').inputValue()).toBe('省总工会')
    await page.getByRole('button', { name: '上一步' }).click()
    await at('通知的规则')
    expect(await page.getByLabel('时间').inputValue()).toBe('18:00')
    expect(await page.getByLabel('主要事迹字数上限').inputValue()).toBe('1500')
    await next('主办单位')
    await next('渠道')
    await at('渠道')
    await page.getByLabel('快手').uncheck()
    await page.getByText('使用 11 个渠道。').waitFor()
    await shoot('5-channels')
    await next('核对并新建')
    await at('核对并新建')
    await page.getByText(`${year}-05-23 18:00（北京时间）`).waitFor()
    await page.getByText('主要事迹不超过 1500 字').waitFor()
    await shoot('6-check')
    // The browser's own way back is a step, and so is the way forth.
    await page.goBack()
    await at('渠道')
    expect(await page.getByLabel('快手').isChecked()).toBe(false)
    await page.goForward()
    await at('核对并新建')
    await page.getByRole('button', { name: '✓ 主办单位' }).click()
    await at('主办单位')
    expect(await page.getByLabel('第 7 位主办单位').inputValue()).toBe('省总工会')
    await page.getByRole('button', { name: '直接去核对' }).click()
    await at('核对并新建')
    // From the page itself: the session counts for nobody who says not where they come from.
    const made = (): Promise<number> =>
      page.evaluate(async () => (await (await fetch('/api/campaigns')).json()).totalDocs)
    expect(await made()).toBe(0)
    await page.getByRole('button', { name: `新建 ${year} 年活动` }).click()
    await at('邀请同事')
    expect(await made()).toBe(1)
    const rules = await page.evaluate(
      async () => (await (await fetch('/api/campaigns?depth=0')).json()).docs[0].rules,
    )
    expect(rules).toMatchObject({ deedsMax: 1500, needsActivity: true, summaryMax: 300 })
  })

  test('the rules are still open on the campaign’s page, which says what another figure does', async () => {
    const id = await page.evaluate(
      async () => (await (await fetch('/api/campaigns?depth=0')).json()).docs[0].id,
    )
    const desk = await office.newPage()
    desk.setDefaultTimeout(90_000)
    await desk.goto(`${server.url}/admin/collections/campaigns/${id}`)
    await desk.locator('input[name="rules.deedsMax"]').fill('1200')
    await desk.getByText('主要事迹字数上限由“1500 字”改为“1200 字”：没有人选因此改变。').waitFor()
    if (process.env.SHOTS) await desk.screenshot({ path: `${process.env.SHOTS}/6b-page.png`, fullPage: true })
    await desk.getByRole('button', { name: '保存', exact: true }).click()
    await desk.getByText('更新成功').first().waitFor()
    await desk.close()
  })

  test('a colleague is invited by a link that is shown once, sets the password and signs in', async () => {
    await page.getByLabel('姓名').fill(colleague.name)
    await page.getByLabel('邮箱（登录名）').fill(colleague.email)
    await page.getByLabel('角色').selectOption('editor')
    await page.getByRole('button', { name: '生成邀请链接' }).click()
    const address = await page.getByLabel(`${colleague.name}的邀请链接`).inputValue()
    await page.getByText('等待本人设密码').waitFor()
    await shoot('7-colleagues')
    await page.reload()
    await at('邀请同事')
    await page.getByText('等待本人设密码').waitFor()
    expect(await page.content()).not.toContain(address)

    const desk = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
    const theirs = await desk.newPage()
    theirs.setDefaultTimeout(90_000)
    await theirs.goto(address)
    await theirs.getByLabel(/^密码/).fill(colleague.password)
    await theirs.getByLabel('再输一遍密码').fill(colleague.password)
    if (process.env.SHOTS) await theirs.screenshot({ path: `${process.env.SHOTS}/8-invitation.png` })
    await theirs.getByRole('button', { name: '设置密码' }).click()
    await theirs.waitForURL(/\/admin\/login/)
    await signIn(theirs, colleague)
    // An editor makes no campaigns.
    await theirs.goto(`${server.url}/admin/campaign-setup`)
    await theirs.getByText('您的账号没有查看“新建活动”的权限').waitFor()
    await desk.close()
  })

  test('another is invited from the users’ page, whenever that is', async () => {
    const desk = await office.newPage()
    desk.setDefaultTimeout(90_000)
    await desk.goto(`${server.url}/admin/settings`)
    await desk.locator('.zm-places').getByRole('link', { name: '用户' }).click()
    const form = desk.getByRole('region', { name: '邀请同事' })
    await form.getByRole('button', { name: '邀请同事' }).click()
    await form.getByLabel('姓名').fill('吴霞')
    await form.getByLabel('邮箱（登录名）').fill('wuxia@staff.test')
    await form.getByLabel('角色').selectOption('reviewer')
    await form.getByRole('button', { name: '生成邀请链接' }).click()
    const address = await form.getByLabel('吴霞的邀请链接').inputValue()
    expect(address).toContain('/setup/invite?code=')
    // The list below knows the new account at once.
    await desk.locator('td.cell-email').filter({ hasText: 'wuxia@staff.test' }).waitFor()
    if (process.env.SHOTS)
      await desk.screenshot({ path: `${process.env.SHOTS}/8b-users.png`, fullPage: true })
    await desk.reload()
    await form.getByRole('button', { name: '邀请同事' }).click()
    await form.getByRole('row', { name: /吴霞.*等待本人设密码/ }).waitFor()
    expect(await desk.content()).not.toContain(address)
    await desk.close()
  })

  test('what comes next leads to the empty rooms of the new year', async () => {
    await next('接下来')
    await at('接下来')
    await shoot('9-next')
    await page.getByRole('link', { name: '去收件' }).click()
    await page.getByRole('heading', { name: '收件', exact: true }).waitFor()
    await page.getByText(`活动：${year} 年 · 辽宁最美科技工作者`).waitFor()
    await page.goto(`${server.url}/admin/board`)
    await page.getByText(`${year} 年 · 辽宁最美科技工作者`).first().waitFor()
    await shoot('10-board')
    await page.goto(`${server.url}/admin`)
    await page.getByText('这项活动还没有人选').waitFor()
    await shoot('11-overview')
    // On a desk's screen the menu stands open, and stays closed for who closed it.
    const open = page.locator('.nav--nav-open')
    await open.getByRole('link', { name: '人选' }).waitFor()
    const kept = page.waitForResponse(
      (answer) => answer.url().endsWith('/payload-preferences/nav') && answer.request().method() === 'POST',
    )
    await page.getByRole('button', { name: '关闭 菜单' }).click()
    await open.waitFor({ state: 'detached' })
    await kept
    await page.goto(`${server.url}/admin/collections/honorees/create`)
    // Somebody entered by hand is of the campaign one works on.
    await page.locator('#field-campaign').getByText(`${year} 年 · 辽宁最美科技工作者`).waitFor()
    expect(await open.count()).toBe(0)
  })

  test('the plain form still makes one, and the year chosen stays chosen', async () => {
    await page.goto(`${server.url}/admin/collections/campaigns/create`)
    await page.locator('input[name="year"]').fill(String(Number(year) + 1))
    await page
      .locator('input[name="submissionsUntil"], .date-time-picker input')
      .first()
      .fill(`${Number(year) + 1}-05-23 18:00`)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '保存' }).click()
    await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}/)
    await page.goto(`${server.url}/admin`)
    const choice = page.getByRole('combobox', { name: /活动/ })
    await choice.waitFor()
    const [newest, chosen] = await choice.locator('option').allTextContents()
    expect(await choice.locator('option:checked').textContent()).toBe(chosen)
    await choice.selectOption({ label: newest ?? '' })
    await page.waitForURL(/campaign=/)
    await page.goto(`${server.url}/admin/intake`)
    expect(await page.getByRole('combobox', { name: /活动/ }).locator('option:checked').textContent()).toBe(
      newest,
    )
    await shoot('12-two-years')
  })

  test('a third year begins with one that is free, and says so of one that is not as it is typed', async () => {
    await page.goto(`${server.url}/admin/campaign-setup`)
    await page.getByRole('button', { name: '再新建一项活动' }).click()
    await at('活动')
    expect(await page.getByLabel('年份').inputValue()).toBe(String(Number(year) + 2))
    await page.getByLabel('年份').fill(year)
    await page.getByText(`已有“${year} 年 · 辽宁最美科技工作者”，每年只有一项活动`).waitFor()
    await shoot('13-taken')
  })

  test('no page complained', () => {
    expect(complaints).toEqual([])
  })
})
