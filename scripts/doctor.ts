/** `npm run doctor`: what is in use, what is wrong, and the remedy, in plain words. Exit code 1 when something blocks. */
import { existsSync } from 'node:fs'
import { access, constants, mkdir, statfs } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { channels } from '../src/channels/index.ts'
import { openHouse } from '../src/house.ts'
import { quarantinePrefix } from '../src/pipeline/quarantine.ts'
import { storeOf } from '../src/platform/adapters.ts'
import { type Env, env } from '../src/platform/env.ts'
import { lockFolder } from '../src/platform/lock.ts'
import { createLog } from '../src/platform/log.ts'
import { findTools } from '../src/render/ffmpeg-tools.ts'
import { uncovered } from '../src/render/fonts.ts'
import { isStudioCurrent } from './build.mjs'
import { failureText, logToFile } from './failure.ts'

type Mark = '✓' | '!' | '✗'
let blocks = 0
const tell = (mark: Mark, subject: string, text: string, remedy?: string): void => {
  if (mark === '✗') blocks += 1
  console.log(`${mark} ${subject}：${text}`)
  if (remedy) console.log(`    → ${remedy}`)
}

let logFile: string | null = null

async function checkMachine(): Promise<void> {
  tell('✓', 'Node.js', `${process.versions.node}（需要 20.19、22.12 或更新，推荐 24）`)
  const gigabytes = os.totalmem() / 2 ** 30
  const cores = os.availableParallelism?.() ?? os.cpus().length
  if (gigabytes < 3.5)
    tell(
      '!',
      '内存',
      `${gigabytes.toFixed(1)} GB，制作视频时每路最多占用 2 GB`,
      '内存不足时视频可能失败，建议 4 GB 以上。',
    )
  else tell('✓', '机器', `${cores} 核，${gigabytes.toFixed(0)} GB 内存`)
}

async function checkFfmpeg(settings: Env): Promise<void> {
  try {
    const tools = await findTools({
      ffmpegPath: settings.ffmpegPath,
      ffprobePath: settings.ffprobePath,
      allowsBundled: settings.allowsBundledFfmpeg,
    })
    const origin = { env: '由 FFMPEG_PATH 指定', system: '系统自带', bundled: 'npm 附带的旧版本' }[
      tools.source
    ]
    if (tools.missing.length > 0)
      tell(
        '✗',
        'ffmpeg',
        `${tools.version}（${origin}）缺少 ${tools.missing.join('、')}`,
        '请安装完整版 ffmpeg，例如 apt-get install ffmpeg。',
      )
    else if (tools.source === 'bundled')
      tell(
        '!',
        'ffmpeg',
        `${tools.version}（${origin}），编码器齐全`,
        '能用，但慢一倍且不再更新；建议安装系统版，例如 apt-get install ffmpeg。',
      )
    else tell('✓', 'ffmpeg', `${tools.version}（${origin}），编码器 libx264、aac、mpeg2video、mxf 齐全`)
  } catch (error) {
    tell('✗', 'ffmpeg', failureText(error, logFile))
  }
}

function checkFonts(): void {
  const rare = '翀喆堃䶮㛃𬭎·'
  try {
    const missing = uncovered(rare)
    if (missing.length === 0) tell('✓', '字体', `思源宋体、思源黑体（随系统安装），生僻字抽查通过（${rare}）`)
    else
      tell(
        '!',
        '字体',
        `抽查发现缺字：${missing.join('、')}`,
        '海报遇到这些字会被退回，请联系管理员补充字库。',
      )
  } catch (error) {
    createLog('error').error({ err: error }, 'fonts')
    tell('✗', '字体', '字体文件打不开', '请删除 node_modules 后重新运行。')
  }
}

async function checkStorage({ mediaDir }: Env): Promise<void> {
  try {
    await mkdir(mediaDir, { recursive: true })
    await access(mediaDir, constants.R_OK | constants.W_OK)
    const { bavail, bsize } = await statfs(mediaDir)
    const free = (bavail * bsize) / 1e9
    const text = `本机文件夹 ${path.relative(process.cwd(), mediaDir) || '.'}，剩余 ${free.toFixed(0)} GB`
    if (free < 5) tell('!', '存储', text, '空间不足 5 GB，请清理磁盘，或用 MEDIA_DIR 换到更大的盘。')
    else tell('✓', '存储', text)
  } catch (error) {
    tell('✗', '存储', '文件夹不可写', failureText(error, logFile))
  }
}

/** Looked at by taking the lock for a moment: nothing else tells whether somebody lives in the folder. */
function checkProcesses({ mediaDir, processes }: Env): void {
  const unlock = lockFolder(mediaDir, 'alone')
  unlock?.()
  const said = processes === 'one' ? '由一个进程独占（PROCESSES=one）' : '由几个进程共用（PROCESSES=many）'
  tell('✓', '进程', `数据库和存储${said}，${unlock ? '现在没有进程在用' : '现在有进程在用'}`)
}

/** What the sweep has put aside: deleted after a week, back at once when a row or a release knows it again. */
async function checkQuarantine(settings: Env): Promise<void> {
  const store = storeOf(settings)
  let files = 0
  let bytes = 0
  for await (const blob of store.list(quarantinePrefix)) {
    files += 1
    bytes += blob.bytes
  }
  const text = `${files} 个文件，${(bytes / 1e6).toFixed(1)} MB`
  tell('✓', '隔离区', files === 0 ? '空' : `${text}；已无用处，满七天自动删除，其间重新用到会自动放回`)
}

async function checkDatabase(settings: Env): Promise<void> {
  const kind = settings.database === 'sqlite' ? 'SQLite（内嵌）' : 'MongoDB'
  try {
    const house = await openHouse(() => {})
    try {
      const campaigns = await house.records.campaigns()
      const rows = await house.records.workRows()
      const count = (state: string): number => rows.filter((row) => row.state === state).length
      tell('✓', '数据库', `${kind}，可读写，${campaigns.length} 个活动`)
      const waiting = count('waiting') + count('rendering')
      const text = `进程内队列（每分钟核对一次差额），图片海报 ${settings.stillSlots} 路，视频 ${settings.filmSlots} 路；成品 ${count('done')} 件已完成，${waiting} 件待制作`
      if (count('failed') > 0)
        tell(
          '!',
          '队列',
          `${text}，${count('failed')} 件失败`,
          '请在工作台“成品”里按状态筛选“失败”，查看原因并重试。',
        )
      else tell('✓', '队列', text)
      const unreadable = await house.records.unreadable()
      const named = unreadable.map(({ what, id }) => `${what} ${id}`).join('、')
      if (unreadable.length > 0)
        tell(
          '!',
          '记录',
          `${unreadable.length} 条无法读取：${named}`,
          '请在工作台打开这些记录，更正后重新保存，或恢复较早的版本；其余记录不受影响。',
        )
    } finally {
      await house.close()
    }
  } catch (error) {
    tell('✗', '数据库', `${kind} 无法打开`, failureText(error, logFile))
  }
}

function checkStudio({ publicUrl, port, isProduction, payloadSecret }: Env): void {
  tell('✓', '渠道', `${channels.length} 个`)
  if (isStudioCurrent()) tell('✓', '工作台', '界面已按当前代码编译')
  else
    tell(
      '!',
      '工作台',
      existsSync('.next') ? '界面与当前代码不一致' : '界面尚未编译',
      '运行 npm run build（约两分钟）；npm run demo 会自动编译。',
    )
  tell(
    '✓',
    '密钥',
    isProduction ? `PAYLOAD_SECRET 已设置（${payloadSecret.length} 个字符）` : '本机自动生成（仅供试用）',
  )
  const isLocal = /\/\/(localhost|127\.)/.test(publicUrl)
  if (isLocal && isProduction)
    tell(
      '!',
      '网址',
      publicUrl,
      '生产环境请把 PUBLIC_URL 改成媒体和屏幕方能访问的网址，否则供稿里的链接打不开。',
    )
  else tell('✓', '网址', `${publicUrl}，端口 ${port}`)
}

try {
  console.log('最美 · 自检\n')
  const settings = env()
  logFile = logToFile(settings.mediaDir)
  await checkMachine()
  await checkFfmpeg(settings)
  checkFonts()
  await checkStorage(settings)
  checkProcesses(settings)
  await checkQuarantine(settings)
  await checkDatabase(settings)
  checkStudio(settings)
  console.log(blocks === 0 ? '\n可以正常使用。' : `\n有 ${blocks} 项必须先解决。`)
} catch (error) {
  blocks += 1
  console.error(failureText(error, logFile))
}
process.exit(blocks === 0 ? 0 : 1)
