/** An editor's morning: sign in, hand a photo to an honoree, see its variants appear by themselves, open one. */
import type { Browser, Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, follow, launch, visit } from './browser.ts'
import { addHonoree, firstUser, foundStudio, photograph, type Studio, send } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

describe.skipIf(!chromiumPath)('an upload in the studio', () => {
  let server: RunningServer
  let browser: Browser
  let page: Page
  let studio: Studio

  beforeAll(async () => {
    server = await startBuiltServer()
    studio = await foundStudio(server)
    await addHonoree(studio, '李翀')
    browser = await launch()
    page = await (await visit(browser, 'zh-CN')).newPage()
    page.setDefaultTimeout(60_000)
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** The honoree's own drawer for new material. */
  const openUpload = async (): Promise<Locator> => {
    await page.goto(`${server.url}/admin/collections/honorees`)
    await follow(page.getByRole('link', { name: '李翀' }))
    await page.getByRole('button', { name: '素材', exact: true }).click()
    await page.getByRole('button', { name: '新增', exact: true }).click()
    return page.getByRole('dialog')
  }

  test('becomes variants that can be looked at', async () => {
    await page.goto(`${server.url}/admin`)
    await page.getByLabel('电子邮件').fill(firstUser.email)
    await page.getByLabel('密码').fill(firstUser.password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: '工作进度' }).waitFor()
    await page.goto(`${server.url}/admin/board`)
    await page
      .getByRole('gridcell', { name: /^李翀，.*：缺材料$/ })
      .first()
      .click()
    const panel = page.getByRole('complementary')
    await panel.getByText('李翀的工作生活照片有 0 份，应为 3 至 5 份，请补交。').waitFor()

    const drawer = await openUpload()
    await drawer.locator('input[type=file]').setInputFiles({
      name: '李翀-1.jpg',
      mimeType: 'image/jpeg',
      buffer: await photograph(2400, 1800),
    })
    await drawer.getByRole('textbox', { name: '图注' }).fill('在试验田里')
    await drawer.getByRole('button', { name: '保存' }).click()

    // The drawer closes and the photo stands in the honoree's list; nobody asks for its variants.
    const row = page.getByRole('row').filter({ hasText: '李翀-1' })
    await row.getByRole('button', { name: '在侧栏中打开' }).click()
    const variants = page.getByRole('dialog').getByRole('region', { name: '成品' })
    const done = variants.getByRole('listitem').filter({ hasText: '已完成' })
    await expect.poll(() => done.count(), { timeout: 240_000, interval: 1_000 }).toBeGreaterThan(0)

    // By its name: others are done meanwhile and stand before it.
    const named = done.first().getByRole('link').nth(1)
    const label = (await named.textContent()) ?? ''
    const its = new URL((await named.getAttribute('href')) ?? '', page.url()).href
    const preview = variants.getByRole('link', { name: `打开预览：${label}`, exact: true })
    const [opened] = await Promise.all([page.context().waitForEvent('page'), preview.click()])
    await opened.waitForLoadState()
    // A page in the browser says by itself where a request comes from; without that no session counts.
    const answer = await page.request.get(opened.url(), { headers: { 'sec-fetch-site': 'same-origin' } })
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-type']).toBe('image/jpeg')
    expect((await fetch(opened.url())).status, 'the same link without the session').toBe(403)
    const { width, height } = await sharp(await answer.body()).metadata()
    // `inside` outputs name their largest size, the others their exact one.
    if (!label.includes('≤')) expect(label).toContain(`${width}×${height}`)
    await opened.close()

    // By its address: in the list it may have gone to the second page by now, behind those made after it.
    await page.goto(its)
    await page.getByRole('heading', { name: label }).waitFor()
    await page
      .getByRole('region', { name: '预览' })
      .getByRole('link', { name: `打开预览：${label}` })
      .waitFor()
  })

  test('of a broken photo is refused in one sentence', async () => {
    const whole = await photograph(1600, 1200)
    const drawer = await openUpload()
    await drawer.locator('input[type=file]').setInputFiles({
      name: '李翀-2.jpg',
      mimeType: 'image/jpeg',
      buffer: whole.subarray(0, Math.floor(whole.length * 0.6)),
    })
    await drawer.getByRole('button', { name: '保存' }).click()
    await page.getByText('照片“李翀-2.jpg”已损坏或不完整').first().waitFor()
  })

  test('comes to a partner by a token that is shown once', async () => {
    const { doc } = await send<{ doc: { id: string } }>(studio, 'partners', {
      name: '某报社',
      channelIds: ['beiguo', 'bus'],
    })
    await page.goto(`${server.url}/admin/collections/partners/${doc.id}`)
    await page.getByRole('button', { name: '生成令牌', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: '令牌已生成，只显示这一次' })
    const token = await sheet.getByRole('textbox', { name: '令牌' }).inputValue()
    const address = /\S+\/feeds\/beiguo\.json/.exec((await sheet.textContent()) ?? '')?.[0] ?? ''
    expect(address).toContain(server.url)
    const authorization = `Bearer ${token}`
    const feed = `${server.url}/feeds/beiguo.json`
    expect((await fetch(feed, { headers: { authorization } })).status).toBe(200)
    await sheet.getByRole('button', { name: '我已妥善保存，关闭' }).click()
    await page.getByText(`已有令牌，以 ${token.slice(0, 6)}`).waitFor()
    expect(await page.content()).not.toContain(token)

    // A new one ends the old one, so it is asked first.
    await page.getByRole('button', { name: '重新生成令牌' }).click()
    await page.getByText('旧令牌几秒内失效').waitFor()
    await page.getByRole('button', { name: '取消' }).click()
    expect((await fetch(feed, { headers: { authorization } })).status).toBe(200)
    await page.getByRole('button', { name: '重新生成令牌' }).click()
    await page.getByRole('button', { name: '重新生成', exact: true }).click()
    const renewed = await sheet.getByRole('textbox', { name: '令牌' }).inputValue()
    expect(renewed).not.toBe(token)
    const status = async () => (await fetch(feed, { headers: { authorization } })).status
    await expect.poll(status, { timeout: 15_000, interval: 500 }).toBe(403)
  })

  test('is nothing an operator sees before it is released', async () => {
    const operator = { name: '赵操作', email: 'zhao@example.cn', password: 'Pingmu-2026-Qian' }
    await send(studio, 'users', { ...operator, role: 'operator' })
    const own = await (await visit(browser, 'zh-CN')).newPage()
    await own.goto(`${server.url}/admin`)
    await own.getByLabel('电子邮件').fill(operator.email)
    await own.getByLabel('密码').fill(operator.password)
    await own.getByRole('button', { name: '登录' }).click()
    await own.getByText(/个成品，已完成/).waitFor()
    await own.waitForLoadState('networkidle')
    const board = own.getByRole('region', { name: '工作进度' })
    expect(await board.textContent()).not.toMatch(/李翀|推荐表|权限/)
  })
})
