/** Materials come in through the browser: a folder by an editor, and a unit's own on a phone without an account. */
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderOf, heavyJpeg, makeHandIn, type Person } from '../fixtures/hand-in.ts'
import { chromiumPath, launch, visit } from './browser.ts'
import { firstUser, foundStudio } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

const zhang: Person = { unit: '沈阳甲学会', name: '张䶮', workplace: '沈阳甲研究所' }
const aili: Person = { unit: '大连乙学会', name: '艾力·买买提', workplace: '大连乙研究所' }

describe.skipIf(!chromiumPath)('intake in the browser', () => {
  let server: RunningServer
  let browser: Browser
  let office: BrowserContext
  let page: Page
  let folder: string
  const complaints: string[] = []

  const listen = (to: Page): void => {
    to.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${to.url()}: ${message.text()}`)
    })
    to.on('pageerror', (error) => complaints.push(`${to.url()}: ${error.message}`))
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zuimei-intake-'))
    await makeHandIn(path.join(folder, '申报材料'), [zhang, aili])
    server = await startBuiltServer()
    await foundStudio(server)
    browser = await launch()
    office = await visit(browser, 'zh-CN')
    page = await office.newPage()
    page.setDefaultTimeout(90_000)
    listen(page)
    await page.goto(`${server.url}/admin/login`)
    await page.getByLabel('电子邮件').fill(firstUser.email)
    await page.getByLabel('密码').fill(firstUser.password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: '工作进度' }).waitFor()
    const year = new Date().getFullYear() + 1
    const made = await page.evaluate(async (campaignYear) => {
      const response = await fetch('/api/campaigns', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          year: campaignYear,
          title: '辽宁最美科技工作者',
          organisers: '中共辽宁省委宣传部',
          submissionsUntil: `${campaignYear}-05-23T15:59:00.000Z`,
        }),
      })
      return response.status
    }, year)
    expect(made).toBe(201)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('an editor drops a folder without a table, sees what is wrong, completes and takes it', async () => {
    const root = path.join(folder, '申报材料')
    await rm(path.join(root, '候选人汇总表.xlsx'))
    const person = folderOf(root, zhang)
    await rename(path.join(person, '张䶮_证件照.jpg'), path.join(person, '张䶮4.jpg'))
    await rm(folderOf(root, aili), { recursive: true })

    await page.goto(`${server.url}/admin/intake`)
    await page.getByRole('heading', { name: '收件', exact: true }).waitFor()
    await page.locator('input[webkitdirectory]').setInputFiles(root)
    const files = (await readdir(person)).length
    await page.getByText(`已传 ${files} / ${files} 个文件（100%）`).waitFor()
    await page.getByRole('button', { name: '收下 8 个文件' }).waitFor()
    await page.getByText('文件“张䶮4.jpg”只有', { exact: false }).first().waitFor()

    await page.getByLabel('人选类别').selectOption({ index: 2 })
    await page.getByLabel('工作单位').fill(zhang.workplace)
    await page.getByLabel('职务职称').fill('研究员')
    await page.getByLabel('事迹简介').fill('二十年如一日做一件事。')
    await page.getByRole('button', { name: '保存 张䶮 的资料' }).click()
    await page.getByRole('button', { name: '保存 张䶮 的资料' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '收下 8 个文件' }).click()
    await page.getByText('已收下 8 个文件', { exact: false }).waitFor()

    // What was refused is still there after a reload, with who handed it in.
    await page.reload()
    await page.getByRole('heading', { name: '等待处理的收件' }).waitFor()
    await page.getByText('1 个文件等待处理，其中 1 个此前已退回。').waitFor()
    await page.getByRole('button', { name: '继续处理' }).click()
    await page.getByRole('button', { name: /^不要了/ }).click()
    await page.getByText('没有等待处理的文件。').waitFor()
  })

  test('a unit hands in its nominee’s materials on a phone, and sees at once what is wrong', async () => {
    await page.evaluate(async () => {
      await fetch('/api/units', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: '大连乙学会' }),
      })
    })
    await page.reload()
    const row = page.getByRole('row', { name: /大连乙学会/ })
    await row.getByRole('button', { name: /生成链接/ }).click()
    const address = await page.getByLabel('交件链接', { exact: true }).inputValue()
    await page.getByAltText('“大连乙学会”交件链接的二维码').waitFor()

    const phone = await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    })
    const unit = await phone.newPage()
    unit.setDefaultTimeout(90_000)
    listen(unit)
    await unit.goto(address)
    await unit.getByLabel('人选姓名（限报一人，请与推荐表一致）').fill('艾力·买买提')
    await unit.getByRole('button', { name: '下一步：选择材料' }).click()
    // The browser's own way back is the question before, and the way forth what it opened; neither leaves the page.
    await unit.getByText('人选：艾力·买买提').waitFor()
    await unit.goBack()
    const name = unit.getByLabel('人选姓名（限报一人，请与推荐表一致）')
    await name.waitFor()
    expect(await name.inputValue()).toBe('艾力·买买提')
    expect(await unit.getByRole('region', { name: '艾力·买买提的材料' }).count()).toBe(0)
    for (const drop of await unit.locator('.zi-drop').all()) expect(await drop.isVisible()).toBe(false)
    await unit.goForward()
    await unit.getByText('人选：艾力·买买提').waitFor()
    const photos = path.join(folder, 'photos')
    await makeHandIn(photos, [aili])
    const own = folderOf(photos, aili)
    await writeFile(path.join(own, 'IMG_1.jpg'), await heavyJpeg(7))
    const names = await readdir(own)
    await unit
      .locator('input[type=file]:not([webkitdirectory])')
      .setInputFiles(names.map((name) => path.join(own, name)))
    await unit.getByRole('button', { name: `提交 ${names.length} 个文件` }).waitFor()
    await unit.getByText('“IMG_1.jpg”将作为生活工作照收下', { exact: false }).waitFor()
    // What waits is there again when the page is opened anew, without a name or a file chosen again.
    await unit.reload()
    await unit.getByRole('button', { name: `提交 ${names.length} 个文件` }).waitFor()
    const overflow = await unit.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)

    // On a slow line the answer about the use comes late: taking waits for it, or it would wipe what taking came to.
    const order: string[] = []
    await unit.route('**/api/hand-ins/*/file', async (route) => {
      const response = await route.fetch()
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      order.push('use told')
      await route.fulfill({ response })
    })
    unit.on('request', (request) => {
      if (request.url().endsWith('/take')) order.push('take asked')
    })
    await unit.getByLabel('IMG_1.jpg 的用途').selectOption('work-photo')
    // Typed and not saved: it goes along with the files.
    await unit.getByLabel('工作单位', { exact: true }).fill(aili.workplace)
    await unit.getByLabel('职务职称', { exact: true }).fill('高级工程师')
    await unit.getByRole('button', { name: `提交 ${names.length} 个文件` }).click()
    await unit.getByText(`已提交 ${names.length} 个文件`, { exact: false }).waitFor()
    await unit.getByText(`已交的材料：${names.length} 个文件`).waitFor()
    await unit.getByText(`主办方已有的材料：${names.length} 个文件`).waitFor()
    await unit.getByText('通知要求的材料已齐。').waitFor()
    expect(order).toEqual(['use told', 'take asked'])

    // What is still asked stays there, also when the page is opened anew and nothing waits.
    await unit.reload()
    await unit.getByLabel('事迹简介', { exact: true }).fill('三十年守一座灯塔。')
    expect(await unit.getByLabel('工作单位', { exact: true }).count()).toBe(0)
    await unit.getByRole('button', { name: '保存 艾力·买买提 的资料' }).click()
    await unit.getByText('已把填写的资料记入人选“艾力·买买提”', { exact: false }).waitFor()
    // A label holds the words of its choices, too.
    await unit.getByLabel('人选类别').waitFor()
    await unit.getByLabel('事迹简介', { exact: true }).waitFor({ state: 'detached' })
    await phone.close()
    const facts = await page.evaluate(async () => {
      const { docs } = await (await fetch('/api/honorees?draft=true&depth=0&limit=50')).json()
      const found = docs.find(({ name }: { name: string }) => name === '艾力·买买提')
      return { workplace: found.workplace, position: found.position, summary: found.summary }
    })
    expect(facts).toEqual({
      workplace: aili.workplace,
      position: '高级工程师',
      summary: '三十年守一座灯塔。',
    })

    await page.goto(`${server.url}/admin/board`)
    await page.getByRole('grid').getByText('艾力·买买提').waitFor()
  })

  test('no page complained', () => {
    expect(complaints).toEqual([])
  })
})
