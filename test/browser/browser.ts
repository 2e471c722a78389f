/** One headless Chromium; where there is none the tests are left out, loudly. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Locator } from 'playwright-core'

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const chromiumPath = places.find((file) => file && existsSync(file))

if (!chromiumPath)
  console.warn('\n*** NO CHROMIUM: the browser tests were NOT run. Install it or set CHROMIUM_PATH. ***\n')

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launch(): Promise<Browser> {
  if (!chromiumPath) throw new Error('no chromium')
  return chromium.launch({ executablePath: chromiumPath, headless: true, args })
}

/** `locale` is the visitor's; the studio speaks Chinese to everybody. */
export const visit = (browser: Browser, locale: 'zh-CN' | 'en-US'): Promise<BrowserContext> =>
  browser.newContext(desk(locale))

const desk = (locale: string) => ({
  locale,
  timezoneId: 'Asia/Shanghai',
  viewport: { width: 1440, height: 1000 },
})

/** A browser as it stands on a desk, with its profile in `folder`: unlike a visitor's it keeps scripts as compiled. */
export function settle(folder: string): Promise<BrowserContext> {
  if (!chromiumPath) throw new Error('no chromium')
  const how = { executablePath: chromiumPath, headless: true, args, ...desk('zh-CN') }
  return chromium.launchPersistentContext(folder, how)
}

/** Goes where a link leads: a click on a row that is not alive yet leads nowhere, and is not repeated by itself. */
export async function follow(link: Locator): Promise<void> {
  const address = await link.getAttribute('href')
  if (!address) throw new Error('follow: a link without an address')
  const page = link.page()
  await page.goto(new URL(address, page.url()).href)
}
