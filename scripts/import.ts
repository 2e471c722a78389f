/** `npm run import -- FOLDER_OR_ZIP [--year YEAR] [--dry-run]`: nomination materials into the running campaign. */
import { parseArgs } from 'node:util'
import { openHouse } from '../src/house.ts'
import { EnvironmentRefused, env } from '../src/platform/env.ts'
import { importMaterials, problemLines, summaryOf } from './import-materials.ts'
import { createTerminal } from './terminal.ts'

const usage = `用法：npm run import -- 文件夹或压缩包 [--year 年份] [--dry-run]
  --year     导入到哪一年的活动，默认今年；活动须先在工作台建立
  --dry-run  只看会发生什么，不写入任何内容`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { year: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  const year = Number(values.year ?? new Date().getFullYear())
  if (!folder || positionals.length > 1 || !Number.isInteger(year)) {
    console.error(usage)
    return 2
  }
  const isDryRun = values['dry-run'] ?? false
  const terminal = createTerminal()
  // A running server finds the new material at its next tick, at the latest after a minute.
  const house = await openHouse(env(), () => {})
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
    terminal.done(`${isDryRun ? '试运行，未写入任何内容：' : '已导入：'}${summaryOf(report)}`)
    const lines = problemLines(report)
    for (const line of lines) terminal.note(line)
    return report.honorees.length > 0 ? 0 : 1
  } finally {
    await house.close()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof EnvironmentRefused) console.error(error.message)
    else if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      console.error(usage)
    else console.error(error)
    process.exit(1)
  },
)
