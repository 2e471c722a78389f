/** Imports a folder or zip of nomination materials and says in Chinese what came of it; behind the demo and `npm run import`. */
import { slugOf } from '../src/cms/hooks/fill-slug.ts'
import type { NewCampaign } from '../src/domain/campaign.ts'
import { sentence } from '../src/domain/problem.ts'
import type { House } from '../src/house.ts'
import { type ImportReport, importFolder } from '../src/pipeline/hand-in/import.ts'
import type { IntakeReport } from '../src/pipeline/intake.ts'
import { documentReader } from '../src/render/documents/document-reader.ts'

export interface ImportOptions {
  readonly campaign: NewCampaign
  readonly isDryRun: boolean
  /** Everybody in it is invented: the demo's alone to say. */
  readonly isDemo?: boolean
  readonly onStep: (line: string) => void
}

export async function importMaterials(
  folder: string,
  {
    records,
    store,
    renderer,
    scratch,
    clock,
  }: Pick<House, 'records' | 'store' | 'renderer' | 'scratch' | 'clock'>,
  { campaign, isDryRun, isDemo = false, onStep }: ImportOptions,
): Promise<ImportReport> {
  let total = 0
  let honoree = ''
  const { examine, uncovered } = renderer
  return importFolder(
    { path: folder, campaign, isDemo },
    {
      records,
      store,
      reader: documentReader,
      examine,
      uncovered,
      slugOf,
      scratch,
      emit(event) {
        switch (event.kind) {
          case 'opened':
            total = event.nomineeCount
            return
          case 'nominee':
            honoree = `正在导入 ${event.number}/${total} ${event.name}`
            return onStep(honoree)
          case 'file':
            return onStep(`${honoree}：${event.file}`)
        }
      },
    },
    { isDryRun },
    clock(),
  )
}

/** 5 人，新增 31 个文件，26 个已在库中. */
export function summaryOf({ honorees }: IntakeReport): string {
  const sum = (of: 'added' | 'unchanged'): number => honorees.reduce((total, one) => total + one[of], 0)
  return `${honorees.length} 人，新增 ${sum('added')} 个文件，${sum('unchanged')} 个已在库中`
}

/** Where the rest is; none when everything was taken. */
export const restLines = ({ waiting, unkept }: Pick<ImportReport, 'waiting' | 'unkept'>): string[] => [
  ...(waiting > 0 ? [`没有收下的 ${waiting} 个文件在工作台“收件”里等待处理。`] : []),
  ...(unkept > 0
    ? [`另有 ${unkept} 个文件因服务器存储空间不足没有放进“收件”，请清理空间后再运行一次。`]
    : []),
]

/** One sentence a problem: those that kept a file out or leave a gap first, what is worth a look after them. */
export function problemLines({ honorees, problems }: IntakeReport): string[] {
  const all = [...problems, ...honorees.flatMap((one) => one.problems)]
  const lines = (severity: 'error' | 'warning', prefix: string): string[] =>
    all.filter((one) => one.severity === severity).map(({ problem }) => `${prefix}${sentence(problem)}`)
  return [...new Set([...lines('error', ''), ...lines('warning', '提醒：')])]
}
