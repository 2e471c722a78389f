/**
 * `npm run demo`: the main job on the embedded default, from a folder of nomination materials to feeds and packs.
 * Every step only adds what is missing, so it may be stopped anywhere and run again.
 */
import { createHmac } from 'node:crypto'
import path from 'node:path'
import { demoScreens } from '../src/channels/demo-screens.ts'
import { channels } from '../src/channels/index.ts'
import { demoLogin, demoPartner, ensurePartner, ensureScreen, ensureUser } from '../src/cms/seed.ts'
import { campaignLabel } from '../src/domain/campaign.ts'
import { feedFormats } from '../src/domain/formats/format.ts'
import { sentence } from '../src/domain/problem.ts'
import { progressAt } from '../src/domain/progress.ts'
import { hashToken, newToken, tokenPrefix } from '../src/domain/token.ts'
import type { IntakeReport } from '../src/pipeline/intake.ts'
import { scheduleCampaign } from '../src/pipeline/schedule-campaign.ts'
import { env } from '../src/platform/env.ts'
import { createLog } from '../src/platform/log.ts'
import { type Server, startServer } from '../src/server.ts'
import { buildStudio, isStudioCurrent } from './build.mjs'
import { failureText, logToFile } from './failure.ts'
import { makeSampleCampaign, sampleCampaign } from './fixtures/sample-campaign.ts'
import { importMaterials, problemLines, summaryOf } from './import-materials.ts'
import { createTerminal, progressLines } from './terminal.ts'

const terminal = createTerminal()
const startedAt = Date.now()
const took = (): string => `${((Date.now() - startedAt) / 1000).toFixed(0)} 秒`

/** The demo's secrets are derived from the machine's own, so they are the same every time and kept nowhere. */
const derived = (purpose: string): Buffer =>
  createHmac('sha256', env().payloadSecret).update(purpose).digest()
const login = () => ({
  email: demoLogin,
  password: `Zm-${derived('demo login').toString('hex').slice(0, 16)}`,
})
const firstLogin = (): string => {
  const { email, password } = login()
  return `首次登录  ${email}  密码 ${password}（登录后请修改）`
}
const token = (): string => newToken((size) => derived('demo token').subarray(0, size)).text

const stopping = new AbortController()
let server: Server | null = null
let logFile: string | null = null

async function main(): Promise<void> {
  terminal.say('最美 · 辽宁最美科技工作者宣传系统 · 演示\n')
  logFile = logToFile(env().mediaDir)
  terminal.live(['  正在打开数据库'])
  const buildLines = ['正在编译工作台界面']
  server = await startServer({ log: createLog('error'), buildLines: () => buildLines })
  await prepareAccess(server)
  terminal.done(`数据库与分发服务已启动：${env().publicUrl}（${took()}）`)

  const folder = path.join(env().mediaDir, 'sample')
  terminal.live(['  正在绘制样例照片与短片（首次约一分钟）'])
  await makeSampleCampaign(folder)
  terminal.done(`样例申报材料：${path.relative(process.cwd(), folder)}（${took()}）`)

  const report = await importSample(server, folder)
  const gaps = problemLines(report)
  await publishComplete(server, report)
  // Once the first feed can be read, and before the films, which give way to everything: a newcomer waits for it.
  let studio: Promise<void> | null = null
  const started = server
  const build = (): void => {
    if (!env().roles.has('studio')) return
    studio ??= openStudio(started)
    // What it rejects with is thrown where it is waited for.
    studio.catch(() => {})
  }
  // Null when staff have closed the campaign since: what is there is served all the same.
  const { campaignId } = report
  const refused = campaignId ? await renderAndSchedule(server, campaignId, build) : []
  if (campaignId) terminal.done(`十二个渠道的成品与发布已就绪（${took()}）`)

  build()
  await studio
  whereToLook([...gaps, ...refused])
}

/** Open as soon as it is built, while the rest is still being made. */
async function openStudio({ findStudio }: Server): Promise<void> {
  const code = isStudioCurrent() ? 0 : await buildStudio({ isQuiet: true, signal: stopping.signal })
  if (stopping.signal.aborted) return
  if (code !== 0) {
    terminal.note('工作台界面没有编译成功，请运行 npm run build 查看原因；供稿与海报包不受影响。')
    return
  }
  await findStudio()
  terminal.done(`工作台已就绪：${env().publicUrl}/admin（${took()}）`)
  terminal.note(firstLogin())
}

/** Invented people never enter a campaign that staff began themselves: then what is there is served, and nothing else. */
async function importSample(server: Server, folder: string): Promise<IntakeReport> {
  const campaign = sampleCampaign(new Date())
  const own = (await server.records.campaigns()).find(({ year }) => year === campaign.year)
  if (own && !own.isDemo) {
    terminal.note(`已有您自己的“${campaignLabel(own)}”，演示数据没有导入；系统照常运行。`)
    return { campaignId: null, honorees: [], problems: [] }
  }
  const report = await importMaterials(folder, server, {
    campaign,
    isDryRun: false,
    isDemo: true,
    onStep: (line) => terminal.live([`  ${line}`]),
  })
  terminal.done(`材料已导入：${summaryOf(report)}（${took()}）`)
  return report
}

/**
 * What the chief reviewer does in the studio; the demo's people have all agreed and their papers are whole. Whoever was
 * released once is left as staff have put him since.
 */
async function publishComplete({ records }: Server, { honorees }: IntakeReport): Promise<void> {
  const released = new Set((await records.releases()).map(({ honoreeId }) => honoreeId))
  for (const { id, isComplete } of honorees) {
    if (!id || !isComplete || released.has(id)) continue
    const isPublished = (await records.honoree(id))?.published.ok ?? true
    if (!isPublished) await records.publishHonoree(id)
  }
}

async function prepareAccess({ payload }: Server): Promise<void> {
  await ensureUser(payload, { ...login(), name: '演示管理员', role: 'admin' })
  await ensurePartner(payload, {
    name: demoPartner,
    channelIds: channels.map(({ id }) => id),
    tokenHash: hashToken(token()),
    tokenPrefix: tokenPrefix(token()),
  })
  for (const screen of demoScreens)
    await ensureScreen(payload, { stillSeconds: 10, playsFilm: false, ...screen })
}

/** Half of the honorees are shown from now on, the others from later today. */
async function renderAndSchedule(
  { worker, records, renderer }: Server,
  campaignId: string,
  onFirstFeed: () => void,
): Promise<string[]> {
  if (!worker) throw new Error('demo: this process does not render')
  worker.wake(null)
  let isDone = false
  const idle = worker
    .reconcileAll()
    .then(() => worker.idle())
    .then(() => {
      isDone = true
    })
  const order = (await records.honorees(campaignId)).map(({ id }) => id)
  const now = new Date()
  const later = laterToday(now)
  let hasFeed = (await records.releases()).length > 0
  if (hasFeed) onFirstFeed()
  for (;;) {
    const wasDone = isDone || stopping.signal.aborted
    const { added, refused } = await scheduleCampaign(
      campaignId,
      channels,
      (honoree) => ({ validFrom: order.indexOf(honoree.id) % 2 === 0 ? now : later, validUntil: null }),
      { records, uncovered: renderer.uncovered },
      new Date(),
    )
    const live = added.find(({ validFrom }) => validFrom <= now)
    if (live && !hasFeed) {
      hasFeed = true
      onFirstFeed()
      terminal.done(`首个供稿已可取用：${feedUrl(live.channel.id, 'rss')}（${took()}）`)
    }
    if (wasDone) {
      await idle
      return [...new Set(refused.map(({ problem }) => sentence(problem)))]
    }
    for (let turn = 0; turn < 3 && !isDone; turn += 1) {
      terminal.live(progressLines(progressAt(await records.workRows(), new Date())))
      await pause(1_000)
    }
  }
}

/** In two to two and a half hours, on the half hour; late in the evening, halfway to midnight in Shenyang. */
function laterToday(now: Date): Date {
  const inTwoHours = Math.ceil((now.getTime() + 2 * 3_600_000) / 1_800_000) * 1_800_000
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now)
  const midnight = new Date(`${day}T24:00:00+08:00`).getTime()
  return new Date(inTwoHours < midnight ? inTwoHours : (now.getTime() + midnight) / 2)
}

const feedUrl = (channelId: string, format: string): string =>
  `${env().publicUrl}/feeds/${channelId}.${format}?token=${token()}`

function whereToLook(refused: readonly string[]): void {
  const { publicUrl } = env()
  terminal.say(`\n工作台    ${publicUrl}/admin`)
  terminal.say(`  ${firstLogin()}`)
  terminal.say('供稿（北国APP，每种格式一个）')
  for (const format of feedFormats) terminal.say(`  ${format.padEnd(6)} ${feedUrl('beiguo', format)}`)
  terminal.say(`海报包    ${publicUrl}/packs/landmark-4k.zip?token=${token()}`)
  terminal.say(refused.length > 0 ? '\n尚不完整：' : '\n全部材料与渠道均已完整。')
  for (const line of refused) terminal.note(line)
  terminal.say('\n按 Ctrl-C 停止；再次运行 npm run demo 只会补齐缺少的部分。')
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) process.exit(130)
    stopping.abort()
    terminal.say('\n正在停止，未完成的工作下次会接着做……')
    const stopped = server ? server.stop() : Promise.resolve()
    stopped.then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}

main().catch(async (error: unknown) => {
  if (stopping.signal.aborted) return
  terminal.say(failureText(error, logFile))
  await server?.stop().catch(() => {})
  process.exit(1)
})
