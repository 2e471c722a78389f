/** How the house stands: asked by `npm run doctor` and by the studio's health page (健康). */
import { access, constants, mkdir, statfs } from 'node:fs/promises'
import os from 'node:os'
import { beijingMinute } from './domain/beijing.ts'
import { bad, type Check, good, look } from './domain/check.ts'
import { sweepTold } from './domain/sweep-report.ts'
import type { BlobStore } from './pipeline/ports.ts'
import { quarantinePrefix } from './pipeline/quarantine.ts'
import type { Records } from './pipeline/records.ts'
import type { Env } from './platform/env.ts'
import { createLog } from './platform/log.ts'
import { findTools } from './render/ffmpeg-tools.ts'
import { uncovered } from './render/fonts.ts'

/** What a failure says to whoever reads the check, without paths and stacks. */
export type FailureText = (error: unknown) => string

export function checkMachine(): Check {
  const gigabytes = os.totalmem() / 2 ** 30
  const cores = os.availableParallelism?.() ?? os.cpus().length
  if (gigabytes < 3.5)
    return look(
      '内存',
      `${gigabytes.toFixed(1)} GB，制作视频时每路最多占用 2 GB`,
      '内存不足时视频可能失败，建议 4 GB 以上。',
    )
  return good('机器', `${cores} 核，${gigabytes.toFixed(0)} GB 内存`)
}

export async function checkFfmpeg(settings: Env, say: FailureText): Promise<Check> {
  try {
    const { ffmpegPath, ffprobePath, allowsBundledFfmpeg: allowsBundled } = settings
    const tools = await findTools({ ffmpegPath, ffprobePath, allowsBundled })
    const origin = { env: '由 FFMPEG_PATH 指定', system: '系统自带', bundled: 'npm 附带的旧版本' }[
      tools.source
    ]
    const found = `${tools.version}（${origin}）`
    if (tools.missing.length > 0)
      return bad(
        'ffmpeg',
        `${found}缺少 ${tools.missing.join('、')}`,
        '请安装完整版 ffmpeg，例如 apt-get install ffmpeg。',
      )
    if (tools.source === 'bundled')
      return look(
        'ffmpeg',
        `${found}，编码器齐全`,
        '能用，但慢一倍且不再更新；建议安装系统版，例如 apt-get install ffmpeg。',
      )
    return good('ffmpeg', `${found}，编码器 libx264、aac、mpeg2video、mxf 齐全`)
  } catch (error) {
    return bad('ffmpeg', '不能使用', say(error))
  }
}

export function checkFonts(): Check {
  const rare = '翀喆堃䶮㛃𬭎·'
  try {
    const missing = uncovered(rare)
    if (missing.length === 0)
      return good('字体', `思源宋体、思源黑体（随系统安装），生僻字抽查通过（${rare}）`)
    return look(
      '字体',
      `抽查发现缺字：${missing.join('、')}`,
      '海报遇到这些字会被退回，请联系管理员补充字库。',
    )
  } catch (error) {
    createLog('error').error({ err: error }, 'fonts')
    return bad('字体', '字体文件打不开', '请删除 node_modules 后重新运行。')
  }
}

export async function checkStorage({ mediaDir }: Env, named: string, say: FailureText): Promise<Check> {
  try {
    await mkdir(mediaDir, { recursive: true })
    await access(mediaDir, constants.R_OK | constants.W_OK)
    const { bavail, bsize } = await statfs(mediaDir)
    const free = (bavail * bsize) / 1e9
    const text = `本机文件夹${named}，剩余 ${free.toFixed(0)} GB`
    return free < 5
      ? look('存储', text, '空间不足 5 GB，请清理磁盘，或用 MEDIA_DIR 换到更大的盘。')
      : good('存储', text)
  } catch (error) {
    return bad('存储', '文件夹不可写', say(error))
  }
}

/** What the sweep has put aside: deleted after a week, back at once when a row or a release knows it again. */
export async function checkQuarantine(store: Pick<BlobStore, 'list'>): Promise<Check> {
  let files = 0
  let bytes = 0
  for await (const blob of store.list(quarantinePrefix)) {
    files += 1
    bytes += blob.bytes
  }
  const text = `${files} 个文件，${(bytes / 1e6).toFixed(1)} MB`
  return good('隔离区', files === 0 ? '空' : `${text}；已无用处，满七天自动删除，其间重新用到会自动放回`)
}

/** A night, and room for a machine that was off in it. */
const sweptWithinMs = 36 * 3_600_000

/** Every worker sweeps when it starts, and each night. */
export async function checkSweep(records: Pick<Records, 'lastSweep'>, now: Date): Promise<Check> {
  const last = await records.lastSweep()
  const remedy = '请确认带 worker 角色的进程一直在运行，每天 3:30 会清理一次；仍不清理请查看日志中的 sweep。'
  if (!last) return look('上次清理', '还没有清理过', remedy)
  const text = `${beijingMinute(last.at)}：${sweepTold(last.report)}`
  return now.getTime() - last.at.getTime() > sweptWithinMs
    ? look('上次清理', text, remedy)
    : good('上次清理', text)
}

/** Nothing of ours knows when. */
export const sayBackup = ({ database }: Pick<Env, 'database'>): Check =>
  good(
    '备份',
    database === 'sqlite'
      ? '系统不自带备份：请每天停止服务后，把整个存储文件夹（数据库也在其中）复制到另一块盘；不便停止的，用磁盘快照'
      : '系统不自带备份：请每天用 mongodump 备份数据库，随后把整个存储文件夹复制到另一块盘',
  )

/** Database, queue and rows. */
export async function checkRecords(
  records: Pick<Records, 'campaigns' | 'workRows' | 'unreadable' | 'isWritable'>,
  { database, stillSlots, filmSlots }: Env,
): Promise<readonly Check[]> {
  const kind = database === 'sqlite' ? 'SQLite（内嵌）' : 'MongoDB'
  const campaigns = await records.campaigns()
  const rows = await records.workRows()
  const count = (state: string): number => rows.filter((row) => row.state === state).length
  const waiting = count('waiting') + count('rendering')
  const queue = `进程内队列（每分钟核对一次差额），图片海报 ${stillSlots} 路，视频 ${filmSlots} 路；成品 ${count('done')} 件已完成，${waiting} 件待制作`
  const unreadable = await records.unreadable()
  const named = unreadable.map(({ what, id }) => `${what} ${id}`).join('、')
  return [
    (await records.isWritable())
      ? good('数据库', `${kind}，可读写，${campaigns.length} 个活动`)
      : look('数据库', `${kind}，可读，暂时不能写`, '另一个程序占用着数据库，请关闭它，或稍后再看。'),
    count('failed') > 0
      ? look(
          '队列',
          `${queue}，${count('failed')} 件失败`,
          '请在工作台“成品”里按状态筛选“失败”，查看原因并重试。',
        )
      : good('队列', queue),
    unreadable.length > 0
      ? look(
          '记录',
          `${unreadable.length} 条无法读取：${named}`,
          '请在工作台打开这些记录，更正后重新保存，或恢复较早的版本；其余记录不受影响。',
        )
      : good('记录', '都能读取'),
  ]
}

interface Ports {
  readonly records: Parameters<typeof checkRecords>[0] & Pick<Records, 'lastSweep'>
  readonly store: Pick<BlobStore, 'list'>
}

/** All of them, for the studio: no path of the machine and nothing of a failure's inside. */
export async function checkup(
  { records, store }: Ports,
  settings: Env,
  now: Date,
): Promise<readonly Check[]> {
  const say = (error: unknown): string => {
    createLog('error').error({ err: error }, 'checkup')
    return '请在服务器上运行 npm run doctor 查看原因。'
  }
  return [
    ...(await checkRecords(records, settings)),
    await checkStorage(settings, '', say),
    await checkQuarantine(store),
    await checkSweep(records, now),
    sayBackup(settings),
    await checkFfmpeg(settings, say),
    checkFonts(),
    checkMachine(),
    settings.smtp === null
      ? good('通知邮件', '没有设置邮件服务器，通知只在工作台里显示')
      : good('通知邮件', '已设置邮件服务器'),
    good('版本', `Node.js ${process.versions.node}`),
  ]
}
