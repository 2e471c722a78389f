/** `npm run import -- FOLDER_OR_ZIP [--year YEAR] [--dry-run]`: nomination materials into the running campaign. */
import { parseArgs } from 'node:util'
import { campaignYear } from '../src/domain/campaign.ts'
import { env } from '../src/platform/env.ts'
import { visitFolder } from '../src/platform/lock.ts'
import { failureText, logToFile } from './failure.ts'
import { createTerminal } from './terminal.ts'

const usage = `用法：npm run import -- 文件夹或压缩包 [--year 年份] [--dry-run]
  --year     导入到哪一年的活动，默认今年；活动须先在工作台建立
  --dry-run  只看会发生什么，不写入任何内容`

const options = { year: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const
let logFile: string | null = null

async function main(): Promise<number> {
  const asked = readArguments()
  if (!asked) return 2
  const { folder, year, isDryRun } = asked
  // Loaded late: whoever mistyped an option need not wait for the studio.
  const { openHouse } = await import('../src/house.ts')
  const { importMaterials, problemLines, restLines, summaryOf } = await import('./import-materials.ts')
  logFile = logToFile(env().mediaDir)
  const terminal = createTerminal()
  // A running server plans the new material as it comes.
  const leave = visitFolder(env().mediaDir)
  if (!leave) {
    console.error('最美正在启动，暂时不能导入，请等它启动完成后再运行一次。')
    return 1
  }
  const house = await openHouse(() => {})
  try {
    const campaign = (await house.records.campaigns()).find((one) => one.year === year)
    if (!campaign) {
      console.error(`还没有 ${year} 年的活动，请先在工作台“活动”里新建，再导入材料。`)
      return 1
    }
    const report = await importMaterials(folder, house, {
      campaign,
      isDryRun,
      onStep: (line) => terminal.live([line]),
    })
    const isTaken = report.honorees.length > 0
    if (isTaken) terminal.done(`${isDryRun ? '试运行，未写入任何内容：' : '已导入：'}${summaryOf(report)}`)
    else terminal.say('没有导入任何内容：')
    for (const line of [...problemLines(report), ...restLines(report)]) terminal.note(line)
    return isTaken ? 0 : 1
  } finally {
    await house.close()
    leave()
  }
}

/** Null when they cannot be understood, which has been said then. Strict: a `--dry-run=yes` taken for no would write. */
function readArguments(): { folder: string; year: number; isDryRun: boolean } | null {
  const say = (problem: string): null => {
    console.error(`${problem}\n${usage}`)
    return null
  }
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error
    const option = /'(-[^'\s]*)/.exec(message)?.[1] ?? ''
    return say(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `无法识别的选项“${option}”。`
        : `选项“${option}”的写法不对，请照下面的用法改正。`,
    )
  }
  const { values, positionals } = parsed
  const [folder, more] = positionals
  const year = Number(values.year ?? campaignYear(new Date()))
  if (more) return say(`一次只能导入一个文件夹或压缩包，多出的是“${more}”；名称里有空格时请加引号。`)
  if (!Number.isInteger(year)) return say(`年份“${values.year}”应为四位数字，如 2026。`)
  if (!folder) return say('请写明要导入的文件夹或压缩包。')
  return { folder, year, isDryRun: values['dry-run'] === true }
}

const parse = () => parseArgs({ allowPositionals: true, options })

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(failureText(error, logFile))
    process.exit(1)
  },
)
