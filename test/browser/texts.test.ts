/** A person's words at the desk: counted and checked while they are written, kept, and written by two at once. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch, visit } from './browser.ts'
import { addHonoree, firstUser, foundStudio, type Studio, send } from './materials.ts'
import { namelessControls } from './names.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

const colleague = {
  name: '刘编辑',
  email: 'liu@example.cn',
  password: '沈阳-Studio-2026-测试',
  role: 'editor',
}

describe.skipIf(!chromiumPath)('the words of a person', () => {
  let server: RunningServer
  let browser: Browser
  let studio: Studio
  let address: string
  let mine: Page
  let theirs: Page

  const signIn = async (
    page: Page,
    { email, password }: { email: string; password: string },
  ): Promise<void> => {
    await page.goto(`${server.url}/admin/login`)
    await page.getByLabel('电子邮件').fill(email)
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL(`${server.url}/admin`)
  }
  const newPage = async (who: { email: string; password: string }): Promise<Page> => {
    const page = await (await visit(browser, 'zh-CN')).newPage()
    await page.setViewportSize({ width: 1366, height: 768 })
    page.setDefaultTimeout(60_000)
    // Leaving with unsaved words is what is tried here.
    page.on('dialog', (dialog) => void dialog.accept())
    await signIn(page, who)
    return page
  }
  const open = async (page: Page): Promise<void> => {
    await page.goto(address)
    // The form takes what is typed once its words have been checked.
    await under(page, 'summary').locator('.zm-count').waitFor()
  }
  const field = (page: Page, name: string): Locator => page.locator(`#field-${name}`)
  const under = (page: Page, name: string): Locator =>
    page.locator('.field-type', { has: field(page, name) }).last()
  const save = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: '保存草稿' }).click()
  }
  const stored = async (): Promise<{ summary: string; motto: string; field: string }> => {
    const [, id] = /honorees\/([^/]+)$/.exec(address) ?? []
    const response = await fetch(`${server.url}/api/honorees/${id}?draft=true&depth=0`, {
      headers: { authorization: `JWT ${studio.token}` },
    })
    return response.json()
  }

  beforeAll(async () => {
    server = await startBuiltServer()
    studio = await foundStudio(server)
    address = `${server.url}/admin/collections/honorees/${await addHonoree(studio, '李建国')}`
    await send(studio, 'users', colleague)
    browser = await launch()
    mine = await newPage(firstUser)
    theirs = await newPage(colleague)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('are counted for every channel and checked as they are typed', async () => {
    await open(mine)
    await expect
      .poll(() => under(mine, 'summary').locator('.zm-count').textContent())
      .toContain('● 合适 本表 300 字以内')
    const deeds = mine.locator('.rich-text-lexical .zm-words')
    await expect.poll(() => deeds.textContent()).toContain('▲ 过长 抖音、快手 300 字以内')
    await field(mine, 'summary').fill('李健国亲自到场,增产10-20%。')
    const findings = under(mine, 'summary').getByRole('list', { name: '用语提示' })
    await findings.getByRole('button', { name: '改为“李建国”' }).click()
    expect(await field(mine, 'summary').inputValue()).toBe('李建国亲自到场,增产10-20%。')
    await mine.keyboard.press('Control+z')
    expect(await field(mine, 'summary').inputValue()).toBe('李健国亲自到场,增产10-20%。')
    await findings.getByRole('button', { name: '改为“10%～20%”' }).click()
    expect(await field(mine, 'summary').inputValue()).toBe('李健国亲自到场,增产10%～20%。')
    await under(mine, 'summary').getByRole('button', { name: '撤销' }).click()
    expect(await field(mine, 'summary').inputValue()).toBe('李健国亲自到场,增产10-20%。')

    const editor = mine.locator('.rich-text-lexical [contenteditable=true]')
    await editor.click()
    await mine.keyboard.press('Control+End')
    await mine.keyboard.type('李健国从不言苦。')
    await deeds.getByRole('button', { name: '改为“李建国”' }).click()
    await expect.poll(() => editor.textContent()).toContain('李建国从不言苦。')
    await deeds.getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => editor.textContent()).toContain('李健国从不言苦。')
    await deeds.scrollIntoViewIfNeeded()
    expect(await namelessControls(mine)).toEqual([])

    await findings
      .getByRole('listitem')
      .filter({ hasText: '亲自' })
      .getByRole('button', { name: '不再提示' })
      .click()
    await under(mine, 'summary').getByText('不再提示的 1 处').click()
    await under(mine, 'summary').getByText(`${firstUser.name}`).waitFor()
  })

  test('survive a reload, are offered again, and are forgotten once they are saved', async () => {
    await open(mine)
    await mine.getByText('在这台电脑上写的文字还没有保存').waitFor()
    await mine.getByRole('button', { name: '恢复到表单' }).click()
    expect(await field(mine, 'summary').inputValue()).toBe('李健国亲自到场,增产10-20%。')
    await expect
      .poll(() => mine.locator('.rich-text-lexical [contenteditable=true]').textContent())
      .toContain('李健国从不言苦。')
    await save(mine)
    await expect.poll(async () => (await stored()).summary).toBe('李健国亲自到场,增产10-20%。')
    await open(mine)
    expect(await mine.getByText('还没有保存').count()).toBe(0)
  })

  test('of two people at once are both kept, side by side where both wrote', async () => {
    await open(mine)
    await open(theirs)
    await field(theirs, 'motto').fill('同事的话')
    await save(theirs)
    await expect.poll(async () => (await stored()).motto).toBe('同事的话')
    await field(mine, 'field').fill('我写的领域')
    await save(mine)
    await expect.poll(async () => (await stored()).field).toBe('我写的领域')
    expect((await stored()).motto).toBe('同事的话')
    await expect.poll(() => field(mine, 'motto').inputValue()).toBe('同事的话')

    await open(theirs)
    await field(theirs, 'summary').fill('同事写的简介，三十年育种。')
    await field(mine, 'summary').fill('我写的简介，三十年育种。')
    await save(theirs)
    await expect.poll(async () => (await stored()).summary).toBe('同事写的简介，三十年育种。')
    await save(mine)
    const choice = mine.getByRole('alert').filter({ hasText: '刘编辑' })
    await choice.getByRole('button', { name: '用我写的' }).waitFor()
    expect((await stored()).summary).toBe('同事写的简介，三十年育种。')
    expect(await field(mine, 'summary').inputValue()).toBe('我写的简介，三十年育种。')
    await choice.getByRole('button', { name: '用我写的' }).click()
    await save(mine)
    await expect.poll(async () => (await stored()).summary).toBe('我写的简介，三十年育种。')
  })

  test('have versions with authors, compared by character, and a way back', async () => {
    await mine.goto(`${address}/versions`)
    const newest = mine.getByRole('button', { name: firstUser.name }).first()
    await newest.waitFor()
    await expect.poll(() => newest.textContent()).toContain('改了：事迹简介')
    await mine.locator('.zm-compared del', { hasText: '同事' }).waitFor()
    await mine.locator('.zm-compared ins', { hasText: '我' }).waitFor()
    await mine.getByRole('button', { name: colleague.name }).first().click()
    await mine.getByRole('button', { name: '把这一版恢复为草稿' }).click()
    const dialog = mine.getByRole('dialog', { name: '恢复这个版本' })
    await dialog.getByRole('button', { name: '恢复为草稿' }).click()
    await expect.poll(async () => (await stored()).summary).toBe('同事写的简介，三十年育种。')
  })

  test('typed and not saved are forgotten when their owner signs out', async () => {
    await open(theirs)
    await field(theirs, 'motto').fill('没有保存的话')
    const kept = (): Promise<number> =>
      theirs.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('zuimei:words:')).length)
    await expect.poll(kept).toBe(1)
    // Of whoever and of a person nobody opens again: gone with the next page once it is too old.
    const old = JSON.stringify({ at: '2020-01-01T00:00:00.000Z', updatedAt: null, values: { motto: '旧话' } })
    await theirs.evaluate((text) => localStorage.setItem('zuimei:words:gone:honorees/gone:1', text), old)
    await theirs.goto(`${server.url}/admin`)
    await expect.poll(kept).toBe(1)
    await theirs.goto(`${server.url}/admin/logout`)
    await expect.poll(kept).toBe(0)
  })
})
