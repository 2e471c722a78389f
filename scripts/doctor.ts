/** `npm run doctor`: what is in use, what is wrong, and the remedy, in plain words. Exit code 1 when something blocks. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { channels } from '../src/channels/index.ts'
import {
  checkFfmpeg,
  checkFonts,
  checkMachine,
  checkQuarantine,
  checkRecords,
  checkStorage,
  checkSweep,
  sayBackup,
} from '../src/checkup.ts'
import type { Check } from '../src/domain/check.ts'
import { openHouse } from '../src/house.ts'
import { storeOf } from '../src/platform/adapters.ts'
import { type Env, env } from '../src/platform/env.ts'
import { lockFolder } from '../src/platform/lock.ts'
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

const show = ({ state, subject, text, remedy }: Check): void =>
  tell(({ good: '✓', look: '!', bad: '✗' } as const)[state], subject, text, remedy ?? undefined)

/** Looked at by taking the lock for a moment: nothing else tells whether somebody lives in the folder. */
function checkProcesses({ mediaDir, processes }: Env): void {
  const unlock = lockFolder(mediaDir, 'alone')
  unlock?.()
  const said = processes === 'one' ? '由一个进程独占（PROCESSES=one）' : '由几个进程共用（PROCESSES=many）'
  tell('✓', '进程', `数据库和存储${said}，${unlock ? '现在没有进程在用' : '现在有进程在用'}`)
}

async function checkDatabase(settings: Env): Promise<void> {
  const kind = settings.database === 'sqlite' ? 'SQLite（内嵌）' : 'MongoDB'
  try {
    const house = await openHouse(() => {})
    try {
      for (const check of await checkRecords(house.records, settings)) show(check)
      show(await checkSweep(house.records, house.clock()))
      show(sayBackup(settings))
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
  const say = (error: unknown): string => failureText(error, logFile)
  tell('✓', 'Node.js', `${process.versions.node}（需要 20.19、22.12 或更新，推荐 24）`)
  show(checkMachine())
  show(await checkFfmpeg(settings, say))
  show(checkFonts())
  show(await checkStorage(settings, ` ${path.relative(process.cwd(), settings.mediaDir) || '.'}`, say))
  checkProcesses(settings)
  show(await checkQuarantine(storeOf(settings)))
  await checkDatabase(settings)
  checkStudio(settings)
  console.log(blocks === 0 ? '\n可以正常使用。' : `\n有 ${blocks} 项必须先解决。`)
} catch (error) {
  blocks += 1
  console.error(failureText(error, logFile))
}
process.exit(blocks === 0 ? 0 : 1)
