/**
 * No page of the studio shows a raw translation key or an English label, every control on it has a name, and axe finds
 * nothing serious on it: of ours nothing, of Payload's own nothing but what cannot be changed from outside.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonStanding } from '../../src/domain/board.ts'
import { seriousFindings } from './axe.ts'
import { chromiumPath, launch, visit } from './browser.ts'
import { addHonoree, addPhoto, firstUser, foundStudio, list, type Studio, send } from './materials.ts'
import { namelessControls } from './names.ts'
import { type RunningServer, startBuiltServer } from './server.ts'
import { foreignWords, visibleTexts } from './words.ts'

/** Slugs: those of the test's own documents, and the one a field's description gives as an example. */
const own = ['li-chong', 'test-screen', 'zhongjie-led']

describe.skipIf(!chromiumPath)('every page of the studio', () => {
  let server: RunningServer
  let browser: Browser
  let page: Page
  let studio: Studio
  const ids = new Map<string, string>()
  /** What a page wanted to run or load and the policy did not let it. */
  const blocked: string[] = []

  beforeAll(async () => {
    server = await startBuiltServer()
    browser = await launch()
    // An English browser is the harder case.
    page = await (await visit(browser, 'en-US')).newPage()
    page.setDefaultTimeout(60_000)
    await page.setViewportSize({ width: 1366, height: 768 })
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) blocked.push(message.text())
    })
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** Waits until the page is quiet, then looks at it. */
  const inspect = async (path: string): Promise<void> => {
    await page.goto(`${server.url}${path}`)
    await settle()
    await look(path)
    expect.soft(await seriousFindings(page), `accessibility of ${path}`).toEqual([])
  }

  const settle = async (): Promise<void> => {
    await page.waitForLoadState('networkidle')
    // What is still streamed in stands there as templates, in lists too.
    await page.waitForFunction(() => !document.querySelector('template[id^="B:"], template[id^="P:"]'))
    await expect
      .poll(() => page.locator('.loading-overlay, .shimmer-effect').count(), { timeout: 30_000 })
      .toBe(0)
  }

  /** Names may be put right a moment after the page is there; what stays wrong is a finding. */
  const look = async (where: string): Promise<void> => {
    const read = async () => foreignWords(await page.evaluate(visibleTexts), own)
    let words = await read()
    let nameless = await namelessControls(page)
    for (let again = 0; again < 10 && words.length + nameless.length > 0; again++) {
      await page.waitForTimeout(300)
      words = await read()
      nameless = await namelessControls(page)
    }
    expect.soft(words, `words on ${where}`).toEqual([])
    expect.soft(nameless, `nameless controls on ${where}`).toEqual([])
    expect.soft(blocked.splice(0), `blocked on ${where}`).toEqual([])
  }

  const openFirst = async (selector: string, where: string): Promise<void> => {
    const control = page.locator(selector).first()
    if (!(await control.count())) return
    await control.click()
    await settle()
    await look(where)
  }

  test('before anybody signed in', async () => {
    await inspect('/')
    await inspect('/no-such-page')
    await inspect('/admin/create-first-user')
    studio = await foundStudio(server)
    await inspect('/admin/login')
    await inspect('/admin/forgot')
    await inspect('/admin/reset/no-such-token')
    await inspect('/admin/logout')
  })

  test('an empty studio', async () => {
    await page.goto(`${server.url}/admin/login`)
    await page.getByLabel('电子邮件').fill(firstUser.email)
    await page.getByLabel('密码').fill(firstUser.password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL(`${server.url}/admin`)
    await settle()
    await look('/admin, empty')
    await inspect('/admin/collections/releases')
  })

  test.each([
    'intake',
    'campaign-setup',
    'notices',
    'settings',
    'health',
    'help',
    'help?role=operator',
    'unauthorized',
  ])('%s', async (name) => {
    await inspect(`/admin/${name}`)
  })

  test('a studio at work', async () => {
    const honoree = await addHonoree(studio, '李翀')
    const asset = await addPhoto(studio, honoree, { role: 'work-photo', fileName: '李翀-1.jpg' })
    await addPhoto(studio, honoree, { role: 'id-photo', fileName: '李翀-证件照.jpg' })
    const screen = await send<{ doc: { id: string } }>(studio, 'screens', {
      name: '测试屏',
      slug: 'test-screen',
      channelId: 'bus',
      width: 960,
      height: 540,
      stillSeconds: 10,
    })
    const partner = await send<{ doc: { id: string } }>(studio, 'partners', {
      name: '公交传媒',
      channelIds: ['bus'],
    })
    await expect
      .poll(() => readyChannels(studio, honoree), { timeout: 240_000, interval: 2_000 })
      .toContain('bus')
    const release = await send<{ doc: { id: string } }>(studio, 'releases', {
      honoree,
      channelId: 'bus',
      validFrom: new Date(Date.now() - 60_000).toISOString(),
    })
    const { token } = await send<{ token: string }>(studio, `partners/${partner.doc.id}/token`, {})
    await receipt(server.url, token, release.doc.id)
    const withdrawal = await send<{ doc: { id: string } }>(studio, 'withdrawals', {
      release: release.doc.id,
      reason: '文字有误，另发更正版。',
    })
    const first = async (slug: string): Promise<string> =>
      (await list<{ id: string }>(studio, slug))[0]?.id ?? ''
    for (const slug of ['campaigns', 'units', 'variants', 'events', 'users']) ids.set(slug, await first(slug))
    await expect.poll(() => first('receipts'), { timeout: 30_000 }).not.toBe('')
    ids.set('receipts', await first('receipts'))
    ids.set('honorees', honoree)
    ids.set('assets', asset)
    ids.set('screens', screen.doc.id)
    ids.set('partners', partner.doc.id)
    ids.set('releases', release.doc.id)
    ids.set('withdrawals', withdrawal.doc.id)

    await inspect('/admin')
    await inspect('/admin/collections/users')
    await page.getByRole('button', { name: '邀请同事' }).click()
    await settle()
    await look('/admin/collections/users with its invitation')
    expect.soft(await seriousFindings(page), 'accessibility of the invitation').toEqual([])
    await inspect('/admin/board')
    await page.getByRole('gridcell').first().click()
    await settle()
    await look('/admin/board with its panel')
    expect.soft(await seriousFindings(page), 'accessibility of the panel').toEqual([])
    await inspect('/admin/account')
    await inspect('/admin/no-such-page')
    await page.goto(`${server.url}/admin`)
    const toggle = page.getByRole('button', { name: '打开/关闭菜单' })
    if (await toggle.count()) await toggle.first().click()
    await look('/admin with its menu')
  })

  test('a unit’s own way in, and the page where a link leads that is none', async () => {
    const campaign = (await list<{ id: string }>(studio, 'campaigns'))[0]?.id
    const unit = (await send<{ doc: { id: string } }>(studio, 'units', { name: '沈阳甲学会' })).doc.id
    const { path } = await send<{ path: string }>(studio, 'unit-links/issue', { campaign, unit })
    await inspect(path)
    await inspect(`${path.slice(0, -3)}xyz`)
  })

  const readOnly = new Set(['variants', 'receipts', 'events'])
  for (const slug of [
    'campaigns',
    'units',
    'honorees',
    'assets',
    'variants',
    'releases',
    'withdrawals',
    'screens',
    'partners',
    'receipts',
    'events',
    'users',
  ])
    test(slug, async () => {
      const id = ids.get(slug)
      expect(id, 'a document to look at').toBeTruthy()
      await inspect(`/admin/collections/${slug}`)
      for (const panel of ['列', '过滤条件']) {
        await page.getByRole('button', { name: panel, exact: true }).click()
        await settle()
        await look(`the list of ${slug} with ${panel}`)
      }
      if (!readOnly.has(slug)) {
        await inspect(`/admin/collections/${slug}/create`)
        await openFirst('.date-time-picker input:enabled', `a calendar of ${slug}`)
      }
      await inspect(`/admin/collections/${slug}/${id}`)
      await openFirst('.doc-controls__popup button', `the menu of ${slug}`)
      if (['receipts', 'events', 'withdrawals'].includes(slug)) return
      await page.getByRole('link', { name: '留痕', exact: true }).last().click()
      await page.waitForURL(/\/history$/)
      await settle()
      await look(`the history of ${slug}`)
      const history = page.getByRole('region', { name: '留痕' })
      await history.getByText(/^(共 \d+ 条|还没有留痕)/).waitFor()
    })

  test('the tabs and versions of an honoree', async () => {
    const path = `/admin/collections/honorees/${ids.get('honorees')}`
    await page.goto(`${server.url}${path}`)
    await settle()
    for (const tab of ['素材', '同意与声明', '个人信息（不公开）', '渠道就绪情况']) {
      await page.getByRole('button', { name: tab, exact: true }).click()
      await settle()
      await look(`${path}, ${tab}`)
    }
    await inspect(`${path}/versions`)
  })

  test('a withdrawn release is begun anew from the person’s page and from the board, with both chosen', async () => {
    const chosen = async (): Promise<void> => {
      const holds = (field: string, text: string) =>
        page.locator(`#field-${field} .rs__value-container`).filter({ hasText: text }).waitFor()
      await holds('honoree', '李翀')
      await holds('channelId', '公交车')
    }
    await page.goto(`${server.url}/admin/collections/honorees/${ids.get('honorees')}`)
    await settle()
    await page.getByRole('button', { name: '发布记录', exact: true }).click()
    await page.getByRole('link', { name: /^重新发布/ }).click()
    await chosen()
    await page.goto(`${server.url}/admin/board`)
    await page.getByRole('gridcell', { name: '李翀，公交车：已撤回' }).click()
    await page.getByRole('link', { name: '重新发布' }).click()
    await chosen()
  })

  test('names what goes before consent is entered as taken back', async () => {
    await page.goto(`${server.url}/admin/collections/honorees/${ids.get('honorees')}`)
    await settle()
    await page.getByRole('button', { name: '同意与声明', exact: true }).click()
    const day = page.getByRole('textbox', { name: '撤回日期' })
    await day.click()
    await page.locator('.react-datepicker__day--015:not(.react-datepicker__day--outside-month)').click()
    const dialog = page.getByRole('dialog').filter({ hasText: '登记撤回同意？' })
    await dialog.getByText(/此人(目前没有|现有 \d+ 项)/).waitFor()
    await look('the question before consent is taken back')
    await dialog.getByRole('button', { name: '取消' }).click()
    await expect.poll(() => day.inputValue()).toBe('')
  })
})

async function readyChannels(studio: Studio, honoree: string): Promise<readonly string[]> {
  const response = await fetch(`${studio.url}/api/honorees/${honoree}/readiness`, {
    headers: { authorization: `JWT ${studio.token}` },
  })
  const { cells } = (await response.json()) as PersonStanding
  return cells.filter(({ gaps }) => gaps.length === 0).map(({ channelId }) => channelId)
}

/** What a player reports after it showed the poster. */
async function receipt(url: string, token: string, releaseId: string): Promise<void> {
  const response = await fetch(`${url}/receipts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'shown', releaseId, at: new Date().toISOString(), note: '中街北口' }),
  })
  if (!response.ok) throw new Error(`receipts: ${response.status} ${await response.text()}`)
}
