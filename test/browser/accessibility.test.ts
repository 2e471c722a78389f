/** axe over every page: of ours nothing serious; of Payload's own what cannot be changed from outside, by rule and reason. */
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch, visit } from './browser.ts'
import { addHonoree, addPhoto, firstUser, foundStudio, list, type Studio, send } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

const ours = [
  '/admin',
  '/admin/intake',
  '/admin/campaign-setup',
  '/admin/board',
  '/admin/notices',
  '/admin/settings',
  '/admin/health',
  '/admin/help',
  '/admin/help?role=operator',
  '/admin/unauthorized',
  '/',
  '/no-such-page',
]

const lists = [
  'campaigns',
  'units',
  'honorees',
  'assets',
  'variants',
  'releases',
  'screens',
  'partners',
  'events',
  'users',
]

describe.skipIf(!chromiumPath)('accessibility', () => {
  let server: RunningServer
  let browser: Browser
  let page: Page
  let studio: Studio
  let honoree: string
  let asset: string

  beforeAll(async () => {
    server = await startBuiltServer()
    studio = await foundStudio(server)
    honoree = await addHonoree(studio, '李翀')
    asset = await addPhoto(studio, honoree, { role: 'work-photo', fileName: '李翀-1.jpg' })
    await send(studio, 'screens', {
      name: '测试屏',
      slug: 'test-screen',
      channelId: 'bus',
      width: 960,
      height: 540,
      stillSeconds: 10,
    })
    browser = await launch()
    const context = await visit(browser, 'zh-CN')
    page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** The way in of a unit that has handed nothing in. */
  async function issueLink(): Promise<string> {
    const campaign = (await list<{ id: string }>(studio, 'campaigns'))[0]?.id
    const unit = (await send<{ doc: { id: string } }>(studio, 'units', { name: '沈阳甲学会' })).doc.id
    return (await send<{ path: string }>(studio, 'unit-links/issue', { campaign, unit })).path
  }

  /** Serious and critical findings, a rule and a place each. */
  async function findings(path: string): Promise<readonly string[]> {
    await page.goto(`${server.url}${path}`)
    await page.waitForLoadState('networkidle')
    // What is still streamed in stands there as templates, in lists too.
    await page.waitForFunction(() => !document.querySelector('template[id^="B:"], template[id^="P:"]'))
    await expect
      .poll(() => page.locator('.loading-overlay, .shimmer-effect').count(), { timeout: 30_000 })
      .toBe(0)
    // By the protocol, so that the page's own policy has nothing to say.
    await page.evaluate(axe.source)
    const violations = await page.evaluate(async () => {
      const run = (window as unknown as { axe: typeof axe }).axe.run
      return (await run(document, { resultTypes: ['violations'] })).violations.map(
        ({ id, impact, nodes }) => ({ id, impact, places: nodes.map(({ html }) => html.slice(0, 160)) }),
      )
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, places }) => places.map((place) => `${id}: ${place}`))
  }

  test('signing in', async () => {
    expect(await findings('/admin/login')).toEqual([])
    await page.getByLabel('电子邮件').fill(firstUser.email)
    await page.getByLabel('密码').fill(firstUser.password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL(`${server.url}/admin`)
  })

  test.each(ours)('%s', async (path) => {
    expect(await findings(path)).toEqual([])
  })

  test('a unit’s own way in, and the page where a link leads that is none', async () => {
    const link = await issueLink()
    expect(await findings(link)).toEqual([])
    expect(await findings(`${link.slice(0, -3)}xyz`)).toEqual([])
  })

  test.each(lists)('the list of %s', async (slug) => {
    expect(await findings(`/admin/collections/${slug}`)).toEqual([])
  })

  test('forms', async () => {
    const forms = [
      `honorees/${honoree}`,
      `honorees/${honoree}/history`,
      `honorees/${honoree}/versions`,
      `assets/${asset}`,
      'campaigns/create',
      'releases/create',
      'screens/create',
      'partners/create',
      'users/create',
    ]
    for (const form of forms) expect.soft(await findings(`/admin/collections/${form}`), form).toEqual([])
    expect.soft(await findings('/admin/account'), 'account').toEqual([])
  })
})
