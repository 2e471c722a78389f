/**
 * `node scripts/run.mjs screenshots ADDRESS EMAIL PASSWORD`: takes README's pictures from a running demo into
 * scripts/screenshots/, each under 300 KB. Needs Chromium (CHROMIUM_PATH, or Debian's).
 */
import { mkdir } from 'node:fs/promises'
import { chromium, type Page } from 'playwright-core'
import sharp from 'sharp'

const [url, email, password] = process.argv.slice(2)
if (!url || !email || !password) {
  console.error('用法：node scripts/run.mjs screenshots 工作台网址 邮箱 密码')
  process.exit(1)
}
const folder = 'scripts/screenshots'
const maxBytes = 300_000

interface Found {
  readonly docs: readonly { readonly id: string }[]
}

async function first(page: Page, path: string): Promise<string> {
  const answer = await page.request.get(`${url}/api/${path}`, { headers: { origin: String(url) } })
  const id = ((await answer.json()) as Found).docs[0]?.id
  if (!id) throw new Error(`${path}: nothing there`)
  return id
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  // Toasts and hover hints of the way there are not part of the picture.
  await page.mouse.move(0, 0)
  await page.waitForTimeout(1_500)
  const picture = sharp(await page.screenshot())
  for (const colours of [256, 128, 64]) {
    const file = await picture.clone().png({ palette: true, colours, compressionLevel: 9 }).toBuffer()
    if (file.length > maxBytes && colours > 64) continue
    await sharp(file).toFile(`${folder}/${name}.png`)
    console.log(`${folder}/${name}.png ${Math.round(file.length / 1000)} KB`)
    return
  }
}

await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
})
try {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  await page.goto(url)
  await take(page, 'front')
  await page.goto(`${url}/admin/login`)
  await page.getByLabel('电子邮件').fill(email)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await take(page, 'dashboard')

  await page.goto(`${url}/admin/board`)
  await page.getByRole('grid').waitFor()
  await take(page, 'board')

  await page.goto(`${url}/admin/intake`)
  await page.locator('.zi-drop').waitFor()
  await take(page, 'intake')

  const honoree = await first(page, 'honorees?limit=1&sort=-slug')
  await page.goto(`${url}/admin/collections/honorees/${honoree}`)
  await page.getByRole('button', { name: '渠道就绪情况', exact: true }).click()
  await page.getByRole('table').waitFor()
  await take(page, 'honoree')

  await page.getByRole('button', { name: '成品', exact: true }).click()
  await page.locator('.zp-tile').first().waitFor()
  await take(page, 'gallery')

  await page.goto(`${url}/admin/campaign-setup`)
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  await take(page, 'campaign-setup')

  const asset = await first(page, 'assets?limit=1&where[role][equals]=work-photo')
  await page.goto(`${url}/admin/collections/assets/${asset}`)
  const variants = page.getByRole('region', { name: '成品', exact: true })
  await variants.getByRole('listitem').first().waitFor()
  await variants.scrollIntoViewIfNeeded()
  await take(page, 'asset')

  await page.goto(`${url}/admin/collections/variants`)
  await take(page, 'variants')
  await page.goto(`${url}/admin/collections/releases`)
  await take(page, 'releases')
} finally {
  await browser.close()
}
