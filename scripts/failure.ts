/** Why a command cannot go on, as one Chinese sentence with the remedy; what only a developer can read goes to the log file. */
import path from 'node:path'
import { storageFault } from '../src/domain/storage-fault.ts'
import { EnvironmentRefused } from '../src/platform/env.ts'
import { createLog, logTo } from '../src/platform/log.ts'
import { ToolsRefused } from '../src/render/ffmpeg-tools.ts'
import { ServerRefused } from '../src/server-refused.ts'

/** `logFile` is what `logToFile` returned; null when this process logs to the terminal. */
export function failureText(error: unknown, logFile: string | null): string {
  if (error instanceof EnvironmentRefused || error instanceof ServerRefused || error instanceof ToolsRefused)
    return error.message
  const message = error instanceof Error ? error.message : String(error)
  if (/cannot connect to MongoDB/.test(message))
    return '连不上 MongoDB 数据库，请确认它已启动，DATABASE_URL 里的地址、用户名和密码正确，再重新运行。'
  if (storageFault(error) === 'busy')
    return '数据库文件“zuimei.db”正被另一个程序占用，请关闭那个程序（备份工具、数据库浏览器等），再重新运行。'
  if (/SQLITE_(NOTADB|CORRUPT)/.test(message))
    return '数据库文件“zuimei.db”已损坏或不是数据库文件，请从备份恢复；没有备份时把它移走再运行，会新建一个空库。'
  if (/SQLITE_(CANTOPEN|READONLY|FULL|IOERR)/.test(message))
    return '数据库文件“zuimei.db”无法读写，请检查所在文件夹的权限和磁盘剩余空间，再重新运行。'
  const known = ofSystem(error as NodeJS.ErrnoException)
  if (known) return known
  createLog('error').error({ err: error }, 'ended')
  return logFile === null
    ? '程序内部出错，已中止，原因见上面的日志；请重新运行一次，仍不成功请把日志发给管理员。'
    : `程序内部出错，已中止；请重新运行一次，仍不成功请把“${logFile}”发给管理员。`
}

function ofSystem({ code, path: file }: NodeJS.ErrnoException): string | null {
  const name = file ? `“${path.basename(file)}”` : '文件'
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `没有权限读写${name}，请检查它和所在文件夹的权限，再重新运行。`
    case 'EROFS':
      return `${name}所在的磁盘是只读的，请用 MEDIA_DIR 换到可以写入的文件夹，再重新运行。`
    case 'ENOSPC':
      return '磁盘空间不足，请清理磁盘，或用 MEDIA_DIR 换到更大的盘，再重新运行；已完成的部分不会丢失。'
    case 'EEXIST':
    case 'ENOTDIR':
      return `${name}应为文件夹，实际是一个文件，请把它移走，或用 MEDIA_DIR 指定另一个文件夹，再重新运行。`
    case 'EMFILE':
    case 'ENFILE':
      return '同时打开的文件过多，请关闭其他程序或提高系统的打开文件数上限（ulimit -n），再重新运行。'
    default:
      return null
  }
}

/** From now on this process logs to a file of the media folder, so that the terminal is for people; returns its name. */
export function logToFile(mediaDir: string): string {
  const file = path.join(mediaDir, 'error.log')
  logTo(file)
  return path.relative(process.cwd(), file)
}
