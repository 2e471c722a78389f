/** The board in the browser, by keyboard and by mouse: twenty people at every stage, seen by an editor's eyes. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { faults, nameOf } from '../fixtures/people.ts'
import { seedStore } from '../fixtures/seeded-store.ts'
import { chromiumPath, launch, visit } from './browser.ts'
import { firstUser, foundStudio, type Studio, send } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

const count = 20
const noForms = faults.indexOf('no-forms')
const noConsent = faults.indexOf('no-consent')
const notEligible = faults.indexOf('not-eligible')
const draft = faults.indexOf('draft')

describe.skipIf(!chromiumPath)('the board in the browser', () => {
  let server: RunningServer
  let browser: Browser
  let studio: Studio
  let page: Page

  beforeAll(async () => {
    server = await startBuiltServer({
      // A worker would look for the originals, of which there are none.
      env: { ZUIMEI_ROLES: 'studio,delivery' },
      prepare: (env) => seedStore(env, count),
    })
    studio = await foundStudio(server)
    browser = await launch()
    page = await signedIn(firstUser.email, firstUser.password)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function signedIn(email: string, password: string): Promise<Page> {
    const opened = await (await visit(browser, 'zh-CN')).newPage()
    opened.setDefaultTimeout(60_000)
    await opened.setViewportSize({ width: 1366, height: 768 })
    await opened.goto(`${server.url}/admin/login`)
    await opened.getByLabel('电子邮件').fill(email)
    await opened.getByLabel('密码').fill(password)
    await opened.getByRole('button', { name: '登录' }).click()
    await opened.getByRole('heading', { name: '工作进度' }).waitFor()
    return opened
  }

  const shown = () =>
    page
      .getByRole('grid')
      .getAttribute('aria-rowcount')
      .then((rows) => Number(rows) - 2)
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    )

  test('is one click from the first page, which shows numbers that lead to it and no empty cards', async () => {
    await page.getByRole('link', { name: /^4 位人选等推荐单位/ }).waitFor()
    expect(await page.locator('.card').count()).toBe(0)
    await page.getByRole('link', { name: '打开人选' }).click()
    await page.getByRole('grid', { name: '人选与渠道' }).waitFor()
    expect(await shown()).toBe(count)
    await page.getByText('图例').click()
    await page.getByRole('listitem').filter({ hasText: '待定稿' }).waitFor()
    await page.getByText('图例').click()
  })

  test('is walked by arrows; Enter opens what is missing, Escape leads back', async () => {
    await page.locator('[role=grid] [tabindex="0"]').focus()
    for (let step = 0; step < noForms; step += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe(`${nameOf(noForms)}，辽宁日报：缺材料`)
    await page.keyboard.press('End')
    expect(await focused()).toBe(`${nameOf(noForms)}，快手：缺材料`)
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: `${nameOf(noForms)} · 快手` })
    await panel.getByText(`${nameOf(noForms)}缺少推荐表（Word 版），请补交。`).waitFor()
    expect(await focused()).toBe(`${nameOf(noForms)} · 快手`)
    await panel.getByRole('button', { name: '催单位' }).click()
    expect(await panel.getByLabel('催办文字').inputValue()).toContain('缺少推荐表（盖章 PDF 版）')
    const mending = await panel.getByRole('link', { name: '去补' }).getAttribute('href')
    expect(mending).toMatch(/^\/admin\/intake\?honoree=/)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(await focused()).toBe(`${nameOf(noForms)}，快手：缺材料`)
    await page.goto(`${server.url}${mending}`)
    await page.getByText(`正在为${nameOf(noForms)}（`).waitFor()
    await page.getByRole('link', { name: '回到人选' }).click()
    await page.getByRole('grid', { name: '人选与渠道' }).waitFor()
  })

  test('keeps what is asked for in the address, so that a link shows the same', async () => {
    await page.getByRole('button', { name: /^推荐单位 4 人$/ }).click()
    await expect.poll(shown).toBe(4)
    await page
      .locator('label:has(select)')
      .filter({ hasText: /^渠道/ })
      .locator('select')
      .selectOption({ label: '公交车' })
    await expect.poll(() => page.getByRole('columnheader').count()).toBe(4)
    const address = new URL(page.url())
    expect([address.searchParams.get('waits'), address.searchParams.get('channel')]).toEqual(['unit', 'bus'])
    // Back is the choice before, of a word that was typed, letter by letter, the state before its first.
    await page.goBack()
    await expect.poll(() => page.getByRole('columnheader').count()).toBeGreaterThan(4)
    expect(await shown()).toBe(4)
    await page.getByLabel('查找').pressSequentially('不存在')
    await page.getByText('没有符合这些条件的人选。').waitFor()
    await page.goBack()
    await expect.poll(shown).toBe(4)
    await page.goBack()
    await expect.poll(shown).toBe(count)
    expect(new URL(page.url()).searchParams.has('waits')).toBe(false)
    await page.goto(String(address))
    await page.getByRole('grid').waitFor()
    expect(await shown()).toBe(4)
    await page.getByText('我的视图').click()
    await page.getByLabel('名称').fill('催单位的')
    await page.getByRole('button', { name: '存为视图' }).click()
    await page.getByRole('button', { name: '清除筛选' }).click()
    await expect.poll(shown).toBe(count)
    await page.getByLabel('查找').fill('wlx')
    // 王立新 and 吴立新.
    await expect.poll(shown).toBe(2)
    await page.reload()
    await page.getByText('我的视图（1）').click()
    await page.getByRole('button', { name: '催单位的', exact: true }).click()
    await expect.poll(shown).toBe(4)
  })

  test('goes out as a table of what is shown', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出表格（4 人）' }).click(),
    ])
    const [sheet] = await readXlsxFile(await readFile(await download.path()))
    expect(sheet?.data.map((row) => row[0])).toHaveLength(5)
    expect(sheet?.data[0]).toEqual(['人选', '推荐单位', '人选类别', '公交车', '等谁', '还缺什么'])
  })

  test('leads to the person’s page, where it is mended', async () => {
    await page.getByRole('button', { name: '清除筛选' }).click()
    await page.getByLabel('查找').fill(nameOf(noConsent))
    await expect.poll(shown).toBe(1)
    await page.getByRole('gridcell', { name: `${nameOf(noConsent)}，公交车：待核对` }).click()
    await page.getByRole('link', { name: '去登记同意与声明' }).click()
    await page.waitForURL(/\/collections\/honorees\//)
    await page
      .getByRole('heading', { name: nameOf(noConsent) })
      .first()
      .waitFor()
    await page.locator('.tabs-field__tab-button--active').filter({ hasText: '同意与声明' }).waitFor()
    await page.getByRole('textbox', { name: '同意日期' }).waitFor()
    await page.getByRole('button', { name: '渠道就绪情况' }).click()
    await page.getByRole('button', { name: '去登记同意与声明' }).click()
    await page.getByRole('textbox', { name: '同意日期' }).waitFor()
    await page.getByRole('link', { name: '返回总表' }).click()
    await page.getByRole('grid').waitFor()
    expect(await shown()).toBe(1)
  })

  test('declares in the panel, without opening the person’s page', async () => {
    await page.getByRole('button', { name: '清除筛选' }).click()
    await page.getByRole('gridcell', { name: `${nameOf(notEligible)}，公交车：待核对` }).click()
    const panel = page.getByRole('complementary')
    await panel.getByRole('group', { name: /^资格与保密声明/ }).waitFor()
    for (const box of await panel.getByRole('checkbox').all()) await box.check()
    await panel.getByRole('button', { name: '保存同意与声明' }).click()
    await page.getByRole('gridcell', { name: `${nameOf(notEligible)}，公交车：就绪` }).waitFor()
    await panel.getByRole('button', { name: '关闭' }).click()
  })

  test('publishes several people at once after naming them, chosen by mouse and by keyboard', async () => {
    const [one, other] = [nameOf(draft), nameOf(draft + faults.length)]
    await page.getByRole('checkbox', { name: `选择${one}` }).click()
    await page.getByRole('row').filter({ hasText: other }).getByRole('rowheader').focus()
    await page.keyboard.press('Shift+Space')
    const chosen = page.getByRole('region', { name: '已选的人选' })
    await chosen.getByText('已选 2 人').waitFor()
    await chosen.getByRole('button', { name: '定稿…' }).click()
    const dialog = page.getByRole('dialog', { name: '定稿' })
    await dialog.getByText(`${one}、${other}`).waitFor()
    await dialog.getByRole('button', { name: '把 2 人定稿' }).click()
    await dialog.getByText('定稿：2 人办好了。').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).click()
    for (const name of [one, other])
      await page.getByRole('gridcell', { name: `${name}，公交车：就绪` }).waitFor()
    expect(await chosen.count()).toBe(0)
  })

  test('leads from a ready cell to a release that has its person and channel already', async () => {
    const name = nameOf(notEligible)
    await page.getByRole('gridcell', { name: `${name}，公交车：就绪` }).click()
    await page.getByRole('link', { name: '安排发布' }).click()
    await page.locator('#field-honoree .rs__value-container').filter({ hasText: name }).waitFor()
    await page.locator('#field-channelId .rs__value-container').filter({ hasText: '公交车' }).waitFor()
    // What a hand chooses stays.
    await page.locator('#field-channelId .rs__control').click()
    await page.locator('.rs__option').filter({ hasText: '抖音' }).click()
    await page.locator('#field-channelId .rs__value-container').filter({ hasText: '抖音' }).waitFor()
  })

  test('calls a class by its name, in the list’s filter as in its column', async () => {
    const asked = new URLSearchParams({ 'where[or][0][and][0][category][equals]': 'frontier' })
    await page.goto(`${server.url}/admin/collections/honorees?${asked}`)
    const word = rules2021.categories[0] ?? ''
    await page.locator('td.cell-category').filter({ hasText: word }).first().waitFor()
    // Open already, because the address asks for something.
    await page.locator('.condition__value').filter({ hasText: word }).waitFor()
    await page.locator('.condition__value .rs__control').click()
    expect(await page.locator('.condition__value .rs__option').allTextContents()).toEqual(
      rules2021.categories,
    )
    await page.goto(`${server.url}/admin/board`)
    await page.getByRole('grid').waitFor()
  })

  test('shows where the keyboard is, in the head, in the menu and on the first page', async () => {
    const own = await page.context().newPage()
    await own.setViewportSize({ width: 1366, height: 768 })
    await own.goto(`${server.url}/admin`)
    await own.getByRole('heading', { name: '工作进度' }).waitFor()
    const ring = () =>
      own.evaluate(() => {
        const at = document.activeElement
        if (!at || at === document.body) return null
        const { outlineStyle, outlineWidth } = getComputedStyle(at)
        return { what: at.getAttribute('aria-label') ?? at.textContent, outlineStyle, outlineWidth }
      })
    const unseen: unknown[] = []
    let stops = 0
    for (let step = 0; step < 40; step += 1) {
      await own.keyboard.press('Tab')
      const seen = await ring()
      if (seen) stops += 1
      if (seen && (seen.outlineStyle !== 'solid' || seen.outlineWidth !== '3px')) unseen.push(seen)
    }
    expect(stops).toBeGreaterThan(15)
    expect(unseen).toEqual([])
    await own.close()
  })

  test('is not for operators', async () => {
    const password = '大屏-Studio-2026-操作'
    await send(studio, 'users', { name: '赵操作', email: 'caozuo@example.cn', password, role: 'operator' })
    const own = await signedIn('caozuo@example.cn', password)
    expect(await own.locator('a[href^="/admin/board"]').count()).toBe(0)
    await own.goto(`${server.url}/admin/board`)
    await own.getByText('您的账号没有查看“人选”的权限').waitFor()
    expect(await own.getByRole('grid').count()).toBe(0)
  })
})
