/** A person's pictures in the browser, by keyboard: looked at, cut by hand, and drawn on posters before a word is saved. */
import type { Browser, Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch, visit } from './browser.ts'
import { addFilm, addHonoree, addPhoto, firstUser, foundStudio, list, type Studio } from './materials.ts'
import { namelessControls } from './names.ts'
import { type RunningServer, startBuiltServer } from './server.ts'
import { foreignWords, visibleTexts } from './words.ts'

interface Row {
  readonly key: string
  readonly state: string
  readonly label: string
  readonly preview?: string | null
  readonly isSuperseded?: boolean
}

describe.skipIf(!chromiumPath)('the pictures of a person', () => {
  let server: RunningServer
  let browser: Browser
  let page: Page
  let studio: Studio
  let honoree: string
  let filmId: string

  beforeAll(async () => {
    server = await startBuiltServer()
    studio = await foundStudio(server)
    honoree = await addHonoree(studio, '李翀')
    await addPhoto(studio, honoree, { role: 'work-photo', fileName: '李翀1.jpg' })
    await addPhoto(studio, honoree, { role: 'id-photo', fileName: '李翀_证件照.jpg' })
    await addPhoto(studio, honoree, { role: 'work-photo', fileName: '李翀2.jpg' })
    filmId = await addFilm(studio, honoree, '李翀.mp4')
    browser = await launch()
    page = await (await visit(browser, 'zh-CN')).newPage()
    await page.setViewportSize({ width: 1366, height: 768 })
    page.setDefaultTimeout(60_000)
    await page.goto(`${server.url}/admin`)
    await page.getByLabel('电子邮件').fill(firstUser.email)
    await page.getByLabel('密码').fill(firstUser.password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL(/admin\/?$/)
    await page.getByRole('navigation').first().waitFor()
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const rows = (): Promise<readonly Row[]> => list<Row>(studio, 'variants?limit=200&depth=0')
  const doneKeys = async (): Promise<ReadonlySet<string>> =>
    new Set((await rows()).filter(({ state }) => state === 'done').map(({ key }) => key))
  const allDone = async (): Promise<void> => {
    await expect
      .poll(
        async () => {
          const found = await rows()
          return found.length > 12 && found.every(({ state }) => state === 'done' || state === 'failed')
        },
        { timeout: 240_000, interval: 1_000 },
      )
      .toBe(true)
  }
  const openTab = async (name: string): Promise<void> => {
    await page.goto(`${server.url}/admin/collections/honorees/${honoree}`)
    await page.getByRole('button', { name, exact: true }).click()
  }
  const shoot = async (name: string): Promise<void> => {
    const dir = process.env.GALLERY_SHOTS
    if (dir) await page.screenshot({ path: `${dir}/${name}.png` })
  }
  /** Neither English nor raw keys, and nothing without a name. */
  const isWellSpoken = async (): Promise<void> => {
    const faults = async (): Promise<readonly unknown[]> => [
      ...foreignWords(await page.evaluate(visibleTexts), ['li-chong', 'XDCAM HD422', firstUser.email]),
      ...(await namelessControls(page)),
    ]
    // Names may be put right a moment after the page is there.
    await expect.poll(faults, { timeout: 10_000 }).toEqual([])
  }

  test('are looked at one after the other, by keyboard', async () => {
    await allDone()
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/files/')) asked.push(request.url())
    })
    await openTab('成品')
    const gallery = page.getByRole('region', { name: '成品' })
    await gallery.getByText(/个成品，已完成/).waitFor()
    for (const shelf of ['报纸电视', '屏幕', '新媒体'])
      await gallery.getByRole('heading', { name: shelf, exact: true }).waitFor()
    await gallery
      .locator('img')
      .first()
      .evaluate((image: HTMLImageElement) => image.decode())
    await shoot('gallery')
    await isWellSpoken()
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter((url) => !url.includes('small=1'))).toEqual([])
    const first = gallery.getByRole('button', { name: /^看大图：\s*海报/ }).first()
    await first.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    const title = dialog.getByRole('heading')
    const name = await title.textContent()
    await dialog.getByText(/像素 · /).waitFor()
    await dialog.getByRole('img').evaluate((image: HTMLImageElement) => image.decode())
    expect(asked.filter((url) => !url.includes('small=1')).length).toBe(1)
    await shoot('dialog')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => title.textContent()).not.toBe(name)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => title.textContent()).toBe(name)
    expect(await dialog.getByRole('link', { name: /^下载/ }).getAttribute('href')).toContain('/files/')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await first.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('lead from a finished picture to where its photograph is framed', async () => {
    await openTab('成品')
    const tile = page.getByRole('button', { name: /^看大图：\s*图片 1280×720/ }).first()
    await tile.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: '取景' }).click()
    await photoOf().waitFor()
    await expect
      .poll(() => photoOf().evaluate((article) => article.contains(document.activeElement)))
      .toBe(true)
  })

  const photoOf = (name = '李翀1.jpg'): Locator => page.getByRole('article', { name })
  const areaOf = (ratio: string, name?: string): Promise<string | null> =>
    photoOf(name)
      .getByRole('img', { name: new RegExp(`^${ratio} 的裁切`) })
      .getAttribute('data-area')

  test('are cut anew where the keys move the focal point, and nothing is kept until somebody saves', async () => {
    await openTab('素材')
    const point = photoOf().getByRole('button', { name: /^主体位置/ })
    await point.waitFor()
    await shoot('crops')
    await isWellSpoken()
    const before = await areaOf('1:1')
    await point.focus()
    for (let n = 0; n < 4; n++) await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => areaOf('1:1')).not.toBe(before)
    // As high as the picture: nowhere to go.
    expect((await areaOf('4:3'))?.endsWith('2400,1800')).toBe(true)
    await photoOf()
      .getByText(/^保存后将重做 \d+ 个成品/)
      .waitFor()
    await photoOf().getByRole('button', { name: '放弃改动' }).click()
    await expect.poll(() => areaOf('1:1')).toBe(before)
  })

  test('are cut by hand, and only what has that ratio is made anew', async () => {
    const before = await doneKeys()
    await openTab('素材')
    await photoOf().getByRole('button', { name: '手动裁切 16:9' }).click()
    const frame = page.getByLabel('裁切框，用方向键移动')
    await frame.focus()
    const drawn = await areaOf('16:9')
    for (let n = 0; n < 3; n++) await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => areaOf('16:9')).not.toBe(drawn)
    await shoot('drawing')
    const cost = photoOf().getByText(/^保存后将重做 \d+ 个成品/)
    await cost.waitFor()
    const count = Number(/\d+/.exec((await cost.textContent()) ?? '')?.[0])
    expect(count).toBeGreaterThan(0)
    const kept = await areaOf('16:9')
    await photoOf().getByRole('button', { name: '保存裁切' }).click()
    await page.getByText(`裁切已保存，正在重做 ${count} 个成品。`).waitFor()
    await photoOf().getByText('图片 16:9 · 手动').waitFor()
    expect(await areaOf('16:9')).toBe(kept)

    const news = async (): Promise<string[]> =>
      (await rows())
        .filter(({ key, state }) => !before.has(key) && state === 'done')
        .map(({ label }) => label)
    await expect.poll(async () => (await news()).length, { timeout: 120_000, interval: 500 }).toBe(count)
    await allDone()
    for (const label of await news()) {
      const [, width, height] = /(\d+)×(\d+)$/.exec(label) ?? []
      expect(Number(width) / Number(height)).toBeCloseTo(16 / 9)
    }
    await photoOf().getByRole('button', { name: '恢复自动裁切 16:9' }).click()
    await photoOf().getByText('图片 16:9 · 自动').waitFor()
  })

  test('are framed before anything is cut from them, ratios side by side', async () => {
    await openTab('素材')
    const frame = page.getByRole('button', { name: '取景：李翀2.jpg' })
    await frame.focus()
    await page.keyboard.press('Enter')
    const photo = photoOf('李翀2.jpg')
    await photo.getByText('现在没有成品由它裁切').waitFor()
    expect(await photo.getByRole('button', { name: /^手动裁切/ }).count()).toBe(5)
    const before = await areaOf('1:1', '李翀2.jpg')
    await photo.getByRole('button', { name: /^主体位置/ }).focus()
    for (let n = 0; n < 4; n++) await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => areaOf('1:1', '李翀2.jpg')).not.toBe(before)
    await photo.getByText('没有成品需要重做。').waitFor()
    await shoot('spare')
    await photo.getByRole('button', { name: '保存裁切' }).click()
    await page.getByText('裁切已保存，没有成品需要重做。').waitFor()
    await expect.poll(() => areaOf('1:1', '李翀2.jpg')).not.toBe(before)
  })

  /** The first pixel of a picture this person may open, each part as off or on. */
  const colourAt = async (href: string): Promise<string> => {
    const bytes = await page.evaluate(async (address) => {
      const answer = await fetch(address)
      return [...new Uint8Array(await answer.arrayBuffer())]
    }, href)
    const { channels } = await sharp(Buffer.from(bytes)).stats()
    return channels.map(({ mean }) => (mean > 200 ? '1' : mean < 55 ? '0' : '?')).join('')
  }

  test('of a film are chosen in its player, and its covers show the very one', async () => {
    await openTab('素材')
    const film = page.getByRole('article', { name: '李翀.mp4' })
    await film.getByText('现在自动选取').waitFor()
    const before = await doneKeys()
    const player = film.locator('video')
    await player.evaluate(async (video: HTMLVideoElement) => {
      const isThere = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
      video.addEventListener('loadedmetadata', () => {
        video.currentTime = 2.5
      })
      video.preload = 'auto'
      video.load()
      await isThere
    })
    await film.getByRole('button', { name: '取当前画面作封面' }).focus()
    await page.keyboard.press('Enter')
    const second = film.getByLabel('封面取第几秒的画面')
    expect(Number(await second.inputValue())).toBeCloseTo(2.5, 1)
    await film.getByText('保存后将重做 3 个成品：视频封面').waitFor()
    const picture = film.locator('img.zp-whole')
    await picture.evaluate((image: HTMLImageElement) => image.decode())
    expect(await colourAt((await picture.getAttribute('src')) ?? '')).toBe('001')
    await film.getByRole('button', { name: '手动裁切 3:4' }).waitFor()
    await shoot('film')
    await isWellSpoken()
    await second.fill('99')
    await film.getByText(/封面画面填的是第 99 秒，应在 0 至 2\.96 秒之间/).waitFor()
    await second.fill('2.5')
    await film.getByText('保存后将重做 3 个成品').waitFor()
    await film.getByRole('button', { name: '保存封面' }).click()
    await page.getByText('封面已保存，正在重做 3 个成品。').waitFor()
    const news = async () => (await rows()).filter(({ key, state }) => !before.has(key) && state === 'done')
    await expect.poll(async () => (await news()).length, { timeout: 120_000, interval: 500 }).toBe(3)
    for (const { label, preview } of await news()) {
      expect(label).toMatch(/^视频封面/)
      expect(await colourAt(preview ?? '')).toBe('001')
    }
    await film.getByRole('button', { name: '恢复自动选取' }).click()
    await film.getByText('保存后将重做').or(film.getByText('没有成品需要重做')).waitFor()
    await film.getByRole('button', { name: '保存封面' }).click()
    await film.getByText('现在自动选取').waitFor()
  })

  test('of a film say beside the field of its own form what is wrong with the moment', async () => {
    await page.goto(`${server.url}/admin/collections/assets/${filmId}`)
    const field = page.getByLabel('封面画面（秒）')
    await field.fill('99')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    const beside = page.locator('.field-type', { has: field }).last()
    await beside.getByText(/封面画面填的是第 99 秒，应在 0 至 2\.96 秒之间/).waitFor()
    await shoot('film-form')
  })

  test('are on posters of words nobody has saved yet', async () => {
    // The studio opens a person where one was last.
    await openTab('人物与事迹')
    const panel = page.getByRole('region', { name: '海报预览' })
    const posters = panel.getByRole('button', { name: /^看大图：海报/ })
    // The form is drawn anew while it loads, and posters only where somebody sees them.
    const isShown = async (): Promise<boolean> => {
      await panel.scrollIntoViewIfNeeded({ timeout: 2_000 }).catch(() => null)
      return (await posters.count()) > 0
    }
    await expect.poll(isShown, { timeout: 60_000 }).toBe(true)
    await shoot('posters')
    await isWellSpoken()
    const picture = (): Promise<string | null> => posters.first().locator('img').getAttribute('src')
    const before = await picture()
    const motto = page.getByLabel('海报语', { exact: true })
    await motto.fill('把论文写在大地上')
    const began = Date.now()
    await expect.poll(picture, { interval: 50, timeout: 30_000 }).not.toBe(before)
    console.log(`poster preview after a word: ${Date.now() - began} ms`)
    const shown = await picture()
    await motto.fill('长'.repeat(41))
    await panel.getByText('“海报语”有 41 字，不能超过 40 字，请精简。').waitFor()
    expect(await picture(), 'the last picture stays').toBe(shown)
    await motto.fill('让每一粒种子都有名字')
    await expect.poll(picture, { interval: 50, timeout: 30_000 }).toBe(before)
  })
})
